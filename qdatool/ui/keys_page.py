"""The page of the preferences where every action can be given other keys."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from qdatool.settings import Settings
from qdatool.ui.actions import ActionSpec, Section
from qdatool.ui.controls import FilterField, SentenceButton, SentenceText, WrappingLabel
from qdatool.ui.fuzzy import fuzzy_match
from qdatool.ui.icons import Icon
from qdatool.ui.key_choice import OwnedRow, pressed_keys, refusal
from qdatool.ui.shortcuts import shown_shortcut
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import say, tr

_ROW_ROLE = Qt.ItemDataRole.UserRole
_KEYS_WIDTH = 170


class KeysPage(QWidget):
    """Lists the actions with their keys; Enter on one waits for the keys to give it. ``changed`` when one has others.

    ``rows`` are as the table has them; what the user chose stands in the settings, by action id.
    """

    changed = Signal()

    def __init__(self, settings: Settings, rows: tuple[OwnedRow, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._table = {row.spec.id: row for row in rows}
        self._waiting: OwnedRow | None = None
        self.filter = FilterField("Find a key or an action", Icon.SEARCH)
        self.filter.textChanged.connect(self._fill)
        self.list = QTreeWidget()
        self.list.setColumnCount(2)
        self.list.setHeaderHidden(True)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(int(Space.M))
        self.list.setUniformRowHeights(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setExpandsOnDoubleClick(False)
        self.list.installEventFilter(self)
        self.list.itemDoubleClicked.connect(lambda item, _column: self._wait_for(item.data(0, _ROW_ROLE)))
        self.list.currentItemChanged.connect(lambda _now, _before: self._stop_waiting())
        self.said = WrappingLabel("", Look.DENSE)
        self.change_button = SentenceButton("Give other keys")
        self.change_button.clicked.connect(lambda: self._wait_for(self.present_row()))
        self.clear_button = SentenceButton("No keys")
        self.clear_button.clicked.connect(lambda: self._give(self.present_row(), ()))
        self.default_button = SentenceButton("Back to the usual keys")
        self.default_button.clicked.connect(lambda: self._give(self.present_row(), None))
        self.all_button = SentenceButton("All back to the usual keys")
        self.all_button.clicked.connect(self._give_all_back)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.list.setAccessibleName(tr("Actions and their keys"))
        self._stop_waiting()
        self._fill(self.filter.text())

    def present_row(self) -> OwnedRow | None:
        """Return the action that is chosen in the list."""
        item = self.list.currentItem()
        return item.data(0, _ROW_ROLE) if item is not None else None

    def show_action(self, action_id: str) -> None:
        """Choose an action in the list."""
        for item in self._items():
            row = item.data(0, _ROW_ROLE)
            if row is not None and row.spec.id == action_id:
                self.list.setCurrentItem(item)
                return

    def keys_shown(self, action_id: str) -> str:
        """Return the keys of an action as the list shows them."""
        rows = ((item.data(0, _ROW_ROLE), item) for item in self._items())
        return next((item.text(1) for row, item in rows if row is not None and row.spec.id == action_id), "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.list:
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.FocusOut:
            self._stop_waiting()
        if event.type() is QEvent.Type.ShortcutOverride and self._waiting is not None:
            event.accept()
            return True
        if event.type() is QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    # Waiting for keys

    def _on_key(self, event: QKeyEvent) -> bool:
        if self._waiting is None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2) and self.present_row() is not None:
                self._wait_for(self.present_row())
                return True
            return False
        if event.key() == Qt.Key.Key_Escape:
            self._stop_waiting()
            return True
        keys = pressed_keys(event)
        if keys is not None:
            self._take(self._waiting, keys)
        return True

    def _wait_for(self, row: OwnedRow | None) -> None:
        if row is None:
            return
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        self._waiting = row
        self.said.show_text(tr("Press the keys for “{action}”. Esc leaves them as they are.", action=tr(row.spec.text)))

    def _stop_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting = None
            self.said.show_text("")

    def _take(self, row: OwnedRow, keys: str) -> None:
        why_not = refusal(keys, row, self._present_rows())
        if why_not:
            self.said.show_text(why_not)
            return
        self._give(row, (keys,))

    # Giving keys

    def _give(self, row: OwnedRow | None, keys: tuple[str, ...] | None) -> None:
        """Let an action have keys, or with None those of the table."""
        if row is None:
            return
        if keys is None or keys == row.spec.shortcuts:
            why_not = next((one for key in row.spec.shortcuts if (one := self._refused(row, key))), "")
            if why_not:
                self.said.show_text(why_not)
                return
            self._settings.shortcuts.pop(row.spec.id, None)
        else:
            self._settings.shortcuts[str(row.spec.id)] = list(keys)
        self._saved()

    def _refused(self, row: OwnedRow, keys: str) -> str:
        """Return which other action has taken one of the usual keys meanwhile."""
        return refusal(keys, row, (one for one in self._present_rows() if one.spec.id in self._settings.shortcuts))

    def _give_all_back(self) -> None:
        self._settings.shortcuts.clear()
        self._saved()

    def _saved(self) -> None:
        self._waiting = None
        self.said.show_text("")
        self._settings.save()
        self._refresh_keys()
        self.changed.emit()

    def _present_rows(self) -> list[OwnedRow]:
        return [OwnedRow(row.owner, self._present(row.spec)) for row in self._table.values()]

    def _present(self, spec: ActionSpec) -> ActionSpec:
        chosen = self._settings.shortcuts.get(spec.id)
        return spec if chosen is None else replace(spec, shortcuts=tuple(chosen))

    # The list

    def _fill(self, typed: str) -> None:
        present = self.present_row()
        self.list.clear()
        for section in Section:
            rows = [row for row in self._table.values() if row.spec.section is section and self._fits(row, typed)]
            if not rows:
                continue
            head = QTreeWidgetItem(self.list, [tr(section.value), ""])
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            font = head.font(0)
            font.setBold(True)
            head.setFont(0, font)
            for row in rows:
                item = QTreeWidgetItem(head, [tr(row.spec.text), ""])
                item.setData(0, _ROW_ROLE, row)
            head.setExpanded(True)
        self.list.setColumnWidth(0, max(self.list.viewport().width() - _KEYS_WIDTH, 200))
        self._refresh_keys()
        if present is not None:
            self.show_action(present.spec.id)

    def _refresh_keys(self) -> None:
        for item in self._items():
            row = item.data(0, _ROW_ROLE)
            keys = self._present(row.spec).shortcuts if row is not None else ()
            item.setText(1, "   ".join(f"\u2066{shown_shortcut(one)}\u2069" for one in keys))
            font = item.font(1)
            font.setBold(row is not None and row.spec.id in self._settings.shortcuts)
            item.setFont(1, font)

    def _fits(self, row: OwnedRow, typed: str) -> bool:
        names = (say(row.spec.text, "fa"), say(row.spec.text, "en"), *self._present(row.spec).shortcuts)
        return not typed.strip() or any(fuzzy_match(typed, name) is not None for name in names)

    def _items(self) -> list[QTreeWidgetItem]:
        heads = [self.list.topLevelItem(i) for i in range(self.list.topLevelItemCount())]
        return [head.child(i) for head in heads for i in range(head.childCount())]

    def resizeEvent(self, event) -> None:
        super().resizeEvent(event)
        self.list.setColumnWidth(0, max(self.list.viewport().width() - _KEYS_WIDTH, 200))

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(Space.S)
        for button in (self.change_button, self.clear_button, self.default_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.all_button)
        self.said.setMinimumHeight(int(Space.XL))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, Space.M, 0, 0)
        rows.setSpacing(Space.S)
        rows.addWidget(self.filter)
        rows.addWidget(
            SentenceText("Keys count by their place, so they work on a Persian and on a Latin layout.", Look.META)
        )
        rows.addWidget(self.list, 1)
        rows.addWidget(self.said)
        rows.addLayout(buttons)
