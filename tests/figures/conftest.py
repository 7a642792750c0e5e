from __future__ import annotations

from collections.abc import Callable

import pytest

from qdatool.coding.roles import Direction, Role
from qdatool.figures.figure import Figure, FigureFonts, Rect
from qdatool.figures.spec import BoxItem, FigureLanguage, LabelText, NetworkSpec, RoleBox, RoleModelSpec, ThemeNode
from qdatool.figures.style import FigureStyle, Palette, figure_style

TITLES = {
    Role.CAUSAL: ("شرایط علّی", "Causal conditions"),
    Role.PHENOMENON: ("پدیدهٔ محوری", "Central phenomenon"),
    Role.CONTEXTUAL: ("شرایط زمینه‌ای", "Contextual conditions"),
    Role.INTERVENING: ("شرایط مداخله‌گر", "Intervening conditions"),
    Role.STRATEGY: ("راهبردها", "Strategies"),
    Role.CONSEQUENCE: ("پیامدها", "Consequences"),
}
ITEM = ("هوشمندسازی فرآیندهای اداری", "Smart administrative processes")


class EvenWidths:
    """Half an em per character whatever its form, nothing for a joiner: the same on every machine."""

    def width(
        self, text: str, size_pt: float, is_bold: bool, direction: Direction, fonts: FigureFonts | None = None
    ) -> float:
        return 0.47 * size_pt * len(text.replace("\u200c", ""))


@pytest.fixture
def measurer() -> EvenWidths:
    return EvenWidths()


@pytest.fixture
def style() -> FigureStyle:
    return figure_style(palette=Palette.GREY)


def label(pair: tuple[str, str], language: str) -> tuple[LabelText, ...]:
    persian, english = LabelText(pair[0], "fa"), LabelText(pair[1], "en")
    return {"fa": (persian,), "en": (english,), "both": (persian, english)}[language]


def direction_for(language: str) -> Direction:
    return Direction.LTR if language == "en" else Direction.RTL


@pytest.fixture
def paradigm() -> Callable[..., RoleModelSpec]:
    def build(language: str = "fa", items: int = 4, text: tuple[str, str] = ITEM, **changes: object) -> RoleModelSpec:
        boxes = []
        for i, role in enumerate(Role):
            names = [(f"{text[0]} {n}", f"{text[1]} {n}") for n in range(items)]
            entries = tuple(
                BoxItem(f"code:{100 * i + n}", label(name, language)) for n, name in enumerate(names, start=1)
            )
            heading = None
            if role is Role.PHENOMENON:
                heading, entries = (entries[0] if entries else None), ()
            empty = label(("هنوز مقوله‌ای ندارد", "No category yet"), language)
            boxes.append(
                RoleBox(role, label(TITLES[role], language), empty, entries, heading, is_core=role is Role.PHENOMENON)
            )
        values = {"direction": direction_for(language), **changes}
        return RoleModelSpec("Model", FigureLanguage(language), boxes=tuple(boxes), **values)  # type: ignore[arg-type]

    return build


@pytest.fixture
def network() -> Callable[..., NetworkSpec]:
    def build(
        language: str = "fa",
        branches: tuple[int, ...] = (3, 8, 2, 4, 4, 2, 5, 1, 2),
        leaves: int = 3,
        **changes: object,
    ) -> NetworkSpec:
        numbers = iter(range(1, 10_000))

        def theme(name: tuple[str, str], children: tuple[ThemeNode, ...] = ()) -> ThemeNode:
            number = next(numbers)
            return ThemeNode(
                f"code:{number}", label((f"{name[0]} {number}", f"{name[1]} {number}"), language), children
            )

        organizing = tuple(
            theme(
                ("سازمان‌دهنده", "Organizing"),
                tuple(
                    theme(
                        ("مضمون میانی", "Middle theme"),
                        tuple(theme(("مضمون پایهٔ دیجیتال", "Digital basic theme")) for _ in range(leaves)),
                    )
                    for _ in range(count)
                ),
            )
            for count in branches
        )
        root = ThemeNode("code:0", label(("حکمرانی دیجیتال", "Digital governance"), language), organizing)
        values = {"direction": direction_for(language), "depth": 2, **changes}
        return NetworkSpec("Network", FigureLanguage(language), root=root, **values)  # type: ignore[arg-type]

    return build


def assert_tidy(figure: Figure) -> None:
    """No two lines of text overlap, no two nodes either but for those inside another, and all lies in the frame."""
    texts = [text.rect for text in figure.texts]
    assert not [(a, b) for i, a in enumerate(texts) for b in texts[i + 1 :] if a.overlaps(b)]
    outer = [node.rect for node in figure.nodes if node.parent_key is None]
    assert not [(a, b) for i, a in enumerate(outer) for b in outer[i + 1 :] if a.overlaps(b)]
    frame = Rect(0, 0, figure.width, figure.height)
    for rect in [*texts, *(box.rect for box in figure.boxes)]:
        assert frame.contains(rect.x, rect.y), rect
        assert frame.contains(rect.right, rect.bottom), rect
    for line in figure.lines:
        assert all(frame.contains(*point) for point in line.points), line


def mirrored(rect: Rect, width: float) -> tuple[float, float, float, float]:
    return (round(width - rect.right, 3), round(rect.y, 3), round(rect.width, 3), round(rect.height, 3))


def plain(rect: Rect) -> tuple[float, float, float, float]:
    return (round(rect.x, 3), round(rect.y, 3), round(rect.width, 3), round(rect.height, 3))
