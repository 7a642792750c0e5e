"""Where everything stands: a figure as boxes, lines and lines of text in points, in the order of painting.

The origin is the top-left corner and y grows downwards, whichever way the figure reads. Text is already broken into
lines; nothing that paints or writes a figure measures or wraps again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from qdatool.coding.pictures import Picture
from qdatool.coding.roles import Direction, LineStyle


class BoxOutline(StrEnum):
    """The form of a box; ``BAR`` has its upper corners rounded only, and heads another box."""

    ROUNDED = "rounded"
    BAR = "bar"
    OVAL = "oval"
    PLAIN = "plain"


class Anchor(StrEnum):
    """Which part of a line of text stands at its x; the start of right-to-left text is its right edge."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The x of the right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The y of the lower edge."""
        return self.y + self.height

    @property
    def center_x(self) -> float:
        """The x of the centre."""
        return self.x + self.width / 2

    @property
    def center_y(self) -> float:
        """The y of the centre."""
        return self.y + self.height / 2

    def overlaps(self, other: Rect, tolerance: float = 0.01) -> bool:
        """Return whether the two share more than ``tolerance`` points in both directions."""
        return (
            min(self.right, other.right) - max(self.x, other.x) > tolerance
            and min(self.bottom, other.bottom) - max(self.y, other.y) > tolerance
        )

    def contains(self, x: float, y: float) -> bool:
        """Return whether the point lies in the rectangle or on its edge."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom


@dataclass(frozen=True, slots=True)
class FigureFonts:
    """The font families of a figure.

    A line with any Arabic letter or digit is set in the Arabic family, which has Latin letters too; what a family
    lacks comes from the next.
    """

    latin: str
    arabic: str
    fallbacks: tuple[str, ...] = ()

    def families(self, text: str) -> tuple[str, ...]:
        """Return the families for a line of text, best first."""
        has_arabic = any("\u0600" <= letter <= "\u08ff" or "\ufb50" <= letter <= "\ufefc" for letter in text)
        own = (self.arabic, self.latin) if has_arabic else (self.latin, self.arabic)
        return tuple(dict.fromkeys(own + self.fallbacks))


@dataclass(frozen=True, slots=True)
class BoxShape:
    """A box; None as fill or stroke leaves that out. ``key`` is the node it belongs to."""

    key: str
    rect: Rect
    outline: BoxOutline
    fill: str | None
    stroke: str | None
    line_width: float
    radius: float = 0.0
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of text: ``x`` by ``anchor``, ``y`` the baseline, ``width`` as measured, ``language`` for files.

    ``bold_lead`` is how many characters at its beginning are bold in a line that is not; ``part_widths`` are then the
    widths of these and of the rest, without the space between them. ``fonts`` is None where the figure's are used.
    """

    key: str
    text: str
    x: float
    y: float
    width: float
    size_pt: float
    direction: Direction
    language: str
    anchor: Anchor = Anchor.MIDDLE
    is_bold: bool = False
    color: str = "#000000"
    bold_lead: int = 0
    part_widths: tuple[float, float] = (0.0, 0.0)
    fonts: FigureFonts | None = None

    def families(self, usual: FigureFonts) -> tuple[str, ...]:
        """Return the families of the line, best first; ``usual`` are the fonts of its figure."""
        return (self.fonts or usual).families(self.text)

    @property
    def left(self) -> float:
        """The x of the left end of the line."""
        if self.anchor is Anchor.MIDDLE:
            return self.x - self.width / 2
        starts_left = (self.anchor is Anchor.START) == (self.direction is not Direction.RTL)
        return self.x if starts_left else self.x - self.width

    @property
    def rect(self) -> Rect:
        """Roughly where the letters stand: from 0.8 em above the baseline to 0.25 em below it."""
        return Rect(self.left, self.y - 0.8 * self.size_pt, self.width, 1.05 * self.size_pt)


@dataclass(frozen=True, slots=True)
class LineShape:
    """A line through ``points``; a curve takes four points, the middle two being the handles of a cubic.

    ``arrow_size`` is the length of the arrowhead, 0 for none; the last point is its tip. ``fill`` is what a closed line
    encloses, None for nothing. ``bends`` are the points that its author led it over, also those that a box now covers.
    ``description`` tells what it joins and what that rests on, to who cannot see it.
    """

    key: str
    points: tuple[tuple[float, float], ...]
    stroke: str
    line_width: float
    is_curve: bool = False
    line_style: LineStyle = LineStyle.SOLID
    arrow_size: float = 0.0
    fill: str | None = None
    bends: tuple[tuple[float, float], ...] = ()
    description: str = ""


@dataclass(frozen=True, slots=True)
class PictureShape:
    """A picture that fills ``rect``; ``description`` tells what it shows to who cannot see it.

    ``ground`` is what lies below a transparent picture on the dark page of a screen; files have white paper.
    """

    key: str
    rect: Rect
    picture: Picture
    is_grey: bool = False
    description: str = ""
    ground: str | None = None


Shape = BoxShape | TextLine | LineShape | PictureShape


@dataclass(frozen=True, slots=True)
class FigureNode:
    """A place that can be hit and named: a box, or a category inside the box of ``parent_key``."""

    key: str
    rect: Rect
    label: str
    parent_key: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure ready to be painted; later shapes cover earlier ones."""

    title: str
    language: str
    direction: Direction
    width: float
    height: float
    fonts: FigureFonts
    shapes: tuple[Shape, ...]
    nodes: tuple[FigureNode, ...]

    @property
    def boxes(self) -> tuple[BoxShape, ...]:
        """All boxes, in the order of painting."""
        return tuple(shape for shape in self.shapes if isinstance(shape, BoxShape))

    @property
    def texts(self) -> tuple[TextLine, ...]:
        """All lines of text, in the order of painting."""
        return tuple(shape for shape in self.shapes if isinstance(shape, TextLine))

    @property
    def lines(self) -> tuple[LineShape, ...]:
        """All lines, in the order of painting."""
        return tuple(shape for shape in self.shapes if isinstance(shape, LineShape))

    @property
    def pictures(self) -> tuple[PictureShape, ...]:
        """All pictures, in the order of painting."""
        return tuple(shape for shape in self.shapes if isinstance(shape, PictureShape))

    @property
    def smallest_lettering_pt(self) -> float:
        """The size of the smallest text, or 0 when there is none."""
        return min((text.size_pt for text in self.texts), default=0.0)

    @property
    def thinnest_line_pt(self) -> float:
        """The width of the thinnest line drawn, or 0 when there is none."""
        widths = [line.line_width for line in self.lines]
        widths += [box.line_width for box in self.boxes if box.stroke is not None]
        return min(widths, default=0.0)

    def shapes_of(self, key: str) -> tuple[Shape, ...]:
        """Return the shapes of one node or link, in the order of painting."""
        return tuple(shape for shape in self.shapes if shape.key == key)

    def node(self, key: str) -> FigureNode | None:
        """Return the node with that key, None when the figure has none."""
        return next((node for node in self.nodes if node.key == key), None)

    def node_at(self, x: float, y: float) -> FigureNode | None:
        """Return the topmost node at a point, None beside all of them."""
        return next((node for node in reversed(self.nodes) if node.rect.contains(x, y)), None)


def moved(shape: Shape, dx: float, dy: float) -> Shape:
    """Return the shape shifted by so many points."""
    if isinstance(shape, BoxShape | PictureShape):
        rect = shape.rect
        return replace(shape, rect=Rect(rect.x + dx, rect.y + dy, rect.width, rect.height))
    if isinstance(shape, TextLine):
        return replace(shape, x=shape.x + dx, y=shape.y + dy)
    points, bends = (tuple((x + dx, y + dy) for x, y in places) for places in (shape.points, shape.bends))
    return replace(shape, points=points, bends=bends)
