"""The window. QtWidgets lives only here and in ``app.py``.

``main_window`` holds the shell; one package per workspace; workspaces do not import each other.
"""
