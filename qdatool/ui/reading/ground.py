"""The docks around the transcript; they mirror with the window, which Qt's docks do not do by themselves."""

from __future__ import annotations

from base64 import b64decode, b64encode

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QMainWindow, QWidget

from qdatool.settings import Settings
from qdatool.ui.tokens import Size
from qdatool.wording import tr

_START, _END = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea
_OTHER_SIDE = {_START: _END, _END: _START}
_BELOW_HEIGHT = 196
_BELOW_SHARE = 0.25


class ReadingGround(QMainWindow):
    """Holds the middle and three docks.

    ``turned`` when language or direction have changed; ``escaped`` on an Escape for which nobody inside had a use.
    """

    turned = Signal()
    escaped = Signal()

    def __init__(self, settings: Settings, middle: QWidget) -> None:
        super().__init__()
        self._settings = settings
        self._is_mirrored = False
        self._is_shared = False
        self._docks: dict[str, QDockWidget] = {}
        self._titles: dict[str, str] = {}
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setDockNestingEnabled(True)
        self.setAnimated(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setCentralWidget(middle)
        self.setCorner(Qt.Corner.BottomLeftCorner, _START)
        self.setCorner(Qt.Corner.BottomRightCorner, _END)

    def set_panels(self, documents: QWidget, codes: QWidget, quotations: QWidget) -> None:
        """Put the panels, each with a ``head`` to move it by, in their usual places or where the user left them."""
        self._add("documents", "Documents", documents, _START)
        self._add("codes", "Codes", codes, _END)
        self._add("quotations", "Quotations and memos", quotations, _BELOW)
        self.retranslate()

    def retranslate(self) -> None:
        """Mirror the docks if the direction is another one now."""
        for name, dock in self._docks.items():
            dock.setWindowTitle(tr(self._titles[name]))
        if self._docks and self.isRightToLeft() != self._is_mirrored:
            if self._is_shared:
                self.keep_layout()
            self._is_mirrored = self.isRightToLeft()
            self._mirror()
        self.turned.emit()

    def showEvent(self, event) -> None:
        super().showEvent(event)
        if not self._is_shared:
            self._is_shared = True
            if not self._restored():
                self._share()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        super().keyPressEvent(event)

    def keep_layout(self) -> None:
        """Remember where the docks are, once they have been on the screen."""
        if not self._is_shared:
            return
        self._settings.layouts[self._key()] = b64encode(self.saveState().data()).decode("ascii")

    def _add(self, name: str, title: str, panel: QWidget, area: Qt.DockWidgetArea) -> None:
        dock = QDockWidget(self)
        dock.setObjectName(name)
        dock.setFeatures(QDockWidget.DockWidgetFeature.DockWidgetMovable)
        dock.setTitleBarWidget(_title_bar(panel.head))
        dock.setWidget(panel)
        self._docks[name] = dock
        self._titles[name] = title
        self.addDockWidget(area, dock)

    def _share(self) -> None:
        """Give the docks their usual sizes, or less where the window is so small that the text would suffer."""
        docks = self._docks
        usual = {"documents": (Size.DOCUMENTS_DOCK, 0.21), "codes": (Size.CODES_DOCK, 0.31)}
        widths = [min(int(size), int(share * self.width())) for size, share in usual.values()]
        self.resizeDocks([docks[name] for name in usual], widths, Qt.Orientation.Horizontal)
        height = min(_BELOW_HEIGHT, int(_BELOW_SHARE * self.height()))
        self.resizeDocks([docks["quotations"]], [height], Qt.Orientation.Vertical)

    def _mirror(self) -> None:
        if self._is_shared and self._restored():
            return
        places = {name: self.dockWidgetArea(dock) for name, dock in self._docks.items()}
        widths = {name: dock.width() for name, dock in self._docks.items()}
        for name, area in places.items():
            if area in _OTHER_SIDE:
                self.addDockWidget(_OTHER_SIDE[area], self._docks[name])
        beside = [name for name, area in places.items() if area in _OTHER_SIDE]
        self.resizeDocks(
            [self._docks[name] for name in beside], [widths[name] for name in beside], Qt.Orientation.Horizontal
        )

    def _key(self) -> str:
        return "reading-mirrored" if self._is_mirrored else "reading"

    def _restored(self) -> bool:
        """Put the docks where the user left them, if they did."""
        stored = self._settings.layouts.get(self._key(), "")
        return bool(stored) and self.restoreState(QByteArray(b64decode(stored)))


def _title_bar(head: QWidget) -> QWidget:
    """Return a widget around a head that is as tall as it; a dock gives its title only the size it hints at."""
    bar = QWidget()
    row = QHBoxLayout(bar)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(head)
    return bar
