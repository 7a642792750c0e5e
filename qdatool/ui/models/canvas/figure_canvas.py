"""The figure on the screen: the same shapes that are exported, each node an item that can be chosen and dragged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QGraphicsItem, QWidget

from qdatool.coding.model_compare import DifferenceKind
from qdatool.coding.node_keys import is_link
from qdatool.figures.figure import Figure, FigureNode, Rect, Shape
from qdatool.figures.forms import corner_radius
from qdatool.ui.dragging import dragged_code
from qdatool.ui.models.canvas.band_item import BandItem
from qdatool.ui.models.canvas.comment_badges import CommentBadges
from qdatool.ui.models.canvas.comparison_item import ComparisonItem
from qdatool.ui.models.canvas.flash_item import FlashItem
from qdatool.ui.models.canvas.fold_signs import FoldSigns
from qdatool.ui.models.canvas.guides_item import GuidesItem
from qdatool.ui.models.canvas.items import MarksItem, PillItem, PinsItem, PlateItem, RingItem, ShapesItem, as_qt
from qdatool.ui.models.canvas.link_points import end_rects, line_of, middle_of, rect_of
from qdatool.ui.models.canvas.minimap import Minimap
from qdatool.ui.models.canvas.moving import Moving
from qdatool.ui.models.canvas.page_view import PageView
from qdatool.ui.models.canvas.screen_figure import ScreenFigure
from qdatool.ui.models.canvas.shaping import Shaping
from qdatool.ui.models.canvas.snapping import Segment
from qdatool.ui.models.incoming_pictures import could_hold_pictures
from qdatool.wording import tr

_PLAIN_RADIUS_PT = 2.5
_REACH_PX = 6


class FigureCanvas(PageView):
    """Shows a figure, tells what was chosen and moved; it never changes a project itself.

    Keys of nodes and links are the figure's. Positions are in points of the figure shown.
    """

    chosen = Signal(str)
    """A node or link was chosen by mouse or keyboard; empty for none."""
    several_chosen = Signal()
    """Other boxes are chosen beside the one that ``chosen`` told of."""
    dropped_on = Signal(str, str, str, QPointF)
    """A category was let go over a box: its key, that of its own box, that of the box there, and the point."""
    code_dropped = Signal(int, str)
    """A code came from elsewhere onto a box: its id and the key of the box, empty beside all of them."""
    pictures_dropped = Signal(object, QPointF)
    """What could be pictures came from elsewhere: its MIME contents, and where on the figure."""
    opened = Signal(str)
    """Enter or a double click on a node or link."""
    removal_wanted = Signal(str)
    """Delete was pressed on a node."""
    fold_wanted = Signal(str)
    """The sign of a node was clicked that draws what is below it, or leaves it out."""
    drag_given_up = Signal()
    """A drag ended without a new place; the owner shows the figure as it is."""
    menu_wanted = Signal(QPoint)
    """The context menu was asked for, at a point of the screen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.is_movable = True
        self.accepts_anywhere = False
        self._figure: Figure | None = None
        self._items: dict[str, list[ShapesItem]] = {}
        self._pills: dict[str, PillItem] = {}
        self._raised: list[ShapesItem] = []
        self._key = ""
        self._also: tuple[str, ...] = ()
        self._related: tuple[str, ...] = ()
        self._found: tuple[str, ...] = ()
        self._differences: dict[str, DifferenceKind] = {}
        self._pinned: tuple[str, ...] = ()
        self._pins, self._ring, self._marks, self._plate = PinsItem(), RingItem(), MarksItem(), PlateItem()
        self._comparison, self._guides, self._flash = ComparisonItem(), GuidesItem(), FlashItem(self)
        self._band = BandItem()
        self.shaping, self.moving = Shaping(self), Moving(self)
        self.setMouseTracking(True)
        self.comments, self.folds = CommentBadges(), FoldSigns()
        self.minimap = Minimap(self)
        self.zoomed.connect(self.minimap.update)
        self.retranslate()

    def retranslate(self) -> None:
        """Name the canvas for screen readers."""
        self.setAccessibleName(tr("Figure of the model"))

    def figure(self) -> Figure | None:
        """Return what is shown."""
        return self._figure

    def show_figure(self, shown: ScreenFigure | None, pinned: Iterable[str] = ()) -> None:
        """Show another figure; zoom, place and what was chosen stay as far as they still exist."""
        scene = self.scene()
        for extra in self._extras():
            if extra.scene() is scene:
                scene.removeItem(extra)
        scene.clear()
        self._items, self._pills, self._raised = {}, {}, []
        self._figure = shown.figure if shown is not None else None
        self.minimap.show_figure(self._figure)
        if shown is None or self._figure is None:
            self._key = ""
            return
        figure = shown.figure
        self._add_shapes(figure)
        for pill in shown.pills:
            self._pills[pill.key] = PillItem(pill, figure.language)
            scene.addItem(self._pills[pill.key])
        for extra in self._extras():
            scene.addItem(extra)
        self._pinned = tuple(pinned)
        self._pins.show_pins([node.rect for key in self._pinned if (node := figure.node(key)) is not None])
        self._marks.mark_target(None)
        self._plate.show_under(None)
        self._flash.end()
        self.folds.setVisible(not self.moving.is_going)
        if not self._is_held():
            self.show_page(figure.width, figure.height)
        self._key = self._key if self._exists(self._key) else ""
        self._also = tuple(key for key in self._also if self._exists(key))
        self._show_marks()

    def choose(self, key: str, *, tell: bool = True) -> None:
        """Choose a node or link by its key; empty chooses nothing."""
        self._key = key if self._exists(key) else ""
        self._also, self._related = (), ()
        self._show_marks()
        if not self._is_held():
            self.bring_into_view(self._key)
        if tell:
            self.chosen.emit(self._key)

    def bring_into_view(self, key: str) -> None:
        """Move the page so that a node or link is seen; nothing is chosen."""
        rect = self._rect_of(key)
        if rect is not None:
            self.ensureVisible(as_qt(rect), 20, 20)

    def choose_several(self, keys: Sequence[str]) -> None:
        """Choose boxes together; the first is the one whose page is shown."""
        if self._key not in keys:
            self.choose(keys[0] if keys else "")
        self._also = tuple(key for key in keys if key != self._key and self._exists(key))
        self._show_marks()
        self.several_chosen.emit()

    def chosen_keys(self) -> tuple[str, ...]:
        """Return the keys of all that is chosen."""
        return (self._key, *self._also) if self._key else ()

    def show_preview(self, shown: ScreenFigure, placed: Sequence[str] = ()) -> None:
        """Show the figure as it would be with what is in the hand let go, ``placed`` boxes pinned."""
        self.show_figure(shown, dict.fromkeys((*self._pinned, *placed)))

    def carry(self, keys: Sequence[str], shift: QPointF, plate: Rect | None = None) -> None:
        """Show nodes as far from their place as the hand has gone, with a ground under them if they need one."""
        if plate is not None:
            self._plate.show_under(plate)
            self._ring.show_around(None, 0.0)
        self.folds.hide()
        self._plate.setPos(shift)
        for key in keys:
            for each in self._keys_with(key):
                for item in self._items.get(each, ()):
                    item.setPos(shift)
                    item.setZValue(self._plate.zValue() + 1)

    def show_band(self, band: QRectF) -> None:
        """Show the rubber band over a part of the figure, or (empty) nowhere."""
        self._band.show_band(band)

    def mark_target(self, rect: Rect | None) -> None:
        """Mark the box that what is in the hand would drop on."""
        self._marks.mark_target(rect)

    def seen_area(self) -> Rect:
        """Return the part of the figure that is in view."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        return Rect(seen.x(), seen.y(), seen.width(), seen.height())

    def show_guides(self, guides: Sequence[Segment], gaps: Sequence[Segment] = ()) -> None:
        """Show with what the thing in the hand is in line, and which gaps are alike."""
        self._guides.show_guides(guides, gaps)

    def mark_outline(self, rect: QRectF) -> None:
        """Show how large the thing in the hand would be."""
        self._marks.mark_target(Rect(rect.x(), rect.y(), rect.width(), rect.height()))

    def show_differences(self, kinds: Mapping[str, DifferenceKind]) -> None:
        """Frame what differs from an earlier version, by node key; an empty mapping frames nothing."""
        self._differences = dict(kinds)
        self._comparison.show_differences(self._figure, self._differences)

    def flash(self, keys: Sequence[str]) -> None:
        """Bring nodes and links into view and frame them for a moment."""
        figure = self._figure
        rects = [rect for key in keys if (rect := self._rect_of(key)) is not None]
        if figure is None or not rects:
            return
        area = QRectF()
        for rect in reversed(rects):
            area = area.united(as_qt(rect))
        seen, whole = self.mapFromScene(area).boundingRect(), self.viewport().rect()
        is_too_large = seen.width() > whole.width() or seen.height() > whole.height()
        self.ensureVisible(as_qt(rects[0]) if is_too_large else area, 20, 20)
        nodes = [node.rect for key in keys if (node := figure.node(key)) is not None]
        links = [line for key in keys if is_link(key) and (line := line_of(figure, key)) is not None]
        self._flash.show_around(nodes, links, end_rects(figure, keys))

    def is_flashing(self) -> bool:
        """Tell whether something is framed for a moment."""
        return self._flash.is_shown()

    def mark_found(self, keys: Sequence[str]) -> None:
        """Mark the nodes that a search has found."""
        self._found = tuple(keys)
        self._show_marks()

    def mark_related(self, keys: Sequence[str]) -> None:
        """Mark the categories that the chosen link joins."""
        self._related = tuple(keys)
        self._show_marks()

    def chosen_key(self) -> str:
        """Return the key of what is chosen, or an empty string."""
        return self._key

    def cancel_drag(self) -> bool:
        """Give up a drag that has begun; tell whether there was one."""
        was_shaping, was_moving = self.shaping.give_up(), self.moving.give_up()
        if not was_shaping and not was_moving:
            return False
        self._guides.show_guides(())
        self.drag_given_up.emit()
        return True

    def keys_in_order(self) -> list[str]:
        """Return boxes, then the categories in them, then links: the order in which Tab goes through them."""
        if self._figure is None:
            return []
        boxes = [node.key for node in self._figure.nodes if node.parent_key is None]
        inner = [node.key for node in self._figure.nodes if node.parent_key is not None]
        links = [line.key for line in self._figure.lines if is_link(line.key)]
        return list(dict.fromkeys((*boxes, *inner, *links)))

    def place_of(self, key: str) -> QPoint:
        """Return where on the viewport the middle of a node or link is."""
        pill = self._pills.get(key)
        line = line_of(self._figure, key)
        rect = self._rect_of(key)
        if pill is not None:
            return self.mapFromScene(pill.rect.center())
        if line is not None:
            return self.mapFromScene(QPointF(*middle_of(line)))
        return self.mapFromScene(as_qt(rect).center()) if rect is not None else QPoint()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self.takes_press(event):
            return
        at = self.mapToScene(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and (self._folds_at(at) or self.shaping.takes_handle(at)):
            return
        key = self._key_at(at)
        if event.button() is Qt.MouseButton.RightButton and key not in self.chosen_keys():
            self.choose(key)
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        adds = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if adds and self._toggles(key):
            return
        # What is pressed of several is held with them; let go where it was, it is chosen alone.
        if not (adds and not key) and key not in self._also and (key != self._key or not self._also):
            self.choose(key)
        if self.shaping.takes_link(key, at):
            return
        self.moving.press(key, at, adds=adds)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.takes_move(event):
            return
        at = self.mapToScene(event.position().toPoint())
        if self.shaping.is_going:
            self.shaping.move(at, event.modifiers())
        elif self.moving.is_going:
            self.moving.move(at, event.modifiers())
        else:
            self._show_reach(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self.takes_release():
            return
        at = self.mapToScene(event.position().toPoint())
        if self.shaping.is_going:
            self.shaping.release(at, event.modifiers())
            return
        self.moving.release(at, event.modifiers())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.mapToScene(event.position().toPoint())
        if self._folds_at(at) or self.shaping.removes_point_at(at):
            return
        if self._key:
            self.opened.emit(self._key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            if not self.cancel_drag() and not self.shaping.leave_point():
                self.choose("")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._key:
            self.opened.emit(self._key)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._key:
            if not self.shaping.remove_point():
                self.removal_wanted.emit(self._key)
        elif not self.shaping.takes_key(event) and not self.moving.takes_key(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, goes_forward: bool) -> bool:
        """Let Tab go through the nodes and links first, then on to the next part of the window."""
        keys = self.keys_in_order()
        place = keys.index(self._key) if self._key in keys else (-1 if goes_forward else len(keys))
        place += 1 if goes_forward else -1
        if 0 <= place < len(keys):
            self.choose(keys[place])
            return True
        return super().focusNextPrevChild(goes_forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if (dragged_code(event.mimeData()) is not None and self.is_movable) or self._takes_pictures(event):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if self._takes_pictures(event):
            event.acceptProposedAction()
            return
        box = self.box_at(self.mapToScene(event.position().toPoint()))
        self._marks.mark_target(box.rect if box is not None else None)
        event.setAccepted(box is not None or self.accepts_anywhere)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._marks.mark_target(None)

    def dropEvent(self, event: QDropEvent) -> None:
        self._marks.mark_target(None)
        if self._takes_pictures(event):
            event.acceptProposedAction()
            self.pictures_dropped.emit(event.mimeData(), self.mapToScene(event.position().toPoint()))
            return
        box = self.box_at(self.mapToScene(event.position().toPoint()))
        code_id = dragged_code(event.mimeData())
        if code_id is not None and (box is not None or self.accepts_anywhere):
            event.acceptProposedAction()
            self.code_dropped.emit(code_id, box.key if box is not None else "")

    def _takes_pictures(self, event: QDropEvent) -> bool:
        """Tell whether pictures are dragged over a map that takes them."""
        is_code = dragged_code(event.mimeData()) is not None
        return self.accepts_anywhere and self.is_movable and not is_code and could_hold_pictures(event.mimeData())

    def _extras(self) -> tuple[QGraphicsItem, ...]:
        """Return what lies over the shapes of any figure."""
        marks = (self._marks, self._pins, self._ring, self._plate)
        over = (self.folds, self.comments, self.shaping.handles, self._band, self._flash)
        return (*marks, self._comparison, self._guides, *over)

    def _folds_at(self, at: QPointF) -> bool:
        """Ask for a fold where a sign is under the mouse; tell whether one is."""
        key = self.folds.key_at(at, self.transform().m11())
        if key:
            self.choose(key)
            self.fold_wanted.emit(key)
        return bool(key)

    def _show_reach(self, at: QPointF) -> None:
        """Show by the mouse that a sign could be clicked, a corner drawn out, or a point of a link moved."""
        if not self.is_panning_tool and self.folds.key_at(at, self.transform().m11()):
            self.viewport().setCursor(Qt.CursorShape.PointingHandCursor)
            return
        corner = None if self.is_panning_tool else self.shaping.corner_at(at)
        if corner is None:
            if self.is_panning_tool or not self.shaping.is_point_at(at):
                self.show_tool()
            else:
                self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
            return
        is_falling = corner[0] == corner[1]
        shape = Qt.CursorShape.SizeFDiagCursor if is_falling else Qt.CursorShape.SizeBDiagCursor
        self.viewport().setCursor(shape)

    def _add_shapes(self, figure: Figure) -> None:
        """Make one item for each run of shapes of one key, so that the order of painting stays."""
        run: list[Shape] = []
        for shape in (*figure.shapes, None):
            if run and (shape is None or shape.key != run[0].key):
                item = ShapesItem(tuple(run), figure.fonts)
                self.scene().addItem(item)
                self._items.setdefault(run[0].key, []).append(item)
                run = []
            if shape is not None:
                run.append(shape)

    def _show_marks(self) -> None:
        figure = self._figure
        if figure is None:
            return
        node = figure.node(self._key)
        frames = [box for box in figure.boxes if node is not None and box.key == node.key and box.rect == node.rect]
        radius = corner_radius(frames[0]) if frames else _PLAIN_RADIUS_PT
        others = [found.rect for key in self._also if (found := figure.node(key)) is not None]
        self._ring.show_around(node.rect if node is not None else None, radius, others)
        lines = [line for line in figure.lines if line.key == self._key] if is_link(self._key) else []
        marked = (*self._related, *self._found)
        related = [found.rect for key in marked if (found := figure.node(key)) is not None]
        self._marks.mark(lines, related, end_rects(figure, (self._key,)))
        self._raise_words(self._key if is_link(self._key) else "")
        self._comparison.show_differences(figure, self._differences)
        for key, pill in self._pills.items():
            pill.set_chosen(key == self._key)
        self.shaping.show_handles(figure, self._key if not self._also else "")

    def _keys_with(self, key: str) -> list[str]:
        nodes = self._figure.nodes if self._figure else ()
        return [key, *(node.key for node in nodes if node.parent_key == key)]

    def drop(self, node: FigureNode, at: QPointF) -> None:
        """Let a category go at a point, over a box or beside all of them."""
        box = self.box_at(at)
        self.drag_given_up.emit()
        if box is not None and node.parent_key is not None:
            self.dropped_on.emit(node.key, node.parent_key, box.key, at)

    def box_at(self, at: QPointF) -> FigureNode | None:
        """Return the topmost box at a point."""
        nodes = reversed(self._figure.nodes) if self._figure else ()
        return next((node for node in nodes if node.parent_key is None and node.rect.contains(at.x(), at.y())), None)

    def _key_at(self, at: QPointF) -> str:
        for key, pill in self._pills.items():
            if pill.rect.contains(at):
                return key
        node = self._figure.node_at(at.x(), at.y()) if self._figure else None
        if node is not None:
            return node.key
        reach = _REACH_PX / max(self.transform().m11(), 0.01)
        area = QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
        for item in self.scene().items(area):
            if isinstance(item, ShapesItem) and is_link(item.key) and item.touches(area):
                return item.key
        return ""

    def _raise_words(self, key: str) -> None:
        """Let the words on the chosen link be read over its mark."""
        for item in self._raised:
            item.setZValue(0.0)
        self._raised = [item for item in self._items.get(key, ()) if not item.has_line]
        for item in self._raised:
            item.setZValue(self._marks.zValue() + 0.1)

    def _toggles(self, key: str) -> bool:
        """Choose a box beside the others, or no longer; tell whether it is taken away."""
        node = self._figure.node(key) if self._figure else None
        if node is None or node.parent_key is not None:
            return False
        chosen = self.chosen_keys()
        is_taken = key in chosen
        boxes = [each for each in chosen if self._is_box(each)]
        self.choose_several([each for each in boxes if each != key] if is_taken else [*boxes, key])
        return is_taken

    def _is_box(self, key: str) -> bool:
        node = self._figure.node(key) if self._figure else None
        return node is not None and node.parent_key is None

    def _is_held(self) -> bool:
        return self.shaping.is_going or self.moving.is_going

    def _exists(self, key: str) -> bool:
        return self._rect_of(key) is not None

    def _rect_of(self, key: str) -> Rect | None:
        return rect_of(self._figure, key)
