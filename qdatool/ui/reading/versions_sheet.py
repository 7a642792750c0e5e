"""Two versions of a text beside their differences: what went is struck through, what came is underlined."""

from __future__ import annotations

from datetime import datetime
from html import escape

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTextBrowser, QWidget

from qdatool.coding.documents import Document
from qdatool.coding.project import Project
from qdatool.coding.text_correction import TextVersion, list_text_versions, version_text
from qdatool.text.differences import differences
from qdatool.ui.controls import SentenceLabel
from qdatool.ui.dates import shown_time
from qdatool.ui.direction import runs_right_to_left
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Space
from qdatool.wording import tr

_SIZE = (820, 560)
_GONE, _COME, _END = "\ufdd0", "\ufdd1", "\x00"
"""Marks round what differs while the text is cut into lines; normalised text holds none of them."""


class VersionsSheet(Sheet):
    """Choose two versions, see what differs, paragraph by paragraph.

    ``restore_asked(words)`` when the text is to be again what it was in the version compared from.
    """

    restore_asked = Signal(str)

    def __init__(self, parent: QWidget, project: Project, document: Document) -> None:
        super().__init__(parent, "Versions of the text")
        self._project = project
        self._versions = list_text_versions(project, document.id)
        self.older, self.newer = QComboBox(), QComboBox()
        self.page = QTextBrowser()
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(Space.L)
        self.restore = self.add_button("Bring back the first of the two")
        self.restore.clicked.connect(self._ask_to_restore)
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        for sentence, box in (("From", self.older), ("to", self.newer)):
            row.addWidget(SentenceLabel(sentence, Look.DENSE))
            row.addWidget(box, 1)
        self.body.addLayout(row)
        self.body.addWidget(self.page, 1)
        self.add_close()
        self.resize(*_SIZE)
        self.retranslate()
        self.older.setCurrentIndex(min(1, len(self._versions) - 1))
        self.newer.setCurrentIndex(0)
        self.older.currentIndexChanged.connect(self._show)
        self.newer.currentIndexChanged.connect(self._show)
        self._show()

    def retranslate(self) -> None:
        """Name the versions in the interface's language."""
        super().retranslate()
        now = datetime.now().astimezone()
        for box in (self.older, self.newer):
            chosen = box.currentIndex()
            box.blockSignals(True)
            box.clear()
            for version in self._versions:
                box.addItem(_name_of(version, now))
            box.setCurrentIndex(chosen)
            box.blockSignals(False)
        self.older.setAccessibleName(tr("The version to compare from"))
        self.newer.setAccessibleName(tr("The version to compare to"))
        self.page.setAccessibleName(tr("What differs"))

    def apply_theme(self) -> None:
        """Paint the differences in the theme's colours."""
        self._show()

    def _show(self) -> None:
        places = (self.older.currentIndex(), self.newer.currentIndex())
        if min(places) < 0:
            return
        older, newer = (version_text(self._project, self._versions[place].id) for place in places)
        self.restore.setEnabled(places[0] > 0 and not self._project.is_read_only)
        nothing = "This text was never corrected." if len(self._versions) == 1 else "These versions do not differ."
        self.page.setHtml(differences_html(older, newer) or f"<p>{escape(tr(nothing))}</p>")

    def _ask_to_restore(self) -> None:
        words = version_text(self._project, self._versions[self.older.currentIndex()].id)
        self.accept()
        self.restore_asked.emit(words)


def differences_html(older: str, newer: str) -> str:
    """Return the paragraphs that differ, each in its own direction, with the words that went and came; maybe empty."""
    parts, done = [], 0
    for one in differences(older, newer):
        gone, come = older[one.old_start : one.old_end], newer[one.new_start : one.new_end]
        parts.append(newer[done : one.new_start])
        parts.append(_marked(_GONE, gone.replace("\n", "¶ ")) if gone else "")
        parts.append("\n".join(_marked(_COME, line) for line in come.split("\n")) if come else "")
        done = one.new_end
    parts.append(newer[done:])
    lines = [line for line in "".join(parts).split("\n") if _GONE in line or _COME in line]
    return "".join(map(_paragraph, lines))


def _marked(mark: str, words: str) -> str:
    return f"{mark}{words}{_END}" if words else f"{mark}¶{_END}"


def _paragraph(line: str) -> str:
    shown = tokens()
    direction = "rtl" if runs_right_to_left(line) else "ltr"
    styles = {
        _GONE: f"background-color:{shown.error_tint}; color:{shown.error}; text-decoration:line-through",
        _COME: f"background-color:{shown.ok_tint}; color:{shown.ok}; text-decoration:underline",
    }
    words = escape(line)
    for mark, style in styles.items():
        words = words.replace(mark, f'<span style="{style}">')
    words = words.replace(_END, "</span>")
    return f'<p dir="{direction}" style="margin:0 0 14px 0; line-height:165%">{words}</p>'


def _name_of(version: TextVersion, now: datetime) -> str:
    at = shown_time(version.at.astimezone(), now)
    if version.version == 1:
        return tr("1: as imported, {at}", at=at)
    if version.reason:
        return tr(
            "{n}: {coder}, {at}: {reason}", n=version.version, coder=version.coder_name, at=at, reason=version.reason
        )
    return tr("{n}: {coder}, {at}", n=version.version, coder=version.coder_name, at=at)
