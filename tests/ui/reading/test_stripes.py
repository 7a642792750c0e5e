"""The stripes beside the text: codes let fall on them, cards, double clicks, the filter, categories that tint."""

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QToolTip

from qdatool.coding.coders import add_coder
from qdatool.coding.levels import find_level
from qdatool.coding.memos import MemoLink, MemoTarget, write_memo
from qdatool.coding.quotations import comment_quotation
from qdatool.coding.roles import MemoKind
from qdatool.ui.dragging import code_mime
from qdatool.ui.reading.session import Scope
from qdatool.ui.reading.stripe_filter import StripeFilter, read_filter
from qdatool.ui.transcript.margin import StripesMargin

WORDS = "هیچ سامانه‌ای نبود"
OTHER = "سه بار فرم"
NO_KEYS = Qt.KeyboardModifier.NoModifier
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def code(desk, words: str, label: str) -> int:
    """Code some words and return the quotation."""
    desk.select(words)
    desk.reading.loop.apply(desk.codes[label])
    return desk.view.selected_quotation()


def margin_of(desk) -> StripesMargin:
    return desk.view.findChild(StripesMargin)


def place_of(desk, label: str) -> QPoint:
    """Return a pixel of the margin on the stripe of a code."""
    margin = margin_of(desk)
    stripe = next(one for one in margin.stripes() if one.coding.code_id == desk.codes[label])
    return margin.on_screen(stripe.rect).center().toPoint()


def shown_codes(desk) -> set[int]:
    return {stripe.coding.code_id for stripe in margin_of(desk).stripes()}


def menu_of(desk) -> QMenu:
    desk.settle()
    return next(menu for menu in desk.reading.pane.findChildren(QMenu) if menu.isVisible())


def pick(menu: QMenu, words: str) -> None:
    """Choose the row of a menu that says some words."""
    row = next(action for action in menu.actions() if words in action.text())
    row.trigger()
    menu.close()


@pytest.mark.parametrize(("row", "expected"), [("Add", {"Slow repair", "Repeated forms"}), ("Put", {"Repeated forms"})])
def test_a_code_let_fall_on_a_stripe_joins_its_code_or_takes_its_place(desk, row, expected):
    code(desk, WORDS, "Slow repair")
    mime = code_mime(desk.codes["Repeated forms"], "Repeated forms")
    desk.drop(mime, margin_of(desk), place_of(desk, "Slow repair"))
    pick(menu_of(desk), row)
    assert {one.code_id for one in desk.codings()} == {desk.codes[label] for label in expected}
    desk.project.undo()
    assert [one.code_id for one in desk.codings()] == [desk.codes["Slow repair"]]


def test_a_code_is_not_let_fall_beside_the_stripes(desk):
    code(desk, WORDS, "Slow repair")
    mime = code_mime(desk.codes["Repeated forms"], "Repeated forms")
    event = desk.drop(mime, margin_of(desk), QPoint(margin_of(desk).width() // 2, margin_of(desk).height() - 3))
    assert not event.isAccepted() and len(desk.codings()) == 1


def test_a_drag_that_comes_in_beside_the_stripes_is_followed_to_one(desk):
    code(desk, WORDS, "Slow repair")
    mime = code_mime(desk.codes["Repeated forms"], "Repeated forms")
    at = QPoint(margin_of(desk).width() // 2, margin_of(desk).height() - 3)
    event = QDragEnterEvent(at, Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, NO_KEYS)
    QApplication.sendEvent(margin_of(desk), event)
    assert event.isAccepted()


def test_the_card_of_a_stripe_says_code_coder_comment_and_memo(desk):
    quotation = code(desk, WORDS, "Slow repair")
    comment_quotation(desk.project, quotation, "چرا «هیچ»؟")
    about = MemoLink(MemoTarget.QUOTATION, quotation)
    write_memo(desk.project, MemoKind.QUOTATION, "Compare **with** <b>interview</b> 2", title="", about=about)
    margin, at = margin_of(desk), place_of(desk, "Slow repair")
    QApplication.sendEvent(margin, QHelpEvent(QEvent.Type.ToolTip, at, margin.mapToGlobal(at)))
    card = QToolTip.text()
    QToolTip.hideText()
    for words in ("Slow repair", "Negar", "چرا «هیچ»؟", "Compare with &lt;b&gt;interview"):
        assert words in card


def test_a_double_click_on_a_stripe_lets_the_user_write_about_the_passage(desk):
    code(desk, WORDS, "Slow repair")
    QTest.mouseDClick(margin_of(desk), Qt.MouseButton.LeftButton, pos=place_of(desk, "Slow repair"))
    QApplication.processEvents()
    assert QApplication.focusWidget() is not desk.view
    assert not QApplication.focusWidget().isReadOnly()


def test_the_menu_of_a_stripe_acts_on_its_quotation(desk):
    code(desk, WORDS, "Slow repair")
    code(desk, OTHER, "Repeated forms")
    margin, at = margin_of(desk), place_of(desk, "Slow repair")
    QApplication.sendEvent(margin, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, margin.mapToGlobal(at)))
    pick(menu_of(desk), "Uncode")
    assert [one.code_id for one in desk.codings()] == [desk.codes["Repeated forms"]]


def test_the_filter_shows_stripes_of_a_branch_and_says_so(desk):
    code(desk, WORDS, "Slow repair")
    code(desk, OTHER, "Repeated forms")
    desk.reading.pane.set_filter(StripeFilter(branch_id=desk.codes["Lack of systems"]))
    assert shown_codes(desk) == {desk.codes["Repeated forms"]}
    assert "Lack of systems" in desk.reading.pane.filter_chip.text()
    QTest.mouseClick(desk.reading.pane.filter_chip, Qt.MouseButton.LeftButton)
    assert shown_codes(desk) == {desk.codes["Slow repair"], desk.codes["Repeated forms"]}
    assert not desk.reading.pane.filter_chip.isVisible()


def test_the_filter_by_level_and_by_coder(desk):
    code(desk, WORDS, "Slow repair")
    code(desk, OTHER, "Lack of systems")
    desk.project.coder_id = add_coder(desk.project, "Omid")
    code(desk, "همه چیز", "Staff take part")
    desk.reading.session.set_scope(Scope.ALL)
    desk.reading.pane.set_filter(StripeFilter(level_id=find_level(desk.project, "axial").id))
    assert shown_codes(desk) == {desk.codes["Lack of systems"]}
    desk.reading.pane.set_filter(StripeFilter(coder_id=desk.project.coder_id))
    assert shown_codes(desk) == {desk.codes["Staff take part"]}


def test_shift_f_offers_the_filter_and_the_chosen_branch(desk):
    code(desk, WORDS, "Slow repair")
    code(desk, OTHER, "Repeated forms")
    desk.settle()
    desk.tree.show_code(desk.codes["Moving on"])
    desk.view.setFocus()
    desk.letter("F", Qt.KeyboardModifier.ShiftModifier)
    pick(menu_of(desk), "Moving on")
    assert shown_codes(desk) == {desk.codes["Slow repair"]}


def test_tab_goes_through_what_the_filter_shows(desk):
    code(desk, WORDS, "Slow repair")
    code(desk, OTHER, "Repeated forms")
    desk.reading.pane.set_filter(StripeFilter(branch_id=desk.codes["Moving on"]))
    desk.view.place_caret(0)
    for _ in range(2):
        desk.key(Qt.Key.Key_Tab)
        assert desk.view.selected_coding().code_id == desk.codes["Slow repair"]


def test_coding_what_the_filter_hides_says_so_and_offers_to_show_it(desk):
    desk.reading.pane.set_filter(StripeFilter(branch_id=desk.codes["Moving on"]))
    code(desk, OTHER, "Repeated forms")
    notice = desk.window.notice()
    assert shown_codes(desk) == set() and "hidden by the filter" in notice.sentence
    notice.action.run()
    assert shown_codes(desk) == {desk.codes["Repeated forms"]}


def test_a_code_moved_out_of_the_branch_loses_its_stripe(desk):
    code(desk, OTHER, "Repeated forms")
    desk.reading.pane.set_filter(StripeFilter(branch_id=desk.codes["Lack of systems"]))
    desk.reading.code_acts.move((desk.codes["Repeated forms"],), desk.codes["Moving on"])
    assert shown_codes(desk) == set()


def test_a_branch_that_is_deleted_filters_no_longer(desk):
    code(desk, WORDS, "Slow repair")
    desk.reading.pane.set_filter(StripeFilter(branch_id=desk.codes["Staff take part"]))
    desk.reading.code_acts.delete((desk.codes["Staff take part"],))
    assert not desk.reading.pane.stripe_filter().is_on()
    assert shown_codes(desk) == {desk.codes["Slow repair"]}


def test_a_category_lets_the_passages_below_it_stand_out(desk):
    code(desk, WORDS, "Slow repair")
    code(desk, OTHER, "Repeated forms")
    desk.view.select_quotation(None)
    desk.tree.show_code(desk.codes["Staff take part"])
    desk.settle()
    assert desk.view.selected_quotation() is None
    plain = desk.view.viewport().grab().toImage()
    desk.tree.show_code(desk.codes["Lack of systems"])
    desk.settle()
    assert desk.view.viewport().grab().toImage() != plain


@pytest.mark.parametrize("written", ["", "1 2 3", "a b c d", "1 2 3 4 5"])
def test_a_filter_that_makes_no_sense_filters_nothing(written):
    assert read_filter(written) == StripeFilter()


def test_a_filter_is_read_as_it_was_written():
    shown = StripeFilter(level_id=2, round_id=7)
    assert read_filter(shown.written()) == shown
