"""The types of relation: their names in both languages, what they look like and mean, and how often they are used."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPointF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from qdatool.coding.languages import LANGUAGES
from qdatool.coding.project import Project
from qdatool.coding.relation_type_edits import (
    TypeChange,
    TypeUse,
    add_relation_type,
    can_delete,
    change_relation_type,
    delete_relation_type,
    rename_relation_type,
    replace_relation_type,
    type_uses,
)
from qdatool.coding.relation_types import RelationType, TypeScope, all_relation_types
from qdatool.errors import QdaError
from qdatool.figures.forms import dashes
from qdatool.ui.controls import SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.icons import Icon
from qdatool.ui.number_table import PAINTED_ROLE
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.errors import sentence_for
from qdatool.wording.terms import LINE_STYLES, line_style_name

_SIZE = QSize(820, 600)
_LINE, _CARRIES, _SCOPE, _USED = (len(LANGUAGES) + i for i in range(4))
_SCOPES = {
    TypeScope.CODES: "Categories",
    TypeScope.QUOTATIONS: "Passages",
    TypeScope.ANY: "Both",
}
_SAMPLE_WIDTH = 56
_HEAD = 7


class RelationTypesSheet(Sheet):
    """A table of the types; names are written where they stand, the rest is chosen below for the type selected."""

    def __init__(self, project: Project, parent: QWidget, chosen: str = "") -> None:
        super().__init__(parent, "Types of relation")
        self._project, self._can_write = project, not project.is_read_only
        self._kinds: tuple[RelationType, ...] = ()
        self._uses: dict[str, TypeUse] = {}
        self._is_filling = False
        self._build_table()
        self._build_properties()
        self._build_replacing()
        self.refusal = WrappingLabel("", Look.META_ERROR)
        self.refusal.hide()
        self.body.addWidget(self.refusal)
        self.add_type_button = SentenceButton("New type", name=Icon.ADD)
        self.add_type_button.clicked.connect(self._add)
        self.delete_button = SentenceButton("Delete", name=Icon.DELETE)
        self.delete_button.clicked.connect(self._delete)
        foot = QWidget()
        row = _row(self.add_type_button, self.delete_button)
        foot.setLayout(row)
        self.add_start_widget(foot)
        self.add_close()
        self.resize(_SIZE)
        self.retranslate()
        self._select(chosen)
        self.table.setFocus()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        super().retranslate()
        heads = ("Persian", "English", "Line", "Transitive", "Offered for", "Links")
        self.table.setHorizontalHeaderLabels([tr(head) for head in heads])
        self.table.setAccessibleName(tr("Types of relation"))
        self.carries.setText(tr("Transitive: from A to B and from B to C means from A to C"))
        self.other.setAccessibleName(tr("Another type"))
        key = self.chosen_key()
        self._fill()
        self._select(key)

    def chosen_key(self) -> str:
        """Return the key of the type that is selected; empty for none."""
        kind = self._chosen()
        return kind.key if kind is not None else ""

    # Building

    def _build_table(self) -> None:
        self.table = QTableWidget(0, _USED + 1)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(Size.LIST_ROW + 4)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.table.setTabKeyNavigation(False)
        self.table.setItemDelegateForColumn(_LINE, _SampleDelegate(self.table))
        header = self.table.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(_USED + 1):
            is_name = column < len(LANGUAGES)
            mode = QHeaderView.ResizeMode.Stretch if is_name else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, mode)
        self.table.installEventFilter(self)
        self.table.cellChanged.connect(self._rename)
        self.table.itemSelectionChanged.connect(self._show_chosen)
        self.body.addWidget(self.table, 1)

    def _build_properties(self) -> None:
        self.direction = Segments(
            (
                Segment(True, "One way", "The relation has a direction"),
                Segment(False, "Both ways", "The relation is symmetric"),
            ),
            "Direction",
        )
        self.style = Segments([Segment(style, name, name) for style, name in LINE_STYLES.items()], "Line")
        self.scope = Segments([Segment(scope, name, name) for scope, name in _SCOPES.items()], "Offered for")
        self.carries = QCheckBox()
        self.direction.picked.connect(lambda value: self._change(TypeChange(is_directed=bool(value))))
        self.style.picked.connect(lambda value: self._change(TypeChange(line_style=value)))
        self.scope.picked.connect(lambda value: self._change(TypeChange(scope=value)))
        self.carries.clicked.connect(lambda is_on: self._change(TypeChange(is_transitive=is_on)))
        choices = ((self.direction, "Direction"), (self.style, "Line"), (self.scope, "Offered for"))
        parts = [part for choice, name in choices for part in (SentenceLabel(name, Look.META), choice)]
        self.body.addLayout(_row(*parts))
        self.body.addLayout(_row(self.carries))

    def _build_replacing(self) -> None:
        self.used = WrappingLabel("", Look.META)
        self.other = QComboBox()
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.replace_button = SentenceButton("Replace and delete", Look.SMALL)
        self._replace_label = SentenceLabel("Give these links another type", Look.META)
        self.replace_button.clicked.connect(self._replace)
        self.body.addWidget(self.used)
        self.body.addLayout(_row(self._replace_label, self.other, self.replace_button))

    # Showing

    def _fill(self) -> None:
        self._kinds = all_relation_types(self._project.read())
        self._uses = dict(type_uses(self._project))
        self._is_filling = True
        self.table.setRowCount(len(self._kinds))
        for row, kind in enumerate(self._kinds):
            for column, language in enumerate(LANGUAGES):
                self.table.setItem(row, column, self._name_cell(kind, language))
            line = self._cell(_line_words(kind), "")
            line.setData(PAINTED_ROLE, kind)
            self.table.setItem(row, _LINE, line)
            self.table.setItem(row, _CARRIES, self._cell(tr("Yes") if kind.is_transitive else "\u2013"))
            self.table.setItem(row, _SCOPE, self._cell(tr(_SCOPES[kind.scope])))
            self.table.setItem(row, _USED, self._cell(localized_number(self._use(kind).total, interface_language())))
        self._is_filling = False

    def _name_cell(self, kind: RelationType, language: str) -> QTableWidgetItem:
        name = kind.names.get(language, "")
        cell = QTableWidgetItem(name)
        is_rtl = direction_of(name or ("\u0627" if language == "fa" else "a")) == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if is_rtl else Qt.AlignmentFlag.AlignLeft
        cell.setTextAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
        cell.setToolTip(name or tr("Not written yet"))
        if not name:
            cell.setBackground(QBrush(QColor(tokens().warn_tint)))
        if not self._can_write:
            cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return cell

    def _cell(self, said: str, text: str | None = None) -> QTableWidgetItem:
        cell = QTableWidgetItem(said if text is None else text)
        cell.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        cell.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        cell.setToolTip(said)
        return cell

    def _use(self, kind: RelationType) -> TypeUse:
        return self._uses.get(kind.key, TypeUse())

    def _chosen(self) -> RelationType | None:
        row = self.table.currentRow()
        return self._kinds[row] if 0 <= row < len(self._kinds) else None

    def _select(self, key: str, column: int | None = None) -> None:
        row = next((i for i, kind in enumerate(self._kinds) if kind.key == key), min(0, len(self._kinds) - 1))
        self.table.setCurrentCell(row, LANGUAGES.index(interface_language()) if column is None else column)
        self._show_chosen()

    def _show_chosen(self) -> None:
        kind = self._chosen()
        if kind is None or self._is_filling:
            return
        self.direction.show_value(kind.is_directed)
        self.style.show_value(kind.line_style)
        self.scope.show_value(kind.scope)
        self.carries.setChecked(kind.is_transitive)
        for part in (self.direction, self.style, self.carries):
            part.setEnabled(self._can_write)
        self.scope.setEnabled(self._can_write and not kind.is_ready)
        use = self._use(kind)
        self.used.show_text(_use_words(use))
        self._offer_others(kind, use)
        self.delete_button.setEnabled(self._can_write and can_delete(kind))
        self.add_type_button.setEnabled(self._can_write)

    def _offer_others(self, kind: RelationType, use: TypeUse) -> None:
        """Offer the types that the links of one could have."""
        self.other.clear()
        for other in self._kinds:
            fits_codes = other.scope.has_codes or not (use.relations or use.map_links)
            fits_quotations = other.scope.has_quotations or not use.quotation_links
            if other.key != kind.key and fits_codes and fits_quotations:
                self.other.addItem(other.name_in(interface_language()), other.key)
        self.replace_button.setText(tr("Replace and delete") if can_delete(kind) else tr("Replace"))
        can_replace = bool(use.total) and self._can_write and self.other.count() > 0
        for part in (self.other, self.replace_button):
            part.setEnabled(can_replace)

    # Acts

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        is_key = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress
        if watched is self.table and is_key and event.key() == Qt.Key.Key_Delete and self.delete_button.isEnabled():
            self._delete()
            return True
        return super().eventFilter(watched, event)

    def _attempt(self, act: Callable[[], object], key: str | None = None) -> bool:
        """Run an act and show everything anew, or say in the sheet why it was refused."""
        column, refused = self.table.currentColumn(), ""
        try:
            made = act()
        except QdaError as error:
            made, refused = None, sentence_for(error, interface_language())
        wanted = key or (made if isinstance(made, str) else self.chosen_key())
        self._fill()
        self._select(wanted, max(column, 0))
        self.refusal.show_text(refused)
        self.refusal.setVisible(bool(refused))
        return not refused

    def _rename(self, row: int, column: int) -> None:
        if self._is_filling or column >= len(LANGUAGES):
            return
        kind, language, name = self._kinds[row], LANGUAGES[column], self.table.item(row, column).text().strip()
        if name != kind.names.get(language, ""):
            self._attempt(lambda: rename_relation_type(self._project, kind.key, language, name), kind.key)

    def _change(self, change: TypeChange) -> None:
        kind = self._chosen()
        if kind is not None:
            self._attempt(lambda: change_relation_type(self._project, kind.key, change))

    def _add(self) -> None:
        """Add a type under a name that is free, and let it be typed over."""
        language = interface_language()
        taken = {name for kind in self._kinds for name in kind.names.values()}
        numbers = (tr("New type {n}", n=n) for n in range(2, len(taken) + 3))
        name = next(each for each in (tr("New type"), *numbers) if each not in taken)
        if self._attempt(lambda: add_relation_type(self._project, {language: name})):
            self.table.setFocus()
            self.table.setCurrentCell(self.table.currentRow(), LANGUAGES.index(language))
            self.table.editItem(self.table.currentItem())

    def _replace(self) -> None:
        kind, other = self._chosen(), self.other.currentData()
        if kind is not None and other is not None:
            self._attempt(lambda: replace_relation_type(self._project, kind.key, other), other)

    def _delete(self) -> None:
        kind, row = self._chosen(), self.table.currentRow()
        if kind is None:
            return
        if self._attempt(lambda: delete_relation_type(self._project, kind.key)):
            self._select(self._kinds[min(row, len(self._kinds) - 1)].key)


class _SampleDelegate(QStyledItemDelegate):
    """Draws a line as a figure has it: its dashes, and an arrowhead where it has a direction."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        return QSize(_SAMPLE_WIDTH + 2 * Space.S, Size.LIST_ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        super().paint(painter, option, index)
        kind: RelationType | None = index.data(PAINTED_ROLE)
        if kind is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_turned = option.direction == Qt.LayoutDirection.RightToLeft
        y = option.rect.center().y() + 0.5
        middle = option.rect.center().x()
        start, end = middle - _SAMPLE_WIDTH / 2, middle + _SAMPLE_WIDTH / 2
        if is_turned:
            start, end = end, start
        ink = QColor(tokens().text_1)
        pen = QPen(ink, 1.6)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pattern = dashes(kind.line_style)
        if pattern:
            pen.setDashPattern(list(pattern))
        back = _HEAD if is_turned else -_HEAD
        painter.setPen(pen)
        painter.drawLine(QPointF(start, y), QPointF(end + back if kind.is_directed else end, y))
        if kind.is_directed:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawPolygon(
                [QPointF(end, y), QPointF(end + back, y - _HEAD / 2), QPointF(end + back, y + _HEAD / 2)]
            )
        painter.restore()


def _line_words(kind: RelationType) -> str:
    way = tr("One way") if kind.is_directed else tr("Both ways")
    return tr("{way}, {style}", way=way, style=line_style_name(kind.line_style, interface_language()))


def _use_words(use: TypeUse) -> str:
    if not use.total:
        return tr("No link has this type.")
    return tr(
        "Links of this type: {codes} between categories, {passages} between passages, {maps} on maps.",
        codes=use.relations,
        passages=use.quotation_links,
        maps=use.map_links,
    )


def _row(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.S)
    for part in parts:
        row.addWidget(part)
        if isinstance(part, (Segments, WrappingLabel)):
            row.addSpacing(Space.M)
    row.setSizeConstraint(QLayout.SizeConstraint.SetDefaultConstraint)
    row.addStretch(1)
    return row
