"""qdatool: from interview transcripts to codes, categories and models.

The packages stand in one order, and each imports only from those after it:
``app, cli -> ui -> export, importing -> figures -> wording -> analysis -> coding -> storage -> text -> errors``.
"""

__version__ = "0.1.0"
