"""One act in full: what, when, by whom, why, and everything it was about, each a way there."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qdatool.coding.history_names import TouchedThing
from qdatool.ui.controls import SentenceLabel, WrappingLabel
from qdatool.ui.dates import shown_moment
from qdatool.ui.going import icon_of, place_of
from qdatool.ui.history.rows import ActRow, thing_name
from qdatool.ui.icons import icon
from qdatool.ui.row_painting import color_swatch, side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.ui.words_label import WordsLabel
from qdatool.wording import tr


class ActDetails(QFrame):
    """``jumped(kind, id)`` when one of the things is asked for."""

    jumped = Signal(str, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._act: ActRow | None = None
        wear(self, Look.PANEL)
        self._step = WrappingLabel("", Look.SECTION)
        self._when = WrappingLabel("", Look.META)
        self._reason_head = SentenceLabel("Why", Look.META)
        self._reason = WordsLabel()
        self._things_head = SentenceLabel("What it was about", Look.META)
        self.things = QListWidget()
        self.things.setObjectName("panelRows")
        self.things.setFrameShape(QFrame.Shape.NoFrame)
        self.things.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.things.setIconSize(QSize(IconSize.DENSE, IconSize.DENSE))
        self.things.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.things.itemActivated.connect(self._jump)
        self.things.itemClicked.connect(self._jump)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        rows.setSpacing(Space.XS)
        for widget in (self._step, self._when, self._reason_head, self._reason, self._things_head):
            rows.addWidget(widget)
        rows.addWidget(self.things, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the act in the interface's language."""
        self.things.setAccessibleName(tr("What it was about"))
        self.show_act(self._act)

    def show_act(self, act: ActRow | None) -> None:
        """Show another act, or none."""
        self._act = act
        self.things.clear()
        for widget in (self._reason_head, self._reason):
            widget.setVisible(act is not None and bool(act.entry.reason))
        self._things_head.setVisible(act is not None and bool(act.about.things))
        self._step.show_text(act.step if act is not None else "")
        self._when.show_text(side_by_side(shown_moment(act.entry.at), act.entry.coder_name) if act is not None else "")
        if act is None:
            return
        self._reason.show_words(act.entry.reason)
        for thing in act.about.things:
            self.things.addItem(_item(thing))
        more = act.about.count - len(act.about.things)
        if more > 0:
            rest = QListWidgetItem(tr("and {n} others", n=more))
            rest.setFlags(Qt.ItemFlag.NoItemFlags)
            self.things.addItem(rest)

    def _jump(self, item: QListWidgetItem) -> None:
        thing: TouchedThing | None = item.data(Qt.ItemDataRole.UserRole)
        if thing is not None and thing.is_present and place_of(thing.kind, thing.id) is not None:
            self.jumped.emit(thing.kind, thing.id)


def _item(thing: TouchedThing) -> QListWidgetItem:
    sign = color_swatch(tokens().code_color(thing.color)) if thing.color else icon(icon_of(thing.kind))
    item = QListWidgetItem(sign, side_by_side(thing_name(thing), thing.place))
    item.setData(Qt.ItemDataRole.UserRole, thing)
    can_go = thing.is_present and place_of(thing.kind, thing.id) is not None
    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if can_go else Qt.ItemFlag.NoItemFlags)
    item.setToolTip(thing_name(thing))
    item.setSizeHint(QSize(0, Size.LIST_ROW))
    return item
