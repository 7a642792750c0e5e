"""What comes of the gestures that give things on a map another form: previews, and one operation each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF

from qdatool.coding.map_drawing import NodeSize, bend_link, resize_node
from qdatool.coding.models import NodePlace
from qdatool.coding.node_keys import ends_of, is_link
from qdatool.coding.project import Project
from qdatool.figures.figure import Figure
from qdatool.figures.map_pictures import bare_size
from qdatool.figures.spec import PIN_WIDTH_PT, FigureSpec, FreeSpec, PinnedPosition
from qdatool.ui.models.screen_figure import ScreenFigure, pin_place, screen_figure, with_pin
from qdatool.ui.models.shaping import Bend, Stretch, Wish

Write = Callable[[Callable[[Project, int], object]], None]


class ShapingActs:
    """Fulfils wishes on what ``shown`` returns: what the figure shows, and the figure.

    ``write`` runs an operation on its model.
    """

    def __init__(self, shown: Callable[[], tuple[FigureSpec | None, Figure | None]], write: Write) -> None:
        self._shown = shown
        self._write = write

    def preview(self, wish: Wish) -> ScreenFigure | None:
        """Return the figure with the wish fulfilled."""
        spec, figure = self._shown()
        if not isinstance(spec, FreeSpec) or figure is None:
            return None
        if isinstance(wish, Bend):
            return screen_figure(_with_bend(spec, wish.key, _bend_place(figure, wish)))
        size, place = _form(spec, figure, wish)
        return screen_figure(with_pin(_with_size(spec, wish.key, size), wish.key, place))

    def fulfil(self, wish: Wish) -> None:
        """Write what is wanted, as one step."""
        spec, figure = self._shown()
        if not isinstance(spec, FreeSpec) or figure is None:
            return
        if isinstance(wish, Bend):
            place = _bend_place(figure, wish)
            self._write(lambda project, model_id: bend_link(project, model_id, *ends_of(wish.key), place))
        else:
            size, place = _form(spec, figure, wish)
            self._write(lambda project, model_id: resize_node(project, model_id, wish.key, size, place))

    def can_undo_form(self, key: str) -> bool:
        """Tell whether a box was resized or a link bent."""
        spec, _ = self._shown()
        if not isinstance(spec, FreeSpec):
            return False
        return key in spec.sizes or any(link.key == key and link.bend is not None for link in spec.links)

    def undo_form(self, key: str) -> None:
        """Make a box as large as its words need, or a link straight."""
        if is_link(key):
            self._write(lambda project, model_id: bend_link(project, model_id, *ends_of(key), None))
        else:
            self._write(lambda project, model_id: resize_node(project, model_id, key, None))


def _form(spec: FreeSpec, figure: Figure, wish: Stretch) -> tuple[NodeSize, NodePlace]:
    """Return the size that is wanted, and the centre that keeps the held point of the box where it is.

    Words may make the box larger than wanted, which only a layout tells.
    """
    scale = PIN_WIDTH_PT / figure.width
    width, height = bare_size(figure, wish.key, wish.rect.width(), wish.rect.height())
    size = NodeSize(width * scale, height * scale)
    node = screen_figure(_with_size(spec, wish.key, size)).figure.node(wish.key)
    width, height = (node.rect.width, node.rect.height) if node is not None else (0.0, 0.0)
    way = wish.rect.center() - wish.held
    center = wish.held + QPointF(_sign(way.x()) * width / 2, _sign(way.y()) * height / 2)
    return size, pin_place(figure, center)


def _bend_place(figure: Figure, wish: Bend) -> NodePlace | None:
    return pin_place(figure, wish.at) if wish.at is not None else None


def _with_size(spec: FreeSpec, key: str, size: NodeSize) -> FreeSpec:
    return replace(spec, sizes={**spec.sizes, key: size})


def _with_bend(spec: FreeSpec, key: str, place: NodePlace | None) -> FreeSpec:
    bend = PinnedPosition(place.x_pt, place.y_pt) if place is not None else None
    return replace(spec, links=tuple(replace(link, bend=bend) if link.key == key else link for link in spec.links))


def _sign(value: float) -> int:
    return (value > 0.01) - (value < -0.01)
