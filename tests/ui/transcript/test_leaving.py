"""Quitting with words of a transcript on the clipboard."""

from __future__ import annotations

import subprocess
import sys

COPY_AND_QUIT = """
import sys
from PySide6.QtCore import QTimer
from qdatool.app import make_application
from qdatool.ui.transcript import TranscriptContent, TranscriptView

application = make_application(["qdatool"])
view = TranscriptView()
view.set_document(TranscriptContent("P1: words"))
view.selectAll()
view.copy()
QTimer.singleShot(0, application.quit)
sys.exit(application.exec())
"""


def test_the_program_ends_in_peace_after_words_were_copied():
    assert subprocess.run([sys.executable, "-c", COPY_AND_QUIT], capture_output=True, timeout=60).returncode == 0
