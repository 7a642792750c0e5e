"""Figures as GraphML, for programs that compute with graphs: nodes with names and places, links with their ends.

A category inside a box is a node too, joined to its box by a link of the kind ``contains``. A link that its author led
elsewhere has the points as ``bends``.
"""

from __future__ import annotations

from io import BytesIO

import networkx

from qdatool.coding.node_keys import ends_of, is_link
from qdatool.export.figure_options import FigureOptions
from qdatool.export.xml_text import holdable
from qdatool.figures.figure import Figure, PictureShape


def figure_graphml(figure: Figure, options: FigureOptions) -> bytes:
    """Return the figure as a GraphML document; places and sizes are in points, x from the left and y downwards."""
    looks = _looks(figure)
    graph = networkx.MultiDiGraph(title=holdable(options.title or figure.title), language=figure.language)
    pictures = {shape.key: _reference(shape) for shape in figure.pictures}
    for node in figure.nodes:
        graph.add_node(
            node.key,
            label=holdable(node.label),
            x=round(node.rect.center_x, 3),
            y=round(node.rect.center_y, 3),
            width=round(node.rect.width, 3),
            height=round(node.rect.height, 3),
            **pictures.get(node.key, {}),
            **looks.get(node.key, {}),
        )
        if node.parent_key is not None:
            graph.add_edge(node.parent_key, node.key, kind="contains", label="")
    names: dict[str, list[str]] = {}
    for text in figure.texts:
        if is_link(text.key):
            names.setdefault(text.key, []).append(text.text)
    for line in figure.lines:
        ends = ends_of(line.key) if is_link(line.key) else None
        if ends is not None and ends[0] in graph and ends[1] in graph:
            kind = "directed" if line.arrow_size else "undirected"
            values = {"kind": kind, "label": holdable(" ".join(names.get(line.key, ()))), "line": line.line_style.value}
            if line.bends:
                values["bends"] = " ".join(f"{x:.3f},{y:.3f}" for x, y in line.bends)
            graph.add_edge(*ends, **values)
    content = BytesIO()
    # Ids made from the names would say "label" twice, once for nodes and once for links; GraphML wants each id once.
    networkx.write_graphml_xml(graph, content, named_key_ids=False)
    return content.getvalue()


def _reference(shape: PictureShape) -> dict[str, str | int]:
    """Return what tells a picture from others, since a graph cannot hold its dots."""
    picture = shape.picture
    return {
        "picture": f"sha256:{picture.sha256}",
        "media_type": picture.kind.value,
        "width_px": picture.width_px,
        "height_px": picture.height_px,
    }


def _looks(figure: Figure) -> dict[str, dict[str, str | float | bool]]:
    """Return by node key the colours of its largest box and how its first line of letters is set."""
    looks: dict[str, dict[str, str | float | bool]] = {}
    for text in reversed(figure.texts):
        font = text.families(figure.fonts)[0]
        looks[text.key] = {"ink": text.color, "font": font, "size": round(text.size_pt, 3), "bold": text.is_bold}
    for box in sorted(figure.boxes, key=lambda box: box.rect.width * box.rect.height):
        looks.setdefault(box.key, {}).update(fill=box.fill or "none", stroke=box.stroke or "none")
    return looks
