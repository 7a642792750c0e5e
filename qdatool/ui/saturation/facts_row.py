"""The row of numbers over the chart: where saturation was found, codes, base, coverage, and the estimate of all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qdatool.analysis.saturation_report import SaturationReport
from qdatool.ui.controls import ElidedLabel, SentenceLabel, separator
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr
from qdatool.wording.analysis_terms import percent_text
from qdatool.wording.saturation_sentences import saturation_point

_HEIGHT = 66
_DASH = "—"


class FactsRow(QFrame):
    """Five numbers, each with what it is and what it rests on; what is undefined is a dash."""

    def __init__(self, session: SaturationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PAGE)
        self.setFixedHeight(_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.point = _Fact("First point of saturation")
        self.codes = _Fact("Codes in use")
        self.base = _Fact("Base")
        self.coverage = _Fact("Coverage")
        self.estimate = _Fact("Estimated total")
        for place, fact in enumerate((self.point, self.codes, self.base, self.coverage, self.estimate)):
            if place:
                row.addWidget(separator(Qt.Orientation.Vertical))
            row.addWidget(fact, 1)
        session.computed.connect(self.refresh)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the numbers in the interface's language."""
        self.refresh()

    def refresh(self) -> None:
        """Show the numbers as they are now."""
        report, language = self._session.report, interface_language()
        if report is None:
            for fact in (self.point, self.codes, self.base, self.coverage, self.estimate):
                fact.show_fact(_DASH, "")
            return
        self._show_point(report, language)
        numbers, result = report.accumulation, report.result
        interviews = tr("interviews: {number}", number=len(report.data.interviews))
        total = numbers.cumulative[-1] if numbers.cumulative else 0
        self.codes.show_fact(localized_number(total, language), interviews)
        is_known = result.base_codes is not None
        first = tr("codes in the first {number}", number=result.rule.base)
        self.base.show_fact(localized_number(result.base_codes, language) if is_known else _DASH, first)
        coverage, estimate = numbers.coverage, numbers.estimate
        known = tr("share of uses on codes met before")
        self.coverage.show_fact(localized_number(coverage, language, 2) if coverage is not None else _DASH, known)
        unseen = tr("Chao2, unseen codes included")
        self.estimate.show_fact(localized_number(round(estimate), language) if estimate is not None else _DASH, unseen)

    def _show_point(self, report: SaturationReport, language: str) -> None:
        rule, reached = report.result.rule, report.reached
        stop = percent_text(rule.threshold, language, 0 if rule.threshold * 100 % 1 == 0 else 1)
        words = tr("base {base}, run {run}, at most {stop}", base=rule.base, run=rule.run, stop=stop)
        point = saturation_point(reached.first - 1, rule.run, language) if reached is not None else tr("not yet")
        self.point.show_fact(point, words)


class _Fact(QWidget):
    """A name, a large number, and a few words beside it."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        column.setSpacing(2)
        column.addWidget(SentenceLabel(sentence, Look.META))
        self._number, self._words = QLabel(), ElidedLabel(look=Look.META)
        wear(self._number, Look.TITLE)
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        line.addWidget(self._number, 0, Qt.AlignmentFlag.AlignBottom)
        line.addWidget(self._words, 1, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(line)
        self._sentence = sentence

    def show_fact(self, number: str, words: str) -> None:
        """Show a number and what it rests on."""
        self._number.setText(number)
        self._words.setText(words)
        self.setAccessibleName(f"{tr(self._sentence)}: {number}, {words}")

    def number(self) -> str:
        """Return the number shown."""
        return self._number.text()
