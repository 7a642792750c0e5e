"""The audit trail as a Qt model that reads on as it is scrolled, under headings of days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer, Signal

from qdatool.coding.history import HistoryEntry, HistoryFilter, list_history
from qdatool.coding.history_names import Described, TouchedThing, describe
from qdatool.coding.project import Project
from qdatool.text.folding import folded_words
from qdatool.ui.dates import shown_moment
from qdatool.wording import history_terms, interface_language

_PAGE = 100
"""Rows that are looked up at a time."""
_SCANNED = 1_000
"""Entries that are looked through at a time for words they hold; then the window has its turn."""


class HistoryRole(IntEnum):
    """What delegate and view ask for."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class DayRow:
    """The heading over the acts of one day."""

    day: date


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act with what it was about."""

    entry: HistoryEntry
    about: Described

    @property
    def step(self) -> str:
        """What was done, in the interface's language."""
        return history_terms.act_name(self.entry, interface_language())

    def jump(self) -> TouchedThing | None:
        """Return the thing the act leads to: a passage if it was about one, else the first that is still there."""
        present = [thing for thing in self.about.things if thing.is_present]
        passages = [thing for thing in present if thing.kind == "quotation"]
        return next(iter((*passages, *present)), None)


class HistoryRows(QAbstractListModel):
    """Newest first; ``found_changed`` when reading on has brought rows or come to the end."""

    found_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._wanted = HistoryFilter()
        self._words = ""
        self._rows: list[DayRow | ActRow] = []
        self._last_id: int | None = None
        self._is_at_end = True
        self._missing = 0
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_on)

    def show_history(self, project: Project | None, wanted: HistoryFilter, words: str) -> None:
        """Begin anew at the newest act, with another filter or in another project."""
        self._timer.stop()
        self.beginResetModel()
        self._project, self._wanted, self._words = project, wanted, folded_words(words.strip())
        self._rows, self._last_id, self._is_at_end = [], None, project is None
        self.endResetModel()
        self.fetchMore(QModelIndex())

    def row(self, index: QModelIndex) -> DayRow | ActRow | None:
        """Return what stands in a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def is_at_end(self) -> bool:
        """Tell whether everything that fits is shown."""
        return self._is_at_end

    def is_settled(self) -> bool:
        """Tell whether nothing is being looked through any longer."""
        return not self._timer.isActive()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if role == HistoryRole.ROW:
            return row
        if isinstance(row, ActRow):
            if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
                return described(row)
            if role == Qt.ItemDataRole.ToolTipRole:
                return shown_moment(row.entry.at)
        return None

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        if isinstance(self.row(index), ActRow):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def canFetchMore(self, parent: QModelIndex) -> bool:
        return not parent.isValid() and not self._is_at_end and self._project is not None

    def fetchMore(self, parent: QModelIndex) -> None:
        """Read a page more."""
        if self.canFetchMore(parent):
            self._missing = _PAGE
            self._read_on()

    def _read_on(self) -> None:
        """Read a part; with words to look for, part after part until a page of acts is found or the end reached."""
        number = _SCANNED if self._words else _PAGE
        entries = list_history(self._project, number, before_id=self._last_id, wanted=self._wanted)
        self._is_at_end = len(entries) < number
        self._last_id = entries[-1].id if entries else self._last_id
        acts = self._acts(entries)
        if self._words:
            acts = [act for act in acts if self._words in folded_words(described(act))]
        self._append(acts)
        self._missing -= len(acts)
        self.found_changed.emit()
        if self._missing > 0 and not self._is_at_end:
            self._timer.start()

    def _acts(self, entries: Sequence[HistoryEntry]) -> list[ActRow]:
        about = describe(self._project, entries, interface_language()) if entries else {}
        return [ActRow(entry, about[entry.id]) for entry in entries]

    def _append(self, acts: list[ActRow]) -> None:
        rows: list[DayRow | ActRow] = []
        last = next((row for row in reversed(self._rows) if isinstance(row, ActRow)), None)
        day = _day(last.entry.at) if last is not None else None
        for act in acts:
            if _day(act.entry.at) != day:
                day = _day(act.entry.at)
                rows.append(DayRow(day))
            rows.append(act)
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows += rows
            self.endInsertRows()


def described(row: ActRow) -> str:
    """Return one act as words: what was done, to what, by whom, and why."""
    parts = (row.step, *map(thing_name, row.about.things), row.entry.coder_name, row.entry.reason)
    return ", ".join(part for part in parts if part)


def thing_name(thing: TouchedThing) -> str:
    """Return what a thing is called, or what kind of thing it was."""
    return history_terms.thing_name(thing, interface_language())


def _day(moment: datetime) -> date:
    return moment.astimezone().date()
