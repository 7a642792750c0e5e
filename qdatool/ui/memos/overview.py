"""All memos at the reading start, with the fields that choose and sort them."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QFrame, QHBoxLayout, QMenu, QStackedWidget, QToolButton, QVBoxLayout, QWidget

from qdatool.coding.coders import list_coders
from qdatool.coding.memos import Memo, list_memos
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.coding.things import Things
from qdatool.text.collation import persian_sort_key
from qdatool.ui.controls import EmptyState, FilterField, IconButton, PanelHead
from qdatool.ui.going import icon_of
from qdatool.ui.icons import Icon, icon
from qdatool.ui.memos.choosing import AboutNothing, MemoChoice, MemoIndex, MemoOrder
from qdatool.ui.memos.memo_rows import KIND_ICONS, MemoRow, MemoTable
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.terms import memo_kind_name

_SEARCH_AFTER_MS = 120


class Overview(QFrame):
    """Lists the memos that fit; ``new_asked``; ``table.chosen(memo_id)``."""

    new_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.PANEL)
        self._project: Project | None = None
        self._memos: tuple[Memo, ...] = ()
        self._things: Things | None = None
        self._coders: dict[int, str] = {}
        self._index = MemoIndex()
        self._order = MemoOrder.CHANGED
        self._open_id: int | None = None
        self._places: dict[int, int] = {}
        self.head = PanelHead("Memos")
        self.add_button = IconButton(Icon.ADD, "New memo")
        self.add_button.clicked.connect(self.new_asked)
        self.sort_button = IconButton(Icon.SORT, "Sort")
        self._sort_menu = QMenu(self)
        self._sort_menu.aboutToShow.connect(self._fill_sort_menu)
        self.sort_button.setMenu(self._sort_menu)
        self.sort_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.head.add(self.sort_button)
        self.head.add(self.add_button)
        self.search = FilterField("Search in memos", Icon.SEARCH)
        self.kind, self.coder, self.about = QComboBox(), QComboBox(), QComboBox()
        self.table = MemoTable()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SEARCH_AFTER_MS)
        self._timer.timeout.connect(self._list)
        self.search.textChanged.connect(self._timer.start)
        self._lay_out()
        for choice in (self.kind, self.coder, self.about):
            choice.currentIndexChanged.connect(self._list)
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        names = {self.kind: tr("Type"), self.coder: tr("Coder"), self.about: tr("About")}
        for choice, name in names.items():
            choice.setAccessibleName(name)
            choice.setToolTip(name)
        self.refresh()

    def set_project(self, project: Project | None) -> None:
        """Show the memos of another project."""
        self._project = project
        self._index = MemoIndex()
        self._open_id = None
        self.show_everything()
        is_writable = project is not None and not project.is_read_only
        self.add_button.setEnabled(is_writable)
        self._empty.offer(is_on=is_writable)
        self.refresh()

    def memos(self) -> tuple[Memo, ...]:
        """Return all memos of the project."""
        return self._memos

    def memo(self, memo_id: int | None) -> Memo | None:
        """Return one of them."""
        return next((memo for memo in self._memos if memo.id == memo_id), None)

    def coder_name(self, coder_id: int | None) -> str:
        """Return who wrote something, empty for nobody."""
        return self._coders.get(coder_id or 0, "")

    def order(self) -> MemoOrder:
        """Return by what the memos are sorted."""
        return self._order

    def set_order(self, order: MemoOrder) -> None:
        """Sort the memos otherwise."""
        self._order = order
        self._list()

    def sort_anew(self) -> None:
        """Put memos that were changed where they belong."""
        self._list()

    def show_everything(self) -> None:
        """Empty the fields, so that every memo is listed."""
        self.search.clear()
        for choice in (self.kind, self.coder, self.about):
            choice.setCurrentIndex(0)

    def open(self, memo_id: int | None) -> None:
        """Mark the memo that is open; fields that hide it are emptied."""
        self._open_id = memo_id
        if memo_id is not None and self.memo(memo_id) and not self.table.rows.index_of(memo_id).isValid():
            self.show_everything()
            self._list()
        self.table.mark(memo_id)

    def refresh(self) -> None:
        """Look everything up again; a memo that has changed keeps its place until the list is made anew."""
        project = self._project
        self._memos = list_memos(project) if project is not None else ()
        self._things = Things(project, interface_language()) if project is not None else None
        self._coders = {coder.id: coder.name for coder in list_coders(project)} if project is not None else {}
        self._fill_choices()
        self._list(keeps_order=True)

    def choice(self) -> MemoChoice:
        """Return what the fields say."""
        return MemoChoice(
            self.search.text().strip(), kind_in(self.kind), self.coder.currentData(), self.about.currentData()
        )

    def _lay_out(self) -> None:
        choices = QHBoxLayout()
        choices.setSpacing(Space.XS)
        for choice in (self.kind, self.about, self.coder):
            choice.setMinimumWidth(40)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(6)
            choices.addWidget(choice, 1)
        band = QVBoxLayout()
        band.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        band.setSpacing(Space.XS)
        band.addWidget(self.search)
        band.addLayout(choices)
        self._empty = EmptyState("No memo yet: what you think while reading is worth keeping.", "Write a memo")
        self._empty.asked.connect(self.new_asked)
        nothing = EmptyState("No memo fits.", "Show all memos")
        nothing.asked.connect(self.show_everything)
        self._stack = QStackedWidget()
        for page in (self.table, self._empty, nothing):
            self._stack.addWidget(page)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.head)
        rows.addLayout(band)
        rows.addWidget(self._stack, 1)

    def _list(self, _place: int = 0, *, keeps_order: bool = False) -> None:
        """List what fits; rows that are all known stay where they are if asked, so that none slips from a click."""
        self._timer.stop()
        listed = self._index.listed(
            self._memos, self.choice(), self._order, lambda kind: memo_kind_name(kind, interface_language())
        )
        if keeps_order and all(one.memo.id in self._places for one in listed):
            listed.sort(key=lambda one: self._places[one.memo.id])
        self._places = {one.memo.id: place for place, one in enumerate(listed)}
        rows = tuple(MemoRow(one, self._names(one.memo), self.coder_name(one.memo.coder_id)) for one in listed)
        self.table.show_rows(rows, self._open_id)
        self._stack.setCurrentIndex(0 if rows else 2 if self._memos else 1)
        language = interface_language()
        total = localized_number(len(self._memos), language)
        is_part = len(rows) < len(self._memos)
        some = tr("{n} of {total}", n=len(rows), total=len(self._memos)) if is_part else total
        self.head.show_count(some if self._memos else "")

    def _names(self, memo: Memo) -> tuple[str, ...]:
        things = (self._things.of(link) for link in memo.links) if self._things is not None else ()
        return tuple(thing.name for thing in things if thing is not None)

    def _fill_choices(self) -> None:
        language = interface_language()
        kinds = sorted(MemoKind, key=lambda kind: persian_sort_key(memo_kind_name(kind, language)))
        _fill(self.kind, tr("All types"), [(memo_kind_name(kind, language), kind, KIND_ICONS[kind]) for kind in kinds])
        writers = sorted({memo.coder_id for memo in self._memos if memo.coder_id})
        _fill(self.coder, tr("All coders"), [(self.coder_name(one), one, Icon.CODER) for one in writers])
        abouts = dict.fromkeys(link for memo in self._memos for link in memo.links)
        things = [(thing, link) for link in abouts if self._things and (thing := self._things.of(link)) is not None]
        things.sort(key=lambda one: (one[1].target.value, persian_sort_key(one[0].name)))
        rows: list[tuple[str, object, Icon]] = [(one.name, link, icon_of(one.kind)) for one, link in things]
        _fill(self.about, tr("About anything"), [(tr("About nothing"), AboutNothing.NOTHING, Icon.MEMO), *rows])

    def _fill_sort_menu(self) -> None:
        self._sort_menu.clear()
        for order in MemoOrder:
            action = QAction(tr(order.value), self._sort_menu)
            action.setCheckable(True)
            action.setChecked(order is self._order)
            action.triggered.connect(lambda _checked=False, order=order: self.set_order(order))
            self._sort_menu.addAction(action)


def kind_in(choice: QComboBox) -> MemoKind | None:
    """Return the type that a field shows; Qt keeps a member of a StrEnum as the bare word."""
    word = choice.currentData()
    return MemoKind(word) if word is not None else None


def _fill(choice: QComboBox, everything: str, rows: list[tuple[str, object, Icon]]) -> None:
    """Offer rows after the one that chooses everything; what was chosen stays chosen if it is still there."""
    present: object = choice.currentData()
    choice.blockSignals(True)
    choice.clear()
    choice.addItem(everything, None)
    for name, value, sign in rows:
        choice.addItem(icon(sign), name, value)
    wanted = next((i for i in range(choice.count()) if _is_same(choice.itemData(i), present)), 0)
    choice.setCurrentIndex(wanted)
    choice.setEnabled(choice.count() > 1)
    choice.blockSignals(False)


def _is_same(one: object, other: object) -> bool:
    return type(one) is type(other) and one == other
