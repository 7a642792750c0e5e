"""Who speaks where: the turns of a transcript, recognised by their labels in Persian and English."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from qdatool.text.folding import folded_key
from qdatool.text.speaker_labels import LabelKind, SpeakerLabel, label_of_line, time_of_line


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's turn: half-open code points of the stored text, never empty.

    It begins at the first word after the label and ends with the last word before the next label. ``speaker`` is the
    label without its colon, written as where it first occurs. ``time_s`` is seconds from the start of the recording,
    or None.
    """

    start: int
    end: int
    speaker: str
    time_s: float | None = None


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str
    label: SpeakerLabel | None

    @property
    def has_tab(self) -> bool:
        """Whether a tab parts the label from the words."""
        return self.label is not None and not self.label.has_colon and "\t" in self.text[: self.label.end]


def find_turns(text: str) -> tuple[Turn, ...]:
    """Return the turns of a text in order; text before the first label belongs to none.

    A label is a word known for it (Interviewer, مصاحبه‌شونده, P1, م۷), a single letter or a code in the company of
    another label, or a name that recurs. What once stands before a colon in prose («گفت: …») is none. A tab does for
    the colon only where no speaker has one: beside colons it is the head of a table. A label with no
    words after it makes no turn.
    """
    lines = _lines(text)
    labels = [line.label for line in lines if line.label]
    speakers = _speakers(labels)
    uses_colons = any(label.has_colon and folded_key(label.text) in speakers for label in labels)
    turns: list[Turn] = []
    opened: Turn | None = None
    time_s: float | None = None
    for line in lines:
        label, start = line.label, line.start
        stamp = time_of_line(line.text)
        if stamp is not None:
            time_s = stamp
            continue
        if label and (key := folded_key(label.text)) in speakers and _speaks(label, line.has_tab and uses_colons):
            turns.extend(_spoken(opened))
            start += label.end
            opened = Turn(start, start, speakers[key], time_s if label.time_s is None else label.time_s)
            time_s = None
        if opened:
            opened = _longer(opened, start, text[start : line.start + len(line.text)])
    return (*turns, *_spoken(opened))


def _lines(text: str) -> list[_Line]:
    lines, start = [], 0
    for line in text.split("\n"):
        lines.append(_Line(start, line, label_of_line(line)))
        start += len(line) + 1
    return lines


def _speakers(labels: list[SpeakerLabel]) -> dict[str, str]:
    """Return how each true speaker is written, by folded label."""
    with_colon = [label for label in labels if label.has_colon and label.kind is not LabelKind.PROSE]
    counts = Counter(folded_key(label.text) for label in with_colon)
    sure = {folded_key(label.text) for label in with_colon if label.kind in (LabelKind.KNOWN, LabelKind.CODE)}
    speakers: dict[str, str] = {}
    for label in labels:
        key = folded_key(label.text)
        in_company = label.kind is LabelKind.CODE and len(sure) > 1
        if label.kind is LabelKind.KNOWN or counts[key] > 1 or in_company:
            speakers.setdefault(key, label.text)
    return speakers


def _speaks(label: SpeakerLabel, is_cell_beside_colons: bool) -> bool:
    return label.has_colon or (label.kind is LabelKind.KNOWN and not is_cell_beside_colons)


def _longer(turn: Turn, start: int, words: str) -> Turn:
    stripped = words.strip()
    if not stripped:
        return turn
    first = start + words.index(stripped)
    begin = first if turn.start == turn.end else turn.start
    return Turn(begin, first + len(stripped), turn.speaker, turn.time_s)


def _spoken(turn: Turn | None) -> Iterable[Turn]:
    return (turn,) if turn and turn.end > turn.start else ()
