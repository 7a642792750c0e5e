"""How the chart is saved: for which journal, in which format and language; what is saved is what the numbers say."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qdatool.errors import QdaError
from qdatool.export.figure_formats import write_figure
from qdatool.export.figure_options import FigureOptions
from qdatool.export.report import Report
from qdatool.export.report_files import REPORT_SUFFIXES, write_report
from qdatool.export.report_saturation import saturation_tables
from qdatool.figures.figure import Figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.saturation_chart import layout_saturation
from qdatool.figures.saturation_figure import saturation_spec
from qdatool.figures.spec import POINTS_PER_MM, FigureLanguage
from qdatool.figures.style import Palette, figure_style
from qdatool.ui.controls import IconButton, SentenceButton
from qdatool.ui.dialogs import ending_in
from qdatool.ui.figure_presets import DEFAULT_PRESET, PRESETS
from qdatool.ui.icons import Icon
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.tokens import IconSize, Space
from qdatool.ui.workspace import Notice, NoticeAction, NoticeKind
from qdatool.wording import interface_language, tr

FORMATS = ("svg", "pdf", "png")
_TABLE_KINDS = "Word (*.docx);;Excel (*.xlsx);;HTML (*.html);;Markdown (*.md);;CSV (*.csv)"


class ExportPanel(QFrame):
    """Two rows over the chart; hidden until they are asked for."""

    def __init__(self, session: SaturationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._language: FigureLanguage | None = None
        wear(self, Look.TOOL_ROW)
        self.presets = QComboBox()
        self.presets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.presets.setMaxVisibleItems(len(PRESETS))
        self.format = Segments(
            tuple(Segment(name, name.upper(), f"Save as {name.upper()}") for name in FORMATS), "Format"
        )
        self.language = Segments(
            (
                Segment(FigureLanguage.FA, "\u0641\u0627\u0631\u0633\u06cc", "The figure in Persian"),
                Segment(FigureLanguage.EN, "English", "The figure in English"),
            ),
            "Language of the figure",
        )
        self.grey = QCheckBox()
        self.caption = QCheckBox()
        self.size = QLabel()
        wear(self.size, Look.META)
        self.save_button = SentenceButton("Save the chart", Look.PRIMARY, Icon.DOWNLOAD)
        self.close_button = IconButton(Icon.CLOSE, "Close the export panel", IconSize.DENSE)
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.presets, 1)
        for part in (self.size, self.save_button, self.close_button):
            upper.addWidget(part)
        for part in (self.format, self.language, self.grey, self.caption):
            lower.addWidget(part)
        lower.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.S, Space.XS, Space.XS, Space.XS)
        rows.setSpacing(Space.XS)
        for row in (upper, lower):
            row.setSpacing(Space.S)
            rows.addLayout(row)
        self.format.show_value("pdf")
        self.grey.setChecked(True)
        self.language.picked.connect(self._on_language)
        self.presets.activated.connect(lambda _row: self.refresh())
        self.caption.toggled.connect(lambda _is_on: self.refresh())
        self.save_button.clicked.connect(self.save)
        session.computed.connect(self.refresh)
        self.hide()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.grey.setText(tr("Grey"))
        self.caption.setText(tr("Caption"))
        self.presets.setAccessibleName(tr("Journals and pages"))
        kept = max(self.presets.currentIndex(), DEFAULT_PRESET if not self.presets.count() else 0)
        self.presets.clear()
        self.presets.setLocale(QLocale("fa_IR" if interface_language() == "fa" else "en_US"))
        for preset in PRESETS:
            self.presets.addItem(tr("{preset} · {width} mm", preset=tr(preset.name), width=preset.width_mm))
        self.presets.setCurrentIndex(kept)
        self.refresh()

    def refresh(self) -> None:
        """Show how large the chart would be, and in which language."""
        self.language.show_value(self._shown_language())
        report = self._session.report
        self.save_button.setEnabled(report is not None and bool(report.data.interviews))
        if not self.isVisible():
            return
        figure = self.figure()
        self.size.setText(
            tr(
                "{width} × {height} mm",
                width=round(figure.width / POINTS_PER_MM),
                height=round(figure.height / POINTS_PER_MM),
            )
            if figure is not None
            else ""
        )

    def figure(self) -> Figure | None:
        """Return the chart as it would be saved now; None without an interview."""
        report = self._session.report
        if report is None or not report.data.interviews:
            return None
        spec = saturation_spec(
            report,
            self._shown_language(),
            all_levels=self._session.is_stacked,
            has_caption=self.caption.isChecked(),
        )
        style = figure_style(palette=Palette.GREY if self.grey.isChecked() else Palette.COLOR)
        width = PRESETS[self.presets.currentIndex()].width_mm * POINTS_PER_MM
        return layout_saturation(spec, style, QtTextMeasurer(style.fonts), width)

    def save(self) -> None:
        """Ask where to, and write the chart there."""
        figure, project = self.figure(), self._session.project
        if figure is None or project is None:
            return
        suffix = str(self.format.value())
        proposed = project.path.parent / f"{tr('saturation')}.{suffix}"
        path = self._session.shell.dialogs.file_to_write(
            tr("Save the chart"), proposed, f"{suffix.upper()} (*.{suffix})"
        )
        if path is None:
            return
        path = ending_in(path, f".{suffix}")
        self._session.shell.tasks.run(
            tr("Saving the chart"), _write, (figure, path), self._on_saved, on_error=self._on_refused
        )

    def save_tables(self) -> None:
        """Ask where to, and write the tables there, in the language of the figure."""
        report, project = self._session.report, self._session.project
        if report is None or project is None:
            return
        proposed = project.path.parent / f"{tr('saturation')}.docx"
        path = self._session.shell.dialogs.file_to_write(tr("Save the tables"), proposed, _TABLE_KINDS)
        if path is None:
            return
        path = ending_in(path, ".docx", *REPORT_SUFFIXES)
        job = (saturation_tables(report, self._shown_language().main), path)
        self._session.shell.tasks.run(
            tr("Saving the tables"), _write_tables, job, self._on_tables_saved, on_error=self._on_refused
        )

    def _shown_language(self) -> FigureLanguage:
        return self._language or FigureLanguage(interface_language())

    def _on_language(self, language: FigureLanguage) -> None:
        self._language = language
        self.refresh()

    def _on_saved(self, path: Path) -> None:
        self._say_saved(tr("The chart was saved as {file}.", file=path.name), path)

    def _on_tables_saved(self, path: Path) -> None:
        self._say_saved(tr("The tables were saved as {file}.", file=path.name), path)

    def _say_saved(self, sentence: str, path: Path) -> None:
        action = NoticeAction(
            tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        )
        self._session.shell.show_notice(Notice(NoticeKind.OK, sentence, action))

    def _on_refused(self, error: QdaError) -> None:
        def refuse() -> None:
            raise error

        self._session.shell.attempt(refuse)


def _write(job: tuple[Figure, Path], _progress: Progress, _cancelled: Cancelled) -> Path:
    """Write a figure; runs in the worker thread."""
    figure, path = job
    write_figure(figure, path, FigureOptions())
    return path


def _write_tables(job: tuple[Report, Path], _progress: Progress, _cancelled: Cancelled) -> Path:
    """Write tables; runs in the worker thread."""
    report, path = job
    write_report(report, path)
    return path
