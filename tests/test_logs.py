"""The log says where something went wrong and never what the user wrote."""

import logging
import sys

import pytest

from qdatool.logs import log_bug, report_uncaught, start_logging, stop_logging


@pytest.fixture
def log(tmp_path):
    file = start_logging(tmp_path / "logs" / "qdatool.log")
    yield file
    stop_logging()


def test_a_bug_is_logged_with_its_place_and_without_its_message(log, expected_warnings):
    try:
        raise ValueError("P7: I was afraid")
    except ValueError as error:
        log_bug(error)
    text = log.read_text(encoding="utf-8")
    assert "ValueError" in text and "test_logs.py" in text
    assert "afraid" not in text


def test_an_uncaught_exception_is_logged_and_told_once(log, expected_warnings, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    told = []
    report_uncaught(lambda: told.append(True))
    error = KeyError("transcript")
    sys.excepthook(KeyError, error, None)
    assert told == [True]
    assert "KeyError" in log.read_text(encoding="utf-8")


def test_a_log_folder_that_cannot_be_made_is_no_reason_to_stop(tmp_path):
    in_the_way = tmp_path / "file"
    in_the_way.write_text("")
    assert start_logging(in_the_way / "qdatool.log") is None


def test_logging_stops_when_asked(log):
    stop_logging()
    logging.getLogger("qdatool").info("after the end")
    assert "after the end" not in log.read_text(encoding="utf-8")
