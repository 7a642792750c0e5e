"""The codebook: the code tree as an outline table and as a board, with an inspector beside both.

``session`` is what both share, ``acts`` what can be done with the chosen codes; ``table`` and ``board`` are the views.
"""
