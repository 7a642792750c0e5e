"""Where in the window each thing of a project is shown, and how it is named there."""

from __future__ import annotations

from qdatool.ui.icons import Icon
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId

_PLACES = {
    "document": (WorkspaceId.CODE, PlaceKind.DOCUMENT),
    "quotation": (WorkspaceId.CODE, PlaceKind.QUOTATION),
    "code": (WorkspaceId.CODE, PlaceKind.CODE),
    "memo": (WorkspaceId.MEMOS, PlaceKind.MEMO),
    "model": (WorkspaceId.MODELS, PlaceKind.MODEL),
    "relation": (WorkspaceId.MODELS, PlaceKind.RELATION),
    "figure_node": (WorkspaceId.MODELS, PlaceKind.BOX),
}

_ICONS = {
    "document": Icon.TRANSCRIPT,
    "quotation": Icon.QUOTE,
    "code": Icon.TAG,
    "memo": Icon.MEMO,
    "model": Icon.MODELS,
    "relation": Icon.LINK,
    "figure_node": Icon.NETWORK,
    "participant": Icon.CODER,
    "coder": Icon.CODER,
    "review_comment": Icon.COMMENT,
}


def place_of(kind: str, id: int) -> Place | None:
    """Return where a thing (``kind`` is the name of its table) is shown, or None where nothing shows it."""
    found = _PLACES.get(kind)
    return Place(found[0], found[1], id) if found is not None else None


def icon_of(kind: str) -> Icon:
    """Return the sign of a kind of thing."""
    return _ICONS.get(kind, Icon.FILE)
