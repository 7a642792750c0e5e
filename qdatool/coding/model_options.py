"""The drawing options of a model: their names as they are stored, and what they can be."""

from __future__ import annotations

from enum import StrEnum


class ModelOption(StrEnum):
    """What a user can choose about the drawing of one model."""

    TEMPLATE = "template"
    """Which roles a paradigm model is told by; a ``RoleTemplate``, absent for the paradigm itself."""
    SWAPPED = "swapped"
    """Whether the intervening conditions stand above and the contextual ones below; bool."""
    FEEDBACK = "feedback"
    """Whether a dashed arrow leads from the consequences back to the causal conditions; bool."""
    CONDITIONS_TO = "conditions_to"
    """Which role the arrows of contextual and intervening conditions point at; a ``Role``."""
    OPEN_CODES = "open_codes"
    """Whether the codes below each category are listed in the boxes of a paradigm; bool."""
    DEPTH = "depth"
    """How many levels of a hierarchy are drawn; a whole number, or absent for the figure's own choice."""
    COLLAPSED = "collapsed"
    """The codes of a hierarchy below which nothing is drawn; their lasting ids in order, see ``coding/collapsing``."""
    ARRANGEMENT = "arrangement"
    """How a hierarchy is drawn; an ``Arrangement``."""
    MAP_LAYOUT = "map_layout"
    """How the nodes of a free map are placed that nobody has placed by hand; a ``MapLayout``."""

    COUNTED = "counted"
    """What the numbers in a figure with numbers count; a ``Counted``, quotations when absent."""
    LEGEND = "legend"
    """Whether a legend stands below the figure; bool."""


class Counted(StrEnum):
    """What the numbers beside categories and themes count."""

    QUOTATIONS = "quotations"
    INTERVIEWS = "interviews"
    BOTH = "both"


class Arrangement(StrEnum):
    """The ways of drawing one hierarchy."""

    WEB = "web"
    TREE = "tree"
    TOP_DOWN = "top-down"
    GIOIA = "gioia"


class MapLayout(StrEnum):
    """The ways of placing the nodes of a free map."""

    FORCE = "force"
    TREE = "tree"
    LAYERED = "layered"
    RADIAL = "radial"
    CIRCLE = "circle"
