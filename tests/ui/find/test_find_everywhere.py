"""Finding in the whole project: typed, listed in context, jumped to, come back from, and coded at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QDeadlineTimer, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.codes import CodeDraft, Definition, create_code, define_code
from qdatool.coding.memos import MemoLink, MemoTarget, write_memo
from qdatool.coding.project import Project
from qdatool.coding.quotations import codings_of_document
from qdatool.coding.roles import MemoKind
from qdatool.text.spans import Span
from qdatool.ui.controls import LinkButton, SentenceText
from qdatool.ui.find.context import context_of, draw_in_columns
from qdatool.ui.find.hit_rows import GroupRow, HitRole, HitRow
from qdatool.ui.find.workspace import FindWorkspace
from qdatool.ui.main_window import MainWindow
from qdatool.ui.reading.workspace import ReadingWorkspace
from qdatool.ui.workspace import WorkspaceId
from tests.builders import add_text, empty_project

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PLAIN = Qt.KeyboardModifier.NoModifier

FIRST = "م۱: سامانه نبود. از سامانه‌ها می‌ترسیدیم! 😀 بعد درست شد.\nپرسشگر: چرا؟\n"
SECOND = "P2: The system came late. A systemic fault, they said.\n"


@dataclass
class Hall:
    """A window with Find open on a project of two transcripts, two codes and a memo."""

    window: MainWindow
    project: Project
    find: FindWorkspace
    first: int
    second: int
    code: int

    @property
    def reading(self) -> ReadingWorkspace:
        return self.window.workspace(WorkspaceId.CODE)

    def key(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN, text: str = "") -> None:
        """Press a key where the keyboard is."""
        focused = QApplication.focusWidget()
        assert focused is not None, "nothing has the keyboard"
        QApplication.sendEvent(focused, QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text))
        QApplication.processEvents()

    def look_for(self, words: str) -> None:
        """Type words and wait until everything is listed."""
        self.find.row.field.clear()
        self.find.row.field.insert(words)
        self.wait()

    def wait(self) -> None:
        deadline = QDeadlineTimer(5_000)
        QTest.qWait(1)
        while self.find.is_going_on():
            assert not deadline.hasExpired(), "the search does not end"
            QTest.qWait(2)

    def rows(self) -> list[str]:
        """Return the list as a screen reader hears it."""
        model = self.find.list.hits
        rows = (model.index(i).data() for i in range(model.rowCount()))
        return [row.replace("\u2068", "").replace("\u2069", "") for row in rows]

    def hits(self) -> list[int]:
        """Return the numbers of the rows that are hits."""
        model = self.find.list.hits
        return [i for i in range(model.rowCount()) if isinstance(model.index(i).data(HitRole.ROW), HitRow)]

    def go(self, row: int) -> None:
        """Put the keyboard on a row."""
        self.find.list.setFocus()
        self.find.list.setCurrentIndex(self.find.list.hits.index(row))

    def click(self, row: int, x: int) -> None:
        """Click in a row, ``x`` pixels from its reading start."""
        place = self.find.list.visualRect(self.find.list.hits.index(row))
        is_mirrored = self.find.list.layoutDirection() == Qt.LayoutDirection.RightToLeft
        point = QPoint(place.right() - x if is_mirrored else place.left() + x, place.center().y())
        QTest.mouseClick(self.find.list.viewport(), Qt.MouseButton.LeftButton, PLAIN, point)


MakeHall = Callable[..., Hall]


@pytest.fixture
def make_hall(make_window: Callable[..., MainWindow], tmp_path: Path) -> MakeHall:
    def _make(language: str = "en") -> Hall:
        path = tmp_path / "study.qdatool"
        with empty_project(path, coder="Negar") as project:
            first, second = add_text(project, FIRST, "مصاحبه ۱"), add_text(project, SECOND, "Interview 2")
            code = create_code(project, CodeDraft("نبود سامانه", labels={"en": "No system"}))
            define_code(project, code, Definition("نبود یک سامانهٔ یکپارچه"))
            create_code(project, CodeDraft("امید"))
            about = MemoLink(MemoTarget.CODE, code)
            write_memo(project, MemoKind.CODE, "سامانه یعنی چه؟", title="پرسش", about=about)
            project.forget_undo()
        window = make_window(language=language)
        window.open_path(path)
        window.show_workspace(WorkspaceId.FIND)
        QApplication.processEvents()
        return Hall(window, window.project(), window.workspace(WorkspaceId.FIND), first, second, code)

    return _make


@pytest.fixture
def hall(make_hall: MakeHall) -> Hall:
    return make_hall()


def test_hits_come_as_one_types_grouped_and_in_context(hall: Hall):
    hall.look_for("سامانه")
    assert hall.rows() == [
        "Codes: 2 hits",
        "نبود سامانه",
        "نبود یک سامانهٔ یکپارچه",
        "Memos: 1 hits",
        "سامانه یعنی چه؟",
        "مصاحبه ۱: 2 hits",
        "م۱: سامانه نبود. از سامانه‌ها می‌ترسیدیم! 😀 بعد درست شد.",
        "م۱: سامانه نبود. از سامانه‌ها می‌ترسیدیم! 😀 بعد درست شد.",
    ]


def test_arabic_letters_and_joiners_make_no_difference(hall: Hall):
    hall.look_for("مي ترسيديم")
    assert hall.rows()[0] == "مصاحبه ۱: 1 hits"


def test_tabs_filter_by_kind_and_count(hall: Hall):
    hall.look_for("سامانه")
    tabs = hall.find.tabs
    assert [tabs.tabText(i) for i in range(tabs.count())] == ["All 5", "Transcripts 2", "Memos 1", "Codes 2"]
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, PLAIN, tabs.tabRect(1).center())
    assert len(hall.hits()) == 2
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, PLAIN, tabs.tabRect(3).center())
    assert hall.rows()[0] == "Codes: 2 hits"


def test_enter_goes_to_the_hits_and_enter_again_to_the_passage_and_back(hall: Hall):
    hall.look_for("systemic")
    hall.find.row.field.setFocus()
    hall.key(Qt.Key.Key_Return)
    assert hall.find.list.hasFocus()
    hall.key(Qt.Key.Key_Return)
    assert hall.window.chosen_workspace() is WorkspaceId.CODE
    view = hall.reading.pane.view
    assert view.hasFocus()
    assert view.selection_span().cut(SECOND) == "systemic"
    hall.key(Qt.Key.Key_BracketLeft, CTRL)
    assert hall.window.chosen_workspace() is WorkspaceId.FIND
    assert hall.find.list.hasFocus()
    assert hall.find.row.field.text() == "systemic"


def test_alt_left_goes_back_where_it_moves_no_edge(hall: Hall):
    hall.look_for("no system")
    hall.go(hall.hits()[0])
    hall.key(Qt.Key.Key_Return)
    hall.reading.codes.tree.setFocus()
    hall.key(Qt.Key.Key_Left, ALT)
    assert hall.window.chosen_workspace() is WorkspaceId.FIND


def test_ctrl_shift_f_on_the_hit_leads_back_to_the_list_as_it_was(hall: Hall):
    hall.look_for("system")
    row = hall.hits()[-1]
    hall.go(row)
    hall.key(Qt.Key.Key_Return)
    assert hall.reading.pane.view.selection_span().cut(SECOND) == "system"
    hall.key(Qt.Key.Key_F, CTRL | SHIFT)
    assert hall.find.list.hasFocus()
    assert hall.find.list.currentIndex().row() == row


def test_f4_goes_from_hit_to_hit_through_all_documents(hall: Hall):
    hall.look_for(r"چرا|system")
    QTest.mouseClick(hall.find.row.pattern, Qt.MouseButton.LeftButton)
    hall.wait()
    tabs = hall.find.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, PLAIN, tabs.tabRect(1).center())
    places = []
    for _ in range(4):
        hall.key(Qt.Key.Key_F4)
        places.append((hall.reading.session.document_id, hall.reading.pane.view.selection_span().start))
    system = [SECOND.index("system"), SECOND.index("systemic")]
    expected = [(hall.first, FIRST.index("چرا")), *((hall.second, start) for start in system)]
    assert places == [*expected, expected[0]]
    hall.key(Qt.Key.Key_F4, SHIFT)
    assert hall.reading.pane.view.selection_span().start == system[1]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_a_click_on_a_hit_shows_it_behind_an_emoji_too(make_hall: MakeHall, language: str):
    hall = make_hall(language)
    hall.look_for("درست")
    hall.click(hall.hits()[0], 200)
    view = hall.reading.pane.view
    assert view.selection_span().cut(FIRST) == "درست"


def test_a_double_click_shows_the_hit_and_nothing_else(hall: Hall):
    hall.look_for("late")
    hall.click(hall.hits()[0], 200)
    view = hall.reading.pane.view
    elsewhere = QPointF(view.viewport().rect().center())
    second = QMouseEvent(
        QEvent.Type.MouseButtonDblClick,
        elsewhere,
        view.viewport().mapToGlobal(elsewhere),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        PLAIN,
    )
    QApplication.sendEvent(view.viewport(), second)
    assert view.selection_span().cut(SECOND) == "late"
    place = view.span_rect(Span(0, 12)).center()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, PLAIN, view.viewport().mapFrom(view, place))
    assert view.selection_span().cut(SECOND) != "late"


def test_a_hit_in_a_code_shows_the_code(hall: Hall):
    hall.look_for("no system")
    hall.go(hall.hits()[0])
    hall.key(Qt.Key.Key_Return)
    assert hall.reading.codes.tree.present_code() == hall.code


def test_a_hit_in_a_memo_shows_the_memo(hall: Hall):
    hall.look_for("یعنی چه")
    hall.go(hall.hits()[0])
    hall.key(Qt.Key.Key_Return)
    assert hall.window.chosen_workspace() is WorkspaceId.MEMOS


def test_ctrl_shift_f_looks_for_the_selected_words_from_anywhere(hall: Hall):
    hall.window.show_workspace(WorkspaceId.CODE)
    view = hall.reading.pane.view
    hall.reading.session.open_document(hall.second)
    view.setFocus()
    start = SECOND.index("late")
    view.select_span(Span(start, start + 4))
    hall.key(Qt.Key.Key_F, CTRL | SHIFT)
    assert hall.find.row.field.text() == "late"
    assert hall.find.row.field.hasFocus()
    hall.wait()
    assert len(hall.hits()) == 1


def test_ctrl_shift_f_takes_the_query_of_the_find_bar_along(hall: Hall):
    hall.window.show_workspace(WorkspaceId.CODE)
    hall.reading.pane.view.setFocus()
    hall.key(Qt.Key.Key_F, CTRL)
    for character in "late":
        hall.key(Qt.Key(ord(character.upper())), text=character)
    hall.key(Qt.Key.Key_F, CTRL | SHIFT)
    assert hall.find.row.field.text() == "late"


def test_the_find_bar_leads_to_the_whole_project(hall: Hall):
    hall.window.show_workspace(WorkspaceId.CODE)
    hall.reading.find.open()
    hall.reading.find.bar.row.field.setText("late")
    link = next(one for one in hall.reading.find.bar.findChildren(LinkButton))
    QTest.mouseClick(link, Qt.MouseButton.LeftButton)
    assert hall.window.chosen_workspace() is WorkspaceId.FIND
    assert hall.find.row.field.text() == "late"


def test_a_tab_without_hits_says_so(hall: Hall):
    hall.look_for("late")
    tabs = hall.find.tabs
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, PLAIN, tabs.tabRect(2).center())
    assert not hall.find.list.isVisible()
    QTest.mouseClick(tabs, Qt.MouseButton.LeftButton, PLAIN, tabs.tabRect(0).center())
    assert hall.find.list.isVisible()


def test_whole_words_and_patterns(hall: Hall):
    hall.look_for("system")
    assert len(hall.hits()) == 3
    QTest.mouseClick(hall.find.row.whole_word, Qt.MouseButton.LeftButton)
    hall.wait()
    assert len(hall.hits()) == 2
    QTest.mouseClick(hall.find.row.pattern, Qt.MouseButton.LeftButton)
    hall.look_for(r"syst\w+ic")
    assert len(hall.hits()) == 1


def test_a_broken_pattern_is_one_sentence_in_place_of_the_hits(hall: Hall):
    QTest.mouseClick(hall.find.row.pattern, Qt.MouseButton.LeftButton)
    hall.look_for("(")
    assert "is not a regular expression" in hall.find.widget.said()
    hall.look_for("late")
    assert len(hall.hits()) == 1


def test_a_group_is_closed_and_opened(hall: Hall):
    hall.look_for("سامانه")
    count = len(hall.rows())
    hall.click(0, 60)
    assert len(hall.rows()) == count - 2
    hall.go(0)
    hall.key(Qt.Key.Key_Return)
    assert len(hall.rows()) == count


def test_ticked_hits_are_coded_by_sentence_in_one_step(hall: Hall):
    hall.look_for("سامانه")
    hall.go(hall.hits()[0])
    hall.key(Qt.Key.Key_A, CTRL)
    hall.key(Qt.Key.Key_Return, CTRL)
    for character in "امید":
        hall.key(Qt.Key(ord(character)), text=character)
    hall.key(Qt.Key.Key_Return)
    coded = [FIRST[one.start : one.end] for one in codings_of_document(hall.project, hall.first)]
    assert coded == ["سامانه نبود.", "از سامانه‌ها می‌ترسیدیم!"]
    assert "2 passages" in hall.window.notice().sentence
    assert hall.find.list.hits.ticked() == []
    hall.key(Qt.Key.Key_Z, CTRL)
    assert codings_of_document(hall.project, hall.first) == ()


def test_a_tick_box_ticks_one_hit_or_a_whole_document(hall: Hall):
    hall.look_for("system")
    model = hall.find.list.hits
    heading = next(i for i in range(model.rowCount()) if hall.rows()[i].startswith("Interview 2"))
    hall.click(heading + 1, 20)
    assert [hit.span.start for hit in model.ticked()] == [SECOND.index("system")]
    hall.click(heading, 20)
    assert len(model.ticked()) == 2
    hall.go(heading + 1)
    hall.key(Qt.Key.Key_Space)
    assert [hit.span.start for hit in model.ticked()] == [SECOND.index("systemic")]
    assert hall.window.chosen_workspace() is WorkspaceId.FIND


def test_what_changes_elsewhere_is_looked_for_again(hall: Hall):
    hall.look_for("امید")
    assert len(hall.hits()) == 1
    create_code(hall.project, CodeDraft("ناامیدی"))
    hall.wait()
    assert len(hall.hits()) == 2


def test_undo_keeps_the_place_in_the_list(hall: Hall):
    hall.look_for("سامانه")
    hall.go(hall.hits()[3])
    kept = hall.find.list.present_hit()
    create_code(hall.project, CodeDraft("سامانهٔ تازه"))
    hall.wait()
    assert hall.find.list.present_hit() == kept


def test_what_is_read_only_is_found_but_not_coded(hall: Hall):
    path = hall.project.path
    hall.window.close_project()
    hall.window.open_path(path, read_only=True)
    hall.window.show_workspace(WorkspaceId.FIND)
    hall.look_for("late")
    assert len(hall.hits()) == 1
    assert not hall.find.bar.isVisible()


def test_nothing_found_is_said(hall: Hall):
    hall.look_for("ژژژ")
    said = [label.accessibleName() for label in hall.find.widget.findChildren(SentenceText) if label.isVisible()]
    assert said == ["Nothing was found. Letters, digits, diacritics and case make no difference."]


def test_the_language_is_followed(hall: Hall):
    hall.look_for("سامانه")
    hall.window._choose_language("fa")
    assert hall.find.tabs.tabText(0) == "همه ۵"
    hall.window._choose_language("en")


def ink_beside(text: str, words: str) -> tuple[int, int]:
    """Draw a context of only the words before a hit, or only those behind it; return ink left and right of the hit."""
    image = QImage(600, 30, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    start = text.index(words)
    painter = QPainter(image)
    draw_in_columns(painter, image.rect().toRectF(), context_of(text, Span(start, start + len(words))), "#FFFFFF")
    painter.end()
    dark = [x for x in range(600) if any(image.pixelColor(x, y).lightness() < 200 for y in range(30))]
    return sum(x < 270 for x in dark), sum(x > 330 for x in dark)


def test_words_before_a_hit_stand_on_their_own_reading_side():
    left, right = ink_beside("پیش از این واژه‌های بسیاری آمده است: سامانه", "سامانه")
    assert (left == 0, right > 0) == (True, True)
    left, right = ink_beside("Many words have come before this one: system", "system")
    assert (left > 0, right == 0) == (True, True)


def test_groups_have_no_hit(hall: Hall):
    hall.look_for("سامانه")
    hall.go(0)
    assert isinstance(hall.find.list.currentIndex().data(HitRole.ROW), GroupRow)
    assert hall.find.list.present_hit() is None
