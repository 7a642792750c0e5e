"""The Saturation workspace, by key and by mouse, in both languages, on real project files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QDate, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.analysis.saturation_report import InterviewOrder
from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code, load_codes, move_code
from qdatool.coding.documents import list_documents
from qdatool.coding.levels import find_level
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.text.spans import Span
from qdatool.ui.main_window import MainWindow
from qdatool.ui.saturation.actions import SaturationAction
from qdatool.ui.saturation.date_sheet import DateSheet
from qdatool.ui.saturation.workspace import SaturationWorkspace
from qdatool.ui.workspace import WorkspaceId
from tests.analysis.studies import TEXT, study
from tests.analysis.test_saturation_report import NEW

Shown = Callable[..., SaturationWorkspace]


def used_codes() -> list[list[int]]:
    """Return the codes of each interview of the published example."""
    used, start = [], 0
    for new in NEW:
        used.append([0, *range(start, start + new)])
        start += new
    return used


@pytest.fixture
def show(make_window, tmp_path: Path) -> Shown:
    """Return a maker of the workspace with a project; ``show(used)`` gives each interview its codes by number."""

    def _show(used: Sequence[Sequence[int]] | None = None, *, language: str = "en", **size: object):
        used = used_codes() if used is None else used
        codes = max([code for each in used for code in each], default=0) + 1
        names = [f"c{number}" for number in range(codes)]
        codings = [(f"d{n}", 0, 5, names[code], "A") for n, each in enumerate(used, 1) for code in each]
        path = tmp_path / "study.qdatool"
        study(path, {f"d{n}": TEXT for n in range(1, len(used) + 1)}, names, codings).close()
        window: MainWindow = make_window(language=language, **size)
        window.open_path(path)
        window.show_workspace(WorkspaceId.SATURATION)
        for _ in range(3):
            QCoreApplication.processEvents()
        made = window.workspace(WorkspaceId.SATURATION)
        assert isinstance(made, SaturationWorkspace)
        return made

    return _show


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def test_the_published_example_is_shown_with_its_point_and_sentence(show):
    shown = show()
    assert shown.facts.point.number() == "6⁺²"
    assert shown.facts.codes.number() == "45"
    assert shown.runs.runs.rowCount() == 3
    assert "interviews 7–8 (1 of 37, 2.7%): 6⁺²" in plain(shown.runs.text())
    assert not shown.runs.rise.isVisible()


def test_in_persian_digits_words_and_direction_are_persian(show):
    shown = show(language="fa")
    assert shown.facts.point.number() == "۶+۲"
    assert "مصاحبه‌های ۷ تا ۸" in plain(shown.runs.text())
    chart = shown.chart.figure()
    assert chart.node("interview:1").rect.x > chart.node("interview:8").rect.x


def test_the_sentence_is_copied_in_the_language_chosen_for_it(show):
    shown = show()
    QTest.mouseClick(shown.runs.language.button("fa"), Qt.MouseButton.LeftButton)
    QTest.mouseClick(shown.runs.copy_button, Qt.MouseButton.LeftButton)
    assert "گست، نیمی و چن" in QGuiApplication.clipboard().text()


def test_another_rule_gives_another_point_at_once(show):
    shown = show()
    shown.choices.run.setFocus()
    QTest.keyClick(shown.choices.run, Qt.Key.Key_Up)
    assert shown.session.report.result.rule.run == 3
    assert shown.facts.point.number() == "not yet"
    assert "every run of 3" in shown.runs.text()


def test_an_interview_is_taken_earlier_with_the_keyboard(show):
    shown = show()
    shown.choices.interviews.setFocus()
    shown.choices.interviews.setCurrentRow(2)
    QTest.keyClick(shown.choices.interviews, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert shown.session.report.data.interviews[:3] == ("d1", "d3", "d2")
    assert shown.choices.order.currentData() is InterviewOrder.OWN
    assert shown.choices.interviews.currentRow() == 1
    project = shown.session.project
    assert [document.name for document in list_documents(project)][:3] == ["d1", "d2", "d3"]
    assert project.next_undo() is not Operation.MOVE_DOCUMENT


def test_an_interview_is_dragged_to_another_place(show):
    shown = show()
    model = shown.choices.interviews.model()
    # What a drop inside the list does: the row moves, and the list tells it.
    assert model.moveRow(model.index(-1, -1), 7, model.index(-1, -1), 0)
    assert shown.session.report.data.interviews[0] == "d8"
    shown.choices.order.setCurrentIndex(0)
    shown.choices.order.activated.emit(0)
    assert shown.session.report.data.interviews[0] == "d1"


def test_a_later_rise_is_said_and_not_hidden(show):
    shown = show([[*range(20)], [0], [0], [0], [0], [0], [0], [20, 21]])
    assert shown.facts.point.number() == "4⁺²"
    assert shown.runs.rise.isVisible()
    assert "rose above that again in interviews 7–8" in shown.runs.text()


def test_few_interviews_get_a_sentence_and_no_run(show):
    shown = show([[0], [1]])
    assert shown.runs.runs.rowCount() == 0
    assert "needs 4 interviews and then 2 more" in plain(shown.runs.text())
    assert shown.facts.base.number() == "—"


def test_without_a_coding_one_sentence_and_one_button_are_shown(show):
    shown = show([])
    assert shown.widget._empty.isVisible()
    assert not shown.chart.isVisible()


def test_choosing_an_interview_in_the_chart_chooses_it_everywhere(show):
    shown = show()
    chart = shown.chart
    rect = chart.figure().node("interview:3").rect
    at = QPoint(round(12 + rect.center_x * 1.5), round(12 + rect.center_y * 1.5))
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=at)
    assert shown.session.interview == 3
    assert shown.choices.interviews.currentRow() == shown.grids.interviews.currentRow() == 2
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert shown.session.interview == 4
    assert "d4" in chart.accessibleDescription()


def test_in_persian_the_left_key_goes_on(show):
    shown = show(language="fa")
    shown.session.choose_interview(2)
    shown.chart.setFocus()
    QTest.keyClick(shown.chart, Qt.Key.Key_Left)
    assert shown.session.interview == 3


def test_a_coding_elsewhere_changes_the_numbers_shown(show):
    shown = show()
    project: Project = shown.session.project
    code = create_code(project, CodeDraft("c-new", level_id=find_level(project, "open").id))
    apply_code(project, list_documents(project)[7].id, code, Span(0, 5))
    assert shown.facts.codes.number() == "46"
    project.undo()
    assert shown.facts.codes.number() == "45"


def test_the_level_and_the_coder_are_chosen(show):
    shown = show()
    axial = shown.choices.level.findData("axial")
    shown.choices.level.setCurrentIndex(axial)
    shown.choices.level.activated.emit(axial)
    assert shown.session.report.level.key == "axial"
    coder = shown.choices.coder.findText("A")
    shown.choices.coder.setCurrentIndex(coder)
    shown.choices.coder.activated.emit(coder)
    assert shown.session.report.data.coder == "A"


def test_meaning_and_categories_stand_in_tabs(show):
    shown = show()
    project = shown.session.project
    ground = create_code(project, CodeDraft("ground", level_id=find_level(project, "axial").id))
    move_code(project, load_codes(project).named("c1")[0], ground, 0)
    shown.grids.tabs.setCurrentIndex(1)
    assert shown.grids.shown() is shown.grids.meanings
    assert shown.grids.meanings.rowCount() == 45
    item = shown.grids.meanings.item(0, 1)
    assert item.data(Qt.ItemDataRole.AccessibleTextRole) == "first use"
    shown.grids.tabs.setCurrentIndex(2)
    assert shown.grids.shown() is shown.grids.categories
    cells = [shown.grids.categories.item(0, column).text() for column in range(11)]
    assert cells == ["ground", "1", *["·"] * 7, "1", "1"]


def test_without_categories_a_sentence_stands_in_their_tab(show):
    shown = show()
    shown.grids.tabs.setCurrentIndex(2)
    assert shown.grids.shown() is not shown.grids.categories
    assert shown.grids.tabs in shown.panes()


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_the_chart_is_saved_for_a_journal(show, dialogs, qtbot, tmp_path, suffix):
    shown = show()
    out = tmp_path / f"chart.{suffix}"
    dialogs.target = out
    shown.show_export(True)
    shown.export.format.show_value(suffix)
    shown.export.save()
    qtbot.waitUntil(lambda: not shown.session.shell.tasks.is_busy())
    assert out.stat().st_size > 1000
    if suffix == "svg":
        assert "interview, in order of the project" in out.read_text(encoding="utf-8")


def test_the_tables_are_saved_for_word(show, dialogs, qtbot, tmp_path):
    from docx import Document

    shown = show(language="fa")
    out = tmp_path / "tables.docx"
    dialogs.target = out
    shown.session.shell.actions.trigger(SaturationAction.SAVE_TABLES)
    qtbot.waitUntil(lambda: not shown.session.shell.tasks.is_busy())
    document = Document(str(out))
    assert document.tables[0].cell(1, 1).text == "d1"
    assert document.tables[0].cell(1, 4).text == "۲۰"


def test_closing_the_project_empties_the_workspace(show):
    shown = show()
    shown.set_project(None)
    assert shown.session.report is None
    assert shown.facts.point.number() == "—"
    assert shown.runs.text() == ""


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_day_is_given_and_orders_the_interviews(show, language):
    shown = show(language=language)
    for number, day in ((5, date(2025, 3, 1)), (2, date(2025, 4, 1))):
        # A desktop gives the keyboard back to the window when a sheet closes.
        shown.widget.window().activateWindow()
        QCoreApplication.processEvents()
        shown.choices.interviews.setFocus()
        shown.choices.interviews.setCurrentRow(number - 1)
        QTest.keyClick(shown.choices.interviews, Qt.Key.Key_D)
        (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, DateSheet) and one.isVisible()]
        sheet.day.setDate(QDate(day.year, day.month, day.day))
        QTest.mouseClick(sheet.set_button, Qt.MouseButton.LeftButton)
        QCoreApplication.processEvents()
    by_date = shown.choices.order.findData(InterviewOrder.DATE)
    shown.choices.order.setCurrentIndex(by_date)
    shown.choices.order.activated.emit(by_date)
    assert shown.session.report.data.interviews[:3] == ("d5", "d2", "d1")
    first = shown.choices.interviews.item(0).text()
    assert ("۱۴۰۳" if language == "fa" else "2025") in first
    shown.session.project.undo()
    assert shown.session.report.data.interviews[:3] == ("d5", "d1", "d2")
