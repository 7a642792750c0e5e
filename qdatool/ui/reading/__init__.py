"""Read & code: the documents, the transcript with its codings, the code tree, the quotations and memos.

``session`` is what all panels look at; it looks up again only what a step changed and says so in signals. Panels show
and ask; ``coding_loop``, ``code_acts``, ``document_acts`` and ``memo_acts`` do what was asked through the shell.
``workspace`` puts them together.
"""
