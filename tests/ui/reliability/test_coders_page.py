"""Coders and rounds: adding, renaming, switching, blindness, progress and the sample."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from qdatool.coding.coders import list_coders, list_rounds, mark_finished
from qdatool.coding.drawing import list_drawn
from qdatool.ui.name_field import NameField
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.coders_page import CoderRow, RoundRow
from qdatool.ui.reliability.workspace import Page


@pytest.fixture
def page(bench):
    bench.work.show_page(Page.CODERS)
    return bench.work.coders


def rows(card, kind):
    """Return the rows of a card that are there now."""
    QApplication.processEvents()
    return [row for row in card.findChildren(kind) if not row.isHidden()]


def type_name(page, name):
    """Type a name into the field that lies over the page, and confirm it."""
    field = page.findChild(NameField).findChild(QLineEdit)
    if name is not None:
        field.setText(name)
    QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_coder_is_added_by_name(bench, page):
    bench.window.actions.trigger(ReliabilityAction.ADD_CODER)
    type_name(page, "Sima")
    assert [one.name for one in list_coders(bench.project)] == ["Negar", "Arash", "Sima"]
    assert len(rows(page.coders, CoderRow)) == 3


def test_a_round_takes_the_usual_name_when_it_is_confirmed(bench, page):
    bench.window.actions.trigger(ReliabilityAction.ADD_ROUND)
    type_name(page, None)
    assert list_rounds(bench.project)[-1].name == "Training"


def test_a_round_is_made_blind_and_renamed(bench, page):
    row = rows(page.rounds, RoundRow)[0]
    row.blind.setChecked(True)
    assert list_rounds(bench.project)[0].is_blind
    page.ask_round(list_rounds(bench.project)[0])
    type_name(page, "Pilot")
    assert list_rounds(bench.project)[0].name == "Pilot"


def test_another_coder_takes_over_and_every_workspace_follows(bench, page):
    row = rows(page.coders, CoderRow)[1]
    QTest.mouseClick(row.first(), Qt.MouseButton.LeftButton)
    assert bench.project.coder_id == bench.arash
    assert bench.window._top._coder.text() == "Arash"


def test_progress_says_how_many_documents_are_finished(bench, page):
    mark_finished(bench.project, 1)
    texts = [label.text() for label in rows(page.coders, CoderRow)[0].findChildren(QLabel)]
    assert "1 of 2 finished" in texts


def test_a_sample_is_drawn_and_dropped(bench, page):
    page.sample.count.setValue(1)
    page.sample.draw.click()
    drawn = list_drawn(bench.project, bench.project.round_id)
    assert len(drawn) == 1
    assert page.sample.drawn.accessibleName().startswith("Drawn: ")
    page.sample.drop.click()
    assert list_drawn(bench.project, bench.project.round_id) == ()
    assert not page.sample.drop.isEnabled()
