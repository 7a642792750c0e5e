"""The box that codes a passage: type to find a code in either language, Enter to apply, Ctrl+Enter to make one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget

from qdatool.coding.codes import Code
from qdatool.ui.actions import Actions
from qdatool.ui.code_search import CodeMatch
from qdatool.ui.controls import ActionKeyLabel, ElidedLabel, KeyLabel, SentenceLabel, separator
from qdatool.ui.icons import Icon, Ink, icon
from qdatool.ui.reading.actions import ROWS, ReadingAction
from qdatool.ui.reading.box_rows import ROW_HEIGHT, ROW_ROLE, BoxChoice, BoxDelegate, BoxRow, BoxRows, RowKind
from qdatool.ui.reading.definition_strip import DefinitionStrip
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Size, Space
from qdatool.wording import interface_language, tr

_MOST_ROWS, _LEAST_ROWS = 7, 3
_HINTS = (
    ("Up", ""),
    ("Down", "choose"),
    ("Tab", "put under"),
    ("Shift+Tab", "level"),
    ("Alt+V", "in vivo"),
    ("Shift+Return", "one more"),
)
_SIGNS = {"Up": "↑", "Down": "↓", "Shift+Tab": "⇧Tab", "Shift+Return": "⇧↵"}
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class CodeBox(QFrame):
    """A child of the workspace that lies over it, below the passage or above it near the bottom.

    ``codes_chosen(tuple of BoxChoice)``: all that Enter applies, those marked with Shift+Enter before it included.
    ``left`` when Escape or a click elsewhere closes it without coding.
    """

    codes_chosen = Signal(object)
    left = Signal()

    def __init__(self, session: ReadingSession, actions: Actions, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._actions = actions
        self._recent: tuple[int, ...] = ()
        self._parent_id: int | None = None
        self._level_id: int | None = None
        self._marked: list[BoxChoice] = []
        self._is_choosing_parent = False
        self._label = ""
        self._number_found = 0
        self._is_best_whole = False
        self._says_definitions = False
        self._is_open = False
        self._most_rows = _MOST_ROWS
        self._bottom: int | None = None
        self.setObjectName("codeBox")
        wear(self, Look.CARD)
        self.setFixedWidth(Size.CODE_BOX)
        self.field = QLineEdit()
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._on_typed)
        self.field.addAction(icon(Icon.TAG, Ink.STRONG), QLineEdit.ActionPosition.LeadingPosition)
        self._found = QLabel(self.field)
        self._found.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        wear(self._found, Look.META)
        self.list = QListView()
        self.list.setObjectName("boxList")
        self._rows = BoxRows(self.create_sentence, self)
        self.list.setModel(self._rows)
        self.list.setItemDelegate(BoxDelegate(session, self))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._show_definition)
        self._lay_out()
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.setAccessibleName(tr("Code box"))
        self._refresh()

    def open_at(self, passage: QRect, recent: tuple[int, ...], text: str = "") -> None:
        """Open beside a passage (in pixels of the parent), with the codes used last while nothing is typed."""
        self._says_definitions = any(code.definition for code in self._session.tree)
        self._recent = recent
        self._parent_id, self._is_choosing_parent, self._label = None, False, ""
        self._level_id = self._lowest_level()
        self._marked = []
        self._most_rows = _MOST_ROWS
        if self.field.text() == text:
            self._refresh()
        self.field.setText(text)
        self._place(passage)
        self._is_open = True
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_box(self) -> None:
        """Close without a word."""
        self._is_open = False
        self.hide()

    def follow_codes(self) -> None:
        """Offer what there is now that codes were changed elsewhere; what was chosen stays chosen if it is there."""
        if not self._is_open:
            return
        known = self._session.tree.codes
        self._marked = [choice for choice in self._marked if choice.code_id is None or choice.code_id in known]
        self._parent_id = self._parent_id if self._parent_id in known else None
        chosen = self.present_row()
        self._refresh()
        if chosen in self._rows.rows:
            self.list.setCurrentIndex(self._rows.index(self._rows.rows.index(chosen)))

    def rows(self) -> list[BoxRow]:
        """Return the lines offered."""
        return self._rows.rows

    def present_row(self) -> BoxRow | None:
        """Return the highlighted line."""
        return self.list.currentIndex().data(ROW_ROLE)

    def marked(self) -> tuple[BoxChoice, ...]:
        """Return what was marked to be applied together with what Enter takes."""
        return tuple(self._marked)

    def definition(self) -> str:
        """Return what is said about the highlighted code."""
        return self._definition.text() if self._definition.isVisibleTo(self) else ""

    # What the keys do

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and self._on_key(event):
            return True
        if watched is self.field and event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self._is_open:
            if event.reason() not in (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason):
                self.close_box()
                self.left.emit()
        return super().eventFilter(watched, event)

    def _on_key(self, event) -> bool:
        key = event.key()
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_PageUp: -self._most_rows,
            Qt.Key.Key_PageDown: self._most_rows,
        }
        if key in steps:
            self._step(steps[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_enter(is_creating=bool(event.modifiers() & _CTRL), is_marking=bool(event.modifiers() & _SHIFT))
        elif key == Qt.Key.Key_Backtab:
            self._choose_level()
        elif key == Qt.Key.Key_Tab:
            self._choose_parent()
        elif key == Qt.Key.Key_Backspace and self._marked and not self.field.text():
            self._marked.pop()
            self._refresh()
        elif key == Qt.Key.Key_Escape:
            self._on_escape()
        else:
            return False
        return True

    def _step(self, step: int) -> None:
        last = len(self._rows.rows) - 1
        if last < 0:
            return
        row = self.list.currentIndex().row() + step
        if abs(step) == 1:
            row = row % (last + 1)
        self.list.setCurrentIndex(self._rows.index(min(max(row, 0), last)))

    def _on_enter(self, *, is_creating: bool, is_marking: bool) -> None:
        row = self.present_row()
        if is_creating and not self._is_choosing_parent and self.field.text().strip():
            row = BoxRow(RowKind.CREATE, None, self.field.text().strip())
        if is_marking and not self._is_choosing_parent:
            self._mark(row)
        elif row is not None:
            self._take(row)
        elif self._marked:
            self._finish(())

    def _on_clicked(self, index: QModelIndex) -> None:
        row: BoxRow = index.data(ROW_ROLE)
        if QApplication.keyboardModifiers() & _CTRL and not self._is_choosing_parent:
            self._mark(row)
        else:
            self._take(row)

    def _mark(self, row: BoxRow | None) -> None:
        """Take a line to be applied with what comes, and begin to look for the next one."""
        if row is None:
            return
        choice = self._chosen(row)
        if choice not in self._marked:
            self._marked.append(choice)
        self._parent_id, self._level_id = None, self._lowest_level()
        if self.field.text():
            self.field.clear()
        else:
            self._refresh()

    def _chosen(self, row: BoxRow) -> BoxChoice:
        if row.kind is RowKind.APPLY:
            return BoxChoice(row.code_id, row.label)
        return BoxChoice(None, row.label, self._parent_id, self._level_id)

    def _finish(self, last: tuple[BoxChoice, ...]) -> None:
        self.close_box()
        self.codes_chosen.emit(tuple(dict.fromkeys((*self._marked, *last))))

    def _on_escape(self) -> None:
        if self._is_choosing_parent:
            self._leave_parents(self._parent_id)
            return
        self.close_box()
        self.left.emit()

    def _take(self, row: BoxRow | None) -> None:
        if row is None:
            return
        if self._is_choosing_parent:
            self._leave_parents(row.code_id)
            return
        self._finish((self._chosen(row),))

    # Choosing the parent and the level of a code to make

    def _choose_parent(self) -> None:
        if self._is_choosing_parent:
            self._leave_parents(self._parent_id)
            return
        if not self.field.text().strip():
            return
        self._label = self.field.text()
        self._is_choosing_parent = True
        self.field.clear()
        self._refresh()

    def _leave_parents(self, parent_id: int | None) -> None:
        self._parent_id = parent_id
        self._is_choosing_parent = False
        self.field.setText(self._label)
        self._refresh()
        # The parent was chosen for a code to make, so that is what Enter does now.
        self._highlight_last()

    def _possible_parents(self) -> list[Code]:
        """Return the codes on a level above that of the code to make, or every code where there is one level."""
        ids = [level.id for level in self._session.levels]
        if len(ids) < 2 or self._level_id not in ids:
            return list(self._session.tree)
        above = frozenset(ids[: ids.index(self._level_id)])
        return [code for code in self._session.tree if code.level_id in above]

    def _choose_level(self) -> None:
        """Let the code to make stand one level higher, or after the highest on the lowest again."""
        ids = [level.id for level in self._session.levels]
        if len(ids) < 2 or self._is_choosing_parent or not self.field.text().strip():
            return
        self._level_id = ids[ids.index(self._level_id) - 1]
        if self._parent_id not in {code.id for code in self._possible_parents()}:
            self._parent_id = None
        self._refresh()
        self._highlight_last()

    def _highlight_last(self) -> None:
        if self._rows.rows:
            self.list.setCurrentIndex(self._rows.index(len(self._rows.rows) - 1))

    def _lowest_level(self) -> int | None:
        return self._session.levels[-1].id if self._session.levels else None

    # What is offered

    def _on_typed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        query = self.field.text().strip()
        rows = self._parent_rows(query) if self._is_choosing_parent else self._code_rows(query)
        self._rows.show(rows)
        self._found.setText(tr("{n} results", n=self._number_found) if query else "")
        self._place_found()
        self._title.set_sentence(self._title_sentence())
        self._title.setVisible(bool(self._title_sentence()))
        is_making = bool(query) and not self._is_choosing_parent
        for sign in ("Up", "Down"):
            self._hints[sign].setVisible(not is_making)
        self._hints["Tab"].setVisible(is_making and bool(self._possible_parents()))
        self._hints["Shift+Tab"].setVisible(is_making and len(self._session.levels) > 1)
        self._hints["Alt+V"].setVisible(not query and not self._is_choosing_parent)
        self.field.setPlaceholderText(
            tr("Category to put it under") if self._is_choosing_parent else tr("Type a code, in Persian or English")
        )
        self.field.setAccessibleName(self.field.placeholderText())
        self.list.setFixedHeight(min(len(rows), self._most_rows + 1) * ROW_HEIGHT)
        self.list.setVisible(bool(rows))
        self._show_marked()
        self._definition.setVisible(self._says_definitions)
        if self._marked and not query and not self._is_choosing_parent:
            # Enter applies what is marked; a code that only happens to stand first must not come with it.
            self.list.setCurrentIndex(QModelIndex())
        elif rows:
            self.list.setCurrentIndex(self._rows.index(self._first_row(rows)))
        self._show_definition()
        self.layout().activate()
        self.setFixedHeight(self.layout().sizeHint().height())

    def _title_sentence(self) -> str:
        if self._is_choosing_parent:
            return "The new code goes under…"
        return "" if self.field.text().strip() or not self._rows.rows else "Used last"

    def _code_rows(self, query: str) -> list[BoxRow]:
        if not query:
            return [
                BoxRow(RowKind.APPLY, code.id, code.label_in(interface_language()))
                for code_id in self._recent[: self._most_rows]
                if (code := self._session.code(code_id)) is not None
            ]
        found = self._session.search().find(query, self._most_rows, self._recent)
        self._number_found = found.count
        self._is_best_whole = bool(found.matches) and found.matches[0].is_whole
        # The line that makes a code must not be scrolled away; a longer query finds what is left out here.
        return [*map(_apply_row, found.matches), BoxRow(RowKind.CREATE, None, query)]

    def _parent_rows(self, query: str) -> list[BoxRow]:
        possible = {code.id for code in self._possible_parents()}
        if not query:
            return [
                BoxRow(RowKind.APPLY, code.id, code.label_in(interface_language())) for code in self._possible_parents()
            ]
        matches = [
            one
            for one in self._session.search().matches(query, len(self._session.tree) or 1)
            if one.code_id in possible
        ]
        self._number_found = len(matches)
        return [_apply_row(match) for match in matches]

    def _first_row(self, rows: list[BoxRow]) -> int:
        """Return the row to highlight: the best match, or the making of a code where only parts of words fit."""
        if not self.field.text().strip() or self._is_choosing_parent:
            return 0
        return 0 if self._is_best_whole else len(rows) - 1

    def _show_marked(self) -> None:
        comma = "، " if interface_language() == "fa" else ", "
        labels = comma.join(f"\u2068{choice.label}\u2069" for choice in self._marked)
        self._chosen_so_far.setText(tr("Together with: {codes}", codes=labels) if self._marked else "")
        self._chosen_so_far.setVisible(bool(self._marked))

    def _show_definition(self) -> None:
        row = self.present_row()
        code = self._session.code(row.code_id) if row is not None else None
        if code is None:
            self._definition.show_text("")
        elif code.definition.strip():
            self._definition.show_text(code.definition)
        else:
            self._definition.show_text(tr("No definition yet"), is_faint=True)

    def create_sentence(self, label: str) -> str:
        """Return what the last line says."""
        levels = self._session.levels
        level = next((one.name_in(interface_language()) for one in levels if one.id == self._level_id), "")
        parent = self._session.code(self._parent_id)
        if parent is not None:
            name = parent.label_in(interface_language())
            if self._level_id in (None, self._lowest_level()):
                return tr("Make “{label}” under “{parent}” and apply it", label=label, parent=name)
            return tr(
                "Make the {level} code “{label}” under “{parent}” and apply it", level=level, label=label, parent=name
            )
        if len(levels) < 2:
            return tr("Make “{label}” and apply it", label=label)
        return tr("Make the {level} code “{label}” and apply it", level=level, label=label)

    # How it looks

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(Space.S, Space.S, Space.S, 6)
        line.setSpacing(Space.S)
        line.addWidget(self.field, 1)
        self._title = SentenceLabel("", Look.META)
        self._title.setContentsMargins(Space.M, 0, Space.M, 2)
        self._chosen_so_far = ElidedLabel("", Look.DENSE)
        self._chosen_so_far.setContentsMargins(Space.M, 0, Space.M, Space.XS)
        self._definition = DefinitionStrip()
        rows = QVBoxLayout(self)
        rows.setContentsMargins(1, 1, 1, 1)
        rows.setSpacing(0)
        rows.addLayout(line)
        rows.addWidget(self._chosen_so_far)
        rows.addWidget(self._title)
        lists = QVBoxLayout()
        lists.setContentsMargins(Space.XS, 0, Space.XS, Space.XS)
        lists.addWidget(self.list)
        rows.addLayout(lists)
        rows.addWidget(separator(Qt.Orientation.Horizontal))
        rows.addWidget(self._definition)
        rows.addLayout(self._key_hints())

    def _key_hints(self) -> QHBoxLayout:
        keys = QHBoxLayout()
        keys.setContentsMargins(Space.M, 6, Space.M, Space.S)
        keys.setSpacing(Space.XS)
        self._hints: dict[str, QWidget] = {}
        for sign, sentence in _HINTS:
            hint = self._hints[sign] = QWidget()
            pair = QHBoxLayout(hint)
            pair.setContentsMargins(0, 0, 0 if sign == "Up" else Space.S, 0)
            pair.setSpacing(Space.XS)
            pair.addWidget(self._key(sign))
            if sentence:
                pair.addWidget(SentenceLabel(sentence, Look.META))
            keys.addWidget(hint)
        keys.addStretch(1)
        keys.addWidget(KeyLabel("Esc"))
        keys.addWidget(SentenceLabel("back", Look.META))
        return keys

    def _key(self, sign: str) -> QLabel:
        if sign == "Alt+V":
            return ActionKeyLabel(self._actions, ROWS[ReadingAction.BOX_IN_VIVO])
        label = KeyLabel(sign)
        label.setText(_SIGNS.get(sign, label.text()))
        return label

    def _place_found(self) -> None:
        """Put the number of results inside the field, at its reading end."""
        self._found.adjustSize()
        gap = Space.M
        x = gap if self.isRightToLeft() else self.field.width() - self._found.width() - gap
        self._found.move(x, (self.field.height() - self._found.height()) // 2)

    def _place(self, passage: QRect) -> None:
        area = self.parentWidget().rect().adjusted(Space.S, Space.S, -Space.S, -Space.S)
        is_mirrored = self.isRightToLeft()
        x = passage.right() - self.width() if is_mirrored else passage.left()
        below, above = passage.bottom() + Space.XS, passage.top() - Space.XS
        is_below = self._fit(area.bottom() - below, above - area.top())
        y = below if is_below else max(above - self.height(), area.top())
        self._bottom = None if is_below else y + self.height()
        self.move(min(max(x, area.left()), area.right() - self.width()), y)

    def _fit(self, below: int, above: int) -> bool:
        """Take as many rows as there is room for beside the passage; return whether the box goes below it.

        There is room for the most rows from the start, so that the box does not jump while the user types.
        """
        others = self.height() - self.list.height()
        tallest = others + (_MOST_ROWS + 1) * ROW_HEIGHT
        is_below = below >= tallest or below >= above
        room = below if is_below else above
        most = min(max((room - others) // ROW_HEIGHT - 1, _LEAST_ROWS), _MOST_ROWS)
        if most != self._most_rows:
            self._most_rows = most
            self._refresh()
        return is_below

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self._place_found()
        if self._bottom is not None and self._is_open:
            self.move(self.x(), max(self._bottom - self.height(), 0))


def _apply_row(match: CodeMatch) -> BoxRow:
    return BoxRow(RowKind.APPLY, match.code_id, match.label, match.hits)
