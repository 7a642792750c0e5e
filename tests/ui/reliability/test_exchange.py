"""A copy for a coder elsewhere, made and brought back in the window."""

from __future__ import annotations

import pytest

from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, codings_of_document
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.shell_actions import ShellAction
from qdatool.ui.workspace import NoticeKind
from tests.builders import span_of
from tests.ui.reliability.conftest import TEXT


@pytest.fixture
def card(bench):
    return bench.work.coders.exchange


@pytest.fixture
def copy_path(bench, card, dialogs, tmp_path):
    """Arash's copy, in which he has coded one passage more."""
    dialogs.target = tmp_path / "arash.qdatool"
    bench.window.actions.trigger(ReliabilityAction.CODER_COPY)
    with Project.open(dialogs.target) as copy:
        copy.coder_id = bench.arash
        apply_code(copy, 1, bench.codes["hope"], span_of(TEXT, "It broke every week"))
    return dialogs.target


def test_a_copy_is_made_for_the_other_coder_and_said_so(bench, card, dialogs, tmp_path):
    assert card.coder.currentText() == "Arash"
    dialogs.target = tmp_path / "arash.qdatool"
    card.make.click()
    assert dialogs.target.exists()
    assert bench.window.notice().kind is NoticeKind.OK


def test_what_comes_back_is_shown_first_and_then_one_step(bench, card, dialogs, copy_path):
    dialogs.project = copy_path
    bench.window.actions.trigger(ReliabilityAction.MERGE)
    assert "New codings: 1" in card.told.accessibleName()
    assert len(codings_of_document(bench.project, 1)) == 7
    card.accept.click()
    assert len(codings_of_document(bench.project, 1)) == 8
    assert not card.told.isVisible()
    bench.window.actions.trigger(ShellAction.UNDO)
    assert len(codings_of_document(bench.project, 1)) == 7


def test_what_is_here_already_offers_nothing_to_bring_in(card, dialogs, tmp_path):
    dialogs.target = tmp_path / "arash.qdatool"
    card.make.click()
    dialogs.project = dialogs.target
    card.bring.click()
    assert card.told.accessibleName().endswith("Everything in that file is here already.")
    assert card.accept.isHidden()
    card.leave.click()
    assert card.told.isHidden()


def test_a_file_that_is_no_copy_is_refused_in_a_notice(bench, card, dialogs, tmp_path):
    junk = tmp_path / "junk.qdatool"
    junk.write_bytes(b"no project")
    dialogs.project = junk
    card.bring.click()
    assert bench.window.notice().kind is NoticeKind.ERROR
    assert card.told.isHidden()
