"""The audit trail on the screen: days, names, filters, jumps, snapshots; and reading on in a long one."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QDeadlineTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.changes import Operation
from qdatool.coding.codes import delete_codes, move_code, rename_code
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.ui.history.filters import Period
from qdatool.ui.history.rows import ActRow, DayRow, described
from qdatool.ui.workspace import WorkspaceId
from tests.builders import SECOND_TEXT, FakeClock, Sample, filled_project, span_of


class Desk:
    """The window with the history of the filled project, to which ``acts`` were added three days ago."""

    def __init__(self, window, path: Path, acts=lambda project, ids: None) -> None:
        clock = FakeClock(datetime.now(UTC) - timedelta(days=3))
        project, self.ids = filled_project(path, clock=clock)
        acts(project, self.ids)
        project.close()
        window.open_path(path)
        self.window, self.project = window, window.project()
        window.show_workspace(WorkspaceId.HISTORY)
        self.history = window.workspace(WorkspaceId.HISTORY)
        self.settle()

    @property
    def list(self):
        return self.history.list

    def rows(self) -> list[DayRow | ActRow]:
        model = self.list.rows
        return [model.row(model.index(i)) for i in range(model.rowCount())]

    def acts(self) -> list[ActRow]:
        return [row for row in self.rows() if isinstance(row, ActRow)]

    def steps(self) -> list[str]:
        return [row.step for row in self.acts()]

    def choose(self, row: ActRow) -> None:
        self.list.setCurrentIndex(self.list.rows.index(self.rows().index(row)))

    def type(self, words: str) -> None:
        self.history.filters.words.setText(words)
        self.settle()

    def pick(self, choice, value: object) -> None:
        place = next(i for i in range(choice.count()) if choice.itemData(i) == value)
        choice.setCurrentIndex(place)
        choice.activated.emit(place)
        self.settle()

    def settle(self) -> None:
        deadline = QDeadlineTimer(10_000)
        QApplication.processEvents()
        owners = (self.window, self.history)
        timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
        while any(one.isActive() and one.isSingleShot() and one.interval() < 400 for one in timers):
            assert not deadline.hasExpired()
            QTest.qWait(5)


def some_acts(project: Project, ids: Sample) -> None:
    rename_code(project, ids.trust, "اعتماد مدیر")
    with project.change(Operation.MOVE_CODE, reason="agreed on Monday"):
        move_code(project, ids.loose, ids.category)
    project.coder_id = ids.other_coder
    apply_code(project, ids.second, ids.help, span_of(SECOND_TEXT, "trusted me"))
    project.coder_id = ids.coder


@pytest.fixture
def desk(make_window, tmp_path: Path) -> Desk:
    return Desk(make_window(), tmp_path / "p.qdatool", some_acts)


def test_acts_stand_newest_first_under_their_days(desk: Desk) -> None:
    rename_code(desk.project, desk.ids.stayed, "x")
    desk.settle()
    kinds = [type(row).__name__ for row in desk.rows()[:6]]
    assert kinds == ["DayRow", "ActRow", "DayRow", "ActRow", "ActRow", "ActRow"]
    assert desk.steps()[:4] == ["Rename a code", "Apply a code", "Move a code", "Rename a code"]
    today, then = [row.day for row in desk.rows() if isinstance(row, DayRow)][:2]
    assert (today - then).days == 3


def test_each_act_names_what_it_was_about_who_did_it_and_why(desk: Desk) -> None:
    applied, moved = desk.acts()[:2]
    assert described(applied) == "Apply a code, کمک (en), trusted me, Mina"
    assert described(moved) == "Move a code, خستگی (en), Sara, agreed on Monday"


def test_the_trail_speaks_persian(make_window, tmp_path: Path) -> None:
    desk = Desk(make_window(language="fa"), tmp_path / "p.qdatool", some_acts)
    assert described(desk.acts()[0]) == "اعمال کد, کمک, trusted me, Mina"


def test_an_act_in_full_leads_to_each_thing(desk: Desk) -> None:
    desk.choose(desk.acts()[0])
    things = desk.history.details.things
    assert [things.item(i).data(Qt.ItemDataRole.UserRole).kind for i in range(things.count())] == ["code", "quotation"]
    QTest.mouseClick(things.viewport(), Qt.MouseButton.LeftButton, pos=things.visualItemRect(things.item(1)).center())
    desk.settle()
    assert desk.window.chosen_workspace() is WorkspaceId.CODE
    reading = desk.window.workspace(WorkspaceId.CODE)
    assert reading.session.document_id == desk.ids.second


def test_enter_goes_to_the_passage_of_a_coding(desk: Desk) -> None:
    desk.choose(desk.acts()[0])
    desk.list.setFocus()
    QTest.keyClick(desk.list, Qt.Key.Key_Return)
    assert desk.window.chosen_workspace() is WorkspaceId.CODE


def test_what_is_gone_is_named_but_leads_nowhere(make_window, tmp_path: Path) -> None:
    desk = Desk(make_window(), tmp_path / "p.qdatool", lambda p, s: delete_codes(p, [s.loose]))
    (act, *_) = desk.acts()
    assert "خستگی" in described(act)
    desk.choose(act)
    assert desk.history.details.things.item(0).flags() == Qt.ItemFlag.NoItemFlags


@pytest.mark.parametrize(
    ("typed", "steps"),
    [
        ("trusted ME", ["Apply a code"]),
        ("خستگي", ["Move a code"]),
        ("monday", ["Move a code"]),
        ("mina", ["Apply a code"]),
    ],
)
def test_words_are_looked_for_in_names_reasons_and_coders(desk: Desk, typed: str, steps: list[str]) -> None:
    desk.type(typed)
    assert desk.steps()[: len(steps)] == steps


def test_nothing_found_offers_to_show_everything(desk: Desk) -> None:
    everything = desk.steps()
    desk.type("no such thing")
    assert desk.rows() == []
    empty = desk.history._pages.currentWidget()
    empty.asked.emit()
    desk.settle()
    assert desk.steps() == everything


def test_kind_coder_period_and_reason_filter(desk: Desk) -> None:
    from qdatool.coding.history import Subject

    filters = desk.history.filters
    desk.pick(filters.coder, "Mina")
    assert desk.steps()[0] == "Apply a code"
    desk.pick(filters.subject, Subject.CODE)
    assert "Apply a code" not in desk.steps()
    desk.pick(filters.coder, None)
    filters.with_reason.click()
    assert desk.steps()[0] == "Move a code"
    assert all(act.entry.reason for act in desk.acts())
    desk.pick(filters.period, Period.TODAY)
    assert desk.steps() == []
    desk.pick(filters.period, Period.BETWEEN)
    filters.first.setDate(QDate.currentDate().addDays(-5))
    assert desk.steps()[0] == "Move a code"


def test_the_moment_that_is_marked_is_a_period_too(desk: Desk) -> None:
    period = desk.history.filters.period
    assert Period.MARKED not in [period.itemData(i) for i in range(period.count())]
    desk.window.since.choose(datetime.now(UTC) - timedelta(hours=1))
    rename_code(desk.project, desk.ids.stayed, "x")
    desk.settle()
    desk.pick(period, Period.MARKED)
    assert desk.steps() == ["Rename a code"]
    desk.window.since.choose(datetime.now(UTC) - timedelta(days=30))
    desk.settle()
    assert "Move a code" in desk.steps()


def test_a_long_history_is_read_page_by_page_and_searched_to_its_end(make_window, tmp_path: Path) -> None:
    def fill(project: Project, ids: Sample) -> None:
        raw = project.raw()
        touched = json.dumps({"code": {"updated": [ids.help]}})
        rows = [("2026-01-01T10:00:00+00:00", "rename-code", "do", ids.coder, "Sara", touched, "")] * 5_000
        raw.execute("PRAGMA query_only=OFF")
        columns = "at, operation, direction, coder_id, coder_name, entities, reason"
        raw.executemany(f"INSERT INTO history ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        raw.execute("PRAGMA query_only=ON")

    desk = Desk(make_window(), tmp_path / "p.qdatool", fill)
    assert len(desk.acts()) == 100
    desk.list.scrollToBottom()
    desk.settle()
    assert len(desk.acts()) >= 200
    desk.type("define")
    assert desk.list.rows.is_at_end()
    desk.type("make the project")
    assert desk.steps() == ["Make the project"]


def test_an_undo_shows_as_an_act_of_its_own(desk: Desk) -> None:
    rename_code(desk.project, desk.ids.stayed, "x")
    desk.window._undo()
    desk.settle()
    assert desk.steps()[:2] == ["Undone: rename a code", "Rename a code"]


def test_a_snapshot_is_taken_and_gone_back_to_beside_the_history(desk: Desk) -> None:
    part = desk.history.snapshots
    part.name.setText("before")
    QTest.keyClick(part.name, Qt.Key.Key_Return)
    assert part.list.topLevelItem(0).text(1) == "Taken by hand: before"
    rename_code(desk.project, desk.ids.stayed, "x")
    desk.settle()
    part.list.setCurrentItem(part.list.topLevelItem(0))
    QTest.mouseClick(part.restore, Qt.MouseButton.LeftButton)
    desk.settle()
    names = desk.window.project().raw().execute("SELECT label FROM code").fetchall()
    assert ("x",) not in names
