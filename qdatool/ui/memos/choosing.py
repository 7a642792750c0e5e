"""Which memos are listed, and in which order. Qt-free."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from qdatool.coding.memos import Memo, MemoLink, memo_name
from qdatool.coding.roles import MemoKind
from qdatool.text.collation import persian_sort_key
from qdatool.text.folding import FoldedText, find_all, fold
from qdatool.text.memo_markup import plain_text

_BEFORE_HIT = 28
_SNIPPET = 90


class MemoOrder(Enum):
    """By what memos are sorted; the value is a key for ``tr``."""

    CHANGED = "Last changed first"
    CREATED = "Newest first"
    TITLE = "By title"
    KIND = "By type"


class AboutNothing(Enum):
    """Chooses memos that are about nothing in the project."""

    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class MemoChoice:
    """What a memo must be to be listed; None for anything."""

    words: str = ""
    kind: MemoKind | None = None
    coder_id: int | None = None
    about: MemoLink | AboutNothing | None = None


@dataclass(frozen=True, slots=True)
class ListedMemo:
    """A memo with what its row shows: its name and the words round the first hit, empty without a search."""

    memo: Memo
    name: str
    snippet: str


class MemoIndex:
    """Memos with folded copies of their words, which are made once for as long as a memo stays as it is."""

    def __init__(self) -> None:
        self._folded: dict[int, tuple[str, str, str, FoldedText]] = {}

    def listed(
        self, memos: Iterable[Memo], choice: MemoChoice, order: MemoOrder, kind_name: Callable[[MemoKind], str]
    ) -> list[ListedMemo]:
        """Return the memos that fit, in order; those of one kind or one title newest first."""
        found = [row for memo in memos if _fits(memo, choice) and (row := self._row(memo, choice.words)) is not None]
        keys: dict[MemoOrder, Callable[[ListedMemo], object]] = {
            MemoOrder.CHANGED: lambda row: _backwards(row.memo.changed_at),
            MemoOrder.CREATED: lambda row: _backwards(row.memo.created_at),
            MemoOrder.TITLE: lambda row: persian_sort_key(row.name),
            MemoOrder.KIND: lambda row: persian_sort_key(kind_name(row.memo.kind)),
        }
        found.sort(key=lambda row: _backwards(row.memo.changed_at))
        found.sort(key=keys[order])  # type: ignore[arg-type]
        return found

    def _row(self, memo: Memo, words: str) -> ListedMemo | None:
        name, plain, folded = self._words(memo)
        if not words.strip():
            return ListedMemo(memo, name, "")
        hits = find_all(words, folded)
        if not hits:
            return None
        return ListedMemo(memo, name, _snippet(plain, hits[0].start))

    def _words(self, memo: Memo) -> tuple[str, str, FoldedText]:
        known = self._folded.get(memo.id)
        if known is None or known[0] != f"{memo.title}\n{memo.body}":
            plain = f"{memo.title}\n{plain_text(memo.body)}"
            known = (f"{memo.title}\n{memo.body}", memo_name(memo), plain, fold(plain))
            self._folded[memo.id] = known
        return known[1:]


def _fits(memo: Memo, choice: MemoChoice) -> bool:
    if choice.about is AboutNothing.NOTHING and memo.links:
        return False
    if isinstance(choice.about, MemoLink) and choice.about not in memo.links:
        return False
    return choice.kind in (None, memo.kind) and choice.coder_id in (None, memo.coder_id)


def _snippet(plain: str, hit: int) -> str:
    """Return the words round a hit on one line, whole words at its beginning."""
    start = max(hit - _BEFORE_HIT, 0)
    if start:
        space = plain.find(" ", start, hit)
        start = space + 1 if space >= 0 else hit
    line = " ".join(plain[start : hit + _SNIPPET].split())
    return f"…{line}" if start else line


def _backwards(moment: str) -> float:
    return -datetime.fromisoformat(moment).timestamp()
