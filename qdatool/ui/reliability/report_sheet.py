"""Everything behind a comparison of coders as one report: to be read here, and saved for Word or Excel."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget
from shiboken6 import isValid

from qdatool.analysis.agreement import measure_agreement
from qdatool.analysis.agreement_data import AgreementData, of_domain
from qdatool.analysis.agreement_result import AgreementOptions
from qdatool.analysis.code_columns import names_in
from qdatool.coding.codes import CodeTree
from qdatool.errors import QdaError
from qdatool.export.report import Report, Side, TextBlock, merged_lengths
from qdatool.export.report_agreement import agreement_tables
from qdatool.export.report_agreement_details import with_details
from qdatool.export.report_files import REPORT_SUFFIXES, write_report
from qdatool.export.report_text import table_caption
from qdatool.ui.controls import SentenceLabel, WrappingLabel
from qdatool.ui.dialogs import ending_in
from qdatool.ui.notices import NoticeBar
from qdatool.ui.number_table import NumberTable
from qdatool.ui.reliability.job import WorkOrder
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.tokens import Size, Space
from qdatool.ui.workspace import Notice, NoticeKind, Shell
from qdatool.wording import interface_language, tr, without_isolates
from qdatool.wording.errors import sentence_for

_SIZE = (1080, 700)
_CAPTIONS_WIDTH = 230
_KINDS = "Word (*.docx);;Excel (*.xlsx);;HTML (*.html);;Markdown (*.md);;CSV (*.csv)"


@dataclass(frozen=True, slots=True)
class _Job:
    """What the report is made of; ``domain`` is the name and data of codes that exclude each other."""

    data: AgreementData
    options: AgreementOptions
    language: str
    domain: tuple[str, AgreementData] | None


class ReportSheet(Sheet):
    """Shows the tables of the report one by one; another branch or language makes it anew, in the background."""

    def __init__(self, parent: QWidget, shell: Shell, order: WorkOrder, tree: CodeTree) -> None:
        super().__init__(parent, "Report of the agreement")
        self._shell = shell
        self._order = order
        self._tree = tree
        self._asked = 0
        self.report: Report | None = None
        self.resize(*_SIZE)
        self.domain = QComboBox()
        self.domain.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.language = Segments(
            (
                Segment("fa", "\u0641\u0627\u0631\u0633\u06cc", "The report in Persian"),
                Segment("en", "English", "The report in English"),
            ),
            "Language of the report",
        )
        self.language.show_value(interface_language())
        self.notices = NoticeBar()
        self.sentence = WrappingLabel("", Look.DENSE)
        self.captions = QListWidget()
        self.captions.setObjectName("interviewOrder")
        self.captions.setWordWrap(True)
        self.captions.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.captions.setFixedWidth(_CAPTIONS_WIDTH)
        self.table = NumberTable()
        self.notes = WrappingLabel("", Look.META)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        choices = QHBoxLayout()
        choices.setSpacing(Space.S)
        choices.addWidget(SentenceLabel("Codes that exclude each other", Look.DENSE))
        choices.addWidget(self.domain, 1)
        choices.addWidget(self.language)
        self.body.addLayout(choices)
        self.body.addWidget(self.notices)
        self.body.addWidget(self.sentence)
        shown = QVBoxLayout()
        shown.setSpacing(Space.S)
        shown.addWidget(self.table, 1)
        shown.addWidget(self.notes)
        beside = QHBoxLayout()
        beside.setSpacing(Space.M)
        beside.addWidget(self.captions)
        beside.addLayout(shown, 1)
        self.body.addLayout(beside, 1)
        self.save_button = self.add_button("Save the report", Look.PRIMARY)
        self.save_button.clicked.connect(self.save)
        self.add_close()
        self.captions.currentRowChanged.connect(lambda _row: self._show_table())
        self.domain.activated.connect(lambda _row: self.make())
        self.language.picked.connect(lambda _value: self.make())
        self.retranslate()
        self.make()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        super().retranslate()
        self.domain.setAccessibleName(tr("Codes that exclude each other"))
        self.captions.setAccessibleName(tr("Tables of the report"))
        kept = self.domain.currentData()
        self.domain.clear()
        self.domain.addItem(tr("none: every code by itself"), None)
        for code in self._tree:
            if self._tree.children_of(code.id):
                depth = len(self._tree.ancestors(code.id))
                self.domain.addItem("\u2003" * depth + code.label_in(interface_language()), code.id)
        self.domain.setCurrentIndex(max(self.domain.findData(kept), 0))

    def make(self) -> None:
        """Make the report anew, as it is chosen now."""
        self._asked += 1
        asked, language, domain = self._asked, str(self.language.value()), None
        code_id = self.domain.currentData()
        if code_id is not None:
            name = self._tree.codes[code_id].label_in(language)
            domain = (name, self._named(of_domain(self._order.data, self._tree, code_id), language))
        job = _Job(self._named(self._order.data, language), self._order.options, language, domain)
        self.save_button.setEnabled(False)
        self._shell.tasks.run(tr("Working out the report"), _make, job, lambda made: self._show(asked, made))

    def _named(self, data: AgreementData, language: str) -> AgreementData:
        return replace(data, codes=names_in(language, self._tree, data.codes))

    def save(self) -> None:
        """Ask where to, and write the report there."""
        project = self._shell.project()
        if self.report is None or project is None:
            return
        proposed = project.path.parent / f"{tr('agreement')}.docx"
        title = tr("Save the report as Word, Excel or a page")
        path = self._shell.dialogs.file_to_write(title, proposed, _KINDS)
        if path is None:
            return
        path = ending_in(path, ".docx", *REPORT_SUFFIXES)
        job = (self.report, path)
        self._shell.tasks.run(tr("Saving the report"), _write, job, self._on_saved, on_error=self._on_refused)

    def _show(self, asked: int, report: Report) -> None:
        # The user may have closed the sheet meanwhile.
        if not isValid(self) or asked != self._asked:
            return
        self.report = report
        kept = max(self.captions.currentRow(), 0)
        self.captions.blockSignals(True)
        self.captions.clear()
        for number, table in enumerate(report.tables, start=1):
            item = QListWidgetItem(without_isolates(table_caption(report, number, table)))
            item.setSizeHint(QSize(0, 2 * Size.LIST_ROW))
            self.captions.addItem(item)
        self.captions.setCurrentRow(min(kept, self.captions.count() - 1))
        self.captions.blockSignals(False)
        texts = [block.text for block in report.blocks if isinstance(block, TextBlock)]
        self.sentence.show_text("  ".join(texts), report.language)
        self._show_table()
        self.save_button.setEnabled(True)

    def _show_table(self) -> None:
        report, row = self.report, self.captions.currentRow()
        if report is None or not 0 <= row < len(report.tables):
            self.table.show_rows((), ())
            self.notes.show_text("")
            return
        table = report.tables[row]
        leading = [place for place, column in enumerate(table.columns) if column.side is Side.START]
        spans = [merged_lengths(table, column) for column in range(len(table.columns))]
        cells = [
            [cell.text if spans[column][place] else "" for column, cell in enumerate(row_cells)]
            for place, row_cells in enumerate(table.rows)
        ]
        self.table.show_rows([column.title for column in table.columns], cells, words=leading)
        self.table.setAccessibleName(table.caption)
        self.notes.show_text("  ".join(table.notes), report.language)

    def _on_saved(self, path: Path) -> None:
        if not isValid(self):
            return
        self.notices.show_notice(Notice(NoticeKind.OK, tr("The report was saved as {file}.", file=path.name)))

    def _on_refused(self, error: QdaError) -> None:
        if not isValid(self):
            return
        self.notices.show_notice(Notice(NoticeKind.ERROR, sentence_for(error, interface_language())))


def _make(job: _Job, _progress: Progress, _cancelled: Cancelled) -> Report:
    """Make the report; runs in the worker thread."""
    found = measure_agreement(job.data, job.options)
    report = agreement_tables(found, job.data, job.options, job.language)
    return with_details(report, job.data, job.options, job.domain)


def _write(job: tuple[Report, Path], _progress: Progress, _cancelled: Cancelled) -> Path:
    """Write the report; runs in the worker thread."""
    report, path = job
    write_report(report, path)
    return path
