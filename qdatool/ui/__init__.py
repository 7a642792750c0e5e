"""The window. QtWidgets lives only here and in ``app.py``.

``main_window`` holds the shell; one package per workspace; workspaces do not import each other, they meet in the
shell (``workspace.Shell``) and in the project's changes (``project_bridge``).

How a widget follows language, direction and theme
--------------------------------------------------
Language and theme change while the window is open. A widget takes part by having one or both of two methods:

``retranslate(self)``
    Set every visible text of the widget itself through ``tr()``: labels, tool tips, placeholders, accessible names.
``apply_theme(self)``
    Take colours from ``theme.tokens()`` anew; needed only where a widget keeps colours, brushes or pixmaps.

The widget calls them once at the end of its ``__init__``; after that the shell calls them on *every* living widget of
the window, parents before children (``theme.announce``). So a widget refreshes only its own texts and never calls the
method of a child. A custom-painted widget that looks ``tokens()`` up in ``paintEvent`` needs no ``apply_theme``.
Direction comes from ``QApplication.setLayoutDirection`` and reaches everyone by itself: use layouts, leading and
trailing; in a painter ask ``self.layoutDirection()`` and mirror with ``QStyle.visualRect``.

Looks: no colour, size or style sheet of a widget's own. ``style_sheet.wear(widget, Look.X)`` picks a look,
``tokens.Space``, ``Size``, ``FontSize`` and ``Radius`` give distances, ``icons.icon(Icon.X)`` gives an icon that tints
and mirrors itself, ``tokens().code_color(stored)`` the shade of a code's colour for the theme shown.
``theme.interface_font(size)`` is for painters.

Texts: ``tr("Whole English sentence with {name}.", name=...)``; its Persian stands in ``resources/i18n/fa/<area>.json``.
Numbers passed as places take the interface's digits by themselves; a lone number is
``localized_number(n, interface_language())``.

How a workspace joins
---------------------
A package ``ui/<name>/`` with ``actions.py`` (``ACTIONS: tuple[ActionSpec, ...]``, ids from a StrEnum of its own) and
``workspace.py`` (a class that fulfils ``workspace.Workspace`` and takes the ``Shell``). It adds a ``WorkspaceEntry`` to
``workspaces.WORKSPACES`` and, in its constructor, binds its rows: ``shell.actions.bind(spec, run, within=view)``.
Keys are handled only by ``shortcuts.py``, never by ``QAction.setShortcut`` or ``keyPressEvent`` for letters, so that
they work by key position on a Persian layout; keys with no letter (arrows, Enter, Del) may stay in ``keyPressEvent``.
Writing: ``shell.attempt(lambda: apply_code(project, ...))``; the changed project then arrives through
``shell.bridge.changed`` (a ``Changes`` value), also for undo. Listeners read and redraw, they never write.
A widget that waits for a pause before it writes what is typed has ``flush()``; the window calls it before an undo and
before the project closes (``typed_words``).
"""
