"""Pure functions on ``str``: spans, offsets, normalisation, folding for search, sentences and turns.

Nothing here knows a database, a file format or Qt. Offsets are Unicode code points, spans are half-open.
"""
