"""Figures for the tests of their files: small ones with everything a Persian reader would notice."""

from __future__ import annotations

import hashlib
import io
from dataclasses import replace
from functools import cache

import numpy as np
from PIL import Image, ImageDraw

from qdatool.coding.drafts import PictureKind
from qdatool.coding.letter_styles import LetterFamily, LetterSize, LetterStyle
from qdatool.coding.link_styles import LinkStyle
from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.model_options import Counted, MapLayout
from qdatool.coding.node_styles import LineWeight, NodeStyle
from qdatool.coding.pictures import Picture
from qdatool.coding.role_templates import PROCESS_ROLES, ModelRole, RoleArrow, RolePlace
from qdatool.coding.roles import Direction, LineStyle, Role
from qdatool.figures.figure import Figure
from qdatool.figures.layout import layout_figure
from qdatool.figures.legend import legend_of
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.role_figure import FEEDBACK_KEY
from qdatool.figures.spec import (
    BoxItem,
    FigureCaption,
    FigureLanguage,
    FigureSpec,
    FreeLink,
    FreeNode,
    FreeSpec,
    LabelText,
    NetworkSpec,
    NodeForm,
    PinnedPosition,
    RoleBox,
    RoleLink,
    RoleModelSpec,
    ThemeNode,
    TreeSpec,
    role_key,
)
from qdatool.figures.style import Palette, figure_style

ITEMS = {
    "fa": ("API محور", "سامانهٔ API", "«نمی‌دانم؟!»", "(تقریباً ۳٫۵ سال)", "۱۲٬۵۰۰ ریال", "رشد ۲۰٪ (GDP)"),
    "en": ("API first", "a 20 % rise (GDP)", "“I don’t know?!”", "R&D <fast>", "3.5 years", "the word «سلام»"),
}
VIOLET, PLUM = "#4F1A94", "#622A56"
TITLES = {
    "fa": ("شرایط علّی", "پدیدهٔ محوری", "شرایط زمینه‌ای", "شرایط مداخله‌گر", "راهبردها", "پیامدها"),
    "en": ("Causes", "Phenomenon", "Context", "Intervening", "Strategies", "Consequences"),
}


@cache
def paradigm_figure(language: str = "fa", width_mm: float = 160.0) -> Figure:
    return _laid_out(_paradigm(language), width_mm)


@cache
def lettered_figure(language: str = "fa") -> Figure:
    """Return the paradigm with letters of their own (other fonts, sizes, weights, colours, light ones) and a link."""
    other = LetterStyle(LetterSize.LARGER, ink=VIOLET, family=LetterFamily.VAZIRMATN)
    small = LetterStyle(LetterSize.SMALLER, is_bold=False)
    bold = LetterStyle(LetterSize.MUCH_LARGER, is_bold=True, family=LetterFamily.VAZIRMATN)
    styles = {
        "role:causal": NodeStyle(letters=other, covers_inside=True),
        "role:contextual": NodeStyle(letters=small, covers_inside=True),
        "role:strategy": NodeStyle(PLUM, is_solid=True, letters=bold, covers_inside=True),
        "code:41": NodeStyle(letters=small),
    }
    links = {"link:role:causal>role:phenomenon": LinkStyle(VIOLET, LineWeight.HEAVY, LineStyle.DASHED)}
    return _laid_out(replace(_paradigm(language), styles=styles, link_styles=links), 190.0, Palette.COLOR)


@cache
def routed_figure(language: str = "fa") -> Figure:
    """Return a paradigm whose arrows were led over points, straight and slanted, and one of whose boxes was resized."""
    spec = _paradigm(language)
    keys = [link.key for link in spec.links]
    routes = {
        keys[0]: (PinnedPosition(60.0, 320.0), PinnedPosition(150.0, 320.0)),
        keys[2]: (PinnedPosition(160.0, 30.0), PinnedPosition(160.0, 78.0), PinnedPosition(285.0, 78.0)),
        FEEDBACK_KEY: (PinnedPosition(410.0, 320.0), PinnedPosition(230.0, 345.0), PinnedPosition(20.0, 320.0)),
    }
    sizes = {role_key(Role.CONSEQUENCE): NodeSize(80.0, 140.0), role_key(Role.INTERVENING): NodeSize(200.0, 80.0)}
    pinned = {role_key(Role.INTERVENING): PinnedPosition(270.0, 266.0)}
    return _laid_out(replace(spec, has_feedback=True, routes=routes, sizes=sizes, pinned=pinned), 160.0)


def _paradigm(language: str) -> RoleModelSpec:
    boxes = []
    for i, (role, title) in enumerate(zip(Role, TITLES[language], strict=True)):
        items = tuple(
            BoxItem(f"code:{10 * i + n}", (LabelText(text, language),), count=n)
            for n, text in enumerate(ITEMS[language])
        )
        empty = (LabelText("…", language),)
        boxes.append(RoleBox(role, (LabelText(title, language),), empty, () if i == 5 else items, is_core=i == 1))
    lead = {"fa": "شکل ۱.", "en": "Figure 1."}[language]
    return RoleModelSpec(
        f"{TITLES[language][1]} & <API>",
        FigureLanguage(language),
        Direction.RTL if language == "fa" else Direction.LTR,
        tuple(boxes),
        caption=FigureCaption(lead, TITLES[language][1], language),
    )


@cache
def role_grid_figure(language: str = "fa") -> Figure:
    """Return a model with roles in a grid: a wide box, an empty one, lines of several kinds, one round the others."""
    roles = (*PROCESS_ROLES, ModelRole("own-1", RolePlace(3, 2), (RoleArrow("process-change", is_directed=False),)))
    boxes = tuple(
        RoleBox(
            role.key,
            (LabelText(TITLES[language][i], language),),
            (LabelText("…", language),),
            tuple(BoxItem(f"code:{10 * i + n}", (LabelText(text, language),)) for n, text in enumerate(ITEMS[language]))
            if i < 5
            else (),
            is_core=role.is_core,
            place=role.place,
        )
        for i, role in enumerate(roles)
    )
    links = tuple(
        RoleLink(role.key, arrow.target, 3, 1, arrow.line_style, arrow.is_directed)
        for role in roles
        for arrow in role.arrows
    )
    direction = Direction.RTL if language == "fa" else Direction.LTR
    return _laid_out(RoleModelSpec("فرایند", FigureLanguage(language), direction, boxes, links), 160.0, Palette.COLOR)


@cache
def network_figure(palette: Palette = Palette.GREY) -> Figure:
    branches = tuple(
        ThemeNode(
            f"code:{i}",
            (LabelText(name, "fa"),),
            tuple(ThemeNode(f"code:{10 * i + n}", (LabelText(f"{name} {n}", "fa"),), count=n) for n in range(1, 4)),
            color=f"#{i}0{9 - i}070",
        )
        for i, name in enumerate(("مدیریتی", "برون‌گرایی", "خط‌مشی‌گذاری", "سیاسی"), start=1)
    )
    root = ThemeNode("code:0", (LabelText("حکمرانی دیجیتال", "fa"),), branches)
    return _laid_out(NetworkSpec("شبکه", FigureLanguage.FA, Direction.RTL, root), 160.0, palette)


@cache
def tree_figure(language: str = "fa") -> Figure:
    """Return a tree from above: two levels side by side, one listed, one branch collapsed and in a second row."""
    names = TITLES[language]

    def node(number: int, name: str, *below: ThemeNode, is_collapsed: bool = False) -> ThemeNode:
        color = f"#{number % 9 + 1}05070"
        return ThemeNode(f"code:{number}", (LabelText(name, language),), below, None, color, is_collapsed)

    def branch(number: int, name: str) -> ThemeNode:
        items = (node(10 * number + n, text) for n, text in enumerate(ITEMS[language], start=1))
        return node(number, name, node(100 + number, names[0], *items), is_collapsed=number == 2)

    root = node(0, names[1], *(branch(i, name) for i, name in enumerate(names, start=1)))
    direction = Direction.RTL if language == "fa" else Direction.LTR
    return _laid_out(TreeSpec("درخت", FigureLanguage(language), direction, (root,), is_top_down=True), 110.0)


@cache
def map_figure() -> Figure:
    """Return a map with a line of every style, with and without an arrowhead, and its legend."""
    nodes = tuple(
        FreeNode(f"code:{i}", (LabelText(name, "fa"),))
        for i, name in enumerate(("بازار کوچک", "نیروی ماهر", "صادرات خدمات", "بی‌اعتمادی"))
    )
    kinds = (("علتِ", LineStyle.SOLID), ("در تضاد با", LineStyle.DASHED), ("شرط لازمِ", LineStyle.DOTTED))
    links = tuple(
        FreeLink(
            f"code:{i}", f"code:{(i + 1) % 4}", label, i % 2 == 0, style, kind=label, supporting=4, contradicting=i
        )
        for i, (name, style) in enumerate((*kinds, ("همراهِ", LineStyle.DOTTED)))
        for label in ((LabelText(name, "fa"),),)
    )
    spec = FreeSpec("نقشه", FigureLanguage.FA, Direction.RTL, nodes, links, layout=MapLayout.RADIAL)
    return _laid_out(replace(spec, legend=legend_of(spec, ("fa",), counted=Counted.QUOTATIONS)), 120.0)


@cache
def photograph() -> Picture:
    """Return a picture as a camera makes it: no two neighbours alike, darker to the left and redder downwards."""
    across, down = np.meshgrid(np.arange(320), np.arange(240))
    dots = np.stack([40 + down * 0.8, 30 + across * 0.6, 90 + 60 * np.sin(across / 20)], -1)
    dots[60:120, 40:110] = (20, 30, 60)
    return _picture(Image.fromarray(dots.astype(np.uint8)), PictureKind.JPEG)


@cache
def drawing() -> Picture:
    """Return a drawing on nothing, its edges half transparent."""
    sheet = Image.new("RGBA", (400, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(sheet)
    pen.ellipse((20, 20, 180, 180), outline=(0, 0, 0, 255), width=12)
    pen.rectangle((220, 60, 380, 180), fill=(200, 20, 40, 255))
    pen.rectangle((220, 20, 380, 60), fill=(20, 40, 200, 128))
    return _picture(sheet, PictureKind.PNG)


def _picture(image: Image.Image, kind: PictureKind) -> Picture:
    file = io.BytesIO()
    image.save(file, "PNG" if kind is PictureKind.PNG else "JPEG", quality=95)
    content = file.getvalue()
    return Picture(hashlib.sha256(content).hexdigest(), kind, *image.size, content)


@cache
def picture_map(palette: Palette = Palette.COLOR) -> Figure:
    """Return a map with two pictures, linked to each other and to a category, and its legend."""
    nodes = (
        FreeNode("code:1", (LabelText("خانه‌های بهداشت", "fa"),)),
        *(
            FreeNode(f"picture:{i}", (LabelText(words, "fa"),), form=NodeForm.PICTURE, picture=picture)
            for i, (words, picture) in enumerate(
                (("روستا، «بهار ۱۴۰۲» & <پس از آن>", photograph()), ("طرح", drawing()))
            )
        ),
    )
    label = (LabelText("علتِ", "fa"),)
    ends = (("picture:0", "code:1"), ("code:1", "picture:1"), ("picture:1", "picture:0"))
    links = tuple(FreeLink(*pair, label, kind=label) for pair in ends)
    places = (("code:1", 60.0, 50.0), ("picture:0", 320.0, 80.0), ("picture:1", 180.0, 260.0))
    pinned = {key: PinnedPosition(x, y) for key, x, y in places}
    spec = FreeSpec("عکس‌ها", FigureLanguage.FA, Direction.RTL, nodes, links, pinned=pinned)
    return _laid_out(replace(spec, legend=legend_of(spec, ("fa",), counted=None)), 140.0, palette)


def _laid_out(spec: FigureSpec, width_mm: float, palette: Palette = Palette.GREY) -> Figure:
    style = figure_style(palette=palette)
    return layout_figure(spec, style, QtTextMeasurer(style.fonts), width_mm)
