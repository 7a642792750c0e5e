"""The disagreement browser: what is listed, decided with keys and mouse, explained, filtered and undone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from qdatool.coding.decisions import consensus_coder, list_decisions
from qdatool.coding.disputes import DecisionKind, DisputeKind
from qdatool.coding.quotations import codings_of_document
from qdatool.ui.reliability.session import Settled
from qdatool.ui.shell_actions import ShellAction
from tests.ui.reliability.conftest import TEXT


def kinds(bench):
    """Return the kinds of the disagreements listed, in order."""
    return [one.kind for one in bench.session.shown]


def consensus(bench):
    """Return (code, words) of every agreed coding of the first interview."""
    coder = consensus_coder(bench.project)
    names = {code_id: label for label, code_id in bench.codes.items()}
    if coder is None:
        return set()
    return {(names[one.code_id], TEXT[one.start : one.end]) for one in codings_of_document(bench.project, 1, coder)}


def test_the_disagreements_are_listed_in_document_and_text_order(bench):
    assert kinds(bench) == [
        DisputeKind.OTHER_CODE, DisputeKind.MISSED, DisputeKind.BOUNDARY, DisputeKind.MISSED,
    ]  # fmt: skip
    assert bench.work.disputes.rows.model().rowCount() == 4
    assert bench.session.dispute is bench.session.shown[0]


@pytest.mark.parametrize(
    ("key", "kind", "agreed"),
    [
        ("1", DecisionKind.FIRST, {("trust", "We all got along")}),
        ("2", DecisionKind.SECOND, {("slow", "We all got along")}),
        ("3", DecisionKind.BOTH, {("trust", "We all got along"), ("slow", "We all got along")}),
        ("0", DecisionKind.NEITHER, set()),
        ("d", DecisionKind.DISCUSS, set()),
    ],
)
def test_a_key_decides_and_makes_the_consensus_while_originals_stay(bench, key, kind, agreed):
    originals = {one.id for one in codings_of_document(bench.project, 1)}
    bench.key(key)
    assert bench.session.decision().kind is kind
    assert consensus(bench) == agreed | {("slow", "The system was slow")}
    assert originals <= {one.id for one in codings_of_document(bench.project, 1)}


def test_digits_of_a_persian_keyboard_decide_too(make_bench):
    bench = make_bench(language="fa")
    digit = QKeyEvent(QEvent.Type.KeyPress, 0x06F2, Qt.KeyboardModifier.NoModifier, "۲")
    QApplication.sendEvent(bench.work.disputes.rows, digit)
    assert bench.session.decision().kind is DecisionKind.SECOND


def test_the_same_key_again_leaves_it_open_and_undo_brings_it_back(bench):
    bench.key("1")
    bench.key("1")
    assert bench.session.decision() is None
    bench.window.actions.trigger(ShellAction.UNDO)
    assert bench.session.decision().kind is DecisionKind.FIRST
    bench.window.actions.trigger(ShellAction.UNDO)
    assert bench.session.decision() is None
    assert consensus(bench) == set()


def test_the_buttons_do_the_same_and_show_what_was_decided(bench):
    buttons = bench.work.page.buttons
    QTest.mouseClick(buttons[DecisionKind.SECOND], Qt.MouseButton.LeftButton)
    assert bench.session.decision().kind is DecisionKind.SECOND
    assert [kind for kind, button in buttons.items() if button.isChecked()] == [DecisionKind.SECOND]
    assert buttons[DecisionKind.FIRST].accessibleName() == "trust"


def test_arrows_and_letters_go_through_the_disagreements(bench):
    rows = bench.work.disputes.rows
    bench.key(Qt.Key.Key_Down)
    assert bench.session.dispute is bench.session.shown[1]
    bench.key("j")
    assert bench.session.dispute is bench.session.shown[2]
    bench.key("k")
    assert rows.currentIndex().row() == 1
    bench.key("0")
    bench.session.show(bench.session.shown[0])
    bench.key("o")
    assert bench.session.dispute is bench.session.shown[2]


def test_another_code_is_found_by_typing(bench):
    bench.key("n")
    for letter in "hope":
        bench.key(letter)
    bench.key(Qt.Key.Key_Return)
    assert bench.session.decision().kind is DecisionKind.NEW
    assert ("hope", "We all got along") in consensus(bench)
    assert bench.work.page.buttons[DecisionKind.NEW].accessibleName() == "hope"


def test_a_reason_typed_before_goes_with_the_decision_and_one_after_is_added(bench):
    bench.key("r")
    for letter in "clear":
        bench.key(letter)
    bench.key(Qt.Key.Key_Return)
    assert list_decisions(bench.project) == {}
    bench.key("1")
    assert bench.session.decision().reason == "clear"
    bench.key("r")
    bench.key("!")
    bench.key(Qt.Key.Key_Escape)
    assert bench.session.decision().reason == "clear!"
    assert bench.work.disputes.rows.hasFocus()


def test_digits_in_the_reason_are_words(bench):
    bench.key("r")
    bench.key("2")
    assert bench.session.decision() is None
    assert bench.work.page.reason.text() == "2"


def test_both_sides_show_the_same_words_with_their_own_passage(bench):
    page = bench.work.page
    bench.session.show(bench.session.shown[2])
    assert page.first.text.toPlainText() == page.second.text.toPlainText()
    assert "My manager trusted me" in page.first.text.toPlainText()
    assert page.first.chip.text() == page.second.chip.text() == "trust"
    bench.session.show(bench.session.shown[1])
    assert page.second.chip.text() == "(nothing)"


def test_each_paragraph_keeps_its_own_direction(bench):
    bench.session.show(bench.session.shown[3])
    card = bench.work.page.second
    assert card.text.document().firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"kind": DisputeKind.MISSED}, [1, 3]),
        ({"document_id": 2}, [3]),
        ({"settled": Settled.OPEN}, [1, 2, 3]),
        ({"settled": Settled.DECIDED}, [0]),
    ],
)
def test_the_list_is_filtered(bench, changes, expected):
    everything = list(bench.session.shown)
    bench.key("1")
    bench.session.set_filter(**changes)
    assert bench.session.shown == [everything[place] for place in expected]


def test_a_code_is_a_filter_and_chosen_again_it_is_none(bench):
    bench.work.results.codes.chosen.emit(bench.codes["unasked"])
    assert kinds(bench) == [DisputeKind.MISSED]
    bench.work.results.codes.chosen.emit(bench.codes["unasked"])
    assert len(bench.session.shown) == 4


def test_agreement_after_the_decisions_rises_and_goes_back_with_undo(bench):
    before, after = bench.session.before_and_after()
    assert before == after
    for _ in range(4):
        bench.key("1")
        bench.key("j")
    before, after = bench.session.before_and_after()
    assert after.kappa.value == 1.0 > before.kappa.value
    assert bench.session.settled_count() == 4
    bench.window.actions.trigger(ShellAction.UNDO)
    assert bench.session.before_and_after()[1].kappa.value < 1.0


def test_the_passage_opens_in_its_transcript(bench):
    bench.key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert bench.window.chosen_workspace().value == "code"


def test_everything_speaks_persian(make_bench):
    bench = make_bench(language="fa", theme="dark")
    assert bench.work.page.buttons[DecisionKind.NEITHER].accessibleName() == "هیچ‌کدام"
    assert bench.work.page.first.chip.text() == "اعتماد"
