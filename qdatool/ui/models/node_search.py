"""Find on the figure: a field over the canvas that marks what is called so, and goes from one to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from qdatool.figures.collapsing import Hidden
from qdatool.text.folding import folded_key
from qdatool.ui.controls import FilterField, IconButton
from qdatool.ui.icons import Icon
from qdatool.ui.models.canvas.figure_canvas import FigureCanvas
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import tr

_FIELD_WIDTH = 260


class NodeSearch(QFrame):
    """A row that is open while one searches; Enter goes on, Shift+Enter back, Escape closes it."""

    left = Signal()
    """The user is done and goes back to the figure."""
    pointed_at = Signal(str)
    """A node was found that the figure does not draw."""

    def __init__(
        self, canvas: FigureCanvas, hidden: Callable[[], Mapping[str, Hidden]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        wear(self, Look.TOOL_ROW)
        self.setFixedHeight(Size.TOOL_ROW)
        self._canvas = canvas
        self._hidden = hidden
        self._keys: list[str] = []
        self._present = ""
        self.field = FilterField("Find on the figure", Icon.SEARCH)
        self.field.setFixedWidth(_FIELD_WIDTH)
        self.number = QLabel()
        wear(self.number, Look.META)
        close = IconButton(Icon.CLOSE, "Close the search", IconSize.DENSE)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S, 0, Space.S, 0)
        row.setSpacing(Space.S)
        row.addWidget(self.field)
        row.addWidget(self.number)
        row.addStretch(1)
        row.addWidget(close)
        # The field would first take Escape for emptying itself.
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._find)
        close.clicked.connect(self.finish)
        self.hide()

    def start(self) -> None:
        """Open the row and take the keyboard."""
        self.show()
        self.field.selectAll()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._find()

    def finish(self) -> None:
        """Close the row; what is chosen stays chosen."""
        self.hide()
        self._canvas.mark_found(())
        self.left.emit()

    def found(self) -> list[str]:
        """Return the keys of the nodes that fit, in the order of the figure."""
        return list(self._keys)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.finish()
            return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say again how many there are."""
        self._find()

    def _find(self) -> None:
        words = [folded_key(word) for word in self.field.text().split()]
        figure = self._canvas.figure()
        self._keys = []
        if figure is not None and words:
            hidden = self._hidden()
            labels = {node.key: node.label for node in figure.nodes} | {key: one.label for key, one in hidden.items()}
            self._keys = [key for key, label in labels.items() if all(word in folded_key(label) for word in words)]
            self._canvas.mark_found([hidden[key].shown_key if key in hidden else key for key in self._keys])
        else:
            self._canvas.mark_found(())
        self._say_number()

    def _go(self, step: int) -> None:
        if not self._keys:
            return
        present = self._chosen()
        at = self._keys.index(present) + step if present in self._keys else (0 if step > 0 else -1)
        self._present = self._keys[at % len(self._keys)]
        if self._present in self._hidden():
            self.pointed_at.emit(self._present)
        else:
            self._canvas.choose(self._present)
        self._say_number()

    def _chosen(self) -> str:
        """Return what is chosen on the figure, or what was pointed at last where that is not drawn."""
        return self._canvas.chosen_key() or self._present

    def _say_number(self) -> None:
        present = self._chosen()
        if not self.field.text().strip():
            self.number.setText("")
        elif not self._keys:
            self.number.setText(tr("Nothing on the figure is called so."))
        elif present in self._keys:
            self.number.setText(tr("{number} of {all}", number=self._keys.index(present) + 1, all=len(self._keys)))
        else:
            self.number.setText(tr("{count} found", count=len(self._keys)))
