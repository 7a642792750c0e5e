"""The small signs behind a code's name: open review comments, and what is new since the chosen moment."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen

from qdatool.coding.changed_since import ChangedThings, Difference
from qdatool.coding.changes import Changes, Kind
from qdatool.coding.codes import CodeTree
from qdatool.coding.project import Project
from qdatool.coding.review import CommentTarget, open_comments
from qdatool.ui.icons import Icon, paint_icon
from qdatool.ui.project_bridge import ProjectBridge
from qdatool.ui.row_painting import RowPlaces
from qdatool.ui.since import SinceMarks
from qdatool.ui.theme import interface_font, tokens
from qdatool.ui.tokens import FontSize, Space
from qdatool.wording import interface_language, localized_number, tr

_SIDE = 13
_RING = 7
_SIGNS = {Difference.ADDED: Icon.SUPPORTS, Difference.CHANGED: Icon.EDIT}


@dataclass(frozen=True, slots=True)
class CodeMark:
    """What is to be said about one code; ``has_new_below`` where only something under it is new."""

    open_comments: int = 0
    difference: Difference | None = None
    new_codings: int = 0
    has_new_below: bool = False


class CodeMarks(QObject):
    """Looks comments and news up again after each step. ``changed`` when any mark may be another one."""

    changed = Signal()

    def __init__(
        self, bridge: ProjectBridge, since: SinceMarks, tree: Callable[[], CodeTree], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._since = since
        self._tree = tree
        self._project: Project | None = None
        self._comments: dict[int, int] = {}
        self._new: frozenset[int] = frozenset()
        self._above: frozenset[int] = frozenset()
        bridge.changed.connect(self._on_changed)
        since.changed.connect(self._on_since)

    def set_project(self, project: Project | None) -> None:
        """Mark the codes of another project, or of none."""
        self._project = project
        self._comments = open_comments(project, CommentTarget.CODE) if project is not None else {}
        self._on_since()

    def new_ids(self) -> frozenset[int] | None:
        """Return the codes that are new, changed or newly applied; None while nothing is marked."""
        return self._new if self._since.things() is not None else None

    def mark(self, code_id: int) -> CodeMark | None:
        """Return what is to be said about a code, or None."""
        things: ChangedThings | None = self._since.things()
        mark = CodeMark(
            self._comments.get(code_id, 0),
            things.of(Kind.CODE).get(code_id) if things is not None else None,
            things.recoded.get(code_id, 0) if things is not None else 0,
            code_id in self._above,
        )
        return mark if mark != CodeMark() else None

    def words(self, code_id: int) -> list[str]:
        """Return the mark of a code in words, one line each."""
        mark = self.mark(code_id)
        if mark is None:
            return []
        lines = [tr("Open review comments: {n}", n=mark.open_comments)] if mark.open_comments else []
        if mark.difference is not None:
            lines.append(tr("Added since") if mark.difference is Difference.ADDED else tr("Changed since"))
        if mark.new_codings:
            lines.append(tr("Codings that came or changed since: {n}", n=mark.new_codings))
        if mark.has_new_below and mark.difference is None:
            lines.append(tr("Something below it is new"))
        return lines

    def _on_since(self) -> None:
        things: ChangedThings | None = self._since.things()
        tree = self._tree()
        news = (things.ids(Kind.CODE) | things.recoded.keys()) if things is not None else frozenset()
        self._new = frozenset(one for one in news if one in tree.codes)
        self._above = frozenset(above for one in self._new for above in tree.ancestors(one)) - self._new
        self.changed.emit()

    def _on_changed(self, changes: Changes) -> None:
        if changes.touches(Kind.REVIEW_COMMENT) and self._project is not None:
            self._comments = open_comments(self._project, CommentTarget.CODE)
            self.changed.emit()


def marks_width(mark: CodeMark | None) -> int:
    """Return how much room the signs of a mark take at the end of a name."""
    if mark is None:
        return 0
    signs = _signs(mark)
    width = len(signs) * (_SIDE + Space.XS) + (_RING + Space.XS if _has_ring(mark) else 0)
    return width + (_number_width(mark) + Space.XS if mark.open_comments else 0)


def paint_marks(painter: QPainter, places: RowPlaces, offset: int, mark: CodeMark) -> None:
    """Paint the signs of a mark, ``offset`` from the reading end of a row, from there inwards."""
    shown = tokens()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mark.open_comments:
        painter.setFont(interface_font(FontSize.HINT, is_bold=True))
        painter.setPen(QColor(shown.accent_text))
        width = _number_width(mark)
        text = localized_number(mark.open_comments, interface_language())
        painter.drawText(places.trailing(offset, width), Qt.AlignmentFlag.AlignCenter, text)
        offset += width + Space.XS
    for sign in _signs(mark):
        paint_icon(painter, QRectF(places.trailing(offset, _SIDE, _SIDE)), sign, shown.accent_text)
        offset += _SIDE + Space.XS
    if _has_ring(mark):
        painter.setPen(QPen(QColor(shown.accent_text), 1.2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(QRectF(places.trailing(offset, _RING, _RING)))
    painter.restore()


def _signs(mark: CodeMark) -> list[Icon]:
    signs = [Icon.COMMENT] if mark.open_comments else []
    if mark.difference in _SIGNS:
        signs.append(_SIGNS[mark.difference])
    elif mark.new_codings:
        signs.append(Icon.QUOTE)
    return signs


def _has_ring(mark: CodeMark) -> bool:
    return mark.has_new_below and mark.difference is None


def _number_width(mark: CodeMark) -> int:
    text = localized_number(mark.open_comments, interface_language())
    return QFontMetrics(interface_font(FontSize.HINT, is_bold=True)).horizontalAdvance(text) + 2
