"""The inspector's pages for what only a free map has: nodes that are no codes, and the links to them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QTextEdit, QWidget

from qdatool.coding.map_nodes import (
    MapContent,
    MapLink,
    MapNode,
    MapThing,
    change_map_link,
    edit_note,
    read_map,
    take_off_map,
    unlink_on_map,
)
from qdatool.coding.map_pictures import caption_picture
from qdatool.coding.node_keys import ends_of
from qdatool.coding.things import Things
from qdatool.ui.controls import SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.inspector.link_look_part import LinkLookPart
from qdatool.ui.models.inspector.look_part import LookPart
from qdatool.ui.models.inspector.page import InspectorPage, PartList
from qdatool.ui.models.inspector.parts import QuoteLabel, SectionHead
from qdatool.ui.models.inspector.picture_part import PicturePart
from qdatool.ui.models.inspector.types_button import TypesButton, offer_types
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import interface_language, tr

_SAVE_AFTER_MS = 600
_NOTE_HEIGHT = 120
_HEADS = {
    MapThing.QUOTATION: "Passage on the map",
    MapThing.MEMO: "Memo on the map",
    MapThing.PARTICIPANT: "Participant on the map",
    MapThing.NOTE: "Note on the map",
    MapThing.PICTURE: "Picture on the map",
}
_WRITTEN = {MapThing.NOTE: "Note", MapThing.PICTURE: "Caption of the picture"}
"""What is written on the page, by what it is called."""
_PLACES = {
    MapThing.QUOTATION: (WorkspaceId.CODE, PlaceKind.QUOTATION),
    MapThing.MEMO: (WorkspaceId.MEMOS, PlaceKind.MEMO),
}


class MapNodePage(InspectorPage):
    """Shows a passage, memo, participant, note or picture that stands on a map; notes and captions are written here."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._node: MapNode | None = None
        self._map_id: int | None = None
        self._head = WrappingLabel("", Look.HEADING)
        self._words = PartList(0)
        self.look = LookPart(session)
        self.picture = PicturePart(session)
        self.note = QTextEdit()
        self.note.setAcceptRichText(False)
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(_NOTE_HEIGHT)
        wear(self.note, Look.FIELD)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SAVE_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self.open_button = SentenceButton("Show it where it stands", Look.SMALL, Icon.OPEN_ELSEWHERE)
        self.link_button = SentenceButton("Link it to another", Look.SMALL, Icon.LINK)
        self.remove_button = SentenceButton("Take it off the map", Look.SMALL, Icon.CLOSE)
        for part in (self._head, self._words, self.note, self.picture):
            self.column.addWidget(part)
        for button in (self.open_button, self.link_button, self.remove_button):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.look)
        self.column.addStretch(1)
        self.note.textChanged.connect(self._timer.start)
        self.open_button.clicked.connect(self._open)
        self.link_button.clicked.connect(lambda: session.shell.actions.trigger(ModelAction.LINK))
        self.remove_button.clicked.connect(self._remove)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        kind = self._node.kind if self._node is not None else MapThing.NOTE
        self.note.setAccessibleName(tr(_WRITTEN.get(kind, "Note")))
        is_picture = kind is MapThing.PICTURE
        self.note.setPlaceholderText(tr("What the picture shows") if is_picture else "")
        self.note.setToolTip(tr("Stands below the picture; screen readers say it too") if is_picture else "")

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.note if self._node is not None and self._node.kind in _WRITTEN else self.link_button

    def show_key(self, key: str) -> None:
        """Show the node with that key, as it is now."""
        project, node = self.session.project, node_on_map(self.session, key)
        if node is None or project is None:
            return
        if self._node is not None and self._node.key != key:
            self.flush()
        self._node, self._map_id = node, self.session.model.id if self.session.model is not None else None
        self.look.show_key(key)
        self._head.show_text(tr(_HEADS[node.kind]))
        self.retranslate()
        self.picture.show_node(node)
        is_note = node.kind in _WRITTEN
        self.note.setVisible(is_note)
        self.note.setReadOnly(not self.session.can_write)
        if is_note and not self._timer.isActive() and self.note.toPlainText() != node.body:
            self.note.blockSignals(True)
            self.note.setPlainText(node.body)
            self.note.selectAll()
            self.note.blockSignals(False)
        things = Things(project, interface_language()).named(node.kind.value, [node.about]) if node.about else {}
        thing = things.get(node.about)
        self._words.show_parts([QuoteLabel(thing.name)] if thing is not None else [])
        self._words.setVisible(thing is not None)
        self.open_button.setVisible(node.kind in _PLACES)
        for button in (self.link_button, self.remove_button):
            button.setVisible(self.session.can_write)

    def flush(self) -> None:
        """Write what was typed and not yet written."""
        if not self._timer.isActive() and self.sender() is not self._timer:
            return
        self._timer.stop()
        if self._node is None or self._map_id is None:
            return
        write = partial(self._write, self._map_id, self._node, self.note.toPlainText())
        if self.session.is_refreshing:
            # While the project delivers a change it takes no other.
            QTimer.singleShot(0, self, write)
        else:
            write()

    def _write(self, map_id: int, node: MapNode, words: str) -> None:
        """Write the words of a note, or below a picture, unless it is gone from its map."""
        project, content = self.session.project, self.session.content
        owner = next((each for each in content.models if each.id == map_id), None) if content is not None else None
        if project is None or owner is None or words == node.body:
            return
        if node.key not in {each.key for each in read_map(project, owner).nodes}:
            return
        if node.kind is MapThing.PICTURE:
            self.session.attempt(lambda: caption_picture(project, map_id, node.key, words))
        elif words.strip():
            self.session.attempt(lambda: edit_note(project, map_id, node.key, words))

    def _open(self) -> None:
        if self._node is not None and self._node.kind in _PLACES:
            workspace, kind = _PLACES[self._node.kind]
            self.session.shell.go_to(Place(workspace, kind, self._node.about))

    def _remove(self) -> None:
        project, model, node = self.session.project, self.session.model, self._node
        if project is not None and model is not None and node is not None:
            self.session.attempt(lambda: take_off_map(project, model.id, node.key))


class MapLinkPage(InspectorPage):
    """Shows a link of a map: its type, what else it says, and a way to take it away."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._link: MapLink | None = None
        self.type_choice = QComboBox()
        self.label = QLineEdit()
        self.look = LinkLookPart(session)
        self.remove_button = SentenceButton("Take the link off the map", Look.SMALL, Icon.CLOSE)
        self.column.addWidget(SectionHead("Link on the map", Icon.CURVE))
        self.column.addLayout(TypesButton(session, self.type_choice).row())
        self.column.addWidget(self.label)
        self.column.addWidget(self.look)
        self.column.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.type_choice.activated.connect(lambda _row: self._write())
        self.label.editingFinished.connect(self._on_label)
        self.remove_button.clicked.connect(self._remove)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.type_choice.setAccessibleName(tr("Type of relation"))
        self.label.setPlaceholderText(tr("What the link says, where the type does not say enough"))
        self.label.setAccessibleName(tr("Words on the link"))

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.type_choice

    def show_key(self, key: str) -> None:
        """Show the link with that key, as it is now."""
        before, self._link = self._link, link_on_map_of(self.session, key)
        content = self.session.content
        if before is not None and (self._link is None or self._link.id != before.id):
            # What was typed belongs to the link before.
            self.label.setModified(False)
        if self._link is None or content is None:
            return
        offer_types(self.type_choice, content.relation_types, self._link.type_key or "")
        self.look.show_key(key)
        if not self.label.isModified():
            self.label.setText(self._link.label)
        for part in (self.type_choice, self.label, self.remove_button):
            part.setEnabled(self.session.can_write)

    def flush(self) -> None:
        """Write what was typed and not yet written."""
        self._on_label()

    def _on_label(self) -> None:
        if self.label.isModified() and not self.session.is_refreshing:
            self.label.setModified(False)
            self._write()

    def _write(self) -> None:
        project, link = self.session.project, self._link
        key, words = self.type_choice.currentData(), self.label.text()
        if project is not None and link is not None and key is not None:
            self.session.attempt(lambda: change_map_link(project, link.id, key, words))

    def _remove(self) -> None:
        project, link = self.session.project, self._link
        if project is not None and link is not None:
            self.session.attempt(lambda: unlink_on_map(project, link.id))


def map_content(session: ModelSession) -> MapContent:
    """Return what stands on the map shown; nothing for other models."""
    project, model = session.project, session.model
    return read_map(project, model) if project is not None and model is not None else MapContent((), ())


def node_on_map(session: ModelSession, key: str) -> MapNode | None:
    """Return the node with that key that is no code, or None."""
    return next((node for node in map_content(session).nodes if node.key == key and node.kind in _HEADS), None)


def link_on_map_of(session: ModelSession, key: str) -> MapLink | None:
    """Return the map's own link between the two nodes of a line, or None where the line is a relation."""
    ends = ends_of(key)
    return next((link for link in map_content(session).links if (link.source_key, link.target_key) == ends), None)
