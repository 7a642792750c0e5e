"""The export panel: for which journal, in which format, how it will look on paper, and the button that saves it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from qdatool.coding.models import caption_model
from qdatool.coding.roles import Role
from qdatool.errors import QdaError
from qdatool.export.figure_formats import caption_apart, write_figure
from qdatool.export.figure_options import FigureOptions
from qdatool.export.files import file_name_for
from qdatool.figures.figure import Figure
from qdatool.figures.gather import empty_roles, spec_for_model
from qdatool.figures.layout import layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import POINTS_PER_MM, FigureCaption, FigureSpec
from qdatool.figures.style import LEAST_LETTERING_PT, figure_style
from qdatool.ui.controls import IconButton, IconLabel, SentenceButton, WrappingLabel
from qdatool.ui.dialogs import ending_in
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.models.export_choices import ExportChoices
from qdatool.ui.models.preview import FigurePreview
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.ui.tokens import IconSize, Size, Space
from qdatool.ui.workspace import Notice, NoticeAction, NoticeKind
from qdatool.wording import interface_language, listed, localized_number, tr

_OPTIONS_WIDTH = 268
_LEAST_LINE_PT = 0.45


class ExportPanel(QFrame):
    """Makes a file of the model shown; what the preview shows is what the file holds."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figure: Figure | None = None
        self._word_caption: FigureCaption | None = None
        wear(self, Look.PANEL)
        self._tabs = QTabBar()
        self._tabs.addTab("")
        self._tabs.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._size = QLabel()
        wear(self._size, Look.META)
        self.close_button = IconButton(Icon.CLOSE, "Close the export panel", IconSize.DENSE)
        self.close_button.clicked.connect(self._close)
        self.choices = ExportChoices()
        self._check_sign = IconLabel(Icon.OK, IconSize.DENSE, Ink.OK)
        self._check = WrappingLabel("", Look.META)
        self._warning = QFrame()
        self._warning_words = WrappingLabel()
        self.save_button = SentenceButton("Save the figure", Look.PRIMARY, Icon.DOWNLOAD)
        self.preview = FigurePreview()
        self._lay_out()
        session.refreshed.connect(self.refresh)
        session.model_shown.connect(self.refresh)
        self.choices.changed.connect(self.refresh)
        self.choices.caption_written.connect(self._write_caption)
        self.save_button.clicked.connect(self.save)
        self.retranslate()
        self.hide()

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        return self.choices.presets

    def figure(self) -> Figure | None:
        """Return the figure that would be saved."""
        return self._figure

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self._tabs.setTabText(0, tr("Export"))
        self.refresh()

    def refresh(self) -> None:
        """Show the figure as it would be saved now."""
        if not self.isVisible():
            return
        session = self._session
        self.choices.show_model(session.model, session.language, can_write=session.can_write)
        self._figure = self._word_caption = None
        spec = self._spec()
        if spec is not None:
            drawn, self._word_caption = caption_apart(spec, self.choices.suffix)
            style = figure_style(palette=self.choices.palette_chosen)
            self._figure = layout_figure(drawn, style, QtTextMeasurer(style.fonts), self.choices.width_mm.value())
        self.preview.show_figure(self._figure)
        self.save_button.setEnabled(self._figure is not None)
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
        suffix = self.choices.suffix
        proposed = project.path.parent / f"{file_name_for(figure.title, 'figure')}.{suffix}"
        kinds = f"{suffix.upper()} (*.{suffix})"
        path = self._session.shell.dialogs.file_to_write(tr("Save the figure"), proposed, kinds)
        if path is None:
            return
        path = ending_in(path, f".{suffix}")
        job = (figure, path, self.choices.options(self._word_caption))
        self._session.shell.tasks.run(tr("Saving the figure"), _write, job, self._on_saved, on_error=self._on_refused)

    def _spec(self) -> FigureSpec | None:
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return None
        return spec_for_model(project, model.id, self.choices.figure_choices())

    def _write_caption(self, words: str) -> None:
        project, model = self._session.project, self._session.model
        if project is not None and model is not None:
            language = self.choices.figure_language.main
            self._session.attempt(lambda: caption_model(project, model.id, language, words))

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
        middle.addWidget(self._side())
        middle.addWidget(scroll, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(middle, 1)
        self.setMinimumHeight(160)

    def _side(self) -> QWidget:
        """Return the choices, with what is to be known and the button below them."""
        warning = QHBoxLayout(self._warning)
        warning.setContentsMargins(Space.S, Space.XS, Space.S, Space.XS)
        warning.addWidget(IconLabel(Icon.WARNING, IconSize.DENSE, Ink.WARN), 0, Qt.AlignmentFlag.AlignTop)
        warning.addWidget(self._warning_words, 1)
        wear(self._warning, Look.NOTICE_WARN)
        scroll = QScrollArea()
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(self.choices)
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
        refusing = self.choices.refusing_preset
        is_fine = refusing is None and round(lettering, 1) >= LEAST_LETTERING_PT and round(line, 2) >= _LEAST_LINE_PT
        self._check_sign.set_icon(Icon.OK if is_fine else Icon.WARNING, Ink.OK if is_fine else Ink.WARN)
        wear(self._check, Look.META_OK if is_fine else Look.META_WARN)
        if refusing is not None:
            formats = listed((name.upper() for name in refusing.asks.formats), language)
            self._check.show_text(tr("{journal} takes only {formats}", journal=tr(refusing.name), formats=formats))
            return
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


def _short(value: float, language: str) -> str:
    """Return a number of points with as many decimals as it needs, two at most."""
    rounded = round(value, 2)
    return localized_number(int(rounded) if rounded == int(rounded) else rounded, language)
