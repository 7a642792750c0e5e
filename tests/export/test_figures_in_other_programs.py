"""Diagrams and slides as other programs lay them out: lettering, bullets and lines stand where the figure has them.

The rules of these programs are worked out here from what is written, by themselves; they were read off draw.io's own
viewer and LibreOffice.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.util import Pt

from qdatool.coding.roles import Direction
from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.figure_drawio import figure_drawio
from qdatool.export.figure_options import FigureOptions
from qdatool.export.figure_pptx import figure_pptx
from qdatool.export.slide_routes import route_of
from qdatool.figures.figure import Anchor, BoxOutline, BoxShape, Figure, FigureFonts, LineShape, Rect, TextLine
from qdatool.figures.layout import layout_figure
from qdatool.figures.parts import figure_parts
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import FigureLanguage, GioiaSpec, LabelText, ThemeNode, TreeSpec
from qdatool.figures.style import Palette, figure_style
from tests.export.figures import map_figure, network_figure, paradigm_figure

_BASELINE_BELOW_MIDDLE = {"rtl": 0.27, "ltr": 0.34}
_LEAST_OFF = 0.8


def themes(languages: tuple[str, ...]) -> tuple[ThemeNode, ...]:
    names = {"fa": "مضمون", "en": "Theme"}

    def label(place: str) -> tuple[LabelText, ...]:
        return tuple(LabelText(f"{names[each]} {place}", each) for each in languages)

    def below(n: int) -> tuple[ThemeNode, ...]:
        return tuple(ThemeNode(f"code:{n}{i}", label(f"{n}.{i}"), count=2) for i in range(2))

    return tuple(ThemeNode(f"code:{n}", label(str(n)), below(n), color="#207060") for n in (1, 2))


def laid_out(spec: GioiaSpec | TreeSpec) -> Figure:
    style = figure_style(palette=Palette.COLOR)
    return layout_figure(spec, style, QtTextMeasurer(style.fonts), 160.0)


@cache
def gioia_figure(*languages: str) -> Figure:
    language = FigureLanguage.BOTH if len(languages) > 1 else FigureLanguage(languages[0])
    heads = tuple(tuple(LabelText(f"{word} {each}", each) for each in languages) for word in ("الف", "ب", "پ"))
    dimensions = tuple(
        ThemeNode(f"code:9{i}", theme.label, (theme,), color="#207060") for i, theme in enumerate(themes(languages))
    )
    return laid_out(GioiaSpec("ساختار", language, Direction.RTL, dimensions, heads))


@cache
def tree_figure() -> Figure:
    return laid_out(TreeSpec("درخت", FigureLanguage.FA, Direction.RTL, themes(("fa",))))


FIGURES = {
    "paradigm fa": lambda: paradigm_figure("fa"),
    "paradigm en": lambda: paradigm_figure("en"),
    "network": network_figure,
    "map": map_figure,
    "tree": tree_figure,
    "gioia": lambda: gioia_figure("fa"),
    "gioia in both": lambda: gioia_figure("fa", "en"),
}


@dataclass(frozen=True)
class SeenLine:
    """A line of letters where another program sets it; ``x`` is an edge or the middle."""

    text: str
    x: float
    y: float


def words_of(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("•", " ").split())


def number_after(name: str, css: str) -> float:
    found = re.search(rf"{name}: (-?[\d.]+)", css)
    return float(found[1]) if found else 0.0


def lines_of_diagram(figure: Figure) -> list[SeenLine]:
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    return [line for cell in root.iter("mxCell") if cell.get("value") for line in lines_of_cell(cell)]


def lines_of_cell(cell: ElementTree.Element) -> list[SeenLine]:
    place = {name: float(cell[0].attrib[name]) for name in ("x", "y", "width")}
    # Nothing is cut where another font is wider.
    assert "overflow=visible;" in cell.attrib["style"]
    assert "align=left;verticalAlign=top;spacing=0;spacingTop=-5;" in cell.attrib["style"]
    seen: list[SeenLine] = []
    y = place["y"]
    whole = ElementTree.fromstring(cell.attrib["value"].replace("<br>", "<br/>"))
    assert whole.attrib["style"] == f"width: {cell[0].attrib['width']}px;"
    for part in whole:
        css = part.attrib["style"]
        above, right, _, left = (
            float(each.removesuffix("px")) for each in re.search(r"padding: ([^;]+);", css)[1].split()
        )
        x1, x2 = place["x"] + left, place["x"] + place["width"] - right
        x = {"left": x1, "right": x2, "center": (x1 + x2) / 2}[re.search(r"text-align: (\w+)", css)[1]]
        y += above
        for words in broken(part):
            height = number_after("line-height", css)
            baseline = y + height / 2 + _BASELINE_BELOW_MIDDLE[part.attrib["dir"]] * number_after("font-size", css)
            seen.append(SeenLine(words_of(words), x, baseline))
            y += height
    return seen


def broken(part: ElementTree.Element) -> list[str]:
    """Return the words between the line breaks of a paragraph."""
    text = part.text or ""
    for child in part:
        text += "\n" if child.tag == "br" else "".join(child.itertext())
        text += child.tail or ""
    return text.split("\n")


def edge_of(line: TextLine) -> float:
    if line.anchor is Anchor.MIDDLE:
        return line.left + line.width / 2
    stands_right = (line.anchor is Anchor.START) == (line.direction is Direction.RTL)
    return line.left + line.width if stands_right else line.left


@pytest.mark.parametrize("name", FIGURES)
def test_the_letters_of_a_diagram_stand_where_the_figure_has_them(name):
    figure = FIGURES[name]()
    seen = lines_of_diagram(figure)
    assert len(seen) == len(figure.texts)
    for line in figure.texts:
        text = words_of(line.text)
        assert any(
            each.text == text and abs(each.x - edge_of(line)) < _LEAST_OFF and abs(each.y - line.y) < _LEAST_OFF
            for each in seen
        ), text


def test_the_bullets_of_a_diagram_have_the_colour_of_the_figure():
    figure = gioia_figure("fa", "en")
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    spans = [
        span
        for cell in root.iter("mxCell")
        if "•" in cell.get("value", "")
        for span in ElementTree.fromstring(f"<div>{cell.attrib['value'].replace('<br>', ' ')}</div>").iter("span")
    ]
    dots = [box for box in figure.boxes if box.outline is BoxOutline.OVAL and box.rect.width < 4]
    # One for a name, none for the same name in the second language.
    assert len(spans) == len(dots) == 4
    assert all(f"color: {dots[0].fill};" in span.attrib["style"] for span in spans)


def test_an_arrowhead_of_a_diagram_is_as_long_as_in_the_figure():
    figure = paradigm_figure("fa")
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    styles = [
        dict(part.split("=") for part in cell.attrib["style"].rstrip(";").split(";"))
        for cell in root.iter("mxCell")
        if "endSize" in cell.get("style", "")
    ]
    arrow = next(line for line in figure.lines if line.arrow_size)
    for style in styles:
        # The program adds the width of the line, and draws the border half outside, longer at the pointed end.
        width = float(style["strokeWidth"])
        assert float(style["endSize"]) + width + 1.118 * width + width / 2 == pytest.approx(arrow.arrow_size, abs=0.05)


def test_a_curve_of_a_diagram_goes_through_the_middle_of_that_of_the_figure():
    points = ((10.0, 10.0), (30.0, 10.0), (20.0, 50.0), (60.0, 70.0))
    figure = Figure(
        "",
        "fa",
        Direction.RTL,
        100,
        100,
        FigureFonts("A", "B"),
        (LineShape("", points, "#000000", 1, is_curve=True),),
        (),
    )
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    (cell,) = [cell for cell in root.iter("mxCell") if cell.get("edge")]
    first, second = [(float(p.attrib["x"]), float(p.attrib["y"])) for p in cell.find(".//Array")]
    assert "curved=1;" in cell.attrib["style"]
    assert "edgeStyle" not in cell.attrib["style"]
    middle = [(a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(*points, strict=True)]
    assert [(a + b) / 2 for a, b in zip(first, second, strict=True)] == pytest.approx(middle, abs=0.01)


@pytest.mark.parametrize("languages", [("fa",), ("fa", "en")])
def test_the_heads_of_columns_are_blocks_of_their_own(languages):
    figure = gioia_figure(*languages)
    heads = [block for block in figure_parts(figure).blocks if block.box is None and block.paragraphs]
    tops = [block for block in heads if block.rect.y < 20]
    assert [len(block.paragraphs) for block in tops] == 3 * [len(languages)]
    assert not any(a.rect.overlaps(b.rect) for a in tops for b in tops if a is not b)


def slide_of(figure: Figure):
    (slide,) = Presentation(io.BytesIO(figure_pptx(figure, FigureOptions()))).slides
    return slide


def route_points(element) -> list[tuple[float, float]]:
    """Return the corners of a connector as its frame, its flips, its turn and its bend say, in points."""
    frame = element.spPr.find(qn("a:xfrm"))
    off, ext = frame.find(qn("a:off")), frame.find(qn("a:ext"))
    x, y, width, height = (int(value) / 12700 for value in (off.get("x"), off.get("y"), ext.get("cx"), ext.get("cy")))
    guide = element.spPr.find(f".//{qn('a:gd')}")
    bend = int(guide.get("fmla").split()[1]) / 100000 * width if guide is not None else 0.0
    corners = {
        "line": [(0.0, 0.0), (width, height)],
        "bentConnector2": [(0.0, 0.0), (width, 0.0), (width, height)],
        "bentConnector3": [(0.0, 0.0), (bend, 0.0), (bend, height), (width, height)],
    }[element.spPr.find(qn("a:prstGeom")).get("prst")]
    seen = []
    for across, down in corners:
        a = (width - across if frame.get("flipH") == "1" else across) - width / 2
        b = (height - down if frame.get("flipV") == "1" else down) - height / 2
        if frame.get("rot") == "5400000":
            a, b = -b, a
        seen.append((x + width / 2 + a, y + height / 2 + b))
    return seen


@pytest.mark.parametrize("name", [name for name in FIGURES if name != "network"])
def test_the_lines_of_a_slide_run_as_in_the_figure(name):
    figure = FIGURES[name]()
    drawn = [route_points(each) for each in slide_of(figure).shapes._spTree.iter(qn("p:cxnSp"))]
    wanted = [list(line.points) for line in figure.lines if route_of(line.points) is not None]
    assert len(drawn) == len(wanted)
    for line in wanted:
        assert any(
            len(line) == len(route)
            and all(abs(a - b) < 0.1 for p, q in zip(line, route, strict=True) for a, b in zip(p, q, strict=True))
            for route in drawn
        ), line


@pytest.mark.parametrize(
    "points",
    [
        ((0, 0), (30, 0), (30, 40), (100, 40)),
        ((100, 50), (80, 50), (80, 10), (0, 10)),
        ((10, 10), (10, 30), (90, 30), (90, 80)),
        ((90, 80), (90, 20), (10, 20), (10, 10)),
        ((10, 80), (10, 60), (50, 60), (50, 20)),
        ((0, 0), (30, 0), (30, 40)),
        ((30, 40), (30, 0), (0, 0)),
    ],
)
def test_a_route_with_right_angles_keeps_its_corners(points):
    line = LineShape("link:code:1>code:2", tuple((float(x), float(y)) for x, y in points), "#000000", 1.0)
    figure = Figure("", "fa", Direction.RTL, 100, 100, FigureFonts("A", "B"), (line,), ())
    (element,) = slide_of(figure).shapes._spTree.iter(qn("p:cxnSp"))
    for seen, wanted in zip(route_points(element), line.points, strict=True):
        assert seen == pytest.approx(wanted, abs=0.01)


UNUSUAL_ROUTES = pytest.mark.parametrize(
    "points",
    [
        ((0, 50), (0, 90), (80, 90), (80, 50)),
        ((0, 0), (30, 40), (60, 0)),
        ((0, 0), (20, 0), (20, 30), (40, 30), (40, 60)),
    ],
)
"""Routes that no connector takes."""


def drawn_alone(key: str, points: tuple[tuple[int, int], ...]):
    line = LineShape(key, tuple((float(x), float(y)) for x, y in points), "#000000", 1.0, arrow_size=4.0)
    return slide_of(Figure("", "fa", Direction.RTL, 100, 100, FigureFonts("A", "B"), (line,), ()))


@UNUSUAL_ROUTES
def test_a_stroke_over_corners_is_drawn_over_them(points):
    (shape,) = drawn_alone("code:1", points).shapes
    path = shape._element.find(f".//{qn('a:path')}")
    corners = [(int(pt.get("x")), int(pt.get("y"))) for pt in path.iter(qn("a:pt"))]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    assert corners == [((x - left) * Pt(1), (y - top) * Pt(1)) for x, y in points]


@UNUSUAL_ROUTES
def test_a_link_over_corners_is_a_chain_of_connectors_that_hold_on_to_each_other(points):
    slide = drawn_alone("link:code:1>code:2", points)
    parts = list(slide.shapes._spTree.iter(qn("p:cxnSp")))
    seen = [[(round(x, 2), round(y, 2)) for x, y in route_points(part)] for part in parts]
    assert sorted(seen) == sorted([list(pair) for pair in pairwise(points)])
    begins = {tuple(route_points(part)[0]): part.find(f".//{qn('a:stCxn')}") for part in parts}
    ends = {tuple(route_points(part)[-1]): part.find(f".//{qn('a:endCxn')}") for part in parts}
    for corner in points[1:-1]:
        assert begins[corner].get("id") == ends[corner].get("id")
    heads = [part for part in parts if part.find(f".//{qn('a:tailEnd')}") is not None]
    assert [tuple(route_points(part)[-1]) for part in heads] == [points[-1]]


def test_a_line_leaves_a_box_on_the_side_it_begins_at():
    boxes = tuple(
        BoxShape(key, rect, BoxOutline.PLAIN, "#ffffff", "#000000", 1.0)
        for key, rect in (("code:1", Rect(0, 0, 80, 16)), ("code:2", Rect(10, 30, 60, 16)))
    )
    # From the lower edge near the right corner, round to the right side of the box below.
    line = LineShape("link:code:1>code:2", ((76.0, 16.0), (76.0, 38.0), (70.0, 38.0)), "#000000", 1.0)
    slide = slide_of(Figure("", "fa", Direction.RTL, 100, 100, FigureFonts("A", "B"), (*boxes, line), ()))
    (connector,) = slide.shapes._spTree.iter(qn("p:cxnSp"))
    sites = [connector.find(f".//{qn(tag)}").get("idx") for tag in ("a:stCxn", "a:endCxn")]
    assert sites == ["2", "3"]


def test_a_figure_lower_than_a_slide_can_be_stands_in_its_corner():
    figure = tree_figure()
    assert figure.height < 72
    presentation = Presentation(io.BytesIO(figure_pptx(figure, FigureOptions())))
    assert presentation.slide_height == Pt(72)
    assert presentation.slide_width == pytest.approx(figure.width * 12700, abs=1)


def test_a_figure_longer_than_any_slide_is_refused_with_both_lengths():
    with pytest.raises(ExportFailed) as refused:
        figure_pptx(replace(tree_figure(), height=4100.0), FigureOptions())
    assert refused.value.reason is ExportReason.TOO_LONG_FOR_SLIDE
    assert refused.value.facts == {"length_cm": 145, "most_cm": 142}


def test_an_oval_without_a_border_is_an_oval_on_a_slide():
    figure = network_figure()
    root = max((box for box in figure.boxes if box.outline is BoxOutline.OVAL), key=lambda box: box.rect.height)
    assert root.stroke is None
    shape = next(each for each in slide_of(figure).shapes if each.name == "حکمرانی دیجیتال")
    assert shape.adjustments[0] == 0.5


@pytest.mark.parametrize("name", ["paradigm fa", "paradigm en", "gioia in both", "tree"])
def test_the_letters_of_a_slide_stand_where_the_figure_has_them(name):
    figure = FIGURES[name]()
    seen = [line for shape in slide_of(figure).shapes if shape.has_text_frame for line in lines_of_shape(shape)]
    for line in figure.texts:
        text = words_of(line.text)
        assert any(
            each.text == text and abs(each.x - edge_of(line)) < 0.1 and abs(each.y - line.y) < _LEAST_OFF
            for each in seen
        ), text


def lines_of_shape(shape) -> list[SeenLine]:
    seen: list[SeenLine] = []
    left, width = shape.left / 12700, shape.width / 12700
    y = (shape.top + shape.text_frame.margin_top) / 12700
    for paragraph in shape.text_frame.paragraphs:
        if not paragraph.runs:
            continue
        properties = paragraph._p.pPr
        before, after = int(properties.get("marL")) / 12700, int(properties.get("marR")) / 12700
        if properties.get("rtl") == "1":
            before, after = after, before
        x1, x2 = left + before, left + width - after
        x = {"l": x1, "r": x2, "ctr": (x1 + x2) / 2}[properties.get("algn")]
        y += paragraph.space_before.pt
        for words in paragraph.text.split("\v"):
            y += paragraph.line_spacing.pt
            seen.append(SeenLine(words_of(words), x, y - 0.22 * paragraph.runs[0].font.size.pt))
    return seen


def test_a_bullet_of_a_slide_has_the_colour_of_the_figure_and_stands_before_the_first_language_only():
    slide = slide_of(gioia_figure("fa", "en"))
    colors = [
        properties.find(f"{qn('a:buClr')}/{qn('a:srgbClr')}").get("val")
        for properties in slide.shapes._spTree.iter(qn("a:pPr"))
        if properties.find(qn("a:buChar")) is not None
    ]
    assert colors == 4 * ["207060"]


def test_words_stand_in_the_box_of_their_own_where_a_label_lies_over_it():
    note = BoxShape("note:1", Rect(10, 10, 80, 20), BoxOutline.PLAIN, "#eeeeee", None, 0.0)
    ground = BoxShape("link:code:1>code:2", Rect(20, 12, 50, 14), BoxOutline.PLAIN, "#ffffff", None, 0.0)
    lines = tuple(
        TextLine(key, words, 50.0, 22.0, 40.0, 8.0, Direction.LTR, "en")
        for key, words in (("note:1", "A note"), ("link:code:1>code:2", "is part of"))
    )
    fonts = FigureFonts("Noto Sans", "Noto Sans Arabic")
    figure = Figure("", "en", Direction.LTR, 100, 40, fonts, (ground, lines[1], note, lines[0]), ())
    held = {block.key: [each.text for each in block.paragraphs] for block in figure_parts(figure).blocks}
    assert held == {"note:1": ["A note"], "link:code:1>code:2": ["is part of"]}
