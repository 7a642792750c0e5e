"""The figure on the screen: what is drawn on it, and the gestures of mouse and keyboard; it never writes to a project.

``figure_canvas`` is the view itself, ``screen_figure`` what it is given to show, ``items`` the shapes and the marks of
what is chosen. ``moving`` and ``shaping`` are the gestures. What comes of them is written by ``canvas_page`` and
``shaping_acts`` beside this package.
"""
