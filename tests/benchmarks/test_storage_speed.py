"""How fast the one door is: small acts, codings by the thousand, and taking them back.

The floor is bare sqlite3 in the same run, on a copy of the same file (so the same tables, indexes and rows) with the
same pragmas, writing the same rows without undo, history or checks. Each figure is printed, and one that is missed
fails.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from qdatool.coding.codes import CodeDraft, create_code, load_codes, recolour_code
from qdatool.coding.coding_import import import_codings
from qdatool.coding.documents import list_documents
from qdatool.coding.drafts import CodingRow
from qdatool.coding.guids import make_guid, make_guids
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, codings_of_document, uncode
from qdatool.text.spans import Span
from tests.builders import add_text, empty_project

WARM_UPS, ROUNDS = 5, 50
TEXT = "words that somebody said " * 20_000
CODES = 40
PRAGMAS = ("journal_mode", "synchronous", "foreign_keys", "temp_store", "cache_size")


def timed(
    benchmark: object, act: Callable[[], object], *, rounds: int = ROUNDS, before: Callable[[], object] = int
) -> float:
    """Return the median of the seconds of ``rounds`` acts after the warm-ups; ``before`` each act is not counted."""
    seconds: list[float] = []

    def measured() -> None:
        before()
        start = time.perf_counter()
        act()
        seconds.append(time.perf_counter() - start)

    if benchmark is not None:
        benchmark.pedantic(measured, rounds=rounds, warmup_rounds=WARM_UPS)  # type: ignore[attr-defined]
    while len(seconds) < rounds + WARM_UPS:
        measured()
    return sorted(seconds[-rounds:])[rounds // 2]


def report(what: str, seconds: float, limit: str, floor: float | None = None) -> None:
    ratio = f", {seconds / floor:.2f} x the floor of {floor * 1e3:.2f} ms" if floor else ""
    print(f"\n{what}: {seconds * 1e3:.2f} ms{ratio} (must be {limit})")


def coding_rows(number: int, first: int = 0) -> list[CodingRow]:
    """Return rows of different passages, every one of its own quotation."""
    step = 4
    places = len(TEXT) // step - 20
    return [
        CodingRow(
            index - first + 2,
            "P1",
            str(start := index % places * step),
            str(start + 10 + index // places),
            "",
            f"code {index % CODES}",
            "Sara",
        )
        for index in range(first, first + number)
    ]


def project_with(path: Path, codings: int) -> Project:
    empty_project(path).close()
    project = Project.open(path)
    add_text(project, TEXT)
    for number in range(CODES):
        create_code(project, CodeDraft(f"code {number}"))
    import_codings(project, coding_rows(codings))
    return project


@pytest.fixture(scope="module")
def ten_thousand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    with project_with(tmp_path_factory.mktemp("speed") / "p.qdatool", 10_000) as project:
        yield project


def bare_copy(project: Project, path: Path) -> sqlite3.Connection:
    """Return a plain connection to a copy of the project, set up like the project's own."""
    shutil.copy(project.path, path)
    raw = sqlite3.connect(path, isolation_level=None)
    for pragma in PRAGMAS:
        (value,) = project.raw().execute(f"PRAGMA {pragma}").fetchone()
        raw.execute(f"PRAGMA {pragma}={value}")
    return raw


def committed(raw: sqlite3.Connection, *statements: tuple[str, tuple[object, ...]]) -> None:
    raw.execute("BEGIN IMMEDIATE")
    for statement, values in statements:
        raw.execute(statement, values)
    raw.execute("COMMIT")


_QUOTATION = 'INSERT INTO quotation (guid, document_id, start, "end", quote) VALUES (?, ?, ?, ?, ?)'
_CODING = (
    "INSERT INTO coding (guid, quotation_id, code_id, coder_id, round_id, created_at) "
    "VALUES (?, {quotation}, ?, ?, ?, '2026-03-01T09:00:00+00:00')"
)


def test_a_small_act_costs_little_more_than_its_commit(benchmark, ten_thousand: Project, tmp_path: Path) -> None:
    project, numbers = ten_thousand, count()
    code_id = next(iter(load_codes(project))).id
    with closing(bare_copy(project, tmp_path / "bare.db")) as raw:
        statement = "UPDATE code SET color = ? WHERE id = ?"
        floor = timed(None, lambda: committed(raw, (statement, (f"#{next(numbers):06d}", code_id))))
    found = timed(benchmark, lambda: recolour_code(project, code_id, f"#{next(numbers):06d}"))
    report("recolour a code", found, "<= 5 x a bare commit", floor)
    assert found <= 5 * floor


def test_applying_a_code_among_ten_thousand_codings(benchmark, ten_thousand: Project, tmp_path: Path) -> None:
    project, ends = ten_thousand, count(2_000)
    (document,) = list_documents(project)
    code_id = next(iter(load_codes(project))).id
    coding = _CODING.format(quotation="last_insert_rowid()")
    with closing(bare_copy(project, tmp_path / "bare.db")) as raw:

        def bare() -> None:
            end = next(ends)
            committed(
                raw,
                (_QUOTATION, (make_guid(), document.id, 0, end, TEXT[:end])),
                (coding, (make_guid(), code_id, project.coder_id, project.round_id)),
            )

        floor = timed(None, bare)
    ends = count(2_000)
    found = timed(benchmark, lambda: apply_code(project, document.id, code_id, Span(0, next(ends))))
    report("apply a code among 10,000 codings", found, "<= 5 x a bare commit", floor)
    assert found <= 5 * floor


def test_importing_a_hundred_thousand_codings(benchmark, ten_thousand: Project, tmp_path: Path) -> None:
    rows = coding_rows(100_000, first=20_000)
    shutil.copy(ten_thousand.path, tmp_path / "p.qdatool")
    with Project.open(tmp_path / "p.qdatool") as project:
        floor = bare_import(project, rows, tmp_path / "bare.db")
        # One round: a second import of the same rows would find them all.
        start = time.perf_counter()
        result = benchmark.pedantic(lambda: import_codings(project, rows), rounds=1)
        found = time.perf_counter() - start
        assert result.added == len(rows)
        report("import 100,000 codings as one step", found, "<= 10 x bare executemany", floor)
        assert found <= 10 * floor

        kept = codings_of_document(project, list_documents(project)[0].id)
        numbers = iter(kept)
        one = timed(None, project.undo, before=lambda: uncode(project, [next(numbers).id]))
        with closing(bare_copy(project, tmp_path / "commit.db")) as raw:
            commit = timed(None, lambda: committed(raw, ("DELETE FROM coding WHERE id = ?", (next(numbers).id,))))
        # On a disk that is slow to say that it has written, waiting for it is all there is.
        limit = max(0.005, 5 * commit)
        report("undo the loss of one coding among 110,000", one, "<= 5 ms, or 5 x a slow bare commit", commit)
        assert one <= limit


def bare_import(project: Project, rows: list[CodingRow], path: Path) -> float:
    """Return the seconds that bare sqlite3 takes for the quotations and codings of the rows."""
    (document,) = list_documents(project)
    code_ids = {code.label: code.id for code in load_codes(project)}
    with closing(bare_copy(project, path)) as raw:
        (last,) = raw.execute("SELECT max(id) FROM quotation").fetchone()
        start = time.perf_counter()
        raw.execute("BEGIN IMMEDIATE")
        spans = [(int(row.start), int(row.end)) for row in rows]
        raw.executemany(
            _QUOTATION,
            [
                (guid, document.id, start, end, TEXT[start:end])
                for guid, (start, end) in zip(make_guids(len(rows)), spans, strict=True)
            ],
        )
        raw.executemany(
            _CODING.format(quotation="?"),
            [
                (guid, last + number, code_ids[row.code], project.coder_id, project.round_id)
                for number, (guid, row) in enumerate(zip(make_guids(len(rows)), rows, strict=True), start=1)
            ],
        )
        raw.execute("COMMIT")
        return time.perf_counter() - start


def test_undoing_ten_thousand_codings(benchmark, ten_thousand: Project, tmp_path: Path) -> None:
    shutil.copy(ten_thousand.path, tmp_path / "p.qdatool")
    with Project.open(tmp_path / "p.qdatool") as project:
        (last,) = project.raw().execute("SELECT max(id) FROM quotation").fetchone()
        import_codings(project, coding_rows(10_000, first=20_000))
        floor = bare_deletion(project, last, tmp_path)
        found = timed(benchmark, project.undo, before=lambda: project.next_redo() and project.redo(), rounds=10)
        report("undo the import of 10,000 codings", found, "<= 150 ms, or 4 x a slow bare deletion", floor)
        assert found <= max(0.150, 4 * floor)


def bare_deletion(project: Project, last: int, folder: Path) -> float:
    """Return the median of the seconds that bare sqlite3 takes to delete the quotations after ``last`` with codings."""
    seconds = []
    for number in range(5):
        with closing(bare_copy(project, folder / f"bare {number}.db")) as raw:
            raw.execute("PRAGMA foreign_keys=OFF")
            start = time.perf_counter()
            committed(
                raw,
                ("DELETE FROM coding WHERE quotation_id > ?", (last,)),
                ("DELETE FROM quotation WHERE id > ?", (last,)),
            )
            seconds.append(time.perf_counter() - start)
    return sorted(seconds)[2]
