"""A transcript as the widget holds it: blocks, their directions and speakers, and the text to show. No Qt.

The shown text has exactly as many UTF-16 units as the stored one. Speakers' labels, which the gutter shows, are
replaced by zero-width characters, and a very long paragraph is broken at spaces; so a position in the widget is
always a position in the stored text, and nothing is ever read back from the widget.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from qdatool.text.direction import TextDirection, line_directions, text_and_line_directions
from qdatool.text.folding import folded_key
from qdatool.text.speaker_labels import label_end, label_of_line
from qdatool.text.utf16 import Utf16Map
from qdatool.ui.transcript.values import SpeakerTurn, TranscriptContent

LONGEST_BLOCK = 10_000
"""Code points; shaping a block is all or nothing, and one of this length takes 3 ms."""

# A run of these at the start of a line is one grapheme cluster of no width, so that the caret passes it in one step.
_HIDDEN = "\u200c"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of the widget: a paragraph, or a piece of a very long one.

    ``words_start`` is where the words after a hidden speaker's label begin. ``number`` counts the paragraphs that hold
    any text from 1; None for an empty one and for further pieces. ``speaker`` is None where no turn reaches.
    """

    start: int
    words_start: int
    end: int
    number: int | None
    speaker: str | None
    is_interviewer: bool
    is_right_to_left: bool
    ends_paragraph: bool


class DisplayText:
    """The blocks of a transcript and where everything is."""

    def __init__(self, content: TranscriptContent) -> None:
        self.content = content
        self.utf16 = Utf16Map(content.text)
        if content.direction is None:
            direction, directions = text_and_line_directions(content.text)
        else:
            direction, directions = content.direction, line_directions(content.text, content.direction)
        self.is_right_to_left = direction is TextDirection.RTL
        self.blocks: tuple[Block, ...] = tuple(_blocks(content, directions))
        self.block_starts = [block.start for block in self.blocks]
        self._starts: NDArray[np.int64] = np.array(self.block_starts, dtype=np.int64)
        self.block_ends: NDArray[np.int64] = np.array([block.end for block in self.blocks], dtype=np.int64)
        self.block_starts16: list[int] = self.utf16.to16(self._starts).tolist()
        self.lengths: NDArray[np.int64] = self.block_ends - self._starts
        self.text = _shown_text(content.text, self.blocks)
        self.paragraph_count = sum(block.number is not None for block in self.blocks)

    def block_at(self, position: int) -> int:
        """Return the index of the block that holds the code point at ``position``; its end belongs to it."""
        return max(0, bisect_right(self.block_starts, position) - 1)

    def blocks_at(self, positions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return ``block_at`` of many positions at once."""
        return np.maximum(np.searchsorted(self._starts, positions, side="right") - 1, 0)

    def block_at16(self, position: int) -> int:
        """Return the index of the block that holds the UTF-16 unit at ``position``."""
        return max(0, bisect_right(self.block_starts16, position) - 1)

    def block_end16(self, index: int) -> int:
        """Return the UTF-16 position of a block's end, its line break not included."""
        following = index + 1
        return self.block_starts16[following] - 1 if following < len(self.blocks) else self.utf16.length16

    def past_label(self, position: int) -> int:
        """Return ``position``, or where the words begin if it lies before or inside a hidden label."""
        return max(position, self.blocks[self.block_at(position)].words_start)

    def paragraph_at(self, position: int) -> int | None:
        """Return the number of the paragraph that holds a position; None on a blank line."""
        for index in range(self.block_at(position), -1, -1):
            block = self.blocks[index]
            if block.number is not None:
                return block.number
            if block.start == 0 or self.blocks[index - 1].ends_paragraph:
                return None
        return None

    def turn_at(self, position: int) -> SpeakerTurn | None:
        """Return the turn that holds ``position``, or None."""
        turns = self.content.turns
        i = bisect_right(turns, position, key=lambda turn: turn.start) - 1
        return turns[i] if i >= 0 and position <= turns[i].end else None


def _blocks(content: TranscriptContent, directions: list[TextDirection]) -> Iterator[Block]:
    text = content.text
    number = start = 0
    speaking = _SpeakingTurns(content.turns)
    for line, line_direction in zip(text.split("\n"), directions, strict=True):
        end = start + len(line)
        turn = speaking.in_line(start, end)
        has_text = bool(line.strip())
        number += has_text
        pieces = _pieces(text, start, end)
        for i, (piece_start, piece_end) in enumerate(pieces):
            words_start = start + _label_length(line, start, turn) if i == 0 else piece_start
            yield Block(
                start=piece_start,
                words_start=min(words_start, piece_end),
                end=piece_end,
                number=number if has_text and i == 0 else None,
                speaker=turn.speaker if turn else None,
                is_interviewer=bool(turn and turn.is_interviewer),
                is_right_to_left=line_direction is TextDirection.RTL,
                ends_paragraph=i == len(pieces) - 1,
            )
        start = end + 1


class _SpeakingTurns:
    """Finds the turn of each line, asked line by line from the first to the last."""

    def __init__(self, turns: tuple[SpeakerTurn, ...]) -> None:
        self._turns = turns
        self._next = 0
        self._current: SpeakerTurn | None = None

    def in_line(self, start: int, end: int) -> SpeakerTurn | None:
        """Return the turn that goes on at the start of the line or begins inside it."""
        while self._next < len(self._turns) and self._turns[self._next].start < max(end, start + 1):
            self._current = self._turns[self._next]
            self._next += 1
        turn = self._current
        return turn if turn and turn.end > start else None


def _label_length(line: str, line_start: int, turn: SpeakerTurn | None) -> int:
    """Return how many code points at the start of a line are the label of the turn that begins there."""
    if turn is None or turn.start < line_start:
        return 0
    if turn.start > line_start:
        return turn.start - line_start if turn.start == line_start + label_end(line) else 0
    label = label_of_line(line)
    return label.end if label and folded_key(label.text) == folded_key(turn.speaker) else 0


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut ``start..end`` at spaces into pieces of at most LONGEST_BLOCK; the space belongs to neither piece."""
    pieces = []
    while end - start > LONGEST_BLOCK:
        cut = text.rfind(" ", start + 1, start + LONGEST_BLOCK)
        if cut < 0:
            cut = text.find(" ", start + LONGEST_BLOCK, end)
        if cut < 0:
            break
        pieces.append((start, cut))
        start = cut + 1
    pieces.append((start, end))
    return pieces


def _shown_text(text: str, blocks: tuple[Block, ...]) -> str:
    parts = []
    for block in blocks:
        label = text[block.start : block.words_start]
        parts.append(_HIDDEN * (len(label) + sum(character > "\uffff" for character in label)))
        parts.append(text[block.words_start : block.end])
        parts.append("\n")
    return "".join(parts[:-1])
