"""The stripes of the passages on the screen: where each stands and where its name does. No widgets.

x counts from the text outwards, so that the margin of a right-to-left document is the mirror of the other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from qdatool.ui.tokens import Size, Space
from qdatool.ui.transcript.name_places import WantedName, place_names
from qdatool.ui.transcript.values import Edge, StripeCoding

LANES = 4
LINE_LEFT = int(Space.S)
STRIPES_LEFT = LINE_LEFT + 10
NAMES_LEFT = STRIPES_LEFT + LANES * int(Size.STRIPE_PITCH) + int(Space.S)
NAME_LINE = 16
_HIGHEST_NAME = 6.0
_BEYOND = 20.0
_HANDLE_WIDTH, _HANDLE_HEIGHT = 9.0, 6.0


@dataclass(frozen=True, slots=True)
class Extent:
    """A coding on the screen: where its passage begins and ends in pixels of the viewport, and its lane.

    ``top`` is -inf and ``bottom`` inf where the passage goes on off the screen.
    """

    coding: StripeCoding
    top: float
    bottom: float
    lane: int
    is_selected: bool = False


@dataclass(frozen=True, slots=True)
class Stripe:
    """A stripe with its name at ``name_y`` on ``name_lines`` lines, 0 where there was no room.

    ``more`` are the codings that have no name, or not even a stripe, because those around this one take the room.
    """

    coding: StripeCoding
    rect: QRectF
    is_selected: bool
    name_y: float = 0.0
    name_lines: int = 0
    more: tuple[StripeCoding, ...] = ()

    def handle(self, edge: Edge) -> QRectF:
        """Return the grip at one end of the stripe."""
        middle = self.rect.top() if edge is Edge.START else self.rect.bottom()
        left = self.rect.center().x() - _HANDLE_WIDTH / 2
        return QRectF(left, middle - _HANDLE_HEIGHT / 2, _HANDLE_WIDTH, _HANDLE_HEIGHT)


def stripes(extents: Sequence[Extent], lines_of: Callable[[StripeCoding], int], height: float) -> list[Stripe]:
    """Return the stripes in a margin of ``height`` pixels, ordered by their tops.

    ``lines_of`` says how many lines a coding's name wants, 0 for none. A coding beyond the last lane has no stripe,
    unless it is selected, and is counted with a name above it.
    """
    ordered = sorted(extents, key=lambda extent: (max(extent.top, 0.0), extent.lane))
    names = [
        WantedName(
            top=max(extent.top, _HIGHEST_NAME),
            bottom=min(extent.bottom, height),
            lines=lines_of(extent.coding) if _has_stripe(extent) else 0,
        )
        for extent in ordered
    ]
    places = place_names(names, NAME_LINE)
    found = []
    for extent, place in zip(ordered, places, strict=True):
        if not _has_stripe(extent):
            continue
        more = tuple(ordered[i].coding for i in place.more) if place else ()
        found.append(
            Stripe(
                extent.coding,
                _stripe_rect(extent, height),
                extent.is_selected,
                name_y=place.y if place else 0.0,
                name_lines=place.lines if place else 0,
                more=more,
            )
        )
    return found


def _has_stripe(extent: Extent) -> bool:
    return extent.lane < LANES or extent.is_selected


def _stripe_rect(extent: Extent, height: float) -> QRectF:
    width = float(Size.STRIPE_SELECTED if extent.is_selected else Size.STRIPE)
    left = STRIPES_LEFT + min(extent.lane, LANES - 1) * Size.STRIPE_PITCH + (Size.STRIPE - width) / 2
    top, bottom = max(extent.top, -_BEYOND), min(extent.bottom, height + _BEYOND)
    return QRectF(left, top, width, max(bottom - top, 2.0))
