"""A project that is opened again shows what it showed when it was closed."""

import pytest

from qdatool.settings import Settings
from qdatool.ui.reading.place_keeper import KeptPlace, read_place
from qdatool.ui.reading.quotations_panel import Tab
from qdatool.ui.reading.stripe_filter import StripeFilter
from tests.builders import add_text, span_of
from tests.ui.reading.conftest import ENGLISH


def reopened(desk) -> None:
    path = desk.project.path
    desk.window.close_project()
    desk.window.open_path(path)
    desk.settle()


def test_document_caret_tab_and_code_are_as_they_were(desk):
    desk.reading.session.open_document(desk.english)
    caret = span_of(ENGLISH, "no system").start
    desk.view.place_caret(caret)
    desk.reading.quotations.tabs.setCurrentIndex(Tab.MEMOS)
    desk.tree.show_code(desk.codes["Slow repair"])
    reopened(desk)
    assert desk.reading.session.document_id == desk.english
    assert desk.view.caret_position() == caret
    assert desk.reading.quotations.tabs.currentIndex() == Tab.MEMOS
    assert desk.tree.present_code() == desk.codes["Slow repair"]


def test_the_filter_of_the_stripes_stays_on_and_is_seen(desk):
    shown = StripeFilter(branch_id=desk.codes["Moving on"])
    desk.reading.pane.set_filter(shown)
    reopened(desk)
    assert desk.reading.pane.stripe_filter() == shown
    assert "Moving on" in desk.reading.pane.filter_chip.text()


def test_a_long_document_is_scrolled_to_where_it_was(desk):
    text = "".join(f"P1: This is sentence number {n} of a rather long interview.\n" for n in range(400))
    long = add_text(desk.project, text, "Long")
    desk.reading.session.open_document(long)
    bar = desk.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    desk.settle()
    first = desk.view.first_shown()
    assert first > 5000
    reopened(desk)
    assert desk.reading.session.document_id == long and abs(desk.view.first_shown() - first) < 200


def test_a_document_that_is_gone_gives_way_to_the_first_one(desk):
    desk.reading.session.open_document(desk.english)
    guid = desk.reading.session.guid
    desk.window.close_project()
    layouts = desk.window.settings.layouts
    layouts[f"reading place {guid}"] = KeptPlace(document_id=999, caret=7, tab=12, stripes="9 9 9 9").written()
    desk.window.open_path(desk.window.settings.recent[0].file())
    assert desk.reading.session.document_id == desk.persian
    assert not desk.reading.pane.stripe_filter().is_on()


def test_the_place_is_in_the_settings_once_the_window_is_closed(desk):
    desk.reading.session.open_document(desk.english)
    guid = desk.reading.session.guid
    desk.window.close()
    kept = Settings.load(desk.window.settings.store).layouts[f"reading place {guid}"]
    assert read_place(kept).document_id == desk.english


@pytest.mark.parametrize("written", ["", "[]", "{", '{"caret": "7", "document_id": true}'])
def test_a_place_that_makes_no_sense_is_no_place(written):
    assert read_place(written) == KeptPlace()
