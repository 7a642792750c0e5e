"""In what two states of a model differ beside its codes, notes and links: roles, order, arrangement, looks, display."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from qdatool.coding.edge_rows import USUAL_EDGE
from qdatool.coding.model_content import ModelContent
from qdatool.coding.model_options import ModelOption

_THINGS = ("quotation:", "memo:", "participant:")
_PLACE = ("x_pt", "y_pt", "is_pinned", "width_pt", "height_pt")


class ModelAspect(StrEnum):
    """One of the things that are compared as a whole."""

    TITLES = "titles"
    ROLES = "roles"
    ORDER = "order"
    THINGS = "things"
    MAP_LINKS = "map-links"
    ARRANGEMENT = "arrangement"
    LOOKS = "looks"
    DISPLAY = "display"


def changed_aspects(older: ModelContent, newer: ModelContent) -> tuple[ModelAspect, ...]:
    """Return in what the newer state is not as the older one was."""
    return tuple(aspect for aspect, read in _READ.items() if read(older) != read(newer)) + _order(older, newer)


def _order(older: ModelContent, newer: ModelContent) -> tuple[ModelAspect, ...]:
    """Tell whether the codes that stand in the same place in both stand there in another order."""
    both = set(older.slots) & set(newer.slots)

    def kept(content: ModelContent) -> dict[str, list[str]]:
        places: dict[str, list[str]] = {}
        for role, guid in content.slots:
            if (role, guid) in both:
                places.setdefault(role, []).append(guid)
        return places

    return () if kept(older) == kept(newer) else (ModelAspect.ORDER,)


def _titles(content: ModelContent) -> object:
    return {tag: dict(words) for tag, words in content.labels.items() if any(words.values())}


def _roles(content: ModelContent) -> object:
    names = {role: dict(names) for role, names in content.role_names.items() if names}
    return content.options.get(ModelOption.TEMPLATE), tuple(content.roles), names


def _things(content: ModelContent) -> object:
    return {key for key in content.nodes if key.startswith(_THINGS)}


def _map_links(content: ModelContent) -> object:
    own = [edge for edge in content.edges if not edge.get("relation")]
    return sorted(tuple(str(edge.get(name) or "") for name in ("source", "target", "type", "label")) for edge in own)


def _arrangement(content: ModelContent) -> object:
    places = {key: tuple(node.get(name) for name in _PLACE) for key, node in content.nodes.items()}
    routes = {_ends(edge): drawn for edge in content.edges if (drawn := _unusual(edge, "routing"))}
    return {key: place for key, place in places.items() if any(place)}, routes


def _looks(content: ModelContent) -> object:
    boxes = {key: look for key, node in content.nodes.items() if (look := _unusual(node, "style"))}
    links = {_ends(edge): look for edge in content.edges if (look := _unusual(edge, "style"))}
    return boxes, links


def _display(content: ModelContent) -> object:
    return content.direction, {key: value for key, value in content.options.items() if key != ModelOption.TEMPLATE}


def _unusual(row: Mapping[str, object], name: str) -> object:
    """Return how a box or link is drawn, nothing where it is drawn as usual."""
    value = row.get(name)
    return None if value in (None, "", USUAL_EDGE[name]) else value


def _ends(edge: Mapping[str, object]) -> tuple[str, str]:
    return str(edge["source"]), str(edge["target"])


_READ: dict[ModelAspect, Callable[[ModelContent], object]] = {
    ModelAspect.TITLES: _titles,
    ModelAspect.ROLES: _roles,
    ModelAspect.THINGS: _things,
    ModelAspect.MAP_LINKS: _map_links,
    ModelAspect.ARRANGEMENT: _arrangement,
    ModelAspect.LOOKS: _looks,
    ModelAspect.DISPLAY: _display,
}
