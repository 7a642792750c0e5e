"""What is new since the last visit, a date or a snapshot: in the tree, filtered, and remembered between visits."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, QDeadlineTimer, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.changed_since import Difference
from qdatool.coding.changes import Kind
from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code, delete_codes
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.coding.review import CommentSubject, CommentTarget, add_comment, close_comment, list_comments
from qdatool.coding.snapshots import take_snapshot
from qdatool.ui.since_button import SinceButton
from qdatool.ui.workspace import WorkspaceId
from tests.builders import SECOND_TEXT, FakeClock, Sample, filled_project, span_of

pytestmark = pytest.mark.qt_log_ignore("does not support (raise|grabbing)")


class Desk:
    """The window on the filled project, which was visited, closed, and changed by somebody else."""

    def __init__(self, window, path: Path) -> None:
        self.window, self.path = window, path
        project, self.ids = filled_project(path, clock=FakeClock(datetime.now(UTC) - timedelta(days=3)))
        project.close()
        window.open_path(path)
        window.close_project()
        with Project.open(path) as project:
            self.change(project, self.ids)
        window.open_path(path)
        self.project = window.project()
        window.show_workspace(WorkspaceId.CODE)
        self.reading = window.workspace(WorkspaceId.CODE)
        self.settle()

    def change(self, project: Project, ids: Sample) -> None:
        project.coder_id = ids.other_coder
        self.fresh = create_code(project, CodeDraft("امید", ids.category, labels={"en": "Hope"}))
        define_code(project, ids.help, Definition("by colleagues", "", "", ""))
        delete_codes(project, [ids.loose])
        apply_code(project, ids.second, ids.stayed, span_of(SECOND_TEXT, "tired"))
        self.comment = add_comment(project, CommentSubject(CommentTarget.CODE, ids.trust), "define it")

    @property
    def tree(self):
        return self.reading.codes.tree

    def words(self, code_id: int) -> list[str]:
        """Return what the tree says about a code beside its label and counts."""
        said = self.tree.codes.data(self.tree.codes.index_of(code_id), Qt.ItemDataRole.AccessibleTextRole)
        return [part for part in said.split(", ") if "since" in part or "below" in part or "review" in part]

    def button(self) -> SinceButton:
        return self.reading.widget.findChild(SinceButton)

    def pick(self, start: str) -> None:
        """Choose from the menu of the button."""
        menu = self.button().menu()
        menu.aboutToShow.emit()
        next(one for one in menu.actions() if one.text().startswith(start)).trigger()
        self.settle()

    def shown(self) -> set[int]:
        return {code.id for code in self.reading.session.tree if self.tree.codes.index_of(code.id).isValid()}

    def settle(self) -> None:
        deadline = QDeadlineTimer(5_000)
        QApplication.processEvents()
        owners = (self.window, self.reading, self.reading.session)
        timers = [timer for owner in owners for timer in owner.findChildren(QTimer)]
        while any(one.isActive() and one.isSingleShot() and one.interval() < 100 for one in timers):
            assert not deadline.hasExpired()
            QTest.qWait(5)


@pytest.fixture
def desk(make_window, tmp_path: Path) -> Desk:
    return Desk(make_window(), tmp_path / "p.qdatool")


def test_nothing_is_marked_until_it_is_asked_for(desk: Desk) -> None:
    assert desk.words(desk.fresh) == []
    assert desk.words(desk.ids.trust) == ["Open review comments: 1"]


def test_what_others_did_since_the_last_visit_is_marked(desk: Desk) -> None:
    desk.pick("Since my last visit")
    ids = desk.ids
    assert desk.words(desk.fresh) == ["Added since"]
    assert desk.words(ids.help) == ["Changed since"]
    assert desk.words(ids.stayed) == ["Codings that came or changed since: 1"]
    assert desk.words(ids.category) == desk.words(ids.outcome) == ["Something below it is new"]
    assert "Codes added: 1, changed: 1, removed: 1" in desk.button().toolTip()


def test_only_what_is_new_is_shown_when_asked_with_what_stands_above(desk: Desk) -> None:
    desk.pick("Since my last visit")
    desk.pick("Show what is new only")
    ids = desk.ids
    assert desk.shown() == {desk.fresh, ids.help, ids.stayed, ids.category, ids.outcome}
    desk.pick("Mark nothing")
    assert ids.trust in desk.shown()
    assert desk.words(desk.fresh) == []


def test_marks_follow_what_is_done_now(desk: Desk) -> None:
    desk.pick("Since my last visit")
    define_code(desk.project, desk.ids.trust, Definition("shown", "", "", ""))
    desk.settle()
    assert "Changed since" in desk.words(desk.ids.trust)
    desk.project.undo()
    close_comment(desk.project, desk.comment)
    desk.settle()
    assert "Open review comments: 1" not in desk.words(desk.ids.trust)


def test_a_snapshot_and_a_day_are_moments_too(desk: Desk) -> None:
    snapshot = take_snapshot(desk.project)
    create_code(desk.project, CodeDraft("later"))
    desk.window.since.choose(snapshot)
    desk.settle()
    assert desk.words(desk.fresh) == []
    desk.pick("Today")
    assert desk.words(desk.fresh) == ["Added since"]


def test_the_calendar_is_persian_in_a_persian_window(make_window, tmp_path: Path) -> None:
    desk = Desk(make_window(language="fa"), tmp_path / "p.qdatool")
    menu = desk.button().menu()
    menu.aboutToShow.emit()
    dates = next(action.menu() for action in menu.actions() if action.text() == "از یک روز")
    calendar = dates.actions()[0].defaultWidget()
    assert calendar.calendar().name() == "Jalali"
    assert calendar.firstDayOfWeek() is Qt.DayOfWeek.Saturday
    assert calendar.locale().dayName(5) == "جمعه"
    calendar.clicked.emit(QDate.currentDate().addDays(-1))
    desk.settle()
    assert desk.window.since.things().of(Kind.CODE)[desk.fresh] is Difference.ADDED


def test_the_visit_is_remembered_from_one_window_to_the_next(desk: Desk, make_window) -> None:
    visit = desk.window.since.last_visit()
    create_code(desk.project, CodeDraft("later"))
    desk.window.close_project()
    stored = desk.window.settings.load(desk.window.settings.store)
    assert next(iter(stored.visits.values()))[0] > visit.history_id


def test_what_was_being_typed_when_the_project_was_closed_is_no_news(desk: Desk) -> None:
    desk.reading._show_quotation(desk.ids.quotation)
    desk.reading.edit_comment(desk.ids.quotation)
    QTest.keyClicks(QApplication.focusWidget(), "half a thought")
    desk.window.close_project()
    desk.window.open_path(desk.path)
    desk.settle()
    desk.pick("Since my last visit")
    assert desk.window.since.things().of(Kind.QUOTATION) == {}
    comment = desk.window.project().raw().execute("SELECT comment FROM quotation WHERE id = ?", (desk.ids.quotation,))
    assert comment.fetchone() == ("half a thought",)


def test_a_project_that_is_only_read_can_be_compared_too(desk: Desk) -> None:
    desk.window.close_project()
    desk.window.settings.visits = {guid: (1, visit[1]) for guid, visit in desk.window.settings.visits.items()}
    desk.window.open_path(desk.path, read_only=True)
    desk.settle()
    desk.pick("Since my last visit")
    assert desk.words(desk.fresh) == ["Added since"]
    assert [one.body for one in list_comments(desk.window.project())] == ["define it"]
