"""How fast the keyboard loop is in large projects: the code box, its typing, counts, documents, opening, memory.

One project of a million characters, 10,000 codings and 500 codes, and one of 200 interviews, 12 million characters and
100,000 codings. Each figure is printed, and one that is missed fails. Processor time is measured where nothing but this
program works; opening is measured by the clock too, for there a user waits for the disk as well.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import insert

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code
from qdatool.coding.guids import make_guid
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.settings import Settings
from qdatool.storage import schema
from qdatool.ui.appearance import Appearance
from qdatool.ui.main_window import MainWindow
from qdatool.ui.reading.workspace import ReadingWorkspace
from qdatool.ui.workspace import WorkspaceId
from tests.benchmarks.long_transcript import long_transcript
from tests.builders import add_text, empty_project

ROOT = Path(__file__).parents[2]
WARM_UPS, ROUNDS = 5, 50
CATEGORIES, CODES_EACH = 25, 19
INTERVIEWS, LETTERS, CODINGS_EACH = 200, 60_000, 500
QUERIES = ("سامانه", "category 7", "نبود یکپارچه", "exp", "کد ۳")
_LABELS = ("نبود سامانهٔ یکپارچهٔ {n}", "فرم‌های تکراری {n}", "اعتماد به همکاران {n}")


def make_codes(project: Project) -> list[int]:
    """Make 25 categories with 19 codes each, in both languages, with definitions; return the codes below."""
    axial = find_level(project, "axial").id
    codes: list[int] = []
    with project.change(Operation.IMPORT_CODES):
        for place in range(CATEGORIES):
            labels = {"en": f"Category {place}"}
            category = create_code(project, CodeDraft(f"مقولهٔ شمارهٔ {place}", None, axial, labels))
            for i in range(CODES_EACH):
                number = place * CODES_EACH + i
                label = _LABELS[i % len(_LABELS)].format(n=number)
                codes.append(create_code(project, CodeDraft(label, category, None, {"en": f"Experience {number}"})))
                define_code(project, codes[-1], Definition(f"هر جا که کسی از {label} می‌گوید."))
    return codes


def add_codings(project: Project, document_id: int, text: str, codes: list[int], count: int, seed: int) -> None:
    """Code as many passages of a document, as an import would."""
    chance = random.Random(seed)
    spans = sorted({(start, start + chance.randint(20, 300)) for start in _starts(chance, len(text) - 400, count)})
    with project.change(Operation.IMPORT_CODINGS) as db:
        quotation = {"document_id": document_id}
        rows = [{**quotation, "guid": make_guid(), "start": a, "end": b, "quote": text[a:b]} for a, b in spans]
        db.execute(insert(schema.quotation), rows)
        table = schema.quotation
        ids = list(db.scalars(table.select().with_only_columns(table.c.id).where(table.c.document_id == document_id)))
        by = {"coder_id": project.coder_id, "round_id": project.round_id, "created_at": project.now()}
        codings = [{**by, "guid": make_guid(), "quotation_id": one, "code_id": chance.choice(codes)} for one in ids]
        db.execute(insert(schema.coding), codings)


def _starts(chance: random.Random, length: int, count: int) -> list[int]:
    return chance.sample(range(length), count)


@pytest.fixture(scope="module")
def million(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with one transcript of a million characters, two of a hundred thousand and 10,000 codings."""
    path = tmp_path_factory.mktemp("workbench") / "million.qdatool"
    with empty_project(path, coder="Negar") as project:
        codes = make_codes(project)
        long = long_transcript(coding_count=0).content.text
        middling = long_transcript(length=100_000, coding_count=0).content.text
        for name, text, count in (("Long", long, 8_000), ("One", middling, 1_000), ("Two", middling[:-1], 1_000)):
            add_codings(project, add_text(project, text, name), text, codes, count, seed=len(name))
        project.forget_undo()
    return path


@dataclass(frozen=True)
class Bench:
    """A window on the project, the keyboard in the text of the first document."""

    window: MainWindow
    reading: ReadingWorkspace

    def press(self, key: int, text: str = "", modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the keyboard is, and paint what it changed."""
        QApplication.sendEvent(QApplication.focusWidget(), QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))
        QApplication.processEvents()


@pytest.fixture
def bench(qapp: QApplication, million: Path, tmp_path: Path) -> Iterator[Bench]:
    settings = Settings(tmp_path / "settings.json", language="fa", theme="light", coder_name="Negar")
    appearance = Appearance(qapp)
    appearance.apply(settings)
    window = MainWindow(settings, appearance)
    window.resize(1440, 872)
    window.show()
    window.activateWindow()
    window.open_path(million)
    QTest.qWait(500)
    yield Bench(window, window.workspace(WorkspaceId.CODE))
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def p95_of(prepare: Callable[[int], None], act: Callable[[int], None]) -> float:
    """Return what an act takes in processor seconds, in 95 of 100 cases at most; ``prepare`` is not counted."""
    seconds = []
    for number in range(WARM_UPS + ROUNDS):
        prepare(number)
        begin = time.process_time()
        act(number)
        seconds.append(time.process_time() - begin)
    return sorted(seconds[WARM_UPS:])[int(ROUNDS * 0.95)]


def check(what: str, seconds: float, most_ms: float) -> None:
    print(f"\n{what}: {seconds * 1e3:.2f} ms (at most {most_ms:g} ms)")
    assert seconds * 1e3 <= most_ms


def test_the_code_box_is_open_with_its_first_matches_in_time(bench: Bench):
    view, loop = bench.reading.pane.view, bench.reading.loop
    chance = random.Random(3)

    def _prepare(_number: int) -> None:
        loop.box.close_box()
        view.setFocus()
        view.place_caret(chance.randrange(900_000))
        loop.grow_once()
        loop.grow_once()
        QTest.qWait(30)

    check("code box open to first matches, p95", p95_of(_prepare, lambda _n: bench.press(Qt.Key.Key_Return)), 20)


def test_a_key_typed_in_the_code_box_is_answered_in_time(bench: Bench):
    view, loop = bench.reading.pane.view, bench.reading.loop
    view.setFocus()
    view.place_caret(5_000)
    loop.grow_once()
    bench.press(Qt.Key.Key_Return)
    letters = [letter for query in QUERIES for letter in (*query, "")] * 4

    def _type(number: int) -> None:
        letter = letters[number]
        if letter:
            bench.press(ord(letter.upper()), letter)
        else:
            loop.box.field.clear()

    check("a key in the code box, p95", p95_of(lambda _n: None, _type), 8)


def test_the_tree_counts_a_coding_in_time(bench: Bench):
    session, tree = bench.reading.session, bench.reading.codes.tree
    codes = [code.id for code in session.tree if session.tree.ancestors(code.id)]

    def _count(number: int) -> None:
        code_id = codes[number]
        session.count_now({code_id, *session.tree.ancestors(code_id)})
        tree.viewport().repaint()

    check("tree counts after a coding, p95", p95_of(lambda _n: None, _count), 10)


def test_another_document_of_a_hundred_thousand_characters_is_shown_in_time(bench: Bench):
    session = bench.reading.session
    ids = [document.id for document in session.documents[1:]]

    def _switch(number: int) -> None:
        session.open_document(ids[number % 2])
        bench.reading.pane.view.repaint()

    check("switch to another document, p95", p95_of(lambda _n: QTest.qWait(1), _switch), 60)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with 200 interviews, 12 million characters and 100,000 codings."""
    path = tmp_path_factory.mktemp("workbench") / "large.qdatool"
    with empty_project(path, coder="Negar") as project:
        codes = make_codes(project)
        text = long_transcript(length=LETTERS + INTERVIEWS, coding_count=0).content.text
        for number in range(INTERVIEWS):
            words = text[number : number + LETTERS]
            document = add_text(project, words, f"Interview {number}")
            add_codings(project, document, words, codes, CODINGS_EACH, seed=number)
        project.forget_undo()
    return path


PROGRAM = """
import json, re, resource, sys, time
from pathlib import Path
from PySide6.QtTest import QTest
from qdatool.app import make_application, make_window
from qdatool.settings import Settings
from qdatool.ui.workspace import WorkspaceId
application = make_application(["qdatool"])
folder = Path(sys.argv[2])
window = make_window(application, Settings(folder / "settings.json", language="fa", projects_folder=str(folder)))
window.resize(1440, 872)
window.show()
QTest.qWait(200)
begin, cpu = time.perf_counter(), time.process_time()
window.open_path(Path(sys.argv[1]))
application.processEvents()
window.repaint()
opened, worked = time.perf_counter() - begin, time.process_time() - cpu
reading = window.workspace(WorkspaceId.CODE)
QTest.qWait(5000)
session = reading.session
for document in session.documents[::20]:
    session.open_document(document.id)
    QTest.qWait(50)
for root in session.tree.roots[:3]:
    reading.codes.tree.show_code(root)
    QTest.qWait(300)
if sys.platform == "linux":
    # What getrusage tells begins with the memory of the process that started this one.
    most = 1024 * int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1])
else:
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([opened, worked, most / 1e6]))
window.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the memory of a process is asked for as on Unix")
def test_a_large_project_is_opened_in_time_and_fits_into_memory(large: Path, tmp_path: Path):
    # An installed program is compiled once; so is this one, by the first of the three runs.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(tmp_path / "compiled")}
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", QDATOOL_CONFIG_DIR=str(tmp_path), **compiled)
    command = [sys.executable, "-c", PROGRAM, str(large), str(tmp_path)]
    figures = []
    for _ in range(3):
        done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
        figures.append(json.loads(done.stdout.splitlines()[-1]))
    opened, worked, megabytes = (min(column) for column in zip(*figures, strict=True))
    print(f"\nopen 200 interviews: {opened:.2f} s, {worked:.2f} s of work (at most 0.8 s)")
    print(f"memory of the whole program: {megabytes:.0f} MB (at most 400 MB)")
    assert worked <= 0.8
    assert megabytes <= 400
