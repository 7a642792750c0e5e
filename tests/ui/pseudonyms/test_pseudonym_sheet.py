"""Names are looked for, agreed to and replaced, by key and mouse, in Persian and English."""

import csv

import pytest
from PySide6.QtCore import QDeadlineTimer, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from qdatool.coding.documents import add_document, document_text, list_documents
from qdatool.coding.drafts import ImportedDocument
from qdatool.coding.participants import list_participants
from qdatool.coding.snapshots import list_snapshots, take_snapshot
from qdatool.text.turns import find_turns
from qdatool.ui.pseudonyms.sheet import PseudonymSheet
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import NoticeKind, WorkspaceId
from tests.builders import empty_project

TEXT = "پرسش: شما؟\nمریم: من مریم کاویانی هستم، ۰۹۱۲ ۳۴۵ ۶۷۸۹. مریمی هم بود.\n"


class Desk:
    """The window with the sheet open."""

    def __init__(self, window, dialogs, path, language):
        project = empty_project(path, coder="Negar")
        self.document = add_document(project, ImportedDocument("مریم", "مریم.docx", TEXT, find_turns(TEXT))).id
        project.close()
        self.window, self.dialogs = window, dialogs
        window.open_path(path)
        self.project = window.project()
        take_snapshot(self.project, "before")
        window.actions.trigger(ShellAction.PSEUDONYMISE)
        self.sheet = window.findChild(PseudonymSheet)
        self.tree = self.sheet.found.tree

    def look_for(self, names):
        self.sheet.wanted.names.setPlainText(names)
        QTest.mouseClick(self.sheet.search_button, Qt.MouseButton.LeftButton)
        deadline = QDeadlineTimer(20_000)
        while self.window.tasks.is_busy() or self.tree.topLevelItemCount() == 0:
            assert not deadline.hasExpired()
            QTest.qWait(5)
        QTest.qWait(5)

    def rows(self):
        found = []
        for i in range(self.tree.topLevelItemCount()):
            item = self.tree.topLevelItem(i)
            found.append((item.text(0), item.text(1), item.childCount(), item.checkState(0).name))
        return found

    def replace(self):
        QTest.mouseClick(self.sheet.replace_button, Qt.MouseButton.LeftButton)
        deadline = QDeadlineTimer(20_000)
        while self.window.tasks.is_busy():
            assert not deadline.hasExpired()
            QTest.qWait(5)
        QTest.qWait(5)


@pytest.fixture
def make_desk(make_window, dialogs, tmp_path):
    def _make(language="en"):
        return Desk(make_window(language=language), dialogs, tmp_path / "study.qdatool", language)

    return _make


@pytest.mark.parametrize("language,pseudonym", [("en", "Participant 1"), ("fa", "شرکت‌کنندهٔ ۱")])
def test_what_is_found_stands_by_person_and_kind(make_desk, language, pseudonym):
    desk = make_desk(language)
    desk.look_for("مریم کاویانی / مریم")
    phones = {"en": ("Phone numbers", "[Phone]"), "fa": ("شماره‌های تلفن", "[تلفن]")}[language]
    assert desk.rows() == [
        ("مریم کاویانی / مریم", pseudonym, 5, "PartiallyChecked"),
        (*phones, 1, "Checked"),
    ]
    assert (desk.sheet.found.ticked(), desk.sheet.found.left()) == (5, 1)
    desk.sheet.close()


def test_a_number_is_not_given_to_a_second_person(make_desk, tmp_path):
    desk = make_desk("fa")
    desk.look_for("مریم")
    desk.dialogs.target = tmp_path / "who.csv"
    desk.replace()
    desk.window.actions.trigger(ShellAction.PSEUDONYMISE)
    desk.sheet = desk.window.findChild(PseudonymSheet)
    desk.tree = desk.sheet.found.tree
    desk.look_for("کاویانی")
    assert desk.rows()[0][1] == "شرکت‌کنندهٔ ۲"
    desk.sheet.close()


def test_the_key_is_written_and_the_names_are_gone(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم کاویانی / مریم = P1")
    desk.tree.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    QApplication.processEvents()
    desk.dialogs.target = tmp_path / "who.csv"
    desk.replace()
    text = document_text(desk.project, desk.document)
    assert text == "پرسش: شما؟\nP1: من P1 هستم، [Phone]. P1ی هم بود.\n"
    assert [one.name for one in list_documents(desk.project)] == ["P1"]
    with (tmp_path / "who.csv").open(encoding="utf-8-sig") as file:
        rows = list(csv.reader(file))
    assert rows[0] == ["name", "pseudonym", "count"]
    assert ["مریم کاویانی", "P1", "1"] in rows and ["۰۹۱۲ ۳۴۵ ۶۷۸۹", "[Phone]", "1"] in rows
    assert desk.window.notice().kind is NoticeKind.OK
    assert list_snapshots(desk.project.path) == []
    desk.window.close_project()
    assert "مریم".encode() not in (tmp_path / "study.qdatool").read_bytes()


def test_what_is_stopped_while_names_are_replaced_changes_nothing(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم")
    desk.dialogs.target = tmp_path / "who.csv"
    QTest.mouseClick(desk.sheet.replace_button, Qt.MouseButton.LeftButton)
    assert not desk.sheet.replace_button.isEnabled()
    desk.window.tasks.cancel()
    deadline = QDeadlineTimer(20_000)
    while desk.window.tasks.is_busy() or not desk.sheet.replace_button.isEnabled():
        assert not deadline.hasExpired()
        QTest.qWait(5)
    assert document_text(desk.project, desk.document) == TEXT
    assert not (tmp_path / "who.csv").exists()
    desk.replace()
    assert "مریم:" not in document_text(desk.project, desk.document)


def test_the_transcript_on_the_screen_follows(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم")
    desk.dialogs.target = tmp_path / "who.csv"
    desk.replace()
    reading = desk.window.workspace(WorkspaceId.CODE)
    assert "Participant 1" in reading.session.text() and "مریم:" not in reading.session.text()


def test_what_is_not_ticked_stays_and_is_said(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم")
    desk.tree.topLevelItem(1).setCheckState(0, Qt.CheckState.Unchecked)
    desk.sheet.found.snapshots.setChecked(False)
    desk.dialogs.target = tmp_path / "who.csv"
    desk.replace()
    assert "۰۹۱۲ ۳۴۵ ۶۷۸۹" in document_text(desk.project, desk.document)
    assert desk.window.notice().kind is NoticeKind.WARNING
    assert "Left as they are: 2." in desk.window.notice().sentence
    copies = len(list_snapshots(desk.project.path))
    assert copies and f"Snapshots that still hold the names: {copies}." in desk.window.notice().sentence


def test_a_pseudonym_is_changed_with_the_keyboard(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم")
    desk.tree.setFocus()
    QTest.keyClick(desk.tree, Qt.Key.Key_Return)
    editor = desk.tree.findChild(QLineEdit)
    editor.setText("خانم م")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QApplication.processEvents()
    desk.dialogs.target = tmp_path / "who"
    desk.replace()
    assert "خانم م: من خانم م کاویانی" in document_text(desk.project, desk.document)
    assert (tmp_path / "who.csv").is_file()


def test_turning_away_changes_nothing(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم")
    desk.replace()  # no place for the key is chosen
    assert document_text(desk.project, desk.document) == TEXT
    desk.dialogs.target, desk.dialogs.confirms = tmp_path / "who.csv", False
    desk.replace()
    assert document_text(desk.project, desk.document) == TEXT
    assert not (tmp_path / "who.csv").exists()
    desk.sheet.close()


def test_a_key_that_cannot_be_written_stops_everything(make_desk, tmp_path):
    desk = make_desk()
    desk.look_for("مریم")
    desk.dialogs.target = tmp_path / "nowhere" / "who.csv"
    desk.replace()
    assert document_text(desk.project, desk.document) == TEXT
    assert desk.sheet.notices.notice().kind is NoticeKind.ERROR
    desk.sheet.close()


def test_closing_during_a_search_ends_it_in_peace(make_desk):
    desk = make_desk()
    desk.sheet.wanted.names.setPlainText("مریم")
    QTest.mouseClick(desk.sheet.search_button, Qt.MouseButton.LeftButton)
    assert not desk.sheet.search_button.isEnabled()
    QTest.keyClick(desk.sheet, Qt.Key.Key_Escape)
    deadline = QDeadlineTimer(20_000)
    while desk.window.tasks.is_busy():
        assert not deadline.hasExpired()
        QTest.qWait(5)
    QTest.qWait(5)
    assert document_text(desk.project, desk.document) == TEXT


def test_names_come_from_a_csv_file(make_desk, tmp_path):
    file = tmp_path / "names.csv"
    file.write_text("name,pseudonym\nمریم,م۱\nمینا,\n", encoding="utf-8")
    desk = make_desk()
    desk.dialogs.files = [file]
    QTest.mouseClick(desk.sheet.wanted.file_button, Qt.MouseButton.LeftButton)
    assert desk.sheet.wanted.names.toPlainText() == "مریم = م۱\nمینا"
    desk.sheet.close()


def test_without_names_and_kinds_there_is_nothing_to_look_for(make_desk):
    desk = make_desk()
    for box in desk.sheet.wanted.kinds.values():
        box.setChecked(False)
    assert not desk.sheet.search_button.isEnabled()
    desk.sheet.wanted.names.setPlainText("مریم")
    assert desk.sheet.search_button.isEnabled()
    desk.sheet.close()


def test_participants_are_renamed_too(make_desk, tmp_path):
    from qdatool.coding.drafts import ParticipantRow
    from qdatool.coding.participants import import_participants

    desk = make_desk()
    import_participants(desk.project, [ParticipantRow(2, "مریم", "مریم", {})])
    desk.look_for("مریم")
    desk.dialogs.target = tmp_path / "who.csv"
    desk.replace()
    assert [one.name for one in list_participants(desk.project)] == ["Participant 1"]
