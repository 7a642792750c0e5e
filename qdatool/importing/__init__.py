"""A file in, plain values out: one module per format and one table that names the formats.

Nothing here writes to a project; the values (``coding.drafts``) go through an operation of ``coding``.

Word and Excel files are read by a walk of our own over zipfile and lxml (``office_package.py``, ``docx.py``,
``xlsx_cells.py``), not by python-docx and openpyxl: those drop tracked insertions, text boxes and content controls
without a word, raise a dozen kinds of exceptions on damaged files and refuse sound ones. Every limit (bombs, document
types, nesting) stands in ``office_package.py`` and ``safe_xml.py``. python-docx and openpyxl only write.
"""
