"""Projects to test with: real files, copied from templates that are built once per run."""

from __future__ import annotations

import sqlite3
import struct
import tempfile
import zlib
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from sqlalchemy import insert

from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import set_codes_level
from qdatool.coding.coders import add_coder, add_round, mark_finished
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.decisions import decide
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute, DisputeKind
from qdatool.coding.documents import add_document
from qdatool.coding.drafts import ImportedDocument, ImportedPicture, ParticipantRow, PictureKind
from qdatool.coding.drawing import SampleDraft, draw_sample
from qdatool.coding.guids import make_guid
from qdatool.coding.levels import find_level
from qdatool.coding.map_nodes import add_note, link_on_map
from qdatool.coding.map_pictures import add_picture
from qdatool.coding.memos import MemoLink, MemoTarget, write_memo
from qdatool.coding.model_roles import rename_role
from qdatool.coding.model_versions import keep_version
from qdatool.coding.models import NodePlace, create_model, move_node, put_in_slot
from qdatool.coding.node_keys import code_key
from qdatool.coding.participants import import_participants
from qdatool.coding.project import Project
from qdatool.coding.properties import add_dimension, add_property, place_on_dimension
from qdatool.coding.provenance import list_provenance
from qdatool.coding.quotations import apply_code, comment_quotation, load_codings
from qdatool.coding.relations import add_evidence, propose, relate_codes
from qdatool.coding.roles import MemoKind, ModelKind, Role, Stance, Template
from qdatool.coding.snapshots import take_snapshot
from qdatool.storage import schema
from qdatool.storage.rows import new_id
from qdatool.text.spans import Span
from qdatool.text.turns import Turn

START = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
SUFFIX = ".qdatool"
APART = {"history", "undo_step", "snapshot_record", "sqlite_sequence"}
"""Tables that undo leaves alone."""

FIRST_TEXT = (
    "مصاحبه‌کننده: چه شد که سر کار ماندید؟\n"
    "م۱: مدیرم به من اعتماد داشت و همکارانم کمکم کردند.\n"
    "گاهی خسته می‌شدم، ولی خانواده پشتم بود. 🙂\n"
)
SECOND_TEXT = "Interviewer: Why did you stay?\nP2: My manager trusted me.\nI was tired at times, but I stayed.\n"

Dump = dict[str, list[tuple[object, ...]]]


class FakeClock:
    """A clock that stands still until a test moves it; every reading is a microsecond later than the last."""

    def __init__(self, start: datetime = START) -> None:
        self._now = start

    def __call__(self) -> datetime:
        self._now += timedelta(microseconds=1)
        return self._now

    def advance(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


def small_picture(color: tuple[int, int, int] = (200, 40, 40)) -> ImportedPicture:
    """Return a picture of one colour, four dots wide and three high."""
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", 4, 3, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress((b"\0" + bytes(color) * 4) * 3)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(each)) + name + each + struct.pack(">I", zlib.crc32(name + each)) for name, each in parts
    )
    return ImportedPicture(b"\x89PNG\r\n\x1a\n" + b"".join(chunks), PictureKind.PNG, 4, 3, (4, 3))


@dataclass(frozen=True)
class Sample:
    """The ids in the small filled project.

    Codes: ``category`` (axial) over ``trust`` and ``help`` (open); ``outcome`` (axial) over ``stayed`` (open);
    ``loose`` (open, a root). Codings: ``coding`` (trust), ``second_coding`` (help) and ``others_coding`` (trust, by
    ``other_coder``) lie on ``quotation``; ``lone_coding`` (stayed) on ``lone_quotation``; ``held_coding`` (loose) on
    ``held_quotation``, which has a comment, a memo and is evidence. ``trust`` has two properties, the first of which
    (``property``) has two dimensions; ``marked_quotation``, which no code has, stands on the first (``dimension``).
    """

    coder: int
    other_coder: int
    round: int
    second_round: int
    first: int
    second: int
    category: int
    trust: int
    help: int
    outcome: int
    stayed: int
    loose: int
    quotation: int
    coding: int
    second_coding: int
    others_coding: int
    lone_quotation: int
    lone_coding: int
    held_quotation: int
    held_coding: int
    memo: int
    relation: int
    unproposed_relation: int
    paradigm: int
    version: int
    map: int
    note: str
    picture: str
    map_link: int
    tree: int
    property: int
    dimension: int
    marked_quotation: int
    provenance: int
    decision: int


def empty_project(
    path: Path,
    template: Template = Template.GROUNDED_THEORY,
    *,
    coder: str = "Sara",
    clock: Callable[[], datetime] | None = None,
) -> Project:
    """Return a new project at ``path``, open, its languages Persian and English."""
    path.write_bytes(_empty_bytes(template, coder))
    return open_quickly(path, clock or FakeClock())


def filled_project(path: Path, *, clock: Callable[[], datetime] | None = None) -> tuple[Project, Sample]:
    """Return a small project with some of everything, open, with nothing to undo."""
    data, sample = _filled_bytes()
    path.write_bytes(data)
    return open_quickly(path, clock or FakeClock()), sample


def open_quickly(path: Path, clock: Callable[[], datetime]) -> Project:
    """Open a project that does not wait for the disk: no test cuts the power."""
    project = Project.open(path, clock=clock)
    project.raw().execute("PRAGMA synchronous=OFF")
    return project


def add_text(project: Project, text: str, name: str = "P1", turns: tuple[Turn, ...] = ()) -> int:
    """Store a transcript and return its id."""
    return add_document(project, ImportedDocument(name, f"{name}.txt", text, turns)).id


def span_of(text: str, words: str) -> Span:
    """Return where ``words`` stand first in ``text``."""
    start = text.index(words)
    return Span(start, start + len(words))


def dump(project: Project) -> Dump:
    """Return every row of every table that undo restores, read past SQLAlchemy."""
    return _dump(project.raw())


def dump_file(path: Path) -> Dump:
    """Return the rows of a project file that is not open here."""
    with closing(sqlite3.connect(path)) as raw:
        return _dump(raw)


def _dump(raw: sqlite3.Connection) -> Dump:
    names = [name for (name,) in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name")]
    return {
        name: raw.execute(f'SELECT * FROM main."{name}" ORDER BY id').fetchall() for name in names if name not in APART
    }


@cache
def _empty_bytes(template: Template, coder: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"empty{SUFFIX}"
        create_project(path, ProjectDraft("Staying at work", "fa", template, coder), clock=FakeClock()).close()
        return path.read_bytes()


@cache
def _filled_bytes() -> tuple[bytes, Sample]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"filled{SUFFIX}"
        with empty_project(path) as project:
            sample = _fill(project)
            project.forget_undo()
            # Noted as copied, so that a test that opens it does not begin with a copy.
            take_snapshot(project)
        return path.read_bytes(), sample


def _fill(project: Project) -> Sample:
    me, round_id = project.coder_id, project.round_id
    other, second_round = add_coder(project, "Mina"), add_round(project, "Round 2", is_blind=True)
    first = add_text(project, FIRST_TEXT, "P1", (Turn(0, 36, "مصاحبه‌کننده"), Turn(41, 88, "م۱")))
    second = add_text(project, SECOND_TEXT, "P2")
    selective = find_level(project, "selective").id

    def code(label: str, parent: int | None = None, level: int | None = None, role: Role | None = None) -> int:
        return create_code(project, CodeDraft(label, parent, level, {"en": f"{label} (en)"}, role))

    category = code("زمینه‌های ماندن", level=selective, role=Role.CAUSAL)
    trust, helping = code("اعتماد", category), code("کمک", category)
    outcome = code("پیامد", level=selective, role=Role.CONSEQUENCE)
    stayed, loose = code("ماندن", outcome), code("خستگی")
    shared = span_of(FIRST_TEXT, "مدیرم به من اعتماد داشت")
    coding = apply_code(project, first, trust, shared)
    second_coding = apply_code(project, first, helping, shared)
    project.coder_id = other
    others_coding = apply_code(project, first, trust, shared)
    project.coder_id = me
    lone_coding = apply_code(project, second, stayed, span_of(SECOND_TEXT, "I stayed"))
    held_coding = apply_code(project, first, loose, span_of(FIRST_TEXT, "خسته می‌شدم"))
    quotation, lone, held = (load_codings(project, [one])[0].quotation_id for one in (coding, lone_coding, held_coding))
    comment_quotation(project, held, "strong words")
    memo = write_memo(
        project, MemoKind.QUOTATION, "Why tired?", title="Tired", about=MemoLink(MemoTarget.QUOTATION, held)
    )
    relation, unproposed = (
        relate_codes(project, category, outcome, "causes"),
        relate_codes(project, loose, stayed, "causes"),
    )
    propose(project, relation, "fa", "زمینه‌ها به ماندن می‌انجامند.")
    add_evidence(project, relation, held, Stance.SUPPORTS)
    paradigm = create_model(project, ModelKind.PARADIGM, "Paradigm", from_levels=True)
    version = keep_version(project, paradigm, "first")
    rename_role(project, paradigm, Role.PHENOMENON, "fa", "پدیدهٔ کانونی")
    free = create_model(project, ModelKind.FREE, "Map")
    for code_id in (category, outcome):
        put_in_slot(project, free, None, code_id)
    note = add_note(project, free, "چرا؟")
    picture = add_picture(project, free, small_picture(), "تختهٔ کارگاه")
    map_link = link_on_map(project, free, note, code_key(outcome), "associated")
    tree = create_model(project, ModelKind.TREE, "Tree")
    for code_id in (category, outcome):
        put_in_slot(project, tree, None, code_id)
    move_node(project, paradigm, code_key(trust), NodePlace(10.5, -3.25))
    import_participants(project, [ParticipantRow(2, "Ali", "P1", {"gender": "male", "age": "30-39"})])
    mark_finished(project, first)
    strength = add_property(project, trust, "استواری")
    add_property(project, trust, "دامنه")
    dimension = add_dimension(project, strength, "کم", "زیاد")
    add_dimension(project, strength, "گاهی", "همیشه")
    marked_quotation = _bare_quotation(project, second, SECOND_TEXT, "My manager")
    place_on_dimension(project, dimension, marked_quotation, 0.25)
    for level in ("axial", "open"):
        set_codes_level(project, [loose], find_level(project, level).id, "said by everybody")
    provenance = list_provenance(project, loose)[0].key
    draw_sample(project, second_round, SampleDraft(2))
    sample = Sample(
        me, other, round_id, second_round, first, second, category, trust, helping, outcome, stayed, loose,
        quotation, coding, second_coding, others_coding, lone, lone_coding, held, held_coding,
        memo, relation, unproposed, paradigm, version, free, note, picture, map_link, tree, strength, dimension,
        marked_quotation, provenance, 0,
    )  # fmt: skip
    return replace(sample, decision=decide(project, settled(sample), DecisionKind.NEITHER))


def _bare_quotation(project: Project, document_id: int, text: str, words: str) -> int:
    """Store a quotation that no code has, as is left of one that was uncoded, and return its id."""
    span = span_of(text, words)
    with project.change(Operation.BUILD_SAMPLE) as db:
        values = {"document_id": document_id, "start": span.start, "end": span.end, "quote": words}
        return new_id(db.execute(insert(schema.quotation).values(guid=make_guid(), **values)))


def dispute(ids: Sample) -> Dispute:
    """Return the disagreement of the filled project that is open: only Sara coded ``help``."""
    only_first = passage_of(FIRST_TEXT, "مدیرم به من اعتماد داشت", ids.help)
    return Dispute(DisputeKind.MISSED, ids.first, ids.round, ids.coder, ids.other_coder, only_first, None)


def settled(ids: Sample) -> Dispute:
    """Return the one that is decided: only Sara coded ``loose``, and neither stands."""
    only_first = passage_of(FIRST_TEXT, "خسته می‌شدم", ids.loose)
    return Dispute(DisputeKind.MISSED, ids.first, ids.round, ids.coder, ids.other_coder, only_first, None)


def passage_of(text: str, words: str, code_id: int) -> CodedPassage:
    """Return the first place of ``words`` in ``text`` under a code."""
    span = span_of(text, words)
    return CodedPassage(span.start, span.end, code_id)
