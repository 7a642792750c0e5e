"""What a user chooses when a figure is written to a file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qdatool.figures.spec import FigureCaption

DEFAULT_DPI = 600


class TextMode(StrEnum):
    """Lettering as text that can be edited and searched, or as outlines that need no font."""

    LIVE = "live"
    OUTLINES = "outlines"


@dataclass(frozen=True, slots=True)
class FigureOptions:
    """Resolution for pictures of dots, the kind of lettering for the others, and the title and description kept inside.

    None as title takes the figure's own. ``is_transparent`` leaves out the white ground of png and svg; ``caption``
    is written below the figure in a Word file, which has words of its own.
    """

    dpi: int = DEFAULT_DPI
    text: TextMode = TextMode.LIVE
    title: str | None = None
    description: str = ""
    is_transparent: bool = False
    caption: FigureCaption | None = None
