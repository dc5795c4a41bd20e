"""Tables to submissions: what people have, as they have it (contract section 2, "A table").

A file becomes grids of cells (``grid``). One of them begins with headings (``head``, ``headings``, ``vocabulary``), which say
what stands where (``columns``). The rows below that are data (``rows``) become the documents that answer files would be: a row
for each agency (``wide``), or for each indicator (``by_indicator``). What is passed over on the way is said (``notes``).
"""
