"""Figures for the tests of their files: small ones with everything a Persian reader would notice."""

from __future__ import annotations

from functools import cache

from qdatool.coding.roles import Direction, Role
from qdatool.figures.figure import Figure
from qdatool.figures.layout import layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import (
    BoxItem,
    FigureCaption,
    FigureLanguage,
    LabelText,
    NetworkSpec,
    ParadigmBox,
    ParadigmSpec,
    ThemeNode,
)
from qdatool.figures.style import Palette, figure_style

ITEMS = {
    "fa": ("API محور", "سامانهٔ API", "«نمی‌دانم؟!»", "(تقریباً ۳٫۵ سال)", "۱۲٬۵۰۰ ریال", "رشد ۲۰٪ (GDP)"),
    "en": ("API first", "a 20 % rise (GDP)", "“I don’t know?!”", "R&D <fast>", "3.5 years", "the word «سلام»"),
}
TITLES = {
    "fa": ("شرایط علّی", "پدیدهٔ محوری", "شرایط زمینه‌ای", "شرایط مداخله‌گر", "راهبردها", "پیامدها"),
    "en": ("Causes", "Phenomenon", "Context", "Intervening", "Strategies", "Consequences"),
}


@cache
def paradigm_figure(language: str = "fa", width_mm: float = 160.0) -> Figure:
    boxes = []
    for i, (role, title) in enumerate(zip(Role, TITLES[language], strict=True)):
        items = tuple(
            BoxItem(f"code:{10 * i + n}", (LabelText(text, language),), count=n)
            for n, text in enumerate(ITEMS[language])
        )
        empty = (LabelText("…", language),)
        boxes.append(ParadigmBox(role, (LabelText(title, language),), empty, () if i == 5 else items))
    lead = {"fa": "شکل ۱.", "en": "Figure 1."}[language]
    spec = ParadigmSpec(
        f"{TITLES[language][1]} & <API>",
        FigureLanguage(language),
        Direction.RTL if language == "fa" else Direction.LTR,
        tuple(boxes),
        caption=FigureCaption(lead, TITLES[language][1], language),
    )
    return _laid_out(spec, width_mm)


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


def _laid_out(spec: ParadigmSpec | NetworkSpec, width_mm: float, palette: Palette = Palette.GREY) -> Figure:
    style = figure_style(palette=palette)
    return layout_figure(spec, style, QtTextMeasurer(style.fonts), width_mm)
