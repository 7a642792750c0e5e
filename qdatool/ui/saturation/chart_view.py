"""The chart on the screen: the same layout as in a file, in the colours of the theme, as large as there is room."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from qdatool.figures.figure import Figure
from qdatool.figures.paint import paint_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.saturation_chart import layout_saturation
from qdatool.figures.saturation_figure import saturation_spec
from qdatool.figures.saturation_spec import SaturationSpec
from qdatool.figures.spec import FigureLanguage
from qdatool.figures.style import FigureStyle, figure_style
from qdatool.ui.saturation.session import SaturationSession
from qdatool.ui.theme import tokens
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr

_PX_PER_PT = 1.5
_AROUND_PLOTS_PT = 72.0
_LEAST_HEIGHT = 300


class ChartView(QWidget):
    """Paints the chart; the arrow keys and the mouse choose an interview, whose numbers the tool tip says."""

    def __init__(self, session: SaturationSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._figure: Figure | None = None
        self._measurers: dict[str, QtTextMeasurer] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST_HEIGHT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        session.computed.connect(self.refresh)
        session.chosen.connect(lambda _number: self._show_chosen())
        self.retranslate()

    def figure(self) -> Figure | None:
        """Return what is shown."""
        return self._figure

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def retranslate(self) -> None:
        """Letter the chart in the interface's language."""
        self.setAccessibleName(tr("Chart of new and cumulative codes"))
        self.refresh()

    def apply_theme(self) -> None:
        """Take the colours of the theme."""
        self.refresh()

    def refresh(self) -> None:
        """Lay the chart out anew for the present size and numbers."""
        report = self._session.report
        self._figure = None
        if report is not None and report.data.interviews and self.width() > 2 * Space.L:
            language = FigureLanguage(interface_language())
            spec = saturation_spec(report, language, all_levels=self._session.is_stacked)
            style = figure_style("screen_dark" if tokens().is_dark else "screen_light")
            width, height = ((side - 2 * Space.M) / _PX_PER_PT for side in (self.width(), self.height()))
            self._figure = self._fitted(_shaded(spec), style, width, height)
        self._show_chosen()

    def resizeEvent(self, event: object) -> None:
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        figure = self._figure
        if figure is None:
            return
        painter = QPainter(self)
        painter.translate(Space.M, Space.M)
        painter.scale(_PX_PER_PT, _PX_PER_PT)
        node = figure.node(f"interview:{self._session.interview}")
        if node is not None:
            rect = QRectF(node.rect.x, node.rect.y, node.rect.width, node.rect.height)
            ground = QColor(tokens().accent)
            ground.setAlphaF(0.16 if self.hasFocus() else 0.09)
            painter.fillRect(rect, ground)
        paint_figure(painter, figure)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._session.choose_interview(self._interview_at(event.position().x(), event.position().y()))

    def keyPressEvent(self, event: QEvent) -> None:
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        steps = {Qt.Key.Key_Left: 1 if is_mirrored else -1, Qt.Key.Key_Right: -1 if is_mirrored else 1}
        report = self._session.report
        if event.key() in steps and report is not None and report.data.interviews:
            last = len(report.data.interviews)
            self._session.choose_interview(min(max(self._session.interview + steps[event.key()], 1), last))
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.said_of(self._interview_at(event.x(), event.y())), self)
            return True
        return super().event(event)

    def said_of(self, number: int) -> str:
        """Return an interview's name and numbers, empty for 0."""
        report = self._session.report
        if report is None or not number:
            return ""
        place = number - 1
        numbers = report.accumulation
        return tr(
            "{number}. {interview}: {used} codes, {new} new, {sum} so far, {expected} expected in any order",
            number=number,
            interview=report.data.interviews[place],
            used=numbers.used[place],
            new=numbers.new[place],
            sum=numbers.cumulative[place],
            expected=localized_number(numbers.expected[place], interface_language(), 1),
        )

    def _interview_at(self, x: float, y: float) -> int:
        if self._figure is None:
            return 0
        node = self._figure.node_at((x - Space.M) / _PX_PER_PT, (y - Space.M) / _PX_PER_PT)
        return int(node.key.partition(":")[2]) if node is not None else 0

    def _show_chosen(self) -> None:
        self.setAccessibleDescription(self.said_of(self._session.interview))
        self.update()

    def _fitted(self, spec: SaturationSpec, style: FigureStyle, width: float, height: float) -> Figure:
        """Return the chart as high as there is room; what its lettering takes is known only once it is laid out."""
        measurer = self._measurer(style)
        figure = layout_saturation(spec, style, measurer, width, height - _AROUND_PLOTS_PT)
        lettering = figure.height - (height - _AROUND_PLOTS_PT)
        return layout_saturation(spec, style, measurer, width, height - lettering)

    def _measurer(self, style: FigureStyle) -> QtTextMeasurer:
        """Return the measurer of a style; it keeps what it has measured, which resizing needs to be smooth."""
        return self._measurers.setdefault(style.name, QtTextMeasurer(style.fonts))


def _shaded(spec: SaturationSpec) -> SaturationSpec:
    """Return the spec in the theme's shades of its colours."""
    shade = tokens().code_color
    levels = tuple(replace(level, color=shade(level.color)) for level in spec.levels)
    return replace(spec, levels=levels, curve_color=shade(spec.curve_color))
