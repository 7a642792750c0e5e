"""The label at the start of a paragraph that says who speaks: ``P1:``, ``م۷:``, ``مصاحبه‌شونده ۲ :``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import cache

from qdatool.text.folding import folded_key

_BLANK = r"[\s\u200c\u200e\u200f\u202a-\u202e\u2066-\u2069]*"
_CLOCK = r"(?:\d{1,3}:)?\d{1,3}:\d{2}(?:[.,٫]\d{1,3})?"
_SIGNS = r":：\t\n.!?؟،؛;,«»\"“”()\[\]{}<>/"
_NAME = rf"(?:[^\W\d_]{{1,4}}\.\s?){{0,2}}[^\s{_SIGNS}](?:[^{_SIGNS}]{{0,38}}[^\s{_SIGNS}])?"
_ASIDE = r"(?:\s*\([^()\n:：]{1,40}\))?"


def _time(place: str) -> str:
    return rf"(?:[\[({{<]\s*(?P<{place}>{_CLOCK})\s*[\])}}>]|(?<!\d)(?P<bare_{place}>{_CLOCK})(?!\d))"


_HEAD = re.compile(
    rf"{_BLANK}(?:{_time('before')}{_BLANK}[-–—]?{_BLANK})?"
    rf"(?P<label>{_NAME}{_ASIDE}){_BLANK}(?:{_time('within')}{_BLANK})?"
    # A colon inside a clock time or an address ends no label.
    rf"(?:[:：](?!//)(?!(?<=\d[:：])\d\d)(?:{_BLANK}{_time('after')})?|(?P<tab>\t)|(?P<open>$))"
    r"[^\S\n]*"
)
_TIME_LINE = re.compile(rf"{_BLANK}{_time('before')}{_BLANK}$")
_NUMBERED = re.compile(r"(?P<stem>.*?[^\W\d_])\s?(?:شماره|no\.?|number)?[\s\-_#.]{0,2}\d{1,3}")
_HEAD_LIMIT = 200


class LabelKind(Enum):
    """What a label looks like, judged by itself; the values hold the words that make it so."""

    KNOWN = """
    interviewer interviewee participant respondent researcher moderator facilitator speaker informant narrator
    مصاحبه‌گر مصاحبه‌کننده مصاحبه‌شونده پرسشگر پاسخگو پاسخ‌دهنده مشارکت‌کننده شرکت‌کننده محقق پژوهشگر گوینده مجری
    تسهیلگر راوی
    """
    KNOWN_NUMBERED = "p r s i m f n int ps res par م ش پ ک مص مش"
    CODE = "question answer int سوال پرسش پاسخ جواب"
    PROSE = """
    note notes example examples warning nb date time place topic title subject source keywords said says
    گفت گفتم گفتند گفتیم می‌گفت می‌گفتم می‌گفتند می‌گوید می‌گویند می‌گه می‌گم پرسید پرسیدم یعنی مثلا مثال نکته توجه بعد
    تاریخ ساعت زمان محل مکان موضوع عنوان منبع نتیجه
    """
    NAME = ""


@dataclass(frozen=True, slots=True)
class SpeakerLabel:
    """What stands at the start of a line, as far as it looks like a label.

    ``end`` counts code points from the start of the line to the first word after the label. ``has_colon`` is false
    where a tab or a time stands instead, which only a known label may have. ``time_s`` is seconds from the start of
    the recording, or None.
    """

    text: str
    end: int
    kind: LabelKind
    has_colon: bool
    time_s: float | None


def label_of_line(line: str) -> SpeakerLabel | None:
    """Return what looks like a speaker label at the start of a line without its LF, or None."""
    head = _head(line)
    if head is None:
        return None
    label = head["label"].strip()
    has_colon = head["open"] is None and head["tab"] is None
    return SpeakerLabel(label, head.end(), _kind(label), has_colon, _seconds(head, "before", "within", "after"))


def time_of_line(line: str) -> float | None:
    """Return the seconds of a line that holds a time and nothing else, or None."""
    match = _TIME_LINE.match(line) if len(line) < _HEAD_LIMIT else None
    return _seconds(match, "before") if match else None


def label_end(line: str) -> int:
    """Return where the words of a line begin when anything label-like before them is left out."""
    head = _head(line)
    return head.end() if head else 0


def _head(line: str) -> re.Match[str] | None:
    head = _HEAD.match(line[:_HEAD_LIMIT])
    if head is None or not any(map(str.isalpha, head["label"])):
        return None
    has_time_within = bool(head["within"] or head["bare_within"])
    is_open = head["open"] is not None
    return None if is_open and not (has_time_within and len(line) <= _HEAD_LIMIT) else head


def _seconds(match: re.Match[str], *places: str) -> float | None:
    for place in places:
        clock = match[place] or match[f"bare_{place}"]
        if clock:
            seconds = 0.0
            for part in re.sub("[,٫]", ".", clock).split(":"):
                seconds = seconds * 60 + float(part)
            return seconds
    return None


def _kind(label: str) -> LabelKind:
    key = re.sub(r"\s*\([^)]*\)$", "", folded_key(label))
    numbered = _NUMBERED.fullmatch(key)
    stem = numbered["stem"] if numbered else key
    if stem in _keys(LabelKind.KNOWN) or (numbered and stem in _keys(LabelKind.KNOWN_NUMBERED)):
        return LabelKind.KNOWN
    if stem in _keys(LabelKind.PROSE):
        return LabelKind.PROSE
    is_code = len(stem) <= (4 if numbered else 1)
    return LabelKind.CODE if is_code or stem in _keys(LabelKind.CODE) else LabelKind.NAME


@cache
def _keys(kind: LabelKind) -> frozenset[str]:
    return frozenset(map(folded_key, kind.value.split()))
