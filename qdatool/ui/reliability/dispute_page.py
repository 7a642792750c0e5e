"""One disagreement: both codings over the same words, and what is decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QPushButton, QTextEdit, QVBoxLayout, QWidget

from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Coefficient
from qdatool.coding.disputes import CodedPassage, DecisionKind, Dispute
from qdatool.text.direction import TextDirection, paragraph_direction
from qdatool.text.spans import Span
from qdatool.ui.controls import (
    ActionButton,
    ElidedLabel,
    KeyLabel,
    PanelHead,
    SentenceLabel,
    align_to_window,
    draw_elided,
)
from qdatool.ui.reliability.actions import ReliabilityAction
from qdatool.ui.reliability.dispute_list import KINDS, place_text, side_text
from qdatool.ui.reliability.figures import written
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.row_painting import side_by_side
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Radius, Size, Space, mixed
from qdatool.wording import interface_language, tr
from qdatool.wording.analysis_terms import measure_name

_STRONG, _LIGHT = 0.24, 0.07
_LINE_HEIGHT = 150
_CHIP_HEIGHT = 22


class DisputePage(QFrame):
    """Both cards, the buttons of the decision and the field for its reason. ``reason_left`` when the field is done."""

    reason_left = Signal()

    def __init__(self, session: ReliabilitySession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        wear(self, Look.PAGE)
        self._about: str | None = None
        head = PanelHead("Passage")
        self._head = head
        for action in (ReliabilityAction.PREVIOUS, ReliabilityAction.NEXT):
            head.add(ActionButton(session.shell.actions, action))
        head.add(ActionButton(session.shell.actions, ReliabilityAction.IN_CONTEXT))
        self.first, self.second = SideCard(), SideCard()
        cards = QHBoxLayout()
        cards.setContentsMargins(Space.M, Space.M, Space.M, Space.M)
        cards.setSpacing(Space.M)
        cards.addWidget(self.first, 1)
        cards.addWidget(self.second, 1)
        self.buttons = {
            DecisionKind.FIRST: DecisionButton("1"),
            DecisionKind.SECOND: DecisionButton("2"),
            DecisionKind.BOTH: DecisionButton("3"),
            DecisionKind.NEITHER: DecisionButton("0"),
            DecisionKind.NEW: DecisionButton("N"),
            DecisionKind.DISCUSS: DecisionButton("D"),
        }
        acts = {
            DecisionKind.FIRST: ReliabilityAction.TAKE_FIRST,
            DecisionKind.SECOND: ReliabilityAction.TAKE_SECOND,
            DecisionKind.BOTH: ReliabilityAction.TAKE_BOTH,
            DecisionKind.NEITHER: ReliabilityAction.TAKE_NEITHER,
            DecisionKind.NEW: ReliabilityAction.TAKE_NEW,
            DecisionKind.DISCUSS: ReliabilityAction.DISCUSS,
        }
        row = QHBoxLayout()
        row.setSpacing(Space.S)
        row.addWidget(SentenceLabel("Consensus", Look.STRONG))
        for kind, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, act=acts[kind]: session.shell.actions.trigger(act))
            row.addWidget(button)
        row.addStretch(1)
        self.reason = ReasonField()
        self.reason.left.connect(self._leave_reason)
        self._measure = QLabel()
        wear(self._measure, Look.META)
        self._measure.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        foot = QFrame()
        wear(foot, Look.PANEL)
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(Space.M, Space.S, Space.M, Space.S)
        lines.setSpacing(Space.S)
        lines.addLayout(row)
        lines.addWidget(self.reason)
        lines.addWidget(self._measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addLayout(cards, 1)
        column.addWidget(foot)
        session.dispute_shown.connect(self.refresh)
        session.decided.connect(self._show_decision)
        session.computed.connect(self._show_decision)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.reason.setPlaceholderText(tr("Reason for the decision (kept in the history)"))
        self.reason.setAccessibleName(tr("Reason for the decision"))
        align_to_window(self.reason)
        self.refresh()

    def apply_theme(self) -> None:
        """Colour both texts anew."""
        self.refresh()

    def refresh(self) -> None:
        """Show the disagreement that is looked at."""
        session, dispute = self._session, self._session.dispute
        self.setEnabled(dispute is not None)
        if dispute is None:
            self._head.show_count("")
            for card in (self.first, self.second):
                card.clear()
        else:
            place = (session.place() or 0) + 1
            which = tr("disagreement {n} of {total}", n=place, total=len(session.shown))
            self._head.show_count(side_by_side(place_text(session, dispute), tr(KINDS[dispute.kind]), which))
            names = session.side_names()
            self._show_card(self.first, names[0], dispute, is_first=True)
            self._show_card(self.second, names[1], dispute, is_first=False)
        self._show_decision()

    def _show_card(self, card: SideCard, name: str, dispute: Dispute, *, is_first: bool) -> None:
        session = self._session
        own = dispute.first if is_first else dispute.second
        code = session.code(own.code_id) if own is not None else None
        card.show_side(name, side_text(session, own), code.color if code is not None else "")
        context = session.context(dispute)
        others = [
            (one, colored.color)
            for one in session.passages(dispute, is_first=is_first)
            if one != own and one.start < context.end and one.end > context.start
            for colored in (session.code(one.code_id),)
            if colored is not None
        ]
        card.show_text(session.text(dispute), context, own, code.color if code is not None else "", others)

    def _show_decision(self) -> None:
        session, dispute = self._session, self._session.dispute
        decision = session.decision()
        names = self._names(dispute)
        for kind, button in self.buttons.items():
            button.show_name(names[kind], is_chosen=decision is not None and decision.kind is kind)
        if dispute is None or dispute.key != self._about or not self.reason.hasFocus():
            self._about = dispute.key if dispute is not None else None
            self.reason.setText(decision.reason if decision is not None else "")
        self._measure.setText(self._measure_text())
        self._measure.setVisible(bool(self._measure.text()))

    def _names(self, dispute: Dispute | None) -> dict[DecisionKind, str]:
        session, decision = self._session, self._session.decision()
        first, second = (
            side_text(session, one) for one in ((dispute.first, dispute.second) if dispute else (None,) * 2)
        )
        new = tr("Other code…")
        if decision is not None and decision.kind is DecisionKind.NEW:
            code = session.code(decision.code_id)
            new = code.label_in(interface_language()) if code is not None else new
        return {
            DecisionKind.FIRST: first,
            DecisionKind.SECOND: second,
            DecisionKind.BOTH: tr("Both"),
            DecisionKind.NEITHER: tr("Neither"),
            DecisionKind.NEW: new,
            DecisionKind.DISCUSS: tr("Discuss"),
        }

    def _measure_text(self) -> str:
        """Return the pooled agreement before and after what has been decided so far."""
        tables = self._session.before_and_after()
        if tables is None:
            return ""
        before, after = tables
        language = interface_language()

        def _value(coefficient: Coefficient, measure: Measure) -> str:
            return "—" if coefficient.value is None else written(coefficient.value, measure)

        sentence = "{name} {before} before, {after} after"
        pairs = (
            (Measure.COHEN_KAPPA, before.kappa, after.kappa),
            (Measure.PERCENT_AGREEMENT, before.percent, after.percent),
        )
        told = (
            tr(
                sentence,
                name=measure_name(measure, language),
                before=_value(one, measure),
                after=_value(other, measure),
            )
            for measure, one, other in pairs
        )
        return side_by_side(tr("All codes, with what is settled"), *told)

    def _leave_reason(self) -> None:
        self._session.explain(self.reason.text())
        self.reason_left.emit()


class ReasonField(QLineEdit):
    """One line; ``left`` on Enter and Escape. What was typed is kept when the keyboard goes elsewhere too."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.returnPressed.connect(self.left)

    def take_keyboard(self) -> None:
        """Go on typing at the end of what is there."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deselect()
        self.end(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class SideCard(QFrame):
    """What one coder has there: name, code, and the words with the passage marked."""

    def __init__(self) -> None:
        super().__init__()
        wear(self, Look.CARD)
        self._name = ElidedLabel("", Look.STRONG)
        self.chip = CodeChip()
        head = QHBoxLayout()
        head.setContentsMargins(Space.M, Space.S, Space.S, Space.S)
        head.addWidget(self._name, 1)
        head.addWidget(self.chip)
        self.text = QTextEdit()
        self.text.setReadOnly(True)
        self.text.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.document().setDocumentMargin(Space.M - 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, Space.XS)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.text, 1)

    def clear(self) -> None:
        """Show nothing."""
        self._name.setText("")
        self.chip.show_code("", "")
        self.text.clear()

    def show_side(self, name: str, code: str, color: str) -> None:
        """Show who it is and which code, in its colour; without one, the code says that there is none."""
        self._name.setText(name)
        self.chip.show_code(code, color)

    def show_text(
        self,
        text: str,
        context: Span,
        own: CodedPassage | None,
        color: str,
        others: Iterable[tuple[CodedPassage, str]],
    ) -> None:
        """Show paragraphs of a text with the passage in dispute strong and the coder's others light."""
        marks = [_Mark(passage, other, is_disputed=False) for passage, other in others]
        marks += [_Mark(own, color, is_disputed=True)] if own is not None else []
        self.text.clear()
        cursor = QTextCursor(self.text.document())
        shown_at, start = None, context.start
        for line in context.cut(text).split("\n"):
            if start > context.start:
                cursor.insertBlock()
            cursor.setBlockFormat(self._block_format(line))
            for run in _runs(Span(start, start + len(line)), marks) if line else ():
                if shown_at is None and own is not None and run.start >= own.start:
                    shown_at = cursor.position()
                cursor.insertText(run.cut(text), _look(run, marks))
            start += len(line) + 1
        cursor.setPosition(shown_at or 0)
        self.text.setTextCursor(cursor)
        self.text.ensureCursorVisible()

    def _block_format(self, line: str) -> QTextBlockFormat:
        """Give a paragraph its own direction and the line height of transcripts."""
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        fallback = TextDirection.RTL if is_mirrored else TextDirection.LTR
        is_rtl = paragraph_direction(line, fallback) is TextDirection.RTL
        form = QTextBlockFormat()
        form.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_rtl else Qt.LayoutDirection.LeftToRight)
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        return form


@dataclass(frozen=True, slots=True)
class _Mark:
    passage: CodedPassage
    color: str
    is_disputed: bool

    def covers(self, run: Span) -> bool:
        return self.passage.start < run.end and self.passage.end > run.start


def _runs(line: Span, marks: Sequence[_Mark]) -> list[Span]:
    """Cut a line where a mark begins or ends."""
    edges = {edge for mark in marks for edge in (mark.passage.start, mark.passage.end) if line.start < edge < line.end}
    places = [line.start, *sorted(edges), line.end]
    return [Span(start, end) for start, end in pairwise(places)]


def _look(run: Span, marks: Sequence[_Mark]) -> QTextCharFormat:
    """Return how a run looks: the passage in dispute wins over the others."""
    look, shown = QTextCharFormat(), tokens()
    covering = [mark for mark in marks if mark.covers(run)]
    if not covering:
        return look
    mark = max(covering, key=lambda one: one.is_disputed)
    shade = shown.code_color(mark.color) if mark.color else shown.text_3
    look.setBackground(QColor(mixed(shade, shown.raised, _STRONG if mark.is_disputed else _LIGHT)))
    if mark.is_disputed:
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
        look.setUnderlineColor(QColor(shade))
    return look


class CodeChip(QWidget):
    """A code's name on its colour, or a plain word where there is no code."""

    def __init__(self) -> None:
        super().__init__()
        self._text, self._color = "", ""
        self.setFixedHeight(_CHIP_HEIGHT)

    def show_code(self, text: str, color: str) -> None:
        """Show another code; ``color`` is the stored one."""
        self._text, self._color = text, color
        self.setAccessibleName(text)
        self.setToolTip(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """Return what is shown."""
        return self._text

    def sizeHint(self) -> QSize:
        self.setFont(interface_font(FontSize.DENSE))
        width = self.fontMetrics().horizontalAdvance(self._text) + Space.S * 2 + 2
        return QSize(min(width, 260), _CHIP_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _CHIP_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._text:
            return
        shown = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = shown.code_color(self._color) if self._color else shown.line_strong
        painter.setPen(QColor(shade))
        painter.setBrush(QColor(mixed(shade, shown.raised, 0.16)) if self._color else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), Radius.CHIP, Radius.CHIP)
        painter.setFont(interface_font(FontSize.DENSE))
        painter.setPen(QColor(shown.text_1 if self._color else shown.text_2))
        inner = self.rect().adjusted(Space.S, 0, -Space.S, 0)
        draw_elided(painter, inner, self._text, self.layoutDirection())


class DecisionButton(QPushButton):
    """A decision with the picture of its key."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._label = ElidedLabel("")
        self._key = KeyLabel(key)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.S, 0)
        row.setSpacing(Space.S)
        row.addWidget(self._label)
        row.addWidget(self._key)
        for child in (self._label, self._key):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_name(self, name: str, *, is_chosen: bool) -> None:
        """Show another name, and whether it was decided so."""
        self._label.setText(name)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setChecked(is_chosen)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(min(self.layout().sizeHint().width(), 220), Size.BUTTON)

    def minimumSizeHint(self) -> QSize:
        return QSize(72, Size.BUTTON)
