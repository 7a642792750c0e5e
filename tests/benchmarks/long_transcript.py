"""An invented transcript as long as a project ever meets: Persian and English in turns, emoji, overlapping codings."""

from __future__ import annotations

import random
from dataclasses import dataclass

from qdatool.ui.tokens import LIGHT
from qdatool.ui.transcript import Appearances, CodeLook, SpeakerTurn, StripeCoding, TranscriptContent

LENGTH = 1_000_000
CODINGS = 10_000
CODES = 60
_SEED = 20_26
_PERSIAN = (
    "کارگاه کوچک ما کنار رودخانه بود و صبح‌ها پیش از همه می‌رسیدم اما نمی‌دانستم کسی کتاب‌هایم را خوانده یا نه شاید فردا "
    "دوباره بپرسم چون همسایه‌ها گفتند درخت‌های انار را بریده‌اند و آن روز خیلی گرم شد با این‌همه بچه‌ها می‌خندیدند"
)
_ENGLISH = (
    "the old bakery stood behind our school and every winter somebody painted its door again while my cousin kept bees "
    "on the roof so we never knew whether honey or bread would be sold first when people came back from long walks"
)
_INSERTS = ("(SQLite)", "۱۲٬۵۰۰", "A4", "10:30", "«بله»", "۳٫۵")
_SPEAKERS = (("Interviewer", True), ("P1", False), ("پرسشگر", True), ("م۷", False))


@dataclass(frozen=True)
class LongTranscript:
    """The content, its codings in no order and the codes they name."""

    content: TranscriptContent
    codings: tuple[StripeCoding, ...]
    appearances: Appearances


def long_transcript(length: int = LENGTH, coding_count: int = CODINGS, paragraph: int = 250) -> LongTranscript:
    """Return always the same transcript for the same numbers; ``paragraph`` is the mean length of one."""
    chance = random.Random(_SEED)
    parts: list[str] = []
    turns: list[SpeakerTurn] = []
    position = 0
    while position < length:
        speaker, is_interviewer = chance.choice(_SPEAKERS)
        label = f"{speaker}: "
        words = _paragraph(chance, paragraph)[: max(length - position - len(label), 1)]
        start = position + len(label)
        turns.append(SpeakerTurn(start, start + len(words), speaker, is_interviewer))
        parts.append(label + words)
        position += len(label) + len(words) + 1
    text = "\n".join(parts)
    codings = tuple(_coding(chance, i + 1, len(text)) for i in range(coding_count))
    return LongTranscript(TranscriptContent(text, tuple(turns), "Long"), codings, _appearances())


def _paragraph(chance: random.Random, mean: int) -> str:
    is_persian = chance.random() < 0.55
    vocabulary = (_PERSIAN if is_persian else _ENGLISH).split()
    target = max(40, chance.expovariate(1 / mean))
    sentences: list[str] = []
    while sum(map(len, sentences)) < target:
        words = chance.choices(vocabulary, k=chance.randint(6, 20))
        if chance.random() < 0.1:
            words.insert(1, chance.choice(_INSERTS))
        end = chance.choice(".؟!" if is_persian else ".?!")
        sentences.append(" ".join(words) + end + (" 😀" if chance.random() < 0.05 else ""))
    return " ".join(sentences)


def _coding(chance: random.Random, number: int, length: int) -> StripeCoding:
    extent = int(min(6000, max(8, chance.lognormvariate(4.6, 0.9))))
    start = chance.randrange(length - extent)
    return StripeCoding(number, number, start, start + extent, chance.randrange(CODES), 1)


def _appearances() -> Appearances:
    colors = LIGHT.code_colors
    labels = ("تجربهٔ شمارهٔ {n} از روزهای نخست", "experience {n} of the first days")
    looks = {n: CodeLook(n, labels[n % 2].format(n=n), colors[n % len(colors)]) for n in range(CODES)}
    return Appearances(looks, {1: "Negar"})
