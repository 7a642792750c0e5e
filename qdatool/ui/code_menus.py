"""The menus of colours and levels that every view of codes offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.levels import Level
from qdatool.ui.icons import Icon, icon
from qdatool.ui.row_painting import color_swatch
from qdatool.ui.theme import tokens
from qdatool.wording import interface_language, tr

COLOR_NAMES = (
    *("green", "brick", "steel", "olive", "plum", "lagoon", "rose", "umber"),
    *("violet", "leaf", "garnet", "deep blue", "coral", "indigo", "rust", "walnut"),
)


def add_colors(menu: QMenu, present: str, pick: Callable[[str], object]) -> QMenu:
    """Add a menu of the sixteen colours; ``pick`` gets the stored colour."""
    colors = menu.addMenu(icon(Icon.COLOR), tr("Colour"))
    for stored, name in zip(CODE_COLORS, COLOR_NAMES, strict=True):
        swatch = color_swatch(tokens().code_color(stored), is_present=present == stored)
        action = QAction(swatch, tr(name), colors)
        action.triggered.connect(lambda _checked=False, stored=stored: pick(stored))
        colors.addAction(action)
    return colors


def add_levels(menu: QMenu, levels: Sequence[Level], present: int, pick: Callable[[int], object]) -> None:
    """Add a menu of the project's levels, if there is more than one; ``pick`` gets the level's id."""
    if len(levels) < 2:
        return
    offered = menu.addMenu(icon(Icon.LAYERS), tr("Level"))
    for level in levels:
        action = QAction(level.name_in(interface_language()), offered, checkable=True)
        action.setChecked(present == level.id)
        action.triggered.connect(lambda _checked=False, level_id=level.id: pick(level_id))
        offered.addAction(action)
