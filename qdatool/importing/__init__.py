"""A file in, plain values out: one module per format and one table that names the formats.

Nothing here writes to a project; the values (``coding.drafts``) go through an operation of ``coding``.
"""
