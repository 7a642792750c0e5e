"""The whole report of a comparison: shown as a page, made anew for a branch or a language, saved."""

from __future__ import annotations

from docx import Document
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import move_code
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.report_sheet import ReportSheet


def opened(bench) -> ReportSheet:
    bench.window.actions.trigger(ReliabilityAction.REPORT)
    bench.settle()
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ReportSheet) and one.isVisible()]
    return sheet


def closed(sheet: ReportSheet, bench) -> None:
    bench.settle()
    sheet.accept()


def test_the_report_holds_everything_behind_the_comparison(make_bench):
    bench = make_bench()
    sheet = opened(bench)
    captions = [table.caption for table in sheet.report.tables]
    assert any("each code" in caption for caption in captions)
    assert any("each interview" in caption for caption in captions)
    assert any("unitizing" in caption for caption in captions)
    assert any("NVivo" in caption for caption in captions)
    place = next(place for place, caption in enumerate(captions) if "other programs" in caption)
    sheet.captions.setCurrentRow(place)
    assert sheet.table.item(0, 0).text() == "MAXQDA"
    closed(sheet, bench)


def test_a_branch_adds_its_confusion_and_family(make_bench):
    bench = make_bench()
    for name in ("slow", "trust"):
        move_code(bench.project, bench.codes[name], bench.codes["unasked"], 0)
    bench.session.compute()
    bench.settle()
    sheet = opened(bench)
    assert sheet.domain.count() > 1
    sheet.domain.setCurrentIndex(sheet.domain.findData(bench.codes["unasked"]))
    sheet.domain.activated.emit(sheet.domain.currentIndex())
    bench.settle()
    captions = [table.caption for table in sheet.report.tables]
    sheet.captions.setCurrentRow(captions.index("Which code was taken for which"))
    # Negar down, Arash across: nothing, then slow and trust; in paragraph 1 Negar's trust is Arash's slow.
    names = [sheet.table.horizontalHeaderItem(column).text() for column in range(sheet.table.columnCount())]
    trust = next(row for row in range(sheet.table.rowCount()) if sheet.table.item(row, 0).text() == "trust")
    assert sheet.table.item(trust, names.index("slow")).text() == "1"
    assert any("unitizing family" in caption for caption in captions)
    closed(sheet, bench)


def test_the_report_is_saved_in_the_language_chosen(make_bench, dialogs, tmp_path):
    bench = make_bench()
    dialogs.target = tmp_path / "report"
    sheet = opened(bench)
    sheet.language.show_value("fa")
    sheet.language.picked.emit("fa")
    bench.settle()
    sheet.save()
    bench.settle()
    document = Document(str(tmp_path / "report.docx"))
    assert document.paragraphs[0].text == "توافق بین کدگذاران"
    assert sheet.notices.notice() is not None
    closed(sheet, bench)


def test_closing_while_it_is_made_is_no_error(make_bench):
    bench = make_bench()
    bench.window.actions.trigger(ReliabilityAction.REPORT)
    (sheet,) = [one for one in QApplication.topLevelWidgets() if isinstance(one, ReportSheet) and one.isVisible()]
    sheet.accept()
    bench.settle()
    QApplication.processEvents()
    assert bench.work.session.outcome is not None
