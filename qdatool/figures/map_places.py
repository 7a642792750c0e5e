"""Where the nodes of a free map go: networkx lays the graph out, always in the same way for the same graph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qdatool.coding.model_options import MapLayout

Places = dict[str, tuple[float, float]]
"""Across and down from 0 to 1, by key; across counts from the start edge."""

_SPRING_STEPS = 80
_STEPS_AT_ONCE = 8
_ABOVE_ROW = 0.84


def map_places(
    keys: Sequence[str],
    links: Sequence[tuple[str, str]],
    layout: MapLayout,
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Places:
    """Return a place for every node; an empty mapping when it was cancelled on the way.

    FORCE is Fruchterman & Reingold's (1991), begun on a circle so that no random numbers are needed. TREE, LAYERED and
    RADIAL go outwards from the nodes that links lead from, or from the one with most links.
    """
    if len(keys) < 2:
        return dict.fromkeys(keys, (0.5, 0.0))
    import networkx

    graph = networkx.DiGraph()
    graph.add_nodes_from(keys)
    graph.add_edges_from((source, target) for source, target in links if source != target)
    graph.remove_nodes_from(set(graph) - set(keys))
    if layout is MapLayout.FORCE:
        found = _sprung(graph.to_undirected(), is_cancelled)
    elif layout is MapLayout.CIRCLE:
        found = networkx.circular_layout(graph)
    else:
        shells = _shells(graph)
        if layout is MapLayout.RADIAL:
            found = networkx.shell_layout(graph, nlist=shells)
        else:
            across = {
                node: (float(i), (j + 0.5) / len(shell))
                for i, shell in enumerate(shells)
                for j, node in enumerate(shell)
            }
            found = across if layout is MapLayout.LAYERED else {node: (y, x) for node, (x, y) in across.items()}
    return _scaled(found)


def _sprung(graph: object, is_cancelled: Callable[[], bool]) -> Mapping[str, Sequence[float]]:
    """Return the places of springs, a few steps at a time so that one need not wait for the end to cancel."""
    import networkx

    alone = [node for node in graph if not graph.degree(node)]  # type: ignore[attr-defined]
    if 0 < len(alone) < len(graph):  # type: ignore[arg-type]
        # What nothing holds would be blown far away and squeeze the rest: it waits in a row below.
        # A view of the others would list them in the order of a set, which differs from one start to the next.
        kept = networkx.Graph()
        kept.add_nodes_from(node for node in graph if graph.degree(node))  # type: ignore[attr-defined]
        kept.add_edges_from(graph.edges)  # type: ignore[attr-defined]
        inner = _scaled(_sprung(kept, is_cancelled))
        row = {node: ((i + 0.5) / len(alone), 1.0) for i, node in enumerate(alone)}
        return {node: (x, _ABOVE_ROW * y) for node, (x, y) in inner.items()} | row if inner else {}
    found: Mapping[str, Sequence[float]] = networkx.circular_layout(graph)
    for _ in range(_SPRING_STEPS // _STEPS_AT_ONCE):
        if is_cancelled():
            return {}
        # The default method asks for scipy from 500 nodes on.
        found = networkx.spring_layout(graph, pos=found, iterations=_STEPS_AT_ONCE, seed=1, method="force")
    return found


def _shells(graph: object) -> list[list[str]]:
    """Return the nodes by their distance from where the graph begins, each part of it from its own beginning."""
    import networkx

    order = list(graph)  # type: ignore[call-overload]
    undirected = graph.to_undirected()  # type: ignore[attr-defined]
    distance: dict[str, int] = {}
    for part in networkx.connected_components(undirected):
        members = [node for node in order if node in part]
        sources = [node for node in members if not graph.in_degree(node)]  # type: ignore[attr-defined]
        begin = sources or [max(members, key=lambda node: undirected.degree(node))]
        if len(begin) == len(members):
            begin = members[:1]
        for node, steps in networkx.multi_source_dijkstra_path_length(undirected, set(begin), weight=None).items():
            distance[node] = int(steps)
    shells: list[list[str]] = [[] for _ in range(max(distance.values()) + 1)]
    for node in order:
        shells[distance[node]].append(node)
    return shells


def _scaled(found: Mapping[str, Sequence[float]]) -> Places:
    if not found:
        return {}
    xs = [float(place[0]) for place in found.values()]
    ys = [float(place[1]) for place in found.values()]
    across, down = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return {
        key: ((float(place[0]) - min(xs)) / across, (float(place[1]) - min(ys)) / down) for key, place in found.items()
    }
