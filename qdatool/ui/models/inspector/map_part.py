"""What can be put on a free map: anything of the project by its name, notes, pictures, and links of the codings."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from qdatool.analysis.cooccurrence import TogetherUnit, gather_cooccurrence, pairs_of_codes
from qdatool.coding.map_nodes import MapThing, add_note, add_to_map
from qdatool.coding.relations import relate_codes
from qdatool.coding.things import Thing, Things
from qdatool.figures.spec import code_key, link_key
from qdatool.text.folding import folded_key
from qdatool.ui.controls import ClickableFrame, FilterField, SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.inspector.page import PartList
from qdatool.ui.models.inspector.parts import SectionHead
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, tr

_THING_ROLE = Qt.ItemDataRole.UserRole
_MOST_MATCHES = 40
_MOST_SUGGESTIONS = 6
_LIST_ROWS = 6
_SUGGESTED_TYPE = "associated"
_KINDS = {kind.value: kind for kind in MapThing}


class MapPart(QWidget):
    """A section of the model's page, for free maps."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._things: list[Thing] | None = None
        self.search = FilterField("Code, passage, memo or participant", Icon.ADD)
        self.matches = QListWidget()
        self.matches.setFixedHeight(_LIST_ROWS * Size.LIST_ROW)
        self.note_button = SentenceButton("Add a note", Look.SMALL, Icon.MEMO)
        self.picture_button = SentenceButton("Add a picture…", Look.SMALL, Icon.PICTURE)
        self.suggest_button = SentenceButton("Suggest links from the codings", Look.SMALL, Icon.LINK)
        self.suggestions = PartList(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS + 2)
        column.addWidget(SectionHead("Put on the map"))
        column.addWidget(self.search)
        column.addWidget(self.matches)
        column.addWidget(self.note_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.picture_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.suggest_button, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.suggestions)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(lambda: self._add(self.matches.currentItem() or self.matches.item(0)))
        self.matches.itemActivated.connect(self._add)
        self.matches.itemClicked.connect(self._add)
        self.note_button.clicked.connect(self._add_note)
        self.picture_button.clicked.connect(lambda: session.shell.actions.trigger(ModelAction.ADD_PICTURE))
        self.suggest_button.clicked.connect(self.suggest)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.matches.setAccessibleName(tr("What is called so"))
        self.picture_button.setToolTip(tr("Pictures can also be dropped on the map or pasted there"))

    def refresh(self) -> None:
        """Catch up with the project; suggestions of another moment go."""
        self._things = None
        self.suggestions.show_parts([])
        for part in (self.search, self.note_button, self.picture_button):
            part.setEnabled(self._session.can_write)
        self._find()

    def suggest(self) -> None:
        """Show which codes of the map stand together most often and have no link yet."""
        project, content, model = self._session.project, self._session.content, self._session.model
        if project is None or content is None or model is None:
            return
        shown = {slot.code_id for slot in model.slots}
        linked = {frozenset((one.source_id, one.target_id)) for one in content.relations}
        data = gather_cooccurrence(project, TogetherUnit.PARAGRAPH)
        found = []
        for pair in pairs_of_codes(data, TogetherUnit.PARAGRAPH):
            ends = [next(iter(content.tree.named(name)), None) for name in (pair.a, pair.b)]
            if set(ends) <= shown and frozenset(ends) not in linked:
                found.append((pair.n_ab, ends[0], ends[1]))
        found.sort(key=lambda one: -one[0])
        rows = [self._suggestion(*one) for one in found[:_MOST_SUGGESTIONS]]
        none = WrappingLabel(tr("No two codes of the map stand together in a paragraph without a link."), Look.META)
        self.suggestions.show_parts(rows or [none])

    def _suggestion(self, count: int, source: int, target: int) -> QWidget:
        names = {"first": self._session.label(source), "second": self._session.label(target)}
        row = SuggestionRow(tr("{first} and {second}: {count} paragraphs", count=count, **names))
        row.clicked.connect(lambda: self._relate(source, target))
        return row

    def _relate(self, source: int, target: int) -> None:
        project = self._session.project
        if project is None:
            return
        if self._session.attempt(lambda: relate_codes(project, source, target, _SUGGESTED_TYPE)) is not None:
            self._session.choose(link_key(code_key(source), code_key(target)))

    def _find(self) -> None:
        words = [folded_key(word) for word in self.search.text().split()]
        self.matches.clear()
        project = self._session.project
        if words and project is not None:
            if self._things is None:
                self._things = Things(project, interface_language()).linkable()
            for thing in self._things:
                names = folded_key(" ".join(thing.names))
                if thing.kind in _KINDS and all(word in names for word in words):
                    self._offer(thing)
                if self.matches.count() >= _MOST_MATCHES:
                    break
            self.matches.setCurrentRow(0)
        self.matches.setVisible(self.matches.count() > 0)

    def _offer(self, thing: Thing) -> None:
        kinds = {
            MapThing.QUOTATION: tr("passage"),
            MapThing.MEMO: tr("memo"),
            MapThing.PARTICIPANT: tr("participant"),
        }
        kind = kinds.get(_KINDS[thing.kind], "")
        item = QListWidgetItem(f"{thing.name} \u00b7 {kind}" if kind else thing.name)
        item.setData(_THING_ROLE, (_KINDS[thing.kind], thing.id))
        item.setSizeHint(QSize(0, Size.LIST_ROW))
        item.setToolTip(thing.name)
        self.matches.addItem(item)

    def _add(self, item: QListWidgetItem | None) -> None:
        project, model = self._session.project, self._session.model
        if item is None or project is None or model is None:
            return
        kind, about = item.data(_THING_ROLE)
        self.search.clear()
        self._session.attempt(lambda: add_to_map(project, model.id, kind, about))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_note(self) -> None:
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return
        key = self._session.attempt(lambda: add_note(project, model.id, tr("New note")))
        if key is not None:
            self._session.choose(key)
            self._session.editing_asked.emit()


class SuggestionRow(ClickableFrame):
    """Two codes that stand together; a click links them."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.XS)
        column.addWidget(WrappingLabel(sentence, Look.DENSE))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tr("Link these two codes"))
        self.setAccessibleName(sentence)
