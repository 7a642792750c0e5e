"""Letters of single nodes set otherwise than usual: boxes grow with them, no word is cut, nothing overlaps."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.letter_styles import LetterFamily, LetterSize, LetterStyle
from qdatool.coding.node_styles import NodeStyle
from qdatool.coding.role_templates import RolePlace
from qdatool.coding.roles import Direction
from qdatool.figures.figure import BoxShape, FigureFonts, TextLine
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, FreeNode, FreeSpec, GioiaSpec, LabelText, ThemeNode, TreeSpec
from qdatool.figures.style import Palette, contrast, figure_style
from tests.figures.conftest import assert_tidy

GREEN = "#137B5E"
PLUM = "#622A56"
LARGE = NodeStyle(letters=LetterStyle(LetterSize.MUCH_LARGER, True, GREEN, LetterFamily.VAZIRMATN))


@pytest.fixture
def colored():
    return figure_style(palette=Palette.COLOR)


def theme(number, *children):
    return ThemeNode(f"code:{number}", (LabelText(f"Responsibilities {number}", "en"),), children)


SIX = theme(1, theme(2, theme(3)), theme(4, theme(5)))


def specs(paradigm, network):
    headings = tuple((LabelText(word, "en"),) for word in ("a", "b", "c"))
    alone = tuple(FreeNode(f"code:{i}", (LabelText(f"Responsibilities {i}", "en"),)) for i in (1, 2, 3))
    above = TreeSpec("T", FigureLanguage.EN, Direction.LTR, (SIX,), is_top_down=True)
    return {
        "cell of a grid": (in_a_grid(paradigm("fa")), "code:2"),
        "tree from above": (above, "code:4"),
        "title of a role": (paradigm("en"), "role:causal"),
        "category": (paradigm("fa"), "code:2"),
        "phenomenon": (paradigm("both"), "code:101"),
        "global theme": (network("en", branches=(2, 3)), "code:0"),
        "branch": (network("both", branches=(2, 3)), "code:9"),
        "leaf": (network("en", branches=(2, 3), depth=3), "code:1"),
        "tree": (TreeSpec("T", FigureLanguage.EN, Direction.LTR, (SIX,)), "code:2"),
        "concept": (GioiaSpec("G", FigureLanguage.EN, Direction.LTR, (SIX,), headings), "code:3"),
        "dimension": (GioiaSpec("G", FigureLanguage.EN, Direction.LTR, (SIX,), headings), "code:1"),
        "map": (FreeSpec("F", FigureLanguage.EN, Direction.LTR, alone), "code:2"),
    }


def in_a_grid(spec):
    if spec is None:
        return None
    boxes = (replace(box, place=RolePlace(i // 3, i % 3)) for i, box in enumerate(spec.boxes))
    return replace(spec, boxes=tuple(boxes), links=())


KINDS = [*specs(lambda *_, **__: None, lambda *_, **__: None)]


def texts(figure, key):
    return [text for text in figure.texts if text.key == key]


def words(figure, key):
    return " ".join(text.text for text in texts(figure, key)).split()


@pytest.mark.parametrize("width_mm", [90.0, 160.0])
@pytest.mark.parametrize("kind", KINDS)
def test_larger_bold_coloured_letters_have_room_in_every_figure(paradigm, network, measurer, colored, kind, width_mm):
    spec, key = specs(paradigm, network)[kind]
    usual = layout_figure(spec, colored, measurer, width_mm)
    figure = layout_figure(replace(spec, styles={key: LARGE}), colored, measurer, width_mm)
    assert_tidy(figure)
    first, before = texts(figure, key)[0], texts(usual, key)[0]
    assert first.size_pt > before.size_pt
    assert (first.is_bold, first.color, first.fonts.latin, first.fonts.arabic) == (
        True,
        GREEN,
        "Vazirmatn",
        "Vazirmatn",
    )
    assert words(figure, key) == words(usual, key)
    node = figure.node(key)
    assert all(
        node.rect.x - 0.1 <= text.left and text.left + text.width <= node.rect.right + 0.1
        for text in texts(figure, key)
    )
    assert {text.fonts for text in figure.texts if text.key != key} == {None}


@pytest.mark.parametrize(("size", "step"), [(LetterSize.LARGER, 1.2), (LetterSize.MUCH_LARGER, 1.5)])
@pytest.mark.parametrize("width_mm", [70.0, 110.0, 160.0, 190.0])
def test_a_step_is_the_same_step_at_any_width(paradigm, measurer, style, width_mm, size, step):
    spec = replace(paradigm("fa"), styles={"role:causal": NodeStyle(letters=LetterStyle(size))})
    figure = layout_figure(spec, style, measurer, width_mm)
    own, other = (texts(figure, key)[0].size_pt for key in ("role:causal", "role:strategy"))
    assert own == pytest.approx(step * other)


def test_smaller_letters_stay_as_large_as_journals_want(paradigm, measurer, style):
    spec = paradigm("fa")
    keys = [item.key for box in spec.boxes for item in box.items]
    small = NodeStyle(letters=LetterStyle(LetterSize.SMALLER))
    figure = layout_figure(replace(spec, styles=dict.fromkeys(keys, small)), style, measurer)
    assert figure.smallest_lettering_pt == style.smallest_pt == 7


def test_larger_letters_give_way_before_a_word_is_cut(paradigm, measurer, style):
    spec = paradigm("en", text=("مسئولیت‌پذیری‌های", "Responsibilities"))
    keys = [item.key for box in spec.boxes for item in box.items]
    figure = layout_figure(replace(spec, styles=dict.fromkeys(keys, LARGE)), style, measurer, 62.0)
    assert_tidy(figure)
    assert all(words(figure, key)[0] == "Responsibilities" for key in keys)


@pytest.mark.parametrize("is_bold", [True, False])
def test_letters_turn_bold_or_not_bold(paradigm, measurer, style, is_bold):
    spec = paradigm("en")
    usual = layout_figure(spec, style, measurer)
    assert (texts(usual, "role:causal")[0].is_bold, texts(usual, "code:2")[0].is_bold) == (True, False)
    own = NodeStyle(letters=LetterStyle(is_bold=is_bold))
    figure = layout_figure(replace(spec, styles={"role:causal": own, "code:2": own}), style, measurer)
    assert {text.is_bold for key in ("role:causal", "code:2") for text in texts(figure, key)} == {is_bold}


def test_the_letters_of_a_role_cover_its_categories_but_for_what_these_have_of_their_own(paradigm, measurer, colored):
    letters = LetterStyle(LetterSize.LARGER, ink=GREEN)
    title_only = replace(paradigm("en"), styles={"role:causal": NodeStyle(letters=letters)})
    figure = layout_figure(title_only, colored, measurer)
    assert texts(figure, "code:1")[0].color == colored.ink
    own = NodeStyle(letters=LetterStyle(ink=PLUM))
    spec = replace(title_only, styles={"role:causal": NodeStyle(letters=letters, covers_inside=True), "code:2": own})
    figure = layout_figure(spec, colored, measurer)
    first, second, stranger = (texts(figure, key)[0] for key in ("code:1", "code:2", "code:201"))
    assert (first.color, second.color, stranger.color) == (GREEN, PLUM, colored.ink)
    assert first.size_pt == second.size_pt == pytest.approx(1.2 * stranger.size_pt)


def test_print_without_colour_keeps_its_ink(paradigm, measurer, style):
    spec = replace(paradigm("fa"), styles={"code:2": LARGE})
    assert {text.color for text in texts(layout_figure(spec, style, measurer), "code:2")} == {style.ink}


def test_the_usual_fonts_of_a_style_are_no_fonts_of_their_own(paradigm, measurer, colored):
    noto = replace(paradigm("fa"), styles={"code:2": NodeStyle(letters=LetterStyle(family=LetterFamily.NOTO))})
    assert layout_figure(noto, colored, measurer) == layout_figure(paradigm("fa"), colored, measurer)
    on_screen = layout_figure(noto, figure_style("screen_dark"), measurer)
    assert texts(on_screen, "code:2")[0].families(FigureFonts("Inter", "Vazirmatn"))[0] == "Noto Sans Arabic"


@pytest.mark.parametrize("style_name", ["print", "screen_light", "screen_dark"])
@pytest.mark.parametrize("color", [PLUM, "#38A1B9", "#808402", "#FFFFFF", "#000000"])
def test_letters_and_signs_stay_readable_on_a_solid_fill(paradigm, measurer, style_name, color):
    drawn = figure_style(style_name)
    own = NodeStyle(color, is_solid=True)
    figure = layout_figure(replace(paradigm("both"), styles={"role:causal": own}), drawn, measurer)
    assert max(figure.boxes, key=lambda box: (box.key == "role:causal", box.rect.height)).fill == color
    inside = [shape for shape in figure.shapes if shape.key in {f"code:{n}" for n in range(1, 5)}]
    assert {type(shape) for shape in inside} == {TextLine, BoxShape}
    assert all(contrast(shape.color, color) >= 4 for shape in inside if isinstance(shape, TextLine))
    assert all(contrast(shape.fill, color) >= 3 for shape in inside if isinstance(shape, BoxShape))


def test_a_colour_chosen_by_hand_stays_on_any_fill(paradigm, measurer, colored):
    own = NodeStyle(PLUM, is_solid=True)
    mine = NodeStyle(letters=LetterStyle(ink=GREEN))
    spec = replace(paradigm("fa"), styles={"role:causal": own, "code:2": mine})
    assert {text.color for text in texts(layout_figure(spec, colored, measurer), "code:2")} == {GREEN}


def test_contrast_is_that_of_the_web_guidelines():
    # The two ends of the scale, and a grey that WCAG's own examples give as the lightest readable on white.
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#777777") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_a_code_in_two_roles_is_framed_in_both(paradigm, measurer, colored):
    spec = paradigm("en")
    boxes = [
        replace(box, items=(*box.items, spec.boxes[0].items[1])) if i == 2 else box for i, box in enumerate(spec.boxes)
    ]
    figure = layout_figure(replace(spec, boxes=tuple(boxes), styles={"code:2": NodeStyle(GREEN)}), colored, measurer)
    frames = [box for box in figure.boxes if box.key == "code:2" and box.rect.width > 10]
    assert len(frames) == len([node for node in figure.nodes if node.key == "code:2"]) == 2
