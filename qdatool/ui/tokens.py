"""The design tokens: every colour, space, radius and size that the window uses, light and dark.

No Qt here. A widget asks ``theme.tokens()`` for those of the theme that is shown; it never writes a colour itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Space(IntEnum):
    """Distances between things, in logical pixels."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    XXL = 32


class Radius(IntEnum):
    """Corner radii, in logical pixels."""

    CHIP = 4
    CONTROL = 6
    POPUP = 8


class Size(IntEnum):
    """Heights and widths of the parts of the window, in logical pixels."""

    TOP_BAR = 44
    TOOL_ROW = 40
    PANEL_HEAD = 36
    TAB = 35
    BUTTON = 28
    BUTTON_SMALL = 24
    FIELD = 28
    TREE_ROW = 27
    LIST_ROW = 28
    TWO_LINE_ROW = 45
    TABLE_ROW = 31
    STATUS_BAR = 26
    ACTIVITY_BAR = 60
    DOCUMENTS_DOCK = 212
    CODES_DOCK = 348
    INSPECTOR_DOCK = 300
    CODE_BOX = 452
    STRIPE = 4
    STRIPE_PITCH = 9
    STRIPE_SELECTED = 6
    FOCUS_RING = 2


class FontSize(IntEnum):
    """Sizes of letters, in logical pixels."""

    HINT = 10
    META = 11
    DENSE = 12
    BASE = 13
    HEADING = 15
    PAGE_TITLE = 20


class IconSize(IntEnum):
    """Sides of icons, in logical pixels."""

    TINY = 12
    DENSE = 14
    NORMAL = 16
    ACTIVITY = 20


class Tint(float):
    """How much of a code's colour is mixed over the page, 0..1."""


CODED_TEXT = Tint(0.07)
FOCUSED_CODE = Tint(0.24)
TEXT_SELECTION = Tint(0.26)
FOUND = Tint(0.22)
FOUND_NOW = Tint(0.48)


@dataclass(frozen=True)
class Tokens:
    """The colours of one theme, each as ``#RRGGBB``.

    ``text_2`` replaces ``text_3`` on a selected row, where the third would be too faint. ``code_colors`` are the
    sixteen colours a code can have, in the order of the palette.
    """

    is_dark: bool
    chrome: str
    window: str
    panel: str
    page: str
    raised: str
    field: str
    line: str
    line_strong: str
    hover: str
    selected: str
    text_1: str
    text_2: str
    text_3: str
    disabled: str
    accent: str
    accent_hover: str
    accent_tint: str
    accent_tint_2: str
    accent_text: str
    on_accent: str
    ok: str
    warn: str
    error: str
    ok_tint: str
    warn_tint: str
    error_tint: str
    code_colors: tuple[str, ...]

    def code_color(self, stored: str) -> str:
        """Return the shade of a code's stored colour that suits this theme.

        A project stores the light shade. A colour outside the palette is used as it is.
        """
        index = _PALETTE_INDEX.get(stored.upper())
        return stored if index is None else self.code_colors[index]


def mixed(color: str, ground: str, share: float) -> str:
    """Return ``share`` (0..1) of ``color`` laid over ``ground``, as an opaque ``#RRGGBB``."""
    parts = (round(int(color[i : i + 2], 16) * share + int(ground[i : i + 2], 16) * (1 - share)) for i in (1, 3, 5))
    return "#" + "".join(f"{part:02X}" for part in parts)


LIGHT = Tokens(
    is_dark=False,
    chrome="#F3F4F6",
    window="#F7F8FA",
    panel="#FBFBFC",
    page="#FFFFFF",
    raised="#FFFFFF",
    field="#FFFFFF",
    line="#E4E6EB",
    line_strong="#D3D7DE",
    hover="#EEF0F3",
    selected="#E4ECFB",
    text_1="#1B1F27",
    text_2="#555D6B",
    text_3="#697180",
    disabled="#A9AFBA",
    accent="#2A5BD7",
    accent_hover="#234DB8",
    accent_tint="#E9EFFC",
    accent_tint_2="#D6E2FA",
    accent_text="#2450BF",
    on_accent="#FFFFFF",
    ok="#17734F",
    warn="#8F5A00",
    error="#B3261E",
    ok_tint="#E5F3EC",
    warn_tint="#FBF1DC",
    error_tint="#FBEAE8",
    code_colors=(
        *("#137B5E", "#A64736", "#3E85B3", "#808402"),
        *("#622A56", "#38A1B9", "#B65985", "#7B4704"),
        *("#4F1A94", "#568D56", "#9F0042", "#085B87"),
        *("#C87974", "#485ACE", "#6D2C13", "#513E30"),
    ),
)

DARK = Tokens(
    is_dark=True,
    chrome="#16181C",
    window="#191C20",
    panel="#1C1F24",
    page="#1E2126",
    raised="#262A31",
    field="#16181C",
    line="#2C3038",
    line_strong="#3B414B",
    hover="#272B32",
    selected="#25324F",
    text_1="#E4E7EC",
    text_2="#A6ADBA",
    text_3="#838B99",
    disabled="#575E6A",
    accent="#5B8AF5",
    accent_hover="#6F99F7",
    accent_tint="#22304F",
    accent_tint_2="#2A3C66",
    accent_text="#9DBBFF",
    on_accent="#0D1220",
    ok="#6CC79F",
    warn="#E2B45A",
    error="#F0897F",
    ok_tint="#1D3329",
    warn_tint="#362C18",
    error_tint="#3B2220",
    code_colors=(
        *("#62BC9C", "#EB8975", "#7EC5F6", "#BEC45F"),
        *("#A66897", "#7EE2FB", "#FA9AC5", "#BF864F"),
        *("#876FC2", "#95CD93", "#D37185", "#559CCB"),
        *("#FFBEB9", "#8CA2F6", "#B36B51", "#917B6C"),
    ),
)

_PALETTE_INDEX = {color: index for index, color in enumerate(LIGHT.code_colors)}
