"""Workbooks that were filled in to submissions, for workbooks as spbe makes them (contract section 2, "A workbook").

The sheets of a workbook are those of one form or of several (``forms``). Cells are known by their names, or by our headings and
labels where a program dropped the names (``headings``, ``recovered``). What they say (``merged``, ``unlevelled``) becomes the
document that an answer file would be, with the items of its sheet of evidence (``items``). Answers that stand elsewhere than they
belong are problems or notes: beside another indicator (``answer_rows``), in other columns (``stray_levels``), on other sheets
(``copies``).
"""
