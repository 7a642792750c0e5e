"""The legend: what it explains in each kind of figure, and where it stands."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pptx import Presentation

from qdatool.coding.changes import Operation
from qdatool.coding.model_options import Counted, ModelOption
from qdatool.coding.models import set_model_option
from qdatool.coding.roles import Direction, LineStyle
from qdatool.export.figure_formats import write_figure
from qdatool.figures.figure import BoxShape, LineShape
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.layout import layout_figure
from qdatool.figures.legend import legend_of
from qdatool.figures.spec import (
    FigureCaption,
    FigureLanguage,
    FreeLink,
    FreeNode,
    FreeSpec,
    LabelText,
    LineKind,
    NodeForm,
    ThemeNode,
    TreeSpec,
)
from qdatool.figures.style import Palette, figure_style
from tests.builders import filled_project
from tests.figures.conftest import assert_tidy, mirrored, plain

COLORS = ("#137B5E", "#A64736", "#3E85B3")


def words(text: str):
    return (LabelText(text, "en"),)


def small_map(direction=Direction.LTR) -> FreeSpec:
    nodes = (
        FreeNode("code:1", words("Trust"), color=COLORS[0]),
        FreeNode("code:2", words("Help")),
        FreeNode("note:1", words("Ask again"), form=NodeForm.NOTE),
    )
    causes, near = words("causes"), words("associated")
    links = (
        FreeLink("code:1", "code:2", causes, kind=causes),
        FreeLink("code:1", "note:1", words("perhaps"), kind=causes),
        FreeLink("code:2", "note:1", near, is_directed=False, line_style=LineStyle.DASHED, kind=near),
    )
    return FreeSpec("Map", FigureLanguage.EN, direction, nodes, links)


def test_numbers_of_what_is_not_drawn_are_explained():
    root = tree(COLORS[0]).roots[0]
    below = replace(root.children[0], children=(ThemeNode("code:9", words("Leaf")),))
    spec = TreeSpec("T", FigureLanguage.EN, Direction.LTR, (replace(root, children=(below,)),))
    shut = replace(spec, roots=(replace(root, children=(replace(below, is_collapsed=True),)),))
    said = words("Number in parentheses: lowest codes below")
    assert said not in [entry.label for entry in legend_of(spec, ("en",), None)]
    for hidden in (shut, replace(spec, depth=2)):
        assert said in [entry.label for entry in legend_of(hidden, ("en",), None)]
        assert said not in [entry.label for entry in legend_of(hidden, ("en",), Counted.QUOTATIONS)]


def tree(*colors: str) -> TreeSpec:
    below = tuple(ThemeNode(f"code:{i}", words(f"Branch {i}"), color=color) for i, color in enumerate(colors, start=1))
    return TreeSpec("T", FigureLanguage.EN, Direction.LTR, (ThemeNode("code:0", words("Root"), below),))


def said(entries) -> list[str]:
    return [" / ".join(part.text for part in entry.label) for entry in entries]


def with_legend(spec, *, counted=None, languages=("en",)):
    return replace(spec, legend=legend_of(spec, languages, counted))


def legend_shapes(figure):
    return [shape for shape in figure.shapes if shape.key.startswith("legend")]


def test_a_map_explains_the_forms_and_lines_it_uses_and_no_others():
    entries = legend_of(small_map(), ("en",), counted=None)
    assert said(entries) == ["Code or category", "Note", "causes", "associated"]
    assert [entry.sample for entry in entries] == [
        *(NodeForm.CODE, NodeForm.NOTE),
        *(
            LineKind(is_directed=True, line_style=LineStyle.SOLID),
            LineKind(is_directed=False, line_style=LineStyle.DASHED),
        ),
    ]


def test_a_hierarchy_explains_the_colours_of_its_branches(network):
    assert said(legend_of(tree(*COLORS), ("en",), counted=None)) == ["Branch 1", "Branch 2", "Branch 3"]
    assert legend_of(network("en", depth=3), ("en",), counted=None) == ()


def test_a_paradigm_explains_its_numbers_alone(paradigm):
    assert legend_of(paradigm("en"), ("en",), counted=None) == ()
    entries = legend_of(paradigm("both"), ("fa", "en"), counted=Counted.QUOTATIONS)
    assert said(entries)[0].endswith("+ supporting quotations, \u2212 contradicting quotations")
    assert said(entries)[0].startswith("+ نقل‌قول‌های موافق")
    assert len(entries) == 2


@pytest.mark.parametrize("width_mm", [60, 160])
def test_the_legend_stands_below_all_else_and_above_the_caption(measurer, width_mm):
    style = figure_style()
    for spec in (small_map(), tree(*COLORS)):
        bare = layout_figure(spec, style, measurer, width_mm)
        caption = FigureCaption("Figure 1.", "What it shows", "en")
        figure = layout_figure(with_legend(replace(spec, caption=caption)), style, measurer, width_mm)
        assert_tidy(figure)
        lowest = max(node.rect.bottom for node in figure.nodes)
        shapes = legend_shapes(figure)
        tops = [shape.rect.y for shape in shapes if not isinstance(shape, LineShape)]
        assert min(tops) > lowest
        assert max(tops) < min(text.rect.y for text in figure.texts if text.key == "caption")
        assert figure.height > bare.height
        assert figure.nodes == bare.nodes


def test_the_legend_of_a_figure_from_the_right_is_turned(measurer):
    style = figure_style()
    left = layout_figure(with_legend(small_map()), style, measurer)
    right = layout_figure(with_legend(small_map(Direction.RTL)), style, measurer)
    boxes = [[shape.rect for shape in legend_shapes(figure) if isinstance(shape, BoxShape)] for figure in (left, right)]
    assert [mirrored(rect, left.width) for rect in boxes[0]] == [plain(rect) for rect in boxes[1]]


@pytest.mark.parametrize(
    ("palette", "has_colors"), [(Palette.COLOR, True), (Palette.PATTERNS, True), (Palette.GREY, False)]
)
def test_branches_are_explained_only_where_print_tells_them_apart(measurer, palette, has_colors):
    figure = layout_figure(with_legend(tree(*COLORS)), figure_style(palette=palette), measurer)
    assert bool(legend_shapes(figure)) is has_colors
    if palette is Palette.PATTERNS:
        for i in range(3):
            sample = [shape for shape in legend_shapes(figure) if shape.key == f"legend:{i}"]
            branch = [shape for shape in figure.shapes_of(f"code:{i + 1}") if isinstance(shape, LineShape)]
            assert slopes(line for line in sample if isinstance(line, LineShape)) == slopes(branch)


def slopes(lines) -> set[tuple[bool, bool]]:
    """Return the directions of the lines of a pattern."""
    return {
        (abs(x2 - x1) < 0.01, (y2 - y1) * (x2 - x1) > 0.01) for line in lines for (x1, y1), (x2, y2) in [line.points]
    }


@pytest.mark.parametrize("suffix", ["svg", "drawio", "pptx", "graphml", "pdf", "png"])
def test_every_format_takes_a_figure_with_a_legend(measurer, tmp_path, suffix, qapp):
    path = tmp_path / f"map.{suffix}"
    write_figure(layout_figure(with_legend(small_map()), figure_style(), measurer), path)
    content = path.read_bytes()
    if suffix in ("svg", "drawio"):
        assert b"Code or category" in content
    if suffix == "pptx":
        texts = [shape.text_frame.text for shape in Presentation(path).slides[0].shapes if shape.has_text_frame]
        assert {"Code or category", "Note"} <= set(texts)
    if suffix == "graphml":
        assert b"legend" not in content


def test_the_choice_stands_with_the_model(tmp_path):
    project, ids = filled_project(tmp_path / "p.qdatool")

    def shown():
        return spec_for_model(project, ids.map, FigureChoices()).legend

    assert shown() == ()
    set_model_option(project, ids.map, ModelOption.LEGEND, True)
    assert [entry.label[0].text for entry in shown()][:2] == ["کد یا مقوله", "نوشته"]
    assert project.next_undo() is Operation.SET_MODEL_OPTION
