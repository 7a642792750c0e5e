"""The Models workspace: role models, networks, trees and free maps as objects, their evidence, checks and export.

``session`` holds what is shown and chosen and reads the project; ``canvas_page`` turns the gestures on the figure
(``canvas``) into operations; ``inspector`` leads from a box, category or link to its passages; ``checks_panel`` from a
gap to its cause; ``export_panel`` makes the file. The ``*_acts`` are what menus, keys and panels do alike. What a
figure shows and where stands in ``figures``, how it becomes a file in ``export``; nothing is laid out or drawn here a
second time.
"""
