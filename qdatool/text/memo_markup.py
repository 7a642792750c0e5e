"""How a memo is written down: one line a paragraph, in a small part of Markdown that reads well as it stands.

``# ``, ``## `` and ``### `` begin a heading and ``- `` an item of a list; ``**`` and ``*`` stand round bold and italic
words; ``[words](code:GUID)`` is a link to something in the project. A backslash takes its meaning from a sign that
follows it. Everything else is text, also a lone asterisk, so that a memo written before there was any markup reads as
it was meant. A link keeps the words it was made with for readers of the bare file; the window shows the present ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum


class BlockKind(Enum):
    """What a paragraph is; the value is what its line begins with."""

    PARAGRAPH = ""
    HEADING = "# "
    SUBHEADING = "## "
    MINOR_HEADING = "### "
    BULLET = "- "


class LinkKind(StrEnum):
    """What a link in a memo leads to; the values are table names."""

    CODE = "code"
    QUOTATION = "quotation"
    DOCUMENT = "document"
    PARTICIPANT = "participant"
    MODEL = "model"
    MEMO = "memo"


@dataclass(frozen=True, slots=True)
class LinkTarget:
    """Where a link leads: a thing by its identity, so that a renamed code stays linked."""

    kind: LinkKind
    guid: str


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; those of a link are what its target was called when it was written."""

    text: str
    is_bold: bool = False
    is_italic: bool = False
    target: LinkTarget | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph, heading or item of a list."""

    kind: BlockKind
    runs: tuple[Run, ...] = ()

    @property
    def text(self) -> str:
        """The words without their look."""
        return "".join(run.text for run in self.runs)


_KINDS = {kind.value: kind for kind in BlockKind}
_OPENING = re.compile(r"(?:#{1,3}|-) ")
_ESCAPED = r"\*[]#-"
_LINK = re.compile(r"\[((?:\\.|[^\\\[\]*])*)\]\((" + "|".join(kind.value for kind in LinkKind) + r"):([0-9A-Za-z-]+)\)")
_TOKEN = re.compile(rf"\\([{re.escape(_ESCAPED)}])|(\*+)|" + _LINK.pattern)
_SPACES = re.compile(r"(\s+)")
_BOLD, _ITALIC = 2, 1


def read_markup(body: str) -> tuple[Block, ...]:
    """Return the paragraphs of a memo; never empty."""
    return tuple(_read_line(line) for line in body.split("\n"))


def write_markup(blocks: Iterable[Block]) -> str:
    """Return the text that ``read_markup`` reads as these paragraphs, tidied as ``tidy`` does."""
    return "\n".join(_write_line(tidy(block)) for block in blocks)


def plain_text(body: str) -> str:
    """Return the words of a memo without markup, a line for each paragraph."""
    return "\n".join(block.text for block in read_markup(body))


def links_in(body: str) -> tuple[LinkTarget, ...]:
    """Return where the links of a memo lead, in reading order."""
    runs = (run for block in read_markup(body) for run in block.runs)
    return tuple(run.target for run in runs if run.target is not None)


def tidy(block: Block) -> Block:
    """Return a paragraph as it is kept: neighbours of one look joined, line ends as spaces.

    Spaces have the look that the letters on both sides share: nobody sees the difference, and marks that stand
    between two spaces would not be taken for marks.
    """
    pieces = [piece for run in block.runs for piece in _words_and_spaces(run)]
    runs: list[Run] = []
    for place, piece in enumerate(pieces):
        if _is_space(piece):
            look = _nearest_look(reversed(pieces[:place])) & _nearest_look(iter(pieces[place:]))
            piece = Run(piece.text, bool(look & _BOLD), bool(look & _ITALIC))
        _join(runs, piece)
    return Block(block.kind, tuple(runs))


def _words_and_spaces(run: Run) -> Iterator[Run]:
    text = re.sub(r"[\n\u2028\u2029]", " ", run.text)
    if run.target is not None:
        yield replace(run, text=text)
        return
    for part in _SPACES.split(text):
        if part:
            yield replace(run, text=part)


def _is_space(run: Run) -> bool:
    return run.target is None and run.text.isspace()


def _nearest_look(pieces: Iterator[Run]) -> int:
    return next((_look(piece) for piece in pieces if not _is_space(piece)), 0)


def _join(runs: list[Run], run: Run) -> None:
    is_plain = run.target is None and bool(runs) and runs[-1].target is None
    if is_plain and _look(runs[-1]) == _look(run):
        runs[-1] = replace(runs[-1], text=runs[-1].text + run.text)
    else:
        runs.append(run)


def _look(run: Run) -> int:
    return _BOLD * run.is_bold + _ITALIC * run.is_italic


# Writing


def _write_line(block: Block) -> str:
    parts: list[str] = []
    look = 0
    for run in block.runs:
        parts.append("*" * (look ^ _look(run)))
        look = _look(run)
        parts.append(_write_link(run) if run.target is not None else _escaped(run.text))
    parts.append("*" * look)
    line = "".join(parts)
    if block.kind is BlockKind.PARAGRAPH and _OPENING.match(line):
        return f"\\{line}"
    return block.kind.value + line


def _write_link(run: Run) -> str:
    assert run.target is not None
    words = re.sub(r"([\\*\[\]])", r"\\\1", run.text)
    return f"[{words}]({run.target.kind.value}:{run.target.guid})"


def _escaped(text: str) -> str:
    """Return text in which nothing is taken for markup; what cannot be taken for it stays as it is."""
    signs = re.sub(rf"\\(?=[{re.escape(_ESCAPED)}]|$)|\*", r"\\\g<0>", text)
    # Every bracket at once: one escaped alone could stand as a word of a link that begins at the one before it.
    return signs.replace("[", r"\[") if _LINK.search(signs) else signs


# Reading


def _read_line(line: str) -> Block:
    opening = _OPENING.match(line)
    kind = _KINDS[opening.group()] if opening else BlockKind.PARAGRAPH
    return Block(kind, tuple(_runs(line[len(kind.value) :])))


def _runs(line: str) -> Iterator[Run]:
    """Yield what stands on a line, neighbours of one look joined."""
    pieces = _pieces(line)
    switches = _paired([piece for piece in pieces if isinstance(piece, int)])
    runs: list[Run] = []
    look = place = 0
    for piece in pieces:
        if isinstance(piece, int):
            look ^= switches[place]
            literal = "*" * (piece ^ switches[place])
            place += 1
            piece = Run(literal)
        if piece.target is not None:
            runs.append(replace(piece, is_bold=bool(look & _BOLD), is_italic=bool(look & _ITALIC)))
        elif piece.text:
            _join(runs, Run(piece.text, bool(look & _BOLD), bool(look & _ITALIC)))
    yield from runs


def _pieces(line: str) -> list[Run | int]:
    """Return words and links, and between them asterisks that may switch a look, as the looks they switch."""
    pieces: list[Run | int] = []
    start = 0
    for token in _TOKEN.finditer(line):
        pieces.append(Run(line[start : token.start()]))
        start = token.end()
        sign, stars, words, kind, guid = token.groups()
        if sign is not None:
            pieces.append(Run(sign))
        elif stars is not None:
            pieces.append(len(stars) if _can_switch(line, token) else Run(stars))
        else:
            pieces.append(Run(re.sub(r"\\(.)", r"\1", words), target=LinkTarget(LinkKind(kind), guid)))
    pieces.append(Run(line[start:]))
    return pieces


def _can_switch(line: str, stars: re.Match[str]) -> bool:
    """Tell whether asterisks can be marks: three at most, and not alone between two spaces, as in 5 * 3."""
    before, after = line[stars.start() - 1 : stars.start()], line[stars.end() : stars.end() + 1]
    return len(stars.group()) <= _BOLD + _ITALIC and not (before.isspace() and after.isspace())


def _paired(switches: Sequence[int]) -> list[int]:
    """Return what each switch does when one that nothing answers does nothing."""
    paired = list(switches)
    for look in (_BOLD, _ITALIC):
        places = [place for place, switch in enumerate(paired) if switch & look]
        if len(places) % 2:
            paired[places[-1]] ^= look
    return paired
