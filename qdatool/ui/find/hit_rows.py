"""What was found as a Qt model: headings and hits, filled while the search goes on, and which hits are ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, Signal

from qdatool.coding.search import Hit, SearchKind
from qdatool.ui.find.subject import Subject
from qdatool.wording import tr

GroupKey = tuple[SearchKind, int]
"""A document by its id; all memos and all codes are one group each, with id 0."""


class HitRole(IntEnum):
    """What delegate and view ask for."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class GroupRow:
    """The heading of the hits of one document, of the memos or of the codes."""

    key: GroupKey


@dataclass(frozen=True, slots=True)
class HitRow:
    """One hit; ``number`` counts the hits of the whole search."""

    hit: Hit
    number: int


def group_of(hit: Hit) -> GroupKey:
    """Return the group a hit is listed in."""
    kind = hit.source.kind
    return kind, hit.source.id if kind is SearchKind.DOCUMENT else 0


class HitRows(QAbstractListModel):
    """Rows in the order of the search; a closed group shows its heading alone.

    Only hits in transcripts can be ticked, for only they can be coded. ``ticked_changed()`` when others are ticked.
    """

    ticked_changed = Signal()

    def __init__(self, subject: Subject, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._subject = subject
        self._hits: list[HitRow] = []
        self._rows: list[GroupRow | HitRow] = []
        self._counts: dict[GroupKey, int] = {}
        self._tickable: dict[GroupKey, set[int]] = {}
        self._closed: set[GroupKey] = set()
        self._ticked: set[int] = set()
        self._kind: SearchKind | None = None

    def start(self) -> None:
        """Forget everything for another search."""
        self.beginResetModel()
        self._hits, self._rows, self._counts, self._tickable = [], [], {}, {}
        self._closed, self._ticked = set(), set()
        self.endResetModel()
        self.ticked_changed.emit()

    def add(self, hits: Iterable[Hit]) -> None:
        """List more hits after those that are there."""
        fresh: list[GroupRow | HitRow] = []
        for hit in hits:
            key = group_of(hit)
            row = HitRow(hit, len(self._hits))
            self._hits.append(row)
            is_first = key not in self._counts
            self._counts[key] = self._counts.get(key, 0) + 1
            if key[0] is SearchKind.DOCUMENT:
                self._tickable.setdefault(key, set()).add(row.number)
            if self._kind in (None, key[0]):
                fresh += [GroupRow(key)] if is_first else []
                fresh += [row] if key not in self._closed else []
        if fresh:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(fresh) - 1)
            self._rows += fresh
            self.endInsertRows()

    def show_kind(self, kind: SearchKind | None) -> None:
        """List the hits of one kind, or all for None."""
        self._kind = kind
        self._arrange()

    def toggle(self, key: GroupKey) -> None:
        """Close or open a group."""
        self._closed ^= {key}
        self._arrange()

    def is_open(self, key: GroupKey) -> bool:
        """Tell whether a group shows its hits."""
        return key not in self._closed

    def row(self, index: QModelIndex) -> GroupRow | HitRow | None:
        """Return what stands in a row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def first_hit(self) -> QModelIndex:
        """Return the row of the first hit that is listed."""
        place = next((i for i, row in enumerate(self._rows) if isinstance(row, HitRow)), None)
        return self.index(place) if place is not None else QModelIndex()

    def hit_beside(self, index: QModelIndex, step: int) -> QModelIndex:
        """Return the next or previous row that is a hit, going round at the ends; the first where none is given."""
        if not index.isValid():
            return self.first_hit()
        count = len(self._rows)
        places = ((index.row() + step * distance) % count for distance in range(1, count + 1))
        place = next((place for place in places if isinstance(self._rows[place], HitRow)), None)
        return self.index(place) if place is not None else QModelIndex()

    def index_of(self, hit: Hit) -> QModelIndex:
        """Return the row of a hit, invalid where it is not listed."""
        place = next((i for i, row in enumerate(self._rows) if isinstance(row, HitRow) and row.hit == hit), None)
        return self.index(place) if place is not None else QModelIndex()

    # Counts

    def count(self, kind: SearchKind | None = None) -> int:
        """Return how many hits there are, of one kind or of all, listed or not."""
        return sum(n for key, n in self._counts.items() if kind in (None, key[0]))

    def count_in(self, key: GroupKey) -> int:
        """Return how many hits a group has."""
        return self._counts.get(key, 0)

    def things(self, kind: SearchKind) -> int:
        """Return in how many documents, memos or codes there are hits."""
        return len({row.hit.source.id for row in self._hits if row.hit.source.kind is kind})

    # Ticks

    def is_ticked(self, row: GroupRow | HitRow) -> bool:
        """Tell whether a hit is ticked, or every hit of a group."""
        if isinstance(row, HitRow):
            return row.number in self._ticked
        numbers = self._tickable.get(row.key, set())
        return bool(numbers) and self._ticked >= numbers

    def tick(self, index: QModelIndex) -> None:
        """Tick a hit, or all of a group, or take the tick away."""
        row = self.row(index)
        if row is None:
            return
        key = row.key if isinstance(row, GroupRow) else group_of(row.hit)
        numbers = self._tickable.get(key, set())
        if isinstance(row, HitRow):
            numbers = numbers & {row.number}
        self._ticked = self._ticked - numbers if self._ticked >= numbers else self._ticked | numbers
        self._tell()

    def tick_all(self) -> None:
        """Tick every hit that is listed, or none where all were."""
        listed: set[int] = set()
        for key, numbers in self._tickable.items():
            listed |= numbers if self._kind in (None, key[0]) else set()
        self._ticked = set() if self._ticked >= listed else self._ticked | listed
        self._tell()

    def untick_all(self) -> None:
        """Take every tick away."""
        self._ticked = set()
        self._tell()

    def ticked(self) -> list[Hit]:
        """Return the ticked hits in order."""
        return [self._hits[number].hit for number in sorted(self._ticked)]

    # What Qt asks

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if role == HitRole.ROW:
            return row
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        if isinstance(row, GroupRow):
            return tr("{name}: {n} hits", name=self._subject.group_name(row.key), n=self.count_in(row.key))
        return self._subject.context(row.hit).text if isinstance(row, HitRow) else None

    def _arrange(self) -> None:
        self.beginResetModel()
        self._rows = []
        shown: set[GroupKey] = set()
        for row in self._hits:
            key = group_of(row.hit)
            if self._kind not in (None, key[0]):
                continue
            if key not in shown:
                shown.add(key)
                self._rows.append(GroupRow(key))
            if key not in self._closed:
                self._rows.append(row)
        self.endResetModel()

    def _tell(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.ticked_changed.emit()
