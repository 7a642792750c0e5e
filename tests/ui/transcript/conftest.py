"""Transcripts on the screen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from qdatool.ui.transcript import TranscriptView


@pytest.fixture
def open_view(qtbot) -> Callable[..., TranscriptView]:
    """Return a function that shows a transcript with codings, focused, and returns its view."""

    def open_it(content, codings=(), appearances=None, size=(820, 420)) -> TranscriptView:
        view = TranscriptView()
        qtbot.addWidget(view)
        view.resize(*size)
        if appearances:
            view.set_appearances(appearances)
        view.set_document(content)
        view.set_codings(codings)
        with qtbot.waitExposed(view):
            view.show()
        view.activateWindow()
        view.setFocus()
        qtbot.waitUntil(view.hasFocus, timeout=1000)
        return view

    return open_it
