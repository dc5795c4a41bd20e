"""Tables to submissions, for tables as people already have them (contract section 2, "A table").

A file becomes grids of cells (``grid``). One of them begins with headings (``head``, ``headings``, ``vocabulary``), which say
what each column holds (``columns``). The data rows below (``rows``) become documents like those of answer files: a row for each
agency (``wide``), or for each indicator (``by_indicator``). Notes say what is passed over (``notes``).
"""
