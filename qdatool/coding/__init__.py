"""The subject: documents, codes, quotations, codings, memos, relations, models, coders, history.

``project.py`` is the one door to the file. Operations are plain functions, verb first, with the project as first
argument; readers return frozen dataclasses. No Qt here, and no sentence for a user: errors carry reasons.
"""
