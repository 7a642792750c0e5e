"""Replacing names by pseudonyms: what to look for, what was found, and the act itself, in one sheet over the window.

``plan`` is Qt-free: what belongs together and what it becomes; ``found_tree`` shows it with boxes to tick;
``wanted_page`` and ``found_page`` are the two steps, ``sheet`` puts them together.
"""
