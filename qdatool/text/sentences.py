"""Words, sentences and paragraphs of a transcript, and edges that fall between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qdatool.text.graphemes import boundary_after, boundary_before
from qdatool.text.spans import Span
from qdatool.text.speaker_labels import LabelKind, label_of_line

_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u200d\ufe0f"
)
# ZWNJ, apostrophes and the signs inside a number hold a word together.
_WORD = re.compile(rf"\w[\w{_MARKS}]*(?:(?:\u200c+|['’](?=[^\W\d_])|(?<=\d)[.,٫٬/:](?=\d))\w[\w{_MARKS}]*)*")
_EDGE = re.compile(r"[\s\u061c\u200b\u200c\u200e\u200f\u2060]*")
_SENTENCE_END = re.compile(r"(?P<signs>[.!?؟…]+)[\"'»”’)\]›]*")
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff]")
_LAST_WORD = re.compile(r"[\w\u200c'’]+$")
_ABBREVIATIONS = frozenset(
    {"dr", "mr", "mrs", "ms", "prof", "st", "vs", "cf", "ca", "al", "approx", "eds", "رک", "صص", "قس"}
)
_BEFORE_NUMBERS = frozenset({"no", "nos", "fig", "figs", "vol", "pp", "p", "ch", "ش", "ج", "ص", "چ"})
_LOWER_CASE_GOES_ON = re.compile(r"\s+[a-z]")
_LONGEST_WORD = 80
_NEIGHBOURHOOD = 4_000


def paragraphs(text: str) -> list[Span]:
    """Return the lines that are not blank, in order, their LF not included."""
    spans, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append(Span(start, start + len(line)))
        start += len(line) + 1
    return spans


def paragraph_at(text: str, position: int) -> Span | None:
    """Return the paragraph that holds a position, or None on a blank line; an LF belongs to the line it ends."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    return Span(start, end) if text[start:end].strip() else None


def words(text: str, within: Span) -> list[Span]:
    """Return the words inside a range, in order; a ZWNJ word or a number is one, a sign or an emoji none."""
    return [Span(*match.span()) for match in _WORD.finditer(text, within.start, within.end)]


def word_at(text: str, position: int) -> Span | None:
    """Return the word at a position, or the whole sign or emoji there; None on white space and at the end."""
    if position >= len(text):
        return None
    for match in _WORD.finditer(text, _run_start(text, position)):
        if match.start() > position:
            break
        if match.end() > position:
            return Span(*match.span())
    return snap(text, Span(position, position + 1))


def next_word(text: str, position: int) -> Span | None:
    """Return the first word that begins at or after a position, or None."""
    matches = _WORD.finditer(text, _run_start(text, position))
    return next((Span(*match.span()) for match in matches if match.start() >= position), None)


def previous_word(text: str, position: int) -> Span | None:
    """Return the last word that ends at or before a position, or None."""
    run_end = position
    while run_end > 0:
        run_start = _run_start(text, run_end)
        found = None
        for match in _WORD.finditer(text, run_start):
            if match.end() > position:
                break
            found = match
        if found:
            return Span(*found.span())
        run_end = _space_start(text, run_start)
    return None


def sentences(text: str, within: Span) -> list[Span]:
    """Return the sentences of a range that lies in one paragraph, without the space between them.

    A sentence ends at ؟ . ! … and the quotation marks after them, not inside a number, after a single letter (د.) or
    an abbreviation (Dr., رک., Fig. 3), nor behind a quotation that a small letter follows ("Why?" he asked). Signs
    with no word of their own, such as an emoji, stay with the sentence before.
    """
    found: list[Span] = []
    start = within.start
    for end in (*_sentence_ends(text, within), within.end):
        sentence = _trimmed(text, start, end)
        if sentence and found and not _WORD.search(text, sentence.start, sentence.end):
            found[-1] = Span(found[-1].start, sentence.end)
        elif sentence:
            found.append(sentence)
        start = end
    return found


def sentence_at(text: str, position: int) -> Span | None:
    """Return the sentence at a position, or None on a blank line.

    Space after a sentence belongs to it; the speaker label belongs to no sentence.
    """
    paragraph = paragraph_at(text, position)
    if paragraph is None:
        return None
    label = label_of_line(paragraph.cut(text))
    if label and label.kind in (LabelKind.KNOWN, LabelKind.CODE) and label.end < len(paragraph):
        paragraph = Span(paragraph.start + label.end, paragraph.end)
    # An interview may be one paragraph of a million characters: try the neighbourhood before the whole.
    near = Span(
        max(paragraph.start, min(position, paragraph.end - 1) - _NEIGHBOURHOOD),
        min(paragraph.end, max(position, paragraph.start + 1) + _NEIGHBOURHOOD),
    )
    found = _sentence_in(text, near, position)
    if found is None or _is_cut(found, near, paragraph):
        found = _sentence_in(text, paragraph, position)
    return found


def snap(text: str, span: Span) -> Span | None:
    """Return the span with edges where a reader would set them, or None if it covers nothing visible.

    It grows to whole letters with their marks and whole emoji, and shrinks by space, ZWNJ and direction marks at its
    edges.
    """
    start = boundary_before(text, min(span.start, len(text)))
    return _trimmed(text, start, boundary_after(text, min(span.end, len(text))))


def _sentence_in(text: str, within: Span, position: int) -> Span | None:
    inside = sentences(text, within)
    before = [sentence for sentence in inside if sentence.start <= position]
    return before[-1] if before else next(iter(inside), None)


def _is_cut(sentence: Span, near: Span, paragraph: Span) -> bool:
    """Tell whether a sentence may be longer than the part of its paragraph that was looked at."""
    starts_outside = near.start > paragraph.start and sentence.start <= near.start + _LONGEST_WORD
    ends_outside = near.end < paragraph.end and sentence.end >= near.end - _LONGEST_WORD
    return starts_outside or ends_outside


def _trimmed(text: str, start: int, end: int) -> Span | None:
    inside = text[start:end]
    first = _EDGE.match(inside)
    visible_from = first.end() if first else 0
    if visible_from == len(inside):
        return None
    last = len(inside)
    while _EDGE.fullmatch(inside[last - 1]):
        last -= 1
    return Span(start + visible_from, start + last)


def _run_start(text: str, position: int) -> int:
    """Return where the run of characters without white space around a position begins."""
    while position > 0 and not text[position - 1].isspace():
        position -= 1
    return position


def _space_start(text: str, position: int) -> int:
    """Return where the white space before a position begins."""
    while position > 0 and text[position - 1].isspace():
        position -= 1
    return position


def _sentence_ends(text: str, within: Span) -> Iterator[int]:
    start = within.start
    for match in _SENTENCE_END.finditer(text, within.start, within.end):
        if match.end() < within.end and _ends_sentence(text, match, start):
            yield match.end()
            start = match.end()


def _ends_sentence(text: str, match: re.Match[str], sentence_start: int) -> bool:
    following = text[match.end()]
    before = _LAST_WORD.search(text[max(sentence_start, match.start() - _LONGEST_WORD) : match.start()])
    word = before[0] if before else ""
    if len(match[0]) > len(match["signs"]) and _LOWER_CASE_GOES_ON.match(text, match.end()):
        return False
    if match["signs"] != ".":
        return not (match["signs"].isascii() and following.isascii() and following.isalnum())
    if _is_abbreviation(word, text[match.end() : match.end() + 2]):
        return False
    if word.isdecimal() and not text[sentence_start : match.start() - len(word)].strip():
        return False
    if following.isspace() or not (following.isalnum() or following in "-_/@,،;؛:"):
        return True
    # A full stop between two Persian words lacks its space; between Latin ones it belongs to an address.
    return bool(word and _ARABIC_LETTER.match(word[-1]) and _ARABIC_LETTER.match(following))


def _is_abbreviation(word: str, following: str) -> bool:
    """Tell whether the full stop after a word shortens it; ``following`` are the two characters behind the stop."""
    if (len(word) == 1 and word.isalpha()) or word.lower() in _ABBREVIATIONS:
        return True
    return word.lower() in _BEFORE_NUMBERS and following.strip()[:1].isdecimal()
