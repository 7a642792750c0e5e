"""Large free maps: their springs take a second or more, so a job lets them settle while the map is usable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from qdatool.coding.model_options import MapLayout
from qdatool.figures.map_places import Places, map_places
from qdatool.figures.spec import FigureSpec, FreeSpec
from qdatool.ui.tasks import Cancelled, Progress, Tasks
from qdatool.wording import tr

MOST_AT_ONCE = 60
"""Maps of more nodes than this are laid out by a job; below it takes no longer than a repaint."""


@dataclass(frozen=True, slots=True)
class _Graph:
    keys: tuple[str, ...]
    links: tuple[tuple[str, str], ...]


class LargeMaps:
    """Remembers where the springs of the map shown have settled; ``settled`` is called when they have anew."""

    def __init__(self, tasks: Tasks, settled: Callable[[], object]) -> None:
        self._tasks = tasks
        self._settled = settled
        self._asked: _Graph | None = None
        self._places: dict[_Graph, Places] = {}

    def placed(self, spec: FigureSpec) -> FigureSpec:
        """Return the spec with the places of its nodes, on a circle as long as the job goes on; others as they are."""
        if not isinstance(spec, FreeSpec) or spec.layout is not MapLayout.FORCE or len(spec.nodes) <= MOST_AT_ONCE:
            return spec
        graph = _Graph(tuple(node.key for node in spec.nodes), tuple((link.source, link.target) for link in spec.links))
        if graph not in self._places:
            if graph != self._asked:
                self._asked = graph
                self._tasks.run(tr("Arranging the map"), _settle, graph, lambda found: self._keep(graph, found))
            return replace(spec, places=map_places(graph.keys, (), MapLayout.CIRCLE))
        return replace(spec, places=self._places[graph])

    def _keep(self, graph: _Graph, places: Places) -> None:
        # Only the newest: a map that has changed is another graph.
        self._places = {graph: places}
        self._settled()


def _settle(graph: _Graph, _progress: Progress, cancelled: Cancelled) -> Places:
    """Lay a graph out; runs in the worker thread."""
    return map_places(graph.keys, graph.links, MapLayout.FORCE, cancelled)
