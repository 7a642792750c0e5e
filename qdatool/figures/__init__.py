"""Figures: what (spec) -> where (Figure, in points) -> how (one paint function).

Qt-free but for ``paint.py``, ``qt_text.py`` and ``picture_dots.py``, which use QtGui. Files are written by ``export``.

Role models
-----------
A paradigm model is told by roles: those of a ready template (``coding/role_templates.py``, three of them), or its
own, which are rows of ``model_role`` from the first change on (``role_editing``). What all such figures share stands
in ``role_figure.py``; the textbook's six have an arrangement of their own (``paradigm.py``), all others stand in a
grid (``role_grid.py``).

Drawn by hand
-------------
Pinned positions count from the start side on a figure 160 mm wide, and so do the sizes of boxes and the points that
links are led over (``coding/map_drawing.py``); ``routes.py`` makes a line of them. Which codes of a hierarchy are
collapsed is an option of the model, by guid; ``collapsing.py`` takes what is below them out before any layout, so
that every arrangement and every file shows the same.

What is drawn otherwise than usual is stored per box and link (``coding/node_styles.py``, ``link_styles.py``). Letters
of its own change the room a label needs, so layouts ask the typesetter for them (``Typesetter.own``); larger ones
give way before a word is cut. Fills, frames and lines do not, and are laid over a finished layout (``own_styles.py``,
``own_links.py``), where letters that would vanish on a fill turn light or dark.

Pictures
--------
A picture on a map comes in through ``importing/pictures.py``, which alone knows Pillow: it decodes and packs every
file anew, so that no note of a camera gets into a project, and holds all limits. The table ``picture`` keeps it once,
by its SHA-256, until the last map and the last version that show it are gone. In a figure it is one shape; what
paints or packs its dots is ``picture_dots.py``, which keeps it in halves, quarters and so on for the screen.
"""
