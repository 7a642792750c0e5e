"""Lucide icons, drawn in the colours of the theme that is shown and mirrored where a mirrored window needs it.

An icon looks its colour and direction up when it is painted, so a switch of theme or language needs no new icons.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from functools import cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QTransform
from PySide6.QtSvg import QSvgRenderer

from qdatool.resources import resource_folder
from qdatool.ui.theme import tokens


class Icon(StrEnum):
    """The icons in ``resources/icons``, by what they mean here; the value is Lucide's name."""

    MENU = "menu"
    START = "house"
    CODE = "highlighter"
    CODEBOOK = "list-tree"
    MODELS = "workflow"
    SATURATION = "chart-line"
    DATE = "calendar"
    HISTORY = "history"
    SETTINGS = "settings"
    SEARCH = "search"
    FILTER = "list-filter"
    SORT = "arrow-up-down"
    BACK = "arrow-left"
    FORWARD = "arrow-right"
    UP = "arrow-up"
    DOWN = "arrow-down"
    UNDO = "undo"
    REDO = "redo"
    EXPAND = "chevron-right"
    COLLAPSE = "chevron-left"
    OPEN_LIST = "chevron-down"
    DARK = "moon"
    LIGHT = "sun"
    THEME = "sun-moon"
    LANGUAGE = "languages"
    FOLDER = "folder"
    OPEN_FOLDER = "folder-open"
    ADD = "plus"
    CLOSE = "x"
    DONE = "check"
    OK = "circle-check"
    WARNING = "triangle-alert"
    ERROR = "circle-alert"
    INFO = "info"
    HEALTHY = "shield-check"
    PIN = "pin"
    UNPIN = "pin-off"
    FILE = "file"
    TRANSCRIPT = "file-text"
    IMPORT = "file-input"
    EXPORT = "file-output"
    MISSING = "file-x"
    DELETE = "trash-2"
    UNCODE = "eraser"
    EDIT = "pencil"
    TAG = "tag"
    QUOTE = "quote"
    MEMO = "sticky-note"
    BOLD = "bold"
    ITALIC = "italic"
    HEADER = "heading"
    BULLETS = "list"
    LINK = "link"
    PSEUDONYM = "venetian-mask"
    STRIPES = "align-end-vertical"
    PANEL_START = "panel-left"
    PANEL_END = "panel-right"
    TEXT_SIZE = "a-large-small"
    MORE = "ellipsis"
    OPEN_ELSEWHERE = "external-link"
    DOWNLOAD = "download"
    INBOX = "inbox"
    PARADIGM = "git-branch"
    NETWORK = "waypoints"
    TREE = "network"
    MAP = "map"
    PICTURE = "image"
    KEYBOARD = "keyboard"
    PLAY = "play"
    LOCKED = "lock"
    CODER = "user-round"
    CODERS = "users"
    SNAPSHOT = "camera"
    ZOOM_IN = "zoom-in"
    ZOOM_OUT = "zoom-out"
    FIT = "maximize"
    HAND = "hand"
    POINTER = "mouse-pointer-2"
    ARRANGE = "wand-sparkles"
    CURVE = "spline"
    SUPPORTS = "circle-plus"
    CONTRADICTS = "circle-minus"
    COLOR = "palette"
    ENTER = "corner-down-left"
    COMMAND = "command"
    SWAP = "move-horizontal"
    LAYERS = "layers"
    POWER = "log-out"
    RELIABILITY = "scale"
    DRAWN = "dices"
    TABLE = "table"
    BOARD = "square-kanban"
    MERGE = "merge"
    SPLIT = "split"
    COPY = "copy"
    COMMENT = "message-square"
    DIMENSION = "diamond"
    SINCE = "sparkles"
    MOVE_TO = "folder-input"
    RAISE = "chevrons-up"
    LOWER = "chevrons-down"


MIRRORED = frozenset(
    {
        *(Icon.BACK, Icon.FORWARD, Icon.UNDO, Icon.REDO, Icon.EXPAND, Icon.COLLAPSE, Icon.CODEBOOK, Icon.FILTER),
        *(Icon.STRIPES, Icon.PANEL_START, Icon.PANEL_END, Icon.OPEN_ELSEWHERE, Icon.PARADIGM, Icon.MODELS),
        *(Icon.IMPORT, Icon.EXPORT, Icon.MENU, Icon.ENTER, Icon.TRANSCRIPT, Icon.POWER),
        *(Icon.SATURATION, Icon.BOARD, Icon.MOVE_TO, Icon.COPY, Icon.BULLETS),
    }
)
"""Icons that point somewhere along the line of reading. A clock, a pen, a check or a redo of time do not."""


class Ink(Enum):
    """Which token an icon is drawn in."""

    NORMAL = "text_2"
    STRONG = "text_1"
    FAINT = "text_3"
    ACCENT = "accent_text"
    ON_ACCENT = "on_accent"
    OK = "ok"
    WARN = "warn"
    ERROR = "error"
    DISABLED = "disabled"


@cache
def icon(name: Icon, ink: Ink = Ink.NORMAL) -> QIcon:
    """Return the icon; disabled it is faint, checked or selected it takes the accent."""
    return QIcon(_LucideEngine(name, ink))


def paint_icon(painter: QPainter, place: QRectF, name: Icon, color: str) -> None:
    """Paint the icon into a square place in any colour, mirrored if the window is."""
    renderer = _renderer(name, color)
    is_mirrored = name in MIRRORED and QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if is_mirrored:
        axis = place.center().x()
        painter.setTransform(QTransform(-1, 0, 0, 1, 2 * axis, 0), True)
    renderer.render(painter, place)
    painter.restore()


@cache
def _renderer(name: Icon, color: str) -> QSvgRenderer:
    source = (resource_folder("icons") / f"{name.value}.svg").read_text(encoding="utf-8")
    source = source.replace("currentColor", color).replace('stroke-width="2"', 'stroke-width="1.75"')
    return QSvgRenderer(QByteArray(source.encode()))


class _LucideEngine(QIconEngine):
    """Paints one icon whenever Qt asks for it."""

    def __init__(self, name: Icon, ink: Ink) -> None:
        super().__init__()
        self._name = name
        self._ink = ink

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        side = min(rect.width(), rect.height())
        place = QRectF(rect.x() + (rect.width() - side) / 2, rect.y() + (rect.height() - side) / 2, side, side)
        paint_icon(painter, place, self._name, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        # Qt gives the size in logical pixels; only the picture's own ratio makes it sharp on a dense screen.
        pixels = QPixmap(size * scale)
        pixels.setDevicePixelRatio(scale)
        pixels.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixels)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixels

    def clone(self) -> QIconEngine:
        return _LucideEngine(self._name, self._ink)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        shown = tokens()
        if mode == QIcon.Mode.Disabled:
            return shown.disabled
        if self._ink is Ink.NORMAL and (state == QIcon.State.On or mode == QIcon.Mode.Selected):
            return shown.accent_text
        return str(getattr(shown, self._ink.value))
