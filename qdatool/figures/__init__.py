"""Figures: what (spec) -> where (Figure, in points) -> how (one paint function).

Qt-free but for ``paint.py`` and ``qt_text.py``, which use QtGui. Files are written by ``export``.
"""
