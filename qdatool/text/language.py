"""What spaCy finds in a text: names of a list, numbers by their shape, entities where a trained pipeline is there.

The only module that knows spaCy, which costs half a second to import and is therefore imported when it is first asked.
The blank Persian and English pipelines break a folded copy of a paragraph into words (a ZWNJ stands inside a word, any
other sign between words), PhraseMatcher looks for the names and Matcher for numbers and addresses; places are those of
the stored text.

When a name is found
--------------------
A name is found where it stands as whole words, in whatever letters a reader takes for the same (ي is ی, a diacritic
makes no difference); the parts of one name may be joined by a space, a ZWNJ or nothing. «علی» is not in «علی‌رضا» or
«معالی». With a Persian ending («علی‌ها», «علی‌ام», or «مریمی» where the name has four letters) only the name is the
place, and the mark says that it is not certain; so does a Latin name in other capitals than in the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from importlib.metadata import entry_points
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any

from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.folding import ZWNJ, FoldedText, fold
from qdatool.text.identifiers import IdentifierKind, identifiers
from qdatool.text.spans import Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_JOINED_ENDINGS = (
    *("ها", "های", "هایی", "هایم", "هایت", "هایش", "ی", "یی", "ای", "ام", "ات", "اش", "م", "ت", "ش", "ه", "و", "رو"),
    *("مان", "تان", "شان", "مون", "تون", "شون", "اینا", "ایم", "اید", "اند", "جان", "جون", "خان"),
)
_CLOSE_ENDINGS = ("ها", "های", "ی", "و", "م", "ش", "ه", "اینا")
_SHORTEST_WITH_CLOSE_ENDING = 4
_MOST_JOINTS = 3
_JOINT = re.compile(f"[ {ZWNJ}]+")
_APOSTROPHE = re.compile("['’]")
_ARABIC = re.compile("[\u0620-\u06ff]")
_PIECE = re.compile(rf"(?:[^\W_]|{ZWNJ})+|[^\w\s]|_|[ ]|\s+")
_PIPELINE_LANGUAGES = ("fa_", "en_", "xx_")
_ENTITY_LABELS = {"PERSON": "person", "PER": "person", "GPE": "place", "LOC": "place", "FAC": "place", "ORG": "group"}


class EntityKind(StrEnum):
    """What a trained pipeline can find."""

    PERSON = "person"
    PLACE = "place"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for: names, kinds of numbers, and trained pipelines by name or folder."""

    names: tuple[str, ...] = ()
    identifiers: frozenset[IdentifierKind] = frozenset()
    pipelines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A place in a text; ``name`` is the place in the list of names of a name, ``kind`` what anything else is."""

    start: int
    end: int
    name: int | None = None
    kind: IdentifierKind | EntityKind | None = None
    is_certain: bool = True


def installed_pipelines() -> tuple[str, ...]:
    """Return the trained pipelines for Persian, English and several languages that are installed."""
    # Where spaCy looks for them too; asking it would import it.
    names = {one.name for one in entry_points(group="spacy_models")}
    return tuple(sorted(name for name in names if name[:3] in _PIPELINE_LANGUAGES))


class Finder:
    """Looks for the same things in one text after the other.

    Making one raises InvalidOperation(UNUSABLE_PIPELINE) for a trained pipeline that does not load.
    """

    def __init__(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self._blank = {language: _Words(language, wanted) for language in ("fa", "en")}
        self._trained = [_load(name) for name in wanted.pipelines]

    def in_paragraphs(self, text: str) -> Iterator[tuple[int, list[Mark]]]:
        """Yield the marks of one paragraph after the other, in order and without overlaps, each with how far it goes.

        What is certain wins over what is not, then what is longer, then what begins first.
        """
        start = 0
        for line in text.split("\n"):
            marks = self._in_line(line) if line.strip() else []
            yield (
                start + len(line),
                [Mark(mark.start + start, mark.end + start, mark.name, mark.kind, mark.is_certain) for mark in marks],
            )
            start += len(line) + 1

    def _in_line(self, line: str) -> list[Mark]:
        folded = fold(line)
        words = self._blank["fa" if _ARABIC.search(line) else "en"]
        found = [*words.marks(folded, line)]
        for pipeline in self._trained:
            found += _entities(pipeline(line))
        return _apart(found)


class _Words:
    """A blank pipeline with its matchers."""

    def __init__(self, language: str, wanted: Wanted) -> None:
        import spacy
        from spacy.matcher import Matcher, PhraseMatcher

        self._names = wanted.names
        self._kinds = [kind for kind in IdentifierKind if kind in wanted.identifiers]
        self._pipeline = spacy.blank(language)
        # Its own rules keep «گفت:«علی» together and take some abbreviations apart: names are looked for as whole words.
        self._pipeline.tokenizer = _Tokenizer(self._pipeline.vocab)
        self._phrases = PhraseMatcher(self._pipeline.vocab)
        self._phrase_facts: dict[str, list[tuple[int, int]]] = {}
        self._shapes = Matcher(self._pipeline.vocab)
        for place, name in enumerate(wanted.names):
            self._add_name(place, name)
        if self._kinds:
            self._shapes.add("number", [_NUMBER], greedy="LONGEST")
            self._shapes.add("address", [_ADDRESS], greedy="LONGEST")
            self._shapes.add("account", [_ACCOUNT], greedy="LONGEST")

    def marks(self, folded: FoldedText, source: str) -> Iterator[Mark]:
        """Yield what stands in a paragraph, given folded and as it is, perhaps one over the other."""
        document = self._pipeline.make_doc(folded.text)
        if len(self._phrases):
            yield from self._name_marks(document, folded, source)
        if self._kinds:
            yield from self._shape_marks(document, folded)

    def _add_name(self, place: int, name: str) -> None:
        plain = fold(name).text.strip(f" {ZWNJ}")
        if not plain:
            return
        for written in _ways_to_write(plain):
            self._add_phrase(written, place, 0)
            if not _ARABIC.search(written[-1]):
                continue
            for ending in _JOINED_ENDINGS:
                self._add_phrase(f"{written}{ZWNJ}{ending}", place, len(ending) + 1)
            if len(written) >= _SHORTEST_WITH_CLOSE_ENDING:
                for ending in _CLOSE_ENDINGS:
                    self._add_phrase(f"{written}{ending}", place, len(ending))

    def _add_phrase(self, written: str, place: int, ending: int) -> None:
        """Look for a way to write a name, of which the last characters are an ending."""
        facts = self._phrase_facts.setdefault(written, [])
        if not facts:
            self._phrases.add(written, [self._pipeline.make_doc(written)])
        facts.append((place, ending))

    def _name_marks(self, document: Doc, folded: FoldedText, source: str) -> Iterator[Mark]:
        for key, first, last in self._phrases(document):
            found = document[first:last]
            for place, ending in self._phrase_facts[self._pipeline.vocab.strings[key]]:
                (span,) = folded.source_spans([found.start_char], [found.end_char - ending])
                is_certain = not ending and _has_capitals_of(self._names[place], span.cut(source))
                yield Mark(span.start, span.end, name=place, is_certain=is_certain)

    def _shape_marks(self, document: Doc, folded: FoldedText) -> Iterator[Mark]:
        found = (document[first:last] for _, first, last in self._shapes(document))
        for start, end in _joined(sorted((one.start_char, one.end_char) for one in found)):
            for kind in self._kinds:
                for first, last in identifiers(folded.text[start:end], kind):
                    (span,) = folded.source_spans([start + first], [start + last])
                    yield Mark(span.start, span.end, kind=kind)


class _Tokenizer:
    """Breaks a text into words, and every other sign by itself."""

    def __init__(self, vocab: Vocab) -> None:
        self._vocab = vocab

    def __call__(self, text: str) -> Doc:
        from spacy.tokens import Doc

        words: list[str] = []
        spaces: list[bool] = []
        for piece in _PIECE.findall(text):
            if piece == " " and spaces and not spaces[-1] and not words[-1].isspace():
                spaces[-1] = True
            else:
                words.append(piece)
                spaces.append(False)
        return Doc(self._vocab, words=words, spaces=spaces)


_NUMBER: list[dict[str, Any]] = [
    {"ORTH": {"IN": ["+", "("]}, "OP": "*"},
    {"TEXT": {"REGEX": r"^\d+$"}},
    {"TEXT": {"REGEX": r"^(?:\d+|[-–./()+])$"}, "OP": "*"},
]
_ADDRESS: list[dict[str, Any]] = [
    {"TEXT": {"REGEX": r"^[a-z0-9_.%+-]+$"}, "SPACY": False, "OP": "+"},
    {"ORTH": "@", "SPACY": False},
    {"TEXT": {"REGEX": r"^[a-z0-9.-]+$"}, "SPACY": False, "OP": "*"},
    {"TEXT": {"REGEX": r"^[a-z0-9]+$"}},
]
_ACCOUNT: list[dict[str, Any]] = [
    {"TEXT": {"REGEX": r"^[a-z]{2}\d{2}[a-z0-9]*$"}},
    {"TEXT": {"REGEX": r"^[a-z0-9]{1,30}$"}, "OP": "*"},
]


def _joined(places: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield stretches that overlap as one."""
    start = end = -1
    for first, last in places:
        if first > end:
            if end > start:
                yield start, end
            start, end = first, last
        end = max(end, last)
    if end > start:
        yield start, end


def _ways_to_write(name: str) -> Iterator[str]:
    """Yield a name with its parts joined by a space, two, a ZWNJ or nothing; Latin parts by spaces alone."""
    parts = [part for part in _JOINT.split(name) if part]
    if _APOSTROPHE.search(name):
        yield from {_APOSTROPHE.sub(sign, " ".join(parts)) for sign in "'’"}
        return
    if len(parts) > _MOST_JOINTS + 1:
        yield " ".join(parts)
        return
    joints = []
    for left, right in pairwise(parts):
        is_arabic = bool(_ARABIC.match(left[-1]) and _ARABIC.match(right[0]))
        joints.append((" ", "  ", ZWNJ, "") if is_arabic else (" ", "  "))
    for signs in product(*joints):
        yield "".join(part + sign for part, sign in zip(parts, (*signs, ""), strict=True))


def _has_capitals_of(listed: str, found: str) -> bool:
    """Tell whether a Latin name is written with a capital where the listed one is; Mark is a name, mark none."""
    return listed[:1].isupper() == found[:1].isupper() or not listed[:1].isupper()


def _load(name: str) -> Language:
    import spacy

    try:
        return spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        raise InvalidOperation(OperationReason.UNUSABLE_PIPELINE, pipeline=name) from error


def _entities(document: Doc) -> Iterator[Mark]:
    for entity in document.ents:
        kind = _ENTITY_LABELS.get(entity.label_)
        words = entity.text.strip()
        if kind is not None and words:
            start = entity.start_char + entity.text.index(words)
            yield Mark(start, start + len(words), kind=EntityKind(kind), is_certain=False)


def _apart(marks: Iterable[Mark]) -> list[Mark]:
    """Return the best of marks that overlap, left to right."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda one: (not one.is_certain, one.start - one.end, one.start, one.name or 0)):
        span = Span(mark.start, mark.end)
        if not any(span.overlaps(Span(other.start, other.end)) for other in kept):
            kept.append(mark)
    return sorted(kept)
