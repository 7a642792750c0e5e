"""What comes of the gestures that give things on a figure another form: previews, and one operation each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF

from qdatool.coding.map_drawing import NodeSize, resize_node, route_link
from qdatool.coding.models import NodePlace
from qdatool.coding.node_keys import ends_of, is_link
from qdatool.coding.project import Project
from qdatool.figures.figure import Figure
from qdatool.figures.map_pictures import bare_size
from qdatool.figures.spec import PIN_WIDTH_PT, FigureSpec, PinnedPosition, ShapedSpec
from qdatool.ui.models.canvas.screen_figure import ScreenFigure, pin_place, screen_figure, with_pin
from qdatool.ui.models.canvas.shaping import Route, Stretch, Wish

Write = Callable[[Callable[[Project, int], object]], None]
_SAME = 0.01


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
        if not isinstance(spec, ShapedSpec) or figure is None:
            return None
        if isinstance(wish, Route):
            points = tuple(PinnedPosition(place.x_pt, place.y_pt) for place in _places(figure, wish))
            return screen_figure(replace(spec, routes={**spec.routes, wish.key: points}))
        return _form(spec, figure, wish)[2]

    def fulfil(self, wish: Wish) -> None:
        """Write what is wanted, as one step."""
        spec, figure = self._shown()
        if not isinstance(spec, ShapedSpec) or figure is None:
            return
        if isinstance(wish, Route):
            places, ends = _places(figure, wish), ends_of(wish.key)
            self._write(lambda project, model_id: route_link(project, model_id, *ends, places, run=wish.run))
        else:
            size, place, _ = _form(spec, figure, wish)
            self._write(lambda project, model_id: resize_node(project, model_id, wish.key, size, place, run=wish.run))

    def can_undo_form(self, key: str) -> bool:
        """Tell whether a box was resized or a link led elsewhere."""
        spec, _ = self._shown()
        return isinstance(spec, ShapedSpec) and (key in spec.sizes or key in spec.routes)

    def undo_form(self, key: str) -> None:
        """Make a box as large as its words need, or let a link go by itself."""
        if is_link(key):
            self._write(lambda project, model_id: route_link(project, model_id, *ends_of(key), ()))
        else:
            self._write(lambda project, model_id: resize_node(project, model_id, key, None))


def _form(spec: ShapedSpec, figure: Figure, wish: Stretch) -> tuple[NodeSize, NodePlace, ScreenFigure]:
    """Return the size that is wanted, the centre that keeps the held point of the box where it is, and the figure.

    Words may make the box larger than wanted, which only a layout tells.
    """
    scale = PIN_WIDTH_PT / figure.width
    width, height = bare_size(figure, wish.key, wish.rect.width(), wish.rect.height())
    size = NodeSize(width * scale, height * scale)
    sized = replace(spec, sizes={**spec.sizes, wish.key: size})
    center = wish.rect.center()
    place = pin_place(figure, center)
    shown = screen_figure(with_pin(sized, wish.key, place))
    node = shown.figure.node(wish.key)
    width, height = (node.rect.width, node.rect.height) if node is not None else (0.0, 0.0)
    if abs(width - wish.rect.width()) < _SAME and abs(height - wish.rect.height()) < _SAME:
        return size, place, shown
    way = center - wish.held
    center = wish.held + QPointF(_sign(way.x()) * width / 2, _sign(way.y()) * height / 2)
    place = pin_place(figure, center)
    return size, place, screen_figure(with_pin(sized, wish.key, place))


def _places(figure: Figure, wish: Route) -> tuple[NodePlace, ...]:
    return tuple(pin_place(figure, QPointF(*point)) for point in wish.points)


def _sign(value: float) -> int:
    return (value > _SAME) - (value < -_SAME)
