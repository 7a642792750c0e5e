"""Figures that people go on editing: slides, diagrams and graphs hold every name and every arrow, fastened."""

from __future__ import annotations

import io
from collections import Counter
from xml.etree import ElementTree

import networkx
import pytest
from docx import Document
from docx.oxml.ns import qn
from pptx import Presentation
from pptx.enum.dml import MSO_LINE_DASH_STYLE
from pptx.enum.shapes import MSO_SHAPE_TYPE

from qdatool.coding.node_keys import ends_of, is_link
from qdatool.coding.roles import LineStyle
from qdatool.export.figure_docx import figure_docx
from qdatool.export.figure_drawio import figure_drawio
from qdatool.export.figure_graphml import figure_graphml
from qdatool.export.figure_options import FigureOptions
from qdatool.export.figure_pptx import figure_pptx
from qdatool.figures.figure import Figure
from qdatool.figures.parts import figure_parts
from qdatool.figures.spec import FigureCaption
from tests.export.figures import (
    ITEMS,
    PLUM,
    TITLES,
    VIOLET,
    lettered_figure,
    map_figure,
    network_figure,
    paradigm_figure,
    picture_map,
    tree_figure,
)

FIGURES = {
    "fa": paradigm_figure,
    "en": paradigm_figure,
    "network": lambda _: network_figure(),
    "map": lambda _: map_figure(),
    "tree": lambda _: tree_figure(),
    "lettered": lambda _: lettered_figure(),
    "pictures": lambda _: picture_map(),
}


def figure_named(name: str) -> Figure:
    return FIGURES[name](name)


def slide_of(figure: Figure):
    presentation = Presentation(io.BytesIO(figure_pptx(figure, FigureOptions())))
    (slide,) = presentation.slides
    return presentation, slide


def words_of(text: str) -> str:
    return " ".join(text.replace("\v", " ").replace("\u00a0", " ").split())


@pytest.mark.parametrize("name", FIGURES)
def test_every_name_is_whole_in_one_paragraph(name):
    figure = figure_named(name)
    found = [words_of(paragraph.text) for block in figure_parts(figure).blocks for paragraph in block.paragraphs]
    for node in figure.nodes:
        assert any(text.startswith(words_of(node.label)) for text in found), node.label


@pytest.mark.parametrize("name", FIGURES)
def test_a_slide_holds_every_name_and_is_as_large_as_the_figure(name):
    figure = figure_named(name)
    presentation, slide = slide_of(figure)
    assert presentation.slide_width == pytest.approx(figure.width * 12700, abs=1)
    assert presentation.slide_height == pytest.approx(figure.height * 12700, abs=1)
    texts = [
        words_of(paragraph.text)
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    ]
    for node in figure.nodes:
        assert any(text.startswith(words_of(node.label)) for text in texts), node.label


@pytest.mark.parametrize("name", FIGURES)
def test_the_arrows_of_a_slide_hold_on_to_the_boxes_they_join(name):
    figure = figure_named(name)
    _, slide = slide_of(figure)
    names = {shape.shape_id: shape.name for shape in slide.shapes}
    labels = {node.key: node.label for node in figure.nodes}
    parts = {}
    for begun in slide.shapes._spTree.iter(qn("a:stCxn")):
        parts.setdefault(int(begun.get("id")), []).append(int(begun.getnext().get("id")))
    joined = set()
    for start in (one for one in parts if names[one] in labels.values()):
        for end in parts[start]:
            # A line with corners is led from dot to dot.
            while names[end] not in labels.values():
                (end,) = parts[end]
            joined.add((names[start], names[end]))
    wanted = {ends_of(line.key) for line in figure.lines if is_link(line.key)}
    assert joined == {(labels[source], labels[target]) for source, target in wanted}


def test_a_persian_paragraph_of_a_slide_reads_from_the_right():
    _, slide = slide_of(paradigm_figure("fa"))
    by_text = {
        words_of(paragraph.text): paragraph._p.pPr
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
    }
    item = next(properties for text, properties in by_text.items() if text.startswith(ITEMS["fa"][2]))
    assert (item.get("rtl"), item.get("algn")) == ("1", "r")
    assert by_text[TITLES["fa"][0]].get("algn") == "ctr"


@pytest.mark.parametrize("name", FIGURES)
def test_a_diagram_holds_every_name_and_fastens_every_arrow(name):
    figure = figure_named(name)
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    cells = {cell.attrib["id"]: cell for cell in root.iter("mxCell")}
    texts = [
        words_of("".join(ElementTree.fromstring(f"<div>{cell.get('value').replace('<br>', ' ')}</div>").itertext()))
        for cell in cells.values()
        if cell.get("value")
    ]
    for node in figure.nodes:
        assert any(words_of(node.label) in text for text in texts), node.label
    edges = [cell for cell in cells.values() if cell.get("edge") and cell.attrib["id"].startswith("link")]
    assert len(edges) == len([line for line in figure.lines if is_link(line.key)])
    for edge in edges:
        assert edge.attrib["source"] in cells
        assert edge.attrib["target"] in cells


def test_persian_in_a_diagram_reads_from_the_right():
    root = ElementTree.fromstring(figure_drawio(paradigm_figure("fa"), FigureOptions()))
    (title,) = [cell for cell in root.iter("mxCell") if "شرایط علّی" in cell.get("value", "")]
    assert '<div dir="rtl" lang="fa"' in title.attrib["value"]
    # A whole cell that is turned about puts its label outside in the program.
    assert "textDirection" not in title.attrib["style"]


def test_a_graph_has_the_nodes_the_links_and_what_a_box_contains():
    figure = paradigm_figure("fa")
    graph = networkx.parse_graphml(
        figure_graphml(figure, FigureOptions(title="a\x00b")).decode(), force_multigraph=True
    )
    assert {key: data["label"] for key, data in graph.nodes(data=True)} == {n.key: n.label for n in figure.nodes}
    kinds = {(a, b): data["kind"] for a, b, data in graph.edges(data=True)}
    assert kinds["role:causal", "role:phenomenon"] == "directed"
    inside = {(node.parent_key, node.key) for node in figure.nodes if node.parent_key}
    assert {ends for ends, kind in kinds.items() if kind == "contains"} == inside
    assert graph.graph["title"] == "ab"


def test_every_key_of_a_graph_has_an_id_of_its_own():
    root = ElementTree.fromstring(figure_graphml(map_figure(), FigureOptions()))
    keys = Counter(key.get("id") for key in root.iter("{http://graphml.graphdrawing.org/xmlns}key"))
    assert set(keys.values()) == {1}


@pytest.mark.parametrize("writer", [figure_drawio, figure_graphml])
def test_the_same_figure_gives_the_same_bytes(writer):
    assert writer(paradigm_figure("fa"), FigureOptions()) == writer(paradigm_figure("fa"), FigureOptions())


def test_a_word_file_has_the_picture_in_its_width_and_the_caption_below():
    options = FigureOptions(dpi=100, caption=FigureCaption("شکل ۳.", "مدل پارادایمی", "fa"))
    document = Document(io.BytesIO(figure_docx(paradigm_figure("fa"), options)))
    (picture,) = document.inline_shapes
    assert picture.width.mm == pytest.approx(160, abs=0.1)
    caption = document.paragraphs[-1]
    assert caption.style.name == "Caption"
    assert (str(caption.style.font.color.rgb), caption.style.font.bold) == ("000000", False)
    assert "".join(text.text for text in caption._p.iter(qn("w:t"))) == "شکل ۳. مدل پارادایمی"
    assert caption._p.pPr.find(qn("w:bidi")) is not None
    (field,) = caption._p.iter(qn("w:fldSimple"))
    assert "SEQ" in field.get(qn("w:instr"))
    assert "".join(text.text for text in field.iter(qn("w:t"))) == "۳"


def test_a_word_file_without_a_caption_has_the_picture_alone():
    document = Document(io.BytesIO(figure_docx(paradigm_figure("en", 400.0), FigureOptions(dpi=72))))
    assert [paragraph.text for paragraph in document.paragraphs] == [""]
    section = document.sections[0]
    assert section.page_width - section.left_margin - section.right_margin >= document.inline_shapes[0].width


def test_a_figure_wider_than_any_page_of_word_is_shown_as_wide_as_it_can_be():
    document = Document(io.BytesIO(figure_docx(paradigm_figure("en", 900.0), FigureOptions(dpi=36))))
    assert document.sections[0].page_width.inches <= 22
    assert document.inline_shapes[0].width.mm == pytest.approx(22 * 25.4 - 41, abs=1)


def test_every_style_of_line_is_kept_where_a_figure_is_edited():
    figure, options = map_figure(), FigureOptions()
    wanted = Counter(line.line_style for line in figure.lines if is_link(line.key))
    assert wanted == {LineStyle.SOLID: 1, LineStyle.DASHED: 1, LineStyle.DOTTED: 2}
    _, slide = slide_of(figure)
    drawn = [line.line.dash_style for line in slide.shapes if line.shape_type is MSO_SHAPE_TYPE.LINE]
    assert Counter(drawn)[MSO_LINE_DASH_STYLE.ROUND_DOT] == 2 + 2  # on the map and in the legend
    graph = networkx.parse_graphml(figure_graphml(figure, options).decode())
    assert Counter(line["line"] for *_, line in graph.edges(data=True)) == wanted
    cells = ElementTree.fromstring(figure_drawio(figure, options)).iter("mxCell")
    patterns = Counter(part for cell in cells for part in cell.get("style", "").split(";") if "dashPattern" in part)
    assert patterns == {"dashPattern=3 2.4": 2, "dashPattern=1 1.8": 4}


def test_letters_of_their_own_are_kept_on_a_slide():
    _, slide = slide_of(lettered_figure())
    runs = {
        words_of(run.text): run
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    }
    own, usual = runs[TITLES["fa"][0]], runs[TITLES["fa"][3]]

    def look(run):
        font = run.font
        families = [run._r.rPr.find(qn(tag)).get("typeface") for tag in ("a:latin", "a:cs")]
        return str(font.color.rgb), font.bold, font.size.pt, families

    assert look(own) == (VIOLET[1:], True, 10.2, ["Vazirmatn", "Vazirmatn"])
    assert look(usual) == ("111111", True, 8.5, ["Noto Sans", "Noto Sans Arabic"])


def test_letters_of_their_own_are_kept_in_a_diagram():
    root = ElementTree.fromstring(figure_drawio(lettered_figure(), FigureOptions()))
    values = [cell.get("value") or "" for cell in root.iter("mxCell")]
    title = next(value for value in values if TITLES["fa"][0] in value)
    assert "font-family: Vazirmatn," in title and f"font-size: 10.2px; color: {VIOLET}" in title
    light = next(value for value in values if "font-size: 12px" in value)
    assert "color: #ffffff" in light and "font-weight: bold" in light


def test_letters_and_fills_are_attributes_in_a_graph():
    graph = networkx.parse_graphml(figure_graphml(lettered_figure(), FigureOptions()).decode(), force_multigraph=True)
    causal, strategy = graph.nodes["role:causal"], graph.nodes["role:strategy"]
    assert [causal[name] for name in ("font", "size", "bold", "ink")] == ["Vazirmatn", 10.2, True, VIOLET]
    assert (strategy["fill"], graph.nodes["role:consequence"]["font"]) == (PLUM, "Noto Sans Arabic")
