"""The export panel: for which journal, in which format, how it will look on paper, and the button that saves it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.models import caption_model
from qdatool.coding.roles import Role
from qdatool.errors import QdaError
from qdatool.export.figure_formats import write_figure
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.figure import Figure
from qdatool.figures.gather import FigureChoices, empty_roles, spec_for_model
from qdatool.figures.layout import NARROWEST_MM, layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import POINTS_PER_MM, FigureLanguage, FigureSpec
from qdatool.figures.style import LEAST_LETTERING_PT, Palette, figure_style
from qdatool.ui.controls import IconButton, IconLabel, NumberField, SentenceButton, SentenceLabel, WrappingLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.figure_presets import DEFAULT_PRESET, PRESETS
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.models.preview import FigurePreview
from qdatool.ui.models.session import ModelSession
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.ui.workspace import Notice, NoticeAction, NoticeKind
from qdatool.wording import interface_language, localized_number, tr

_OPTIONS_WIDTH = 268
_WIDEST_MM = 400.0
_LEAST_LINE_PT = 0.45
_RESOLUTIONS = (300, 600, 1200)
_FORBIDDEN = '<>:"/\\|?*'
FORMATS = ("svg", "pdf", "png")


class ExportPanel(QFrame):
    """Makes a file of the model shown; what the preview shows is what the file holds."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figure: Figure | None = None
        self._chosen_language: FigureLanguage | None = None
        wear(self, Look.PANEL)
        self._tabs = QTabBar()
        self._tabs.addTab("")
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._size = QLabel()
        wear(self._size, Look.META)
        self.close_button = IconButton(Icon.CLOSE, "Close the export panel", IconSize.DENSE)
        self.close_button.clicked.connect(self._close)
        self.presets = QComboBox()
        self.presets.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.presets.setMaxVisibleItems(len(PRESETS))
        self.width_mm = NumberField()
        self.format = Segments(
            tuple(Segment(name, name.upper(), f"Save as {name.upper()}") for name in FORMATS), "Format"
        )
        self.language = Segments(
            (
                Segment(FigureLanguage.FA, "\u0641\u0627\u0631\u0633\u06cc", "The figure in Persian"),
                Segment(FigureLanguage.EN, "English", "The figure in English"),
                Segment(FigureLanguage.BOTH, "Both", "The figure in both languages"),
            ),
            "Language of the figure",
        )
        self.dpi = Segments(tuple(Segment(dpi, str(dpi), "Dots per inch") for dpi in _RESOLUTIONS), "Dots per inch")
        self.grey = QCheckBox()
        self.counts = QCheckBox()
        self.caption = QCheckBox()
        self.caption_words = QLineEdit()
        self._check_sign = IconLabel(Icon.OK, IconSize.DENSE, Ink.OK)
        self._check = WrappingLabel("", Look.META)
        self._warning = QFrame()
        self._warning_words = WrappingLabel()
        self.save_button = SentenceButton("Save the figure", Look.PRIMARY, Icon.DOWNLOAD)
        self.preview = FigurePreview()
        self._lay_out()
        self._connect()
        self._set_defaults()
        self.retranslate()
        self.hide()

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.presets

    def figure(self) -> Figure | None:
        """Return the figure that would be saved."""
        return self._figure

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self._tabs.setTabText(0, tr("Export"))
        self.grey.setText(tr("Grey, ready for print"))
        self.counts.setText(tr("Numbers of quotations"))
        self.caption.setText(tr("Caption below the figure"))
        self.caption_words.setPlaceholderText(tr("What the figure shows"))
        self.caption_words.setAccessibleName(tr("Caption"))
        self.width_mm.setLocale(QLocale("fa_IR" if interface_language() == "fa" else "en_US"))
        self.width_mm.setSuffix(" " + tr("mm"))
        self.width_mm.setAccessibleName(tr("Width in millimetres"))
        self.presets.setAccessibleName(tr("Journals and pages"))
        self.presets.setPlaceholderText(tr("Own width"))
        self._fill_presets()
        self.refresh()

    def refresh(self) -> None:
        """Show the figure as it would be saved now."""
        if not self.isVisible():
            return
        self._figure = None
        spec = self._spec()
        if spec is not None:
            style = figure_style(palette=Palette.GREY if self.grey.isChecked() else Palette.COLOR)
            self._figure = layout_figure(spec, style, QtTextMeasurer(style.fonts), self.width_mm.value())
        self.preview.show_figure(self._figure)
        self._show_caption()
        self.language.show_value(self._language())
        self.save_button.setEnabled(self._figure is not None)
        self.dpi.parentWidget().setVisible(self.format.value() == "png")
        is_bare = spec is not None and Role.PHENOMENON in empty_roles(spec)
        self._warning.setVisible(is_bare)
        self._warning_words.show_text(tr("The central phenomenon is empty: the figure shows an empty box."))
        self._say_sizes()

    def save(self) -> None:
        """Ask where to, and write the figure there."""
        if not self.isVisible():
            self.show()
        self.refresh()
        figure, project, model = self._figure, self._session.project, self._session.model
        if figure is None or project is None or model is None:
            return
        suffix = str(self.format.value())
        proposed = project.path.parent / f"{_file_name(figure.title)}.{suffix}"
        kinds = f"{suffix.upper()} (*.{suffix})"
        path = self._session.shell.dialogs.file_to_write(tr("Save the figure"), proposed, kinds)
        if path is None:
            return
        if path.suffix.lower() != f".{suffix}":
            path = path.with_name(f"{path.name}.{suffix}")
        dpi = self.dpi.value()
        options = FigureOptions(dpi=dpi if isinstance(dpi, int) else _RESOLUTIONS[1])
        self._session.shell.tasks.run(
            tr("Saving the figure"), _write, (figure, path, options), self._on_saved, on_error=self._on_refused
        )

    def _spec(self) -> FigureSpec | None:
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return None
        choices = FigureChoices(
            self._language(), shows_counts=self.counts.isChecked(), has_caption=self.caption.isChecked()
        )
        return spec_for_model(project, model.id, choices)

    def _language(self) -> FigureLanguage:
        return self._chosen_language or self._session.language

    # Building

    def _lay_out(self) -> None:
        head = QFrame()
        wear(head, Look.PANEL_HEAD)
        head.setFixedHeight(Size.PANEL_HEAD)
        across = QHBoxLayout(head)
        across.setContentsMargins(Space.XS, 0, Space.XS, 0)
        across.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignBottom)
        across.addStretch(1)
        across.addWidget(self._size)
        across.addWidget(self.close_button)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        ground = QWidget()
        wear(ground, Look.CHROME)
        ground.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        centered = QHBoxLayout(ground)
        centered.setContentsMargins(0, 0, 0, 0)
        centered.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        scroll.setWidget(ground)
        scroll.setWidgetResizable(True)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self._options())
        middle.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle, 1)
        self.setMinimumHeight(160)

    def _options(self) -> QWidget:
        page = QFrame()
        wear(page, Look.PANEL)
        rows = QVBoxLayout(page)
        rows.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        rows.setSpacing(Space.XS + 2)
        rows.addWidget(self.presets)
        self.width_mm.setRange(NARROWEST_MM, _WIDEST_MM)
        self.width_mm.setDecimals(1)
        self.width_mm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.width_mm.setFixedWidth(104)
        rows.addWidget(_labelled("Width", self.width_mm))
        rows.addWidget(_labelled("Format", self.format))
        rows.addWidget(_labelled("Dots per inch", self.dpi))
        rows.addWidget(_labelled("Language", self.language))
        for box in (self.grey, self.counts, self.caption):
            rows.addWidget(box)
        rows.addWidget(self.caption_words)
        warning = QHBoxLayout(self._warning)
        warning.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        warning.addWidget(IconLabel(Icon.WARNING, IconSize.DENSE, Ink.WARN), 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self._warning_words, 1)
        wear(self._warning, Look.NOTICE_WARN)
        rows.addStretch(1)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        foot.setSpacing(Space.XS + 2)
        line = QHBoxLayout()
        line.setSpacing(Space.XS + 2)
        line.addWidget(self._check_sign, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self._check, 1)
        foot.addWidget(self._warning)
        foot.addLayout(line)
        foot.addWidget(self.save_button)
        side = QFrame()
        wear(side, Look.PANEL)
        side.setFixedWidth(_OPTIONS_WIDTH)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(scroll, 1)
        column.addLayout(foot)
        return side

    def _connect(self) -> None:
        self._session.refreshed.connect(self.refresh)
        self._session.model_shown.connect(self.refresh)
        self.presets.activated.connect(self._on_preset)
        self.width_mm.valueChanged.connect(self._on_width)
        self.format.picked.connect(lambda _value: self.refresh())
        self.dpi.picked.connect(lambda _value: self.refresh())
        self.language.picked.connect(self._on_language)
        for box in (self.grey, self.counts, self.caption):
            box.toggled.connect(lambda _is_on: self.refresh())
        self.caption_words.editingFinished.connect(self._write_caption)
        self.save_button.clicked.connect(self.save)

    def _set_defaults(self) -> None:
        self.format.show_value("pdf")
        self.dpi.show_value(_RESOLUTIONS[1])
        self.grey.setChecked(True)
        self._fill_presets()
        self.width_mm.setValue(PRESETS[DEFAULT_PRESET].width_mm)

    def _fill_presets(self) -> None:
        self.presets.clear()
        for preset in PRESETS:
            name = tr("{preset} \u00b7 {width} mm", preset=tr(preset.name), width=preset.width_mm)
            self.presets.addItem(name, preset.width_mm)
        self._show_preset()

    def _show_preset(self) -> None:
        """Show the preset that asks for the present width; the one chosen stays where several do."""
        width_mm = self.width_mm.value()
        if self.presets.currentData() != width_mm:
            same = next((i for i, preset in enumerate(PRESETS) if preset.width_mm == width_mm), -1)
            self.presets.setCurrentIndex(same)

    # Choices

    def _on_preset(self, row: int) -> None:
        self.width_mm.setValue(PRESETS[row].width_mm)

    def _on_width(self, _width_mm: float) -> None:
        self._show_preset()
        self.refresh()

    def _on_language(self, language: FigureLanguage) -> None:
        self._chosen_language = language
        self.refresh()

    def _show_caption(self) -> None:
        """Show the caption in the main language of the figure, to be written where it stands."""
        model, language = self._session.model, self._language().main
        stored = model.captions.get(language, "") if model is not None else ""
        if self.caption_words.text() != stored and not self.caption_words.isModified():
            self.caption_words.setText(stored)
            self.caption_words.setCursorPosition(0)
        self.caption_words.setVisible(self.caption.isChecked())
        self.caption_words.setEnabled(self._session.can_write)
        self.caption_words.setLayoutDirection(direction_of(stored or ("\u0627" if language == "fa" else "a")))

    def _write_caption(self) -> None:
        project, model, words = self._session.project, self._session.model, self.caption_words.text()
        if project is None or model is None or not self.caption_words.isModified():
            return
        self.caption_words.setModified(False)
        self._session.attempt(lambda: caption_model(project, model.id, self._language().main, words))

    def _say_sizes(self) -> None:
        figure, language = self._figure, interface_language()
        if figure is None:
            self._size.setText("")
            self._check.show_text("")
            return
        width, height = (round(points / POINTS_PER_MM) for points in (figure.width, figure.height))
        self._size.setText(tr("True size \u00b7 {width} \u00d7 {height} mm", width=width, height=height))
        lettering, line = figure.smallest_lettering_pt, figure.thinnest_line_pt
        # Rounded as shown, so that a size that reads as enough is not called too small.
        is_fine = round(lettering, 1) >= LEAST_LETTERING_PT and round(line, 2) >= _LEAST_LINE_PT
        self._check_sign.set_icon(Icon.OK if is_fine else Icon.WARNING, Ink.OK if is_fine else Ink.WARN)
        wear(self._check, Look.META_OK if is_fine else Look.META_WARN)
        self._check.show_text(
            tr(
                "Smallest lettering {lettering} pt, thinnest line {line} pt",
                lettering=_short(lettering, language),
                line=_short(line, language),
            )
        )

    # Saving

    def _on_saved(self, path: Path) -> None:
        action = NoticeAction(
            tr("Open the folder"), lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))
        )
        self._session.shell.show_notice(
            Notice(NoticeKind.OK, tr("The figure was saved as {file}.", file=path.name), action)
        )

    def _on_refused(self, error: QdaError) -> None:
        def refuse() -> None:
            raise error

        self._session.attempt(refuse)

    def _close(self) -> None:
        from qdatool.ui.models.actions import ModelAction

        self._session.shell.actions.trigger(ModelAction.SHOW_EXPORT)


def _write(job: tuple[Figure, Path, FigureOptions], _progress: Progress, _cancelled: Cancelled) -> Path:
    """Write a figure; runs in the worker thread."""
    figure, path, options = job
    write_figure(figure, path, options)
    return path


def _labelled(sentence: str, field: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(SentenceLabel(sentence, Look.DENSE))
    across.addStretch(1)
    across.addWidget(field)
    return row


def _short(value: float, language: str) -> str:
    """Return a number of points with as many decimals as it needs, two at most."""
    rounded = round(value, 2)
    return localized_number(int(rounded) if rounded == int(rounded) else rounded, language)


def _file_name(title: str) -> str:
    """Return a title without the characters that file systems refuse."""
    return " ".join("".join(" " if letter in _FORBIDDEN else letter for letter in title).split()) or "figure"
