"""Tables to submissions, for tables as people already have them (contract section 2, "A table").

A file becomes grids of cells (``grid``), of which those are read that are meant (``sheets``), each by itself (``opened``) or
several together (``several``). A table begins with headings (``head``, ``headings``, ``vocabulary``), which say what each column
holds (``columns``), perhaps of which year (``years``, ``yearly``), and with what holds for all rows (``above``). The data rows
below (``rows``, ``bare``, ``groups``) become documents like those of answer files: a row for each agency (``wide``), or for each
indicator (``by_indicator``, ``blocks``, ``across``). Notes say what is passed over (``notes``).
"""
