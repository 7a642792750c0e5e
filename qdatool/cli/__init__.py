"""The command line: the same program without a window, for scripts, reproducible papers and tests.

``program.run`` is the one way in; there is one module of commands per subject. Reading commands open the project
read-only, so that they work beside an open window; writing ones take its lock. Qt is loaded only to draw a figure.
"""
