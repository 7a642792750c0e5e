"""What differs between two states of one model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from qdatool.coding.map_nodes import OWN_THINGS
from qdatool.coding.model_content import ModelContent, ShownCode, ShownLink


class DifferenceKind(StrEnum):
    """How a code, a note, a picture or a link differs between two states."""

    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"
    RENAMED = "renamed"
    REPLACED = "replaced"
    LINK_ADDED = "link-added"
    LINK_REMOVED = "link-removed"
    LINK_CHANGED = "link-changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; ``guid`` names the code, or the code a link goes from (``other_guid`` the one it goes to).

    ``before`` and ``after`` are the code then and now, each None where there was none. A note or picture of a map has
    its node's key for a ``guid`` and its words for a label.
    """

    kind: DifferenceKind
    guid: str
    before: ShownCode | None
    after: ShownCode | None
    other_guid: str = ""


def compare_contents(older: ModelContent, newer: ModelContent) -> tuple[Difference, ...]:
    """Return what was added, removed, moved and renamed from the older to the newer state, links last."""
    return (*_code_differences(older, newer), *_own_differences(older, newer), *_link_differences(older, newer))


def _code_differences(older: ModelContent, newer: ModelContent) -> Iterator[Difference]:
    for guid, code in newer.codes.items():
        before = older.codes.get(guid)
        if before is None:
            yield Difference(DifferenceKind.ADDED, guid, None, code)
            continue
        if _place(before) != _place(code):
            yield Difference(DifferenceKind.MOVED, guid, before, code)
        if (before.label, before.labels) != (code.label, code.labels):
            yield Difference(DifferenceKind.RENAMED, guid, before, code)
    for guid, code in older.codes.items():
        if guid not in newer.codes:
            yield Difference(DifferenceKind.REMOVED, guid, code, None)


def _own_differences(older: ModelContent, newer: ModelContent) -> Iterator[Difference]:
    """Yield what differs among the notes and pictures, which belong to the map alone."""
    before, after = _own_nodes(older), _own_nodes(newer)
    for key, node in after.items():
        if key not in before:
            yield Difference(DifferenceKind.ADDED, key, None, _as_shown(node))
            continue
        then, now = _as_shown(before[key]), _as_shown(node)
        if before[key].get("picture_id") != node.get("picture_id"):
            yield Difference(DifferenceKind.REPLACED, key, then, now)
        if then != now:
            yield Difference(DifferenceKind.RENAMED, key, then, now)
    for key, node in before.items():
        if key not in after:
            yield Difference(DifferenceKind.REMOVED, key, _as_shown(node), None)


def _own_nodes(content: ModelContent) -> dict[str, Mapping[str, object]]:
    return {key: node for key, node in content.nodes.items() if key.partition(":")[0] in OWN_THINGS}


def _as_shown(node: Mapping[str, object]) -> ShownCode:
    return ShownCode(str(node.get("body") or ""), {}, None, ())


def _place(code: ShownCode) -> tuple[str, ...]:
    """Return where a code stands in the model: in its roles, or below another code."""
    return tuple(sorted(code.roles)) or ((code.parent,) if code.parent else ())


def _link_differences(older: ModelContent, newer: ModelContent) -> Iterator[Difference]:
    for guid, link in newer.links.items():
        before = older.links.get(guid)
        if before is None:
            yield _of_link(DifferenceKind.LINK_ADDED, link, older, newer)
        elif before != link:
            yield _of_link(DifferenceKind.LINK_CHANGED, link, older, newer)
    for guid, link in older.links.items():
        if guid not in newer.links:
            yield _of_link(DifferenceKind.LINK_REMOVED, link, older, newer)


def _of_link(kind: DifferenceKind, link: ShownLink, older: ModelContent, newer: ModelContent) -> Difference:
    return Difference(kind, link.source, older.codes.get(link.source), newer.codes.get(link.source), link.target)
