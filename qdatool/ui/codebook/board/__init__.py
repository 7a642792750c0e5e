"""The board of the codebook: cards of codes in columns of categories, columns in the lanes of what stands above them.

``content`` says what stands where, ``places`` gives every part a rectangle, ``drops`` says where a drag would end and
``steps`` where an arrow key goes: these four know no Qt. ``canvas`` paints and takes mouse and keys, ``acts`` writes.
"""
