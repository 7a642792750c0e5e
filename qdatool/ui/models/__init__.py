"""The Models workspace: paradigm models and thematic networks as objects, their evidence, checks and export.

``session`` holds what is shown and chosen and reads the project; ``canvas_page`` turns gestures on the ``canvas`` into
operations; ``inspector`` leads from a box, category or arrow to its passages; ``checks_panel`` from a gap to its cause;
``export_panel`` makes the file. What a figure shows and where stands in ``figures``, how it becomes a file in
``export``; nothing is laid out or drawn here a second time.
"""
