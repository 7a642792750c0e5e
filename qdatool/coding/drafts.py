"""Values that come from outside and are not yet in a project: what import hands to the operations, or has refused."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qdatool.coding.roles import Direction
from qdatool.errors import ImportFailed, ImportReason, RowReason
from qdatool.text.turns import Turn

CODE_COLUMNS = (
    "label",
    "label_fa",
    "label_en",
    "parent",
    "level",
    "role",
    "color",
    "definition",
    "include",
    "exclude",
    "example",
)
"""The columns of a codes table, as it is written and read."""

CODING_COLUMNS = ("document", "start", "end", "quote", "code", "coder", "round", "comment")
"""The columns of a codings table, as it is written and read; the fields of ``CodingRow`` but for ``row``."""


@dataclass(frozen=True, slots=True)
class ImportedDocument:
    """A transcript as it will be stored: normalised text, its turns, and what import left out.

    ``omitted`` counts what was dropped on purpose, such as ``{"headers": 2, "deletions": 1}``.
    """

    name: str
    source_name: str
    text: str
    turns: tuple[Turn, ...] = ()
    direction: Direction = Direction.AUTO
    omitted: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """One row of a codes table; ``row`` is the spreadsheet row (header = 1)."""

    row: int
    label: str
    labels: Mapping[str, str] = field(default_factory=dict)
    parent: str = ""
    level: str = ""
    role: str = ""
    color: str = ""
    definition: str = ""
    include: str = ""
    exclude: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """One row of a codings table, as text; ``start`` and ``end`` are empty when the quote is to be found."""

    row: int
    document: str
    start: str
    end: str
    quote: str
    code: str
    coder: str
    round: str = ""
    comment: str = ""


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """One row of a participants table; ``attributes`` keeps the order of the columns."""

    row: int
    name: str
    document: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)


def bad_row(row: CodeRow | CodingRow | ParticipantRow, reason: RowReason, value: str = "") -> ImportFailed:
    """Return the refusal of a table because of one of its rows; ``value`` is the cell at fault."""
    return ImportFailed(ImportReason.BAD_ROW, row=row.row, row_reason=reason, value=value)


class PictureKind(StrEnum):
    """How the dots of a picture are packed; the values are media types."""

    PNG = "image/png"
    JPEG = "image/jpeg"


@dataclass(frozen=True, slots=True)
class ImportedPicture:
    """A picture of a file: its dots alone, without where, when and by what it was taken.

    ``source_px`` is how many dots the file had across and down; ``is_first_of_many`` tells that it moved and that the
    rest was left out.
    """

    content: bytes
    kind: PictureKind
    width_px: int
    height_px: int
    source_px: tuple[int, int]
    is_first_of_many: bool = False
