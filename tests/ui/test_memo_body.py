"""The text of a memo: what Qt holds is what is kept, typed and pasted in Persian and English."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextDocument
from PySide6.QtTest import QTest

from qdatool.coding.things import Thing
from qdatool.text.memo_markup import Block, BlockKind, LinkKind, LinkTarget, Run, read_markup, tidy
from qdatool.ui.memo_actions import MemoAction
from qdatool.ui.memo_body import MemoBody
from qdatool.ui.memo_document import fill_document, read_document

CODE = LinkTarget(LinkKind.CODE, "00ff")
PIECES = [*"ab *[]#-\\", "می\u200cرود", "ي", "۱", "«", "\u00a0", "😀", "علی\u200cرضا"]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)
RUNS = st.builds(Run, TEXTS, st.booleans(), st.booleans(), st.sampled_from([None, None, CODE]))
WRITTEN = st.builds(
    Block,
    st.sampled_from([BlockKind.PARAGRAPH, BlockKind.BULLET]),
    st.lists(RUNS, max_size=4).map(tuple),
)
HEADINGS = st.builds(Block, st.just(BlockKind.SUBHEADING), TEXTS.map(lambda text: (Run(text),)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.one_of(WRITTEN, HEADINGS), min_size=1, max_size=4))
def test_a_document_holds_what_it_was_given(qapp, blocks):
    document = QTextDocument()
    fill_document(document, blocks)
    assert read_document(document) == tuple(_kept(tidy(block)) for block in blocks)


def _kept(block):
    """Return a paragraph without the runs that no document can hold: those of nothing."""
    return tidy(Block(block.kind, tuple(run for run in block.runs if run.text or run.target)))


@pytest.fixture
def body(qapp, qtbot):
    widget = MemoBody()
    qtbot.addWidget(widget)
    widget.resize(500, 300)
    widget.show()
    widget.activateWindow()
    widget.setFocus()
    return widget


def type_words(body, words):
    QTest.keyClicks(body, words)


def paste(body, *, html="", text=""):
    data = QMimeData()
    if html:
        data.setHtml(html)
    if text:
        data.setText(text)
    body.insertFromMimeData(data)


def test_typed_marks_become_headings_and_lists(body):
    type_words(body, "# Trust")
    QTest.keyClick(body, Qt.Key.Key_Return)
    type_words(body, "- one")
    QTest.keyClick(body, Qt.Key.Key_Return)
    type_words(body, "two")
    QTest.keyClick(body, Qt.Key.Key_Return)
    QTest.keyClick(body, Qt.Key.Key_Return)
    type_words(body, "plain")
    assert body.markup() == "# Trust\n- one\n- two\nplain"


def test_backspace_at_the_start_makes_a_heading_plain(body):
    type_words(body, "## Trust")
    QTest.keyClick(body, Qt.Key.Key_Home)
    QTest.keyClick(body, Qt.Key.Key_Backspace)
    assert body.markup() == "Trust"


def test_bold_and_italic_stand_round_the_words_that_were_chosen(body):
    body.show_markup("یک سخن مهم")
    cursor = body.textCursor()
    cursor.setPosition(3)
    cursor.setPosition(6, cursor.MoveMode.KeepAnchor)
    body.setTextCursor(cursor)
    body.do_memo_action(MemoAction.BOLD)
    assert body.markup() == "یک **سخن** مهم"
    body.do_memo_action(MemoAction.BOLD)
    body.do_memo_action(MemoAction.ITALIC)
    assert body.markup() == "یک *سخن* مهم"


def test_undo_takes_back_what_was_typed_with_its_direction(body):
    body.show_markup("سلام")
    body.moveCursor(body.textCursor().MoveOperation.End)
    type_words(body, " and much more English here")
    assert body.document().begin().blockFormat().layoutDirection() == Qt.LayoutDirection.LeftToRight
    for _ in range(4):
        if body.document().isUndoAvailable():
            body.undo()
    assert body.markup() == "سلام"
    assert body.document().begin().blockFormat().layoutDirection() == Qt.LayoutDirection.RightToLeft
    for _ in range(4):
        body.redo()
    assert body.markup() == "سلام and much more English here"


def test_paragraphs_run_each_its_own_way(body):
    body.show_markup("فارسی است\nEnglish it is\n")
    directions = []
    block = body.document().begin()
    while block.isValid():
        directions.append(block.blockFormat().layoutDirection().name)
        block = block.next()
    assert directions == ["RightToLeft", "LeftToRight", "LeftToRight"]


def test_two_brackets_ask_for_a_link_and_leave_nothing(body, qtbot):
    type_words(body, "see ")
    with qtbot.waitSignal(body.link_wanted, timeout=500):
        type_words(body, "[[")
    assert body.markup() == "see "


def test_a_link_is_one_letter_and_what_follows_it_is_text(body):
    thing = Thing("code", 7, "00ff", ("اعتماد",), "#137B5E")
    body.set_names(lambda target: thing)
    type_words(body, "see ")
    body.insert_link_to(thing)
    type_words(body, " now")
    assert body.markup() == "see [اعتماد](code:00ff) now"
    for _ in range(5):
        QTest.keyClick(body, Qt.Key.Key_Backspace)
    assert body.markup() == "see "


def test_a_link_is_followed_with_the_keyboard_and_the_mouse(body, qtbot):
    thing = Thing("code", 7, "00ff", ("Trust",), "#137B5E")
    body.set_names(lambda target: thing)
    body.show_markup("[Trust](code:00ff) and more")
    with qtbot.waitSignal(body.jump_asked, timeout=500) as asked:
        body.do_memo_action(MemoAction.OPEN_LINK)
    assert asked.args == [thing]
    place = body.cursorRect().center()
    place.setX(place.x() + 12)
    with qtbot.waitSignal(body.jump_asked, timeout=500):
        QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    asked = []
    body.jump_asked.connect(asked.append)
    place = body.cursorRect(cursor).center()
    QTest.mouseClick(body.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
    assert asked == []


WORD = """<html><head><style>p.MsoNormal{font-size:11pt}</style></head><body>
<!--StartFragment--><h1 style='color:red'>Trust</h1>
<p class=MsoNormal style='font-family:Arial;color:blue'>It <b>grows</b>&nbsp;<i>slowly</i>,
<a href="http://x.example">see</a>
<img src="file:///nowhere.png"></p>
<p class=MsoListParagraph style='text-indent:-18pt'><span>·<span style='font:7pt "Times"'>&nbsp;&nbsp;
</span></span>first</p>
<p class=MsoListParagraph dir=RTL><span>·&nbsp;&nbsp;</span>می‌رود</p>
<ul><li>a</li><li><b>b</b></li></ul><p>&nbsp;</p>
<!--EndFragment--></body></html>"""


def test_what_comes_from_word_is_cleaned(body):
    paste(body, html=WORD)
    assert body.markup() == "# Trust\nIt **grows** *slowly*, see\n- first\n- می‌رود\n- a\n- **b**"


def test_pasted_lines_are_paragraphs_as_they_are(body):
    paste(body, text="یک\r\n- دو\n\nسه")
    assert body.markup() == "یک\n\\- دو\n\nسه"


def test_what_is_copied_from_a_memo_keeps_its_links(body):
    memo = "# H\n**a** [Trust](code:00ff) b"
    body.show_markup(memo)
    body.selectAll()
    copied = body.createMimeDataFromSelection()
    assert copied.text() == "H\na Trust b"
    body.show_markup("")
    body.insertFromMimeData(copied)
    assert read_markup(body.markup()) == read_markup(memo)


def test_what_is_copied_for_a_word_processor_keeps_its_looks_and_the_present_names(body):
    body.set_names(lambda target: Thing("code", 7, "00ff", ("اکنون <نام>",), "#137B5E"))
    body.show_markup("# عنوان\n- **a**\n- b\n*c* [پیشین](code:00ff)")
    body.selectAll()
    assert body.createMimeDataFromSelection().text() == "عنوان\na\nb\nc اکنون <نام>"
    assert body.createMimeDataFromSelection().html() == (
        '<h1 dir="rtl">عنوان</h1><ul><li dir="ltr"><b>a</b></li><li dir="ltr">b</li></ul>'
        '<p dir="rtl"><i>c</i> اکنون &lt;نام&gt;</p>'
    )


def test_a_link_to_what_is_gone_keeps_its_words(body):
    body.show_markup("[پیشین](code:00ff)")
    body.selectAll()
    assert "پیشین" in body.createMimeDataFromSelection().html()


def test_a_renamed_code_shows_in_its_links(body):
    names = {"now": Thing("code", 7, "00ff", ("قدیم",), "#137B5E")}
    body.set_names(lambda target: names["now"])
    body.show_markup("[قدیم](code:00ff)")
    before = body.cursorRect().x(), _end(body)
    names["now"] = Thing("code", 7, "00ff", ("نامی بسیار بلندتر از پیش",), "#137B5E")
    body.refresh_links()
    assert _end(body) < before[1] - 40
    assert body.markup() == "[قدیم](code:00ff)"


def _end(body):
    cursor = body.textCursor()
    cursor.movePosition(cursor.MoveOperation.End)
    return body.cursorRect(cursor).x()
