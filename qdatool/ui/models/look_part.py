"""How the chosen box is drawn where it is to differ from the others: its fill, its frame and the line of that."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from qdatool.coding.colors import CODE_COLORS
from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle, set_node_style
from qdatool.ui.code_menus import COLOR_NAMES
from qdatool.ui.controls import LinkButton, SentenceButton, SentenceLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.session import ModelSession
from qdatool.ui.row_painting import color_swatch
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import tr

_USUAL = "usual"
_WEIGHTS = (
    Segment(_USUAL, "Usual", "Line as usual"),
    Segment(LineWeight.THIN.value, "Thin", "Thin line"),
    Segment(LineWeight.HEAVY.value, "Heavy", "Heavy line"),
)


class LookPart(QWidget):
    """Folded to one line until it is asked for, or until the box shown has a look of its own."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._key = ""
        self._is_asked = False
        self.opener = LinkButton("Draw this box otherwise")
        self.fill, self.line = ColorChoice("Fill", "No fill"), ColorChoice("Frame", "No frame")
        self.weight = Segments(_WEIGHTS, "Strength of the frame's line")
        self.dashed = QCheckBox()
        self.usual_button = SentenceButton("Back to the usual look", Look.SMALL, Icon.UNDO)
        self.body = QWidget()
        self._lay_out()
        self.opener.clicked.connect(self._open)
        self.fill.activated.connect(lambda _row: self._write(replace(self._style(), fill=self.fill.color())))
        self.line.activated.connect(lambda _row: self._write(replace(self._style(), line=self.line.color())))
        self.weight.picked.connect(self._on_weight)
        self.dashed.clicked.connect(lambda is_on: self._write(replace(self._style(), is_dashed=is_on)))
        self.usual_button.clicked.connect(lambda: self._write(NodeStyle()))
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.dashed.setText(tr("Dashed"))
        self.dashed.setAccessibleName(tr("Dashed frame"))

    def show_key(self, key: str) -> None:
        """Show how the node with that key is drawn."""
        self._key = key
        style = self._style()
        is_open = self._is_asked or style != NodeStyle()
        self.opener.setVisible(not is_open and self._session.can_write)
        self.body.setVisible(is_open)
        self.body.setEnabled(self._session.can_write)
        self.fill.show_color(style.fill)
        self.line.show_color(style.line)
        self.weight.show_value(style.weight.value if style.weight is not None else _USUAL)
        self.dashed.setChecked(style.is_dashed)
        self.usual_button.setVisible(style != NodeStyle())

    def _lay_out(self) -> None:
        grid = QGridLayout(self.body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(Space.S)
        grid.setColumnStretch(1, 1)
        for row, (sentence, field) in enumerate((("Fill", self.fill), ("Frame", self.line))):
            grid.addWidget(SentenceLabel(sentence, Look.META), row, 0)
            grid.addWidget(field, row, 1)
        for row, part in enumerate((self.weight, self.dashed, self.usual_button), start=2):
            grid.addWidget(part, row, 1, Qt.AlignmentFlag.AlignLeading)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.body)

    def _open(self) -> None:
        self._is_asked = True
        self.show_key(self._key)
        self.fill.setFocus(Qt.FocusReason.OtherFocusReason)

    def _style(self) -> NodeStyle:
        model = self._session.model
        return model.styles.get(self._key, NodeStyle()) if model is not None else NodeStyle()

    def _on_weight(self, value: object) -> None:
        self._write(replace(self._style(), weight=None if value == _USUAL else LineWeight(str(value))))

    def _write(self, style: NodeStyle) -> None:
        project, model, key = self._session.project, self._session.model, self._key
        if project is not None and model is not None and style != self._style():
            self._session.attempt(lambda: set_node_style(project, model.id, key, style))


class ColorChoice(QComboBox):
    """As usual, none, or one of the sixteen colours of codes in the shades of the theme."""

    def __init__(self, name: str, none: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._none = name, none
        self._shades: tuple[str, ...] = ()
        self.setIconSize(QSize(IconSize.DENSE, IconSize.DENSE))
        for value in ("", NO_COLOR, *CODE_COLORS):
            self.addItem("", value)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.setAccessibleName(tr(self._name))
        for row, name in enumerate(("As usual", self._none, *COLOR_NAMES)):
            self.setItemText(row, tr(name))

    def color(self) -> str | None:
        """Return the colour chosen as a style holds it, None for the usual one."""
        return self.currentData() or None

    def show_color(self, color: str | None) -> None:
        """Show which colour is chosen, in the shades of the theme."""
        shades = tuple(tokens().code_color(stored) for stored in CODE_COLORS)
        if shades != self._shades:
            self._shades = shades
            for row, shade in enumerate(shades, start=2):
                self.setItemIcon(row, color_swatch(shade))
        self.setCurrentIndex(max(0, self.findData(color or "")))
