"""What a figure shows: roles, themes, codes and links as plain values, with no place yet.

A node key is a stable string such as ``code:12`` or ``role:causal``: the window hits, drags and pins by it. A pinned
position is the node's centre in points on a figure ``PIN_WIDTH_PT`` wide, ``x`` counted from the *start* edge (left in
a left-to-right figure, right in a right-to-left one) and ``y`` from the top, so that turning a figure round or
exporting it at another width keeps what the user arranged. ``styles`` of a figure says by node key what is drawn
otherwise than usual, ``link_styles`` by the key of a link; ``sizes`` how large boxes are at least that the user
resized; ``routes`` by the key of a link which points the user led it over, from its beginning to its end and counted
like pins. ``heading`` is a title to be drawn above the figure, empty for none.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.model_options import MapLayout
from qdatool.coding.node_keys import code_key as code_key
from qdatool.coding.node_keys import link_key as link_key
from qdatool.coding.node_keys import role_key as role_key
from qdatool.coding.node_styles import NodeStyle
from qdatool.coding.pictures import Picture
from qdatool.coding.role_templates import RolePlace
from qdatool.coding.roles import Direction, LineStyle, Role

POINTS_PER_MM = 72 / 25.4
PIN_WIDTH_PT = 160 * POINTS_PER_MM


class FigureLanguage(StrEnum):
    """The language of the lettering; ``BOTH`` puts the Persian and the English line into each box."""

    FA = "fa"
    EN = "en"
    BOTH = "both"

    @property
    def main(self) -> str:
        """The language of titles, captions and digits: ``fa`` or ``en``."""
        return "en" if self is FigureLanguage.EN else "fa"


@dataclass(frozen=True, slots=True)
class LabelText:
    """One line of a label, before wrapping, and the language it is written in."""

    text: str
    language: str


Label = tuple[LabelText, ...]
"""The lines of one label, main language first: one, or two in a figure in both languages."""


Count = int | tuple[int, int]
"""How many quotations or interviews something has, or how many of the ones and of the others."""


@dataclass(frozen=True, slots=True)
class PinnedPosition:
    """Centre of a node that the user placed; see the module for the coordinates."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class FigureCaption:
    """What stands below the figure: ``lead`` bold («شکل ۱.», "Figure 1."), then the text."""

    lead: str
    text: str
    language: str


class NodeForm(StrEnum):
    """What a node of a free map looks like: each kind of thing has its own form, so that no colour is needed."""

    CODE = "code"
    QUOTATION = "quotation"
    MEMO = "memo"
    PARTICIPANT = "participant"
    NOTE = "note"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class LineKind:
    """How the lines of one type of link are drawn."""

    is_directed: bool
    line_style: LineStyle


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """What one form of node, one colour of a branch or one kind of line stands for; words alone without a sample."""

    label: Label
    sample: NodeForm | LineKind | str | None = None
    """The form, the line, or the colour as a code has it."""


@dataclass(frozen=True, slots=True)
class BoxItem:
    """One category in a box of the paradigm; ``count`` is None when it is not to be shown.

    ``is_below`` marks a code that belongs to the category before it.
    """

    key: str
    label: Label
    count: Count | None = None
    color: str | None = None
    is_below: bool = False


@dataclass(frozen=True, slots=True)
class RoleBox:
    """One role: its title, the categories in it, and what an empty box says.

    ``heading`` is a category written large and centred above the others, as the central phenomenon is; the core has a
    heavier frame. ``place`` is the cell of a model with roles of its own, None in the textbook's arrangement.
    """

    role: str
    title: Label
    placeholder: Label
    items: tuple[BoxItem, ...] = ()
    heading: BoxItem | None = None
    count: Count | None = None
    color: str | None = None
    is_core: bool = False
    place: RolePlace | None = None

    @property
    def key(self) -> str:
        """The node key of the box."""
        return role_key(self.role)

    @property
    def is_empty(self) -> bool:
        """Whether no category stands in this role."""
        return not self.items and self.heading is None


@dataclass(frozen=True, slots=True)
class RoleLink:
    """An arrow between two roles and how many quotations speak for and against it; None when not to be shown.

    ``kind`` names the type of all its relations where that type gives it its ``line_style``; ``description`` says what
    it joins and what that rests on, to who cannot see the figure.
    """

    source: str
    target: str
    supporting: int | None = None
    contradicting: int | None = None
    line_style: LineStyle = LineStyle.SOLID
    is_directed: bool = True
    kind: Label = ()
    description: str = ""

    @property
    def key(self) -> str:
        """The key of the arrow."""
        return link_key(role_key(self.source), role_key(self.target))


def paradigm_links(conditions_to: Role = Role.STRATEGY) -> tuple[RoleLink, ...]:
    """Return the arrows of the paradigm; the two kinds of conditions point at the strategies or at the phenomenon."""
    return (
        RoleLink(Role.CAUSAL, Role.PHENOMENON),
        RoleLink(Role.PHENOMENON, Role.STRATEGY),
        RoleLink(Role.CONTEXTUAL, conditions_to),
        RoleLink(Role.INTERVENING, conditions_to),
        RoleLink(Role.STRATEGY, Role.CONSEQUENCE),
    )


@dataclass(frozen=True, slots=True)
class RoleModelSpec:
    """The paradigm model (Strauss & Corbin 1990, p. 99), or another model told by roles: boxes and arrows between them.

    ``is_swapped`` puts the intervening conditions above and the contextual ones below; ``has_feedback`` draws a
    dashed arrow from the consequences back to the causal conditions.
    """

    title: str
    language: FigureLanguage
    direction: Direction
    boxes: tuple[RoleBox, ...]
    links: tuple[RoleLink, ...] = field(default_factory=paradigm_links)
    is_swapped: bool = False
    has_feedback: bool = False
    caption: FigureCaption | None = None
    heading: Label = ()
    legend: tuple[LegendEntry, ...] = ()
    pinned: Mapping[str, PinnedPosition] = field(default_factory=dict)
    sizes: Mapping[str, NodeSize] = field(default_factory=dict)
    routes: Mapping[str, tuple[PinnedPosition, ...]] = field(default_factory=dict)
    styles: Mapping[str, NodeStyle] = field(default_factory=dict)
    link_styles: Mapping[str, LinkStyle] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ThemeNode:
    """A theme or code with those below it; ``count`` is None when it is not to be shown.

    What stands below a collapsed node is not drawn (``figures/collapsing.py``): ``held`` says then how many of the
    lowest nodes these were.
    """

    key: str
    label: Label
    children: tuple[ThemeNode, ...] = ()
    count: Count | None = None
    color: str | None = None
    is_collapsed: bool = False
    held: int = 0


@dataclass(frozen=True, slots=True)
class NetworkSpec:
    """A thematic network (Attride-Stirling 2001): the global theme in the centre, the others around it.

    ``depth`` is how many levels around the centre are drawn; a theme at the last one tells in parentheses how many
    of the lowest themes it holds.
    """

    title: str
    language: FigureLanguage
    direction: Direction
    root: ThemeNode
    depth: int = 2
    caption: FigureCaption | None = None
    heading: Label = ()
    legend: tuple[LegendEntry, ...] = ()
    pinned: Mapping[str, PinnedPosition] = field(default_factory=dict)
    sizes: Mapping[str, NodeSize] = field(default_factory=dict)
    routes: Mapping[str, tuple[PinnedPosition, ...]] = field(default_factory=dict)
    styles: Mapping[str, NodeStyle] = field(default_factory=dict)
    link_styles: Mapping[str, LinkStyle] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TreeSpec:
    """A hierarchy of codes, with one root or several; ``depth`` is how many levels are drawn, None for all.

    A node at the last level tells in parentheses how many of the lowest nodes it holds. Levels stand side by side
    along the reading, or below each other when ``is_top_down``.
    """

    title: str
    language: FigureLanguage
    direction: Direction
    roots: tuple[ThemeNode, ...]
    depth: int | None = None
    is_top_down: bool = False
    caption: FigureCaption | None = None
    heading: Label = ()
    legend: tuple[LegendEntry, ...] = ()
    pinned: Mapping[str, PinnedPosition] = field(default_factory=dict)
    styles: Mapping[str, NodeStyle] = field(default_factory=dict)
    link_styles: Mapping[str, LinkStyle] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class GioiaSpec:
    """A data structure in three columns (Gioia, Corley & Hamilton 2013): concepts, themes, aggregate dimensions.

    ``dimensions`` hold the themes and these the concepts; ``headings`` name the columns in that reading order.
    """

    title: str
    language: FigureLanguage
    direction: Direction
    dimensions: tuple[ThemeNode, ...]
    headings: tuple[Label, Label, Label]
    caption: FigureCaption | None = None
    heading: Label = ()
    legend: tuple[LegendEntry, ...] = ()
    styles: Mapping[str, NodeStyle] = field(default_factory=dict)
    link_styles: Mapping[str, LinkStyle] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FreeNode:
    """A node of a free map; a picture has its caption for a label, and is called by ``name`` where it has none."""

    key: str
    label: Label
    count: Count | None = None
    color: str | None = None
    form: NodeForm = NodeForm.CODE
    picture: Picture | None = None
    name: Label = ()


@dataclass(frozen=True, slots=True)
class FreeLink:
    """A line of a free map from one node key to another; an arrow only when it is directed.

    ``kind`` is what its type is called, whatever the ``label`` on it says; ``description`` says what it joins and what
    that rests on, to who cannot see the figure.
    """

    source: str
    target: str
    label: Label = ()
    is_directed: bool = True
    line_style: LineStyle = LineStyle.SOLID
    kind: Label = ()
    supporting: int | None = None
    contradicting: int | None = None
    description: str = ""

    @property
    def key(self) -> str:
        """The key of the line."""
        return link_key(self.source, self.target)


@dataclass(frozen=True, slots=True)
class FreeSpec:
    """A free map of codes and other things, and the links between them.

    ``layout`` places what is not pinned, unless ``places`` says where each node goes: across and down, from 0 to 1.
    """

    title: str
    language: FigureLanguage
    direction: Direction
    nodes: tuple[FreeNode, ...]
    links: tuple[FreeLink, ...] = ()
    layout: MapLayout = MapLayout.FORCE
    places: Mapping[str, tuple[float, float]] | None = None
    caption: FigureCaption | None = None
    heading: Label = ()
    legend: tuple[LegendEntry, ...] = ()
    pinned: Mapping[str, PinnedPosition] = field(default_factory=dict)
    sizes: Mapping[str, NodeSize] = field(default_factory=dict)
    routes: Mapping[str, tuple[PinnedPosition, ...]] = field(default_factory=dict)
    styles: Mapping[str, NodeStyle] = field(default_factory=dict)
    link_styles: Mapping[str, LinkStyle] = field(default_factory=dict)


FigureSpec = RoleModelSpec | NetworkSpec | TreeSpec | GioiaSpec | FreeSpec
ShapedSpec = RoleModelSpec | NetworkSpec | FreeSpec
"""A figure whose boxes can be resized and whose links can be led elsewhere.

The elbows of a tree and of a data structure join into one trunk for each parent, which single ones would tear apart.
"""


def leaf_count(node: ThemeNode) -> int:
    """Return how many nodes below this one have none below themselves."""
    waiting, count = list(node.children), 0
    while waiting:
        each = waiting.pop()
        waiting.extend(each.children)
        count += each.held or not each.children
    return count
