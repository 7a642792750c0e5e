"""Corrections of a stored text, and where a passage is after them.

How a passage follows an edit, which replaces a stretch of text by other words:

- An edit before the passage moves it, an edit behind it does not touch it; its words stay exactly as they were.
- An edit inside the passage, or of exactly the passage, changes its words: it covers what stands there now.
- An edit across one of its edges takes the part it covers away from the passage; what comes instead stays outside.
- Words inserted at an edge stay outside, unless they go on with the word at which the passage ends or begins, as
  where a letter was missing.
- A passage of which no character is left is lost: it lay in a deletion, or in a replacement larger than itself.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from qdatool.text.differences import differences
from qdatool.text.folding import ZWNJ
from qdatool.text.graphemes import boundary_after, boundary_before
from qdatool.text.normalisation import normalise
from qdatool.text.spans import Span

_JOINERS = (ZWNJ, "\u200d", "\u0640")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Replace ``start..end``, half-open and maybe empty, by ``words``, which may be empty too."""

    start: int
    end: int
    words: str

    @property
    def growth(self) -> int:
        """How many code points the text gains, negative where it loses some."""
        return len(self.words) - (self.end - self.start)


def tidy(text: str, edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return edits in order, with normalised words and nothing replaced by itself; touching ones are one.

    ValueError if they overlap or lie outside the text.
    """
    ordered = sorted(Edit(edit.start, edit.end, normalise(edit.words)) for edit in edits)
    if any(not 0 <= edit.start <= edit.end <= len(text) for edit in ordered):
        raise ValueError("an edit lies outside the text")
    if any(edit.end > following.start for edit, following in pairwise(ordered)):
        raise ValueError("edits overlap")
    joined: list[Edit] = []
    for edit in (_trimmed(text, one) for one in ordered):
        if edit.start == edit.end and not edit.words:
            continue
        if joined and joined[-1].end == edit.start:
            edit = Edit(joined[-1].start, edit.end, joined.pop().words + edit.words)
        joined.append(edit)
    return tuple(joined)


def edits_between(old: str, new: str, start: int = 0) -> tuple[Edit, ...]:
    """Return the edits that make ``new`` of ``old``, word by word; ``old`` stands at ``start`` of the text."""
    found = (Edit(one.old_start, one.old_end, new[one.new_start : one.new_end]) for one in differences(old, new))
    return tuple(Edit(edit.start + start, edit.end + start, edit.words) for edit in tidy(old, found))


def corrected(text: str, edits: Sequence[Edit]) -> str:
    """Return the text after tidy edits."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.start], edit.words)
        done = edit.end
    return "".join((*parts, text[done:]))


def followed(span: Span, text: str, edits: Sequence[Edit]) -> Span | None:
    """Return where a passage of ``text`` is after tidy edits, or None if it is lost; see the module."""
    start, end = span.start, span.end
    new_start, new_end = start, end
    is_touched = False
    for edit in edits:
        if edit.start > end:
            break
        if edit.start <= start and edit.end >= end and (edit.start, edit.end) != (start, end):
            return None
        is_touched = is_touched or (edit.start <= start <= edit.end or edit.start <= end <= edit.end)
        if _stands_before(edit, span, text):
            new_start += edit.growth
            new_end += edit.growth
        elif edit.start < start:
            new_start += edit.growth + (edit.end - start)
            new_end += edit.growth
        elif edit.end > end:
            new_end -= end - edit.start
        elif not _stands_behind(edit, span, text):
            new_end += edit.growth
    if new_start >= new_end:
        return None
    if not is_touched:
        return Span(new_start, new_end)
    # A mark may stand now where the passage ended, or an emoji have lost a part.
    changed = corrected(text, edits)
    return Span(boundary_before(changed, new_start), boundary_after(changed, new_end))


class Stretched:
    """Where passages are after tidy edits, when one that is cut takes in all of what comes instead.

    So a passage inside a replaced name covers the name that replaces it. The edits are looked up by bisection: a
    transcript may hold thousands of names and of passages.
    """

    def __init__(self, edits: Sequence[Edit]) -> None:
        self._edits = edits
        self._starts = [edit.start for edit in edits]
        self._ends = [edit.end for edit in edits]
        self._growths = [0, *accumulate(edit.growth for edit in edits)]

    def __call__(self, span: Span) -> Span | None:
        """Return where a passage is, or None if nothing comes instead of it."""
        before = bisect_right(self._ends, span.start)
        behind = bisect_left(self._starts, span.end)
        start = end = 0
        if before < behind:
            start = min(self._starts[before] - span.start, 0)
            end = max(self._ends[behind - 1] - span.end, 0)
        start += span.start + self._growths[before]
        end += span.end + self._growths[max(before, behind)]
        return Span(start, end) if start < end else None


def _stands_before(edit: Edit, span: Span, text: str) -> bool:
    if edit.end < span.start or (edit.end == span.start and edit.start < edit.end):
        return True
    if edit.end != span.start:
        return False
    before = text[span.start - 1 : span.start]
    goes_on = _is_joined(edit.words[-1], text[span.start]) and not _is_joined(before, edit.words[0])
    return not goes_on


def _stands_behind(edit: Edit, span: Span, text: str) -> bool:
    if edit.start < span.end:
        return False
    if edit.start > span.end or edit.end > edit.start:
        return True
    behind = text[span.end : span.end + 1]
    goes_on = _is_joined(text[span.end - 1], edit.words[0]) and not _is_joined(edit.words[-1], behind)
    return not goes_on


def _is_joined(left: str, right: str) -> bool:
    """Tell whether two characters beside each other belong to one word."""
    return bool(left and right) and _is_of_word(left) and _is_of_word(right)


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character in _JOINERS or unicodedata.category(character).startswith("M")


def _trimmed(text: str, edit: Edit) -> Edit:
    """Return the edit without what is the same at its start and end."""
    old, words = text[edit.start : edit.end], edit.words
    first = 0
    while first < min(len(old), len(words)) and old[first] == words[first]:
        first += 1
    last = 0
    while last < min(len(old), len(words)) - first and old[-1 - last] == words[-1 - last]:
        last += 1
    return Edit(edit.start + first, edit.end - last, words[first : len(words) - last])
