"""How fast the codebook is: merging codes of 5,000 codings each, and its table over 500 codes and 100,000 codings.

Judged is the time the thread had the processor, so that other programs at work do not count; a merge is also measured
by the clock, because its commit waits for the disk. Each figure is printed, and one that is missed fails.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert

from qdatool.coding.changes import Operation
from qdatool.coding.code_merge import merge_codes, preview_merge
from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.guids import make_guids
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.settings import Settings
from qdatool.storage import schema
from qdatool.ui.appearance import Appearance
from qdatool.ui.codebook.columns import Column
from qdatool.ui.codebook.workspace import CodebookWorkspace, ViewKind
from qdatool.ui.main_window import MainWindow
from qdatool.ui.workspace import WorkspaceId
from tests.builders import add_text, empty_project

WARM_UPS, ROUNDS, OPENINGS = 5, 50, 20
CATEGORIES, BELOW = 20, 24
MERGED, OTHERS = 5_000, 90_000
TEXT = "words that somebody said " * 40_000
_WORDS = (
    *("نبود", "سامانهٔ", "یکپارچه", "در", "اداره‌ها", "ضعف", "پاسخ‌گویی", "مدیران", "به", "مردم"),
    *("و", "API", "ناکارآمد", "برای", "گزارش", "عملکرد"),
)


def measured(
    act: Callable[[], object], before: Callable[[], object] = int, rounds: int = ROUNDS
) -> tuple[float, float]:
    """Return the median milliseconds of work and of the clock; ``before`` each act is not counted."""
    worked, waited = [], []
    for number in range(rounds + WARM_UPS):
        before()
        start, clock = time.thread_time(), time.perf_counter()
        act()
        if number >= WARM_UPS:
            worked.append((time.thread_time() - start) * 1e3)
            waited.append((time.perf_counter() - clock) * 1e3)
    return sorted(worked)[rounds // 2], sorted(waited)[rounds // 2]


def report(what: str, taken: tuple[float, float], limit_ms: float) -> None:
    print(f"\n{what}: worked {taken[0]:.1f} ms, by the clock {taken[1]:.1f} ms (must be {limit_ms:.0f} ms)")


@pytest.fixture(scope="module")
def project_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a project of 500 codes; the first two have 5,000 codings each, a tenth of them on shared passages."""
    path, chance = tmp_path_factory.mktemp("codebook") / "book.qdatool", random.Random(3)

    def label(number: int) -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(2, 7))) + f" {number}"

    with empty_project(path, coder="Negar") as project:
        document = add_text(project, TEXT)
        axial = find_level(project, "axial").id
        with project.change(Operation.IMPORT_CODES):
            codes = [create_code(project, CodeDraft(label(i), labels={"en": f"code {i}"})) for i in range(2)]
            for number in range(CATEGORIES):
                above = create_code(project, CodeDraft(label(number), None, axial))
                codes += [create_code(project, CodeDraft(label(i), above)) for i in range(BELOW)]
        with project.change(Operation.IMPORT_CODINGS) as db:
            passages = MERGED * 2 - MERGED // 10 + OTHERS
            values = [
                {
                    "guid": guid,
                    "document_id": document,
                    "start": i * 4,
                    "end": i * 4 + 20,
                    "quote": TEXT[i * 4 : i * 4 + 20],
                }
                for i, guid in enumerate(make_guids(passages))
            ]
            db.execute(insert(schema.quotation), values)
            given = [(i + 1, codes[0]) for i in range(MERGED)]
            given += [(MERGED - MERGED // 10 + i + 1, codes[1]) for i in range(MERGED)]
            given += [(2 * MERGED - MERGED // 10 + i + 1, chance.choice(codes[2:])) for i in range(OTHERS)]
            shared = {"coder_id": project.coder_id, "round_id": project.round_id, "created_at": project.now()}
            db.execute(
                insert(schema.coding),
                [
                    {"guid": guid, "quotation_id": quotation, "code_id": code, **shared}
                    for guid, (quotation, code) in zip(make_guids(len(given)), given, strict=True)
                ],
            )
        project.forget_undo()
    return path


@pytest.fixture
def project(project_file: Path, tmp_path: Path) -> Iterator[Project]:
    copy = tmp_path / "copy.qdatool"
    copy.write_bytes(project_file.read_bytes())
    with Project.open(copy) as opened:
        yield opened


@pytest.fixture
def codebook(qapp: QApplication, project_file: Path, tmp_path: Path) -> Iterator[CodebookWorkspace]:
    settings = Settings(tmp_path / "settings.json", language="fa", theme="light", coder_name="Negar")
    appearance = Appearance(qapp)
    appearance.apply(settings)
    window = MainWindow(settings, appearance)
    window.resize(1440, 900)
    window.show()
    window.open_path(project_file)
    window.show_workspace(WorkspaceId.CODEBOOK)
    workspace = window.workspace(WorkspaceId.CODEBOOK)
    workspace.show_view(ViewKind.TABLE)
    QTest.qWait(200)
    yield workspace
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def two_largest(project: Project) -> tuple[int, int]:
    rows = project.raw().execute("SELECT code_id FROM coding GROUP BY code_id ORDER BY count(*) DESC LIMIT 2")
    first, second = (code_id for (code_id,) in rows)
    return first, second


def test_merging_two_codes_with_five_thousand_codings_each(project: Project) -> None:
    pair = two_largest(project)

    def take_back() -> None:
        if project.next_undo() is not None:
            project.undo()

    found = preview_merge(project, pair, pair[0])
    assert (found.codings, found.doubles) == (MERGED, MERGED // 10)
    taken = measured(lambda: merge_codes(project, pair, pair[0]), take_back, rounds=10)
    report("merge two codes of 5,000 codings each", taken, 200)
    assert taken[0] <= 200


def test_undoing_such_a_merge(project: Project) -> None:
    pair = two_largest(project)
    merge_codes(project, pair, pair[0])
    taken = measured(project.undo, lambda: project.next_redo() and project.redo(), rounds=10)
    report("undo the merge of two codes of 5,000 codings each", taken, 200)
    assert taken[0] <= 200


def test_the_preview_of_such_a_merge(project: Project) -> None:
    pair = two_largest(project)
    taken = measured(lambda: preview_merge(project, pair, pair[0]), rounds=20)
    report("preview the merge of two codes of 5,000 codings each", taken, 100)
    assert taken[0] <= 100


def test_the_table_opens_in_time(codebook: CodebookWorkspace) -> None:
    opened = codebook.session.project

    def _open() -> None:
        codebook.set_project(opened)
        codebook.table.viewport().repaint()

    taken = measured(_open, lambda: codebook.set_project(None), rounds=OPENINGS)
    assert codebook.table.codes.rowCount() > CATEGORIES
    report("open the table with 500 codes and 100,000 codings", taken, 400)
    assert taken[0] <= 400


def test_typing_in_the_search_field_keeps_up(codebook: CodebookWorkspace) -> None:
    field = codebook.widget.find_field
    words = "سامانه یکپارچه"
    taken = []
    for letter in words * 4:
        if len(field.text()) >= len(words):
            field.clear()
        start = time.thread_time()
        field.insert(letter)
        codebook.table.viewport().repaint()
        taken.append((time.thread_time() - start) * 1e3)
    slow = sorted(taken)[int(len(taken) * 0.95)]
    print(f"\ntype a letter over 500 codes, p95: worked {slow:.1f} ms (must be 50 ms)")
    assert slow <= 50


def test_editing_a_cell_is_shown_in_time(codebook: CodebookWorkspace) -> None:
    code_id = next(iter(codebook.session.tree.codes))
    numbers = iter(range(1_000))

    def _edit() -> None:
        codebook.acts.write_cell(code_id, Column.DEFINITION, f"words {next(numbers)}")
        codebook.table.viewport().repaint()

    taken = measured(_edit, rounds=20)
    report("write a cell, committed and painted", taken, 150)
    assert taken[0] <= 150


def test_going_down_the_rows_keeps_up(codebook: CodebookWorkspace) -> None:
    codebook.table.take_keyboard()

    def _down() -> None:
        QTest.keyClick(codebook.table, Qt.Key.Key_Down)
        codebook.widget.repaint()

    taken = measured(_down, rounds=20)
    report("go to the next code with its inspector", taken, 60)
    assert taken[0] <= 60
