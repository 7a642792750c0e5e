"""The inspector's page for a role: the categories in it, and a search for others to add."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from qdatool.coding.model_roles import rename_role
from qdatool.coding.models import put_in_slot, take_from_slot
from qdatool.coding.node_keys import role_of_key
from qdatool.figures.spec import code_key
from qdatool.text.folding import folded_key
from qdatool.ui.controls import FilterField, IconButton, WrappingLabel
from qdatool.ui.dragging import code_mime
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.look_part import LookPart
from qdatool.ui.models.inspector.page import InspectorPage, PartList
from qdatool.ui.models.inspector.parts import CodeRow, Fact, FactCells, SectionHead
from qdatool.ui.models.inspector.role_part import RolePart
from qdatool.ui.models.inspector.signs import CodeSquare
from qdatool.ui.models.inspector.word_pair import WordPair
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.terms import role_name

_CODE_ROLE = Qt.ItemDataRole.UserRole
_MOST_MATCHES = 60
_LIST_HEIGHT = 8 * Size.LIST_ROW


class RolePage(InspectorPage):
    """Shows one role of the paradigm."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._role: str | None = None
        self._square = CodeSquare()
        self._title = WrappingLabel("", Look.HEADING)
        self._chip = QLabel()
        wear(self._chip, Look.CHIP)
        self._chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._facts = FactCells()
        self.names = WordPair(("Name of the role in Persian", "Name of the role in English"))
        self.look = LookPart(session)
        self.place = RolePart(session)
        self._head = SectionHead("Categories in this role")
        self._categories = PartList(0)
        self.search = FilterField("Add a category", Icon.ADD)
        self.matches = CodeMatches()
        self.matches.setFixedHeight(_LIST_HEIGHT)
        self._hint = WrappingLabel("", Look.META)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._square)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        self.column.addLayout(head)
        for part in (self._facts, self.look, self._head, self._categories, self.search, self.matches, self._hint):
            self.column.addWidget(part)
        self.column.addWidget(SectionHead("Name in this model"))
        self.column.addWidget(self.names)
        self.column.addWidget(self.place)
        self.column.addStretch(1)
        self.names.written.connect(self._rename)
        self.search.textChanged.connect(self._find)
        self.search.returnPressed.connect(lambda: self._add(self.matches.current_code()))
        self.matches.itemActivated.connect(lambda item: self._add(item.data(_CODE_ROLE)))
        self.matches.itemClicked.connect(lambda item: self._add(item.data(_CODE_ROLE)))
        self.search.installEventFilter(self.matches)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.matches.setAccessibleName(tr("Codes that fit"))
        self._hint.show_text(tr("A category can also be dragged from one box of the figure to another."))

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.search

    def category_rows(self) -> list[QWidget]:
        """Return the rows of the categories shown."""
        return self._categories.parts()

    def show_key(self, key: str) -> None:
        """Show the role that a box stands for, as it is now."""
        role = role_of_key(key)
        if role != self._role:
            self._role = role
            self.search.clear()
        self.look.show_key(key)
        self.place.show_role(role or "")
        self._refresh()

    def _refresh(self) -> None:
        model, content = self.session.model, self.session.content
        if self._role is None or model is None or content is None:
            return
        language = interface_language()
        code_ids = model.codes_in(self._role)
        found: dict[int, int] = {}
        for code_id in code_ids:
            found |= content.quotations_of(code_id)
        own = model.role_names.get(self._role, {})
        self._title.show_text(self.session.role_title(self._role))
        self.names.show_texts(own, {each: role_name(self._role, each) for each in self.names.fields})
        self.names.setEnabled(self.session.can_write)
        self._chip.setText(tr("role"))
        self._square.show_color(self.session.role_color(self._role))
        self._facts.setToolTip(tr("Quotations of all coders, with those of the codes below"))
        self._facts.show_facts(
            Fact(localized_number(len(code_ids), language), tr("categories")),
            Fact(localized_number(len(found), language), tr("quotations")),
            Fact(tr("{some} of {all}", some=len(set(found.values())), all=len(content.documents)), tr("interviews")),
        )
        self._head.show_count(len(code_ids))
        most = max((content.count_of(code_id).quotations for code_id in code_ids), default=0) or 1
        parts: list[QWidget] = [self._category(code_id, most) for code_id in code_ids]
        self._categories.show_parts(parts or [WrappingLabel(tr("No category yet"), Look.META)])
        self.search.setEnabled(self.session.can_write)
        self._find()

    def _rename(self, language: str, name: str) -> None:
        project, model, role = self.session.project, self.session.model, self._role
        if project is not None and model is not None and role is not None:
            self.session.attempt(lambda: rename_role(project, model.id, role, language, name))

    def _category(self, code_id: int, most: int) -> QWidget:
        """Return the row of a category; ``most`` is how many quotations the largest one of the role has."""
        content = self.session.content
        code, count = content.tree.codes[code_id], content.count_of(code_id)
        row = CodeRow(
            code.label_in(interface_language()),
            code.color,
            (count.quotations, count.documents),
            count.quotations / most,
            has_below=bool(content.tree.children_of(code_id)),
        )
        row.clicked.connect(lambda: self.session.choose(code_key(code_id)))
        line = QWidget()
        across = QHBoxLayout(line)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(2)
        across.addWidget(row, 1)
        if self.session.can_write:
            remove = IconButton(Icon.CLOSE, "Take it out of this role", IconSize.TINY)
            remove.setFixedSize(22, 22)
            remove.clicked.connect(lambda: self._take(code_id))
            across.addWidget(remove)
        return line

    def _find(self) -> None:
        content, model = self.session.content, self.session.model
        query = [folded_key(word) for word in self.search.text().split()]
        self.matches.clear()
        if not query or content is None or model is None or self._role is None:
            self.matches.hide()
            self._hint.setVisible(self.session.can_write)
            return
        present = set(model.codes_in(self._role))
        for code in content.tree:
            names = " ".join(folded_key(label) for label in (code.label, *code.labels.values()))
            if code.id not in present and all(word in names for word in query):
                self.matches.add(code.id, code.label_in(interface_language()))
            if self.matches.count() >= _MOST_MATCHES:
                break
        if self.matches.count():
            self.matches.setCurrentRow(0)
        self.matches.setVisible(self.matches.count() > 0)
        self._hint.hide()

    def _add(self, code_id: int | None) -> None:
        project, model, role = self.session.project, self.session.model, self._role
        if code_id is None or project is None or model is None or role is None:
            return
        self.search.clear()
        self.session.attempt(lambda: put_in_slot(project, model.id, role, code_id))
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, code_id: int) -> None:
        project, model, role = self.session.project, self.session.model, self._role
        if project is not None and model is not None and role is not None:
            self.session.attempt(lambda: take_from_slot(project, model.id, role, code_id))


class CodeMatches(QListWidget):
    """Codes that fit what was typed; they can also be dragged onto a box of the figure."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDragEnabled(True)
        self.setViewportMargins(Space.XS, 0, Space.XS, 0)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def add(self, code_id: int, label: str) -> None:
        """Add a code at the end."""
        item = QListWidgetItem(label)
        item.setData(_CODE_ROLE, code_id)
        item.setSizeHint(QSize(0, Size.LIST_ROW))
        item.setToolTip(label)
        self.addItem(item)

    def current_code(self) -> int | None:
        """Return the code that is highlighted, or None."""
        item = self.currentItem()
        return item.data(_CODE_ROLE) if item is not None else None

    def mimeData(self, items: list[QListWidgetItem]) -> QMimeData:
        return code_mime(items[0].data(_CODE_ROLE), items[0].text())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows in the search field move through the list."""
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and self.count():
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                self.setCurrentRow(max(0, min(self.count() - 1, self.currentRow() + step)))
                return True
        return super().eventFilter(watched, event)
