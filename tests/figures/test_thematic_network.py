from __future__ import annotations

from dataclasses import replace

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import PIN_WIDTH_PT, POINTS_PER_MM, PinnedPosition, ThemeNode
from tests.figures.conftest import assert_tidy, mirrored, plain


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize(("depth", "width_mm"), [(1, 120), (2, 160), (3, 190), (2, 90), (3, 130)])
def test_themes_never_overlap(network, style, measurer, language, depth, width_mm):
    assert_tidy(layout_figure(network(language, depth=depth), style, measurer, width_mm))


@pytest.mark.parametrize("branches", [(1,), (1, 1), (12,), (0, 0, 0), ()])
def test_unusual_shapes_are_laid_out(network, style, measurer, branches):
    assert_tidy(layout_figure(network("en", branches), style, measurer))


def test_the_global_theme_stands_in_the_middle_of_its_themes(network, style, measurer):
    figure = layout_figure(network(), style, measurer)
    root = figure.node("code:0").rect
    others = [node.rect for node in figure.nodes if node.key != "code:0"]
    assert root.center_x == pytest.approx(figure.width / 2)
    assert sum(rect.center_x < root.x for rect in others) > 5
    assert sum(rect.center_x > root.right for rect in others) > 5


def test_sides_share_the_themes_about_evenly(network, style, measurer):
    figure = layout_figure(network(branches=(5, 5, 5, 5)), style, measurer)
    starts = [node for node in figure.nodes if node.rect.center_x > figure.width / 2 + 1]
    assert len(starts) == 2 * 6


def test_collapsed_themes_tell_how_many_they_hold(network, style, measurer):
    figure = layout_figure(network("fa", branches=(2,), leaves=3, depth=1), style, measurer)
    texts = " ".join(text.text for text in figure.texts)
    assert "(۶)" in texts


def test_lines_have_no_arrowheads(network, style, measurer):
    figure = layout_figure(network(), style, measurer)
    assert figure.lines
    assert not any(line.arrow_size for line in figure.lines)


def test_turning_the_network_mirrors_its_places(network, style, measurer):
    spec = network("fa", depth=3)
    right = layout_figure(spec, style, measurer, 190)
    left = layout_figure(replace(spec, direction=Direction.LTR), style, measurer, 190)
    assert [mirrored(node.rect, right.width) for node in right.nodes] == [plain(node.rect) for node in left.nodes]


def test_a_pinned_theme_takes_those_below_along_and_no_others(network, style, measurer):
    spec = network("en")
    branch = spec.root.children[2]
    free = {node.key: node.rect for node in layout_figure(spec, style, measurer).nodes}
    pinned = {branch.key: PinnedPosition(120.0, free[branch.key].center_y + 60)}
    held = {node.key: node.rect for node in layout_figure(replace(spec, pinned=pinned), style, measurer).nodes}
    assert (held[branch.key].center_x, held[branch.key].center_y) == pytest.approx(
        (120.0, free[branch.key].center_y + 60)
    )
    moved = {key for key in free if free[key] != held[key]}
    assert moved == {branch.key, *(child.key for child in branch.children)}


def test_pins_keep_their_share_of_a_narrower_figure(network, style, measurer):
    spec = replace(network("en"), pinned={"code:0": PinnedPosition(PIN_WIDTH_PT / 2, 200.0)})
    figure = layout_figure(spec, style, measurer, 130)
    root = figure.node("code:0").rect
    assert (root.center_x, root.center_y) == pytest.approx((figure.width / 2, 200.0 * 130 / 160))


def test_a_long_chain_of_themes_is_drawn_as_deep_as_asked(network, style, measurer):
    node = ThemeNode("code:9", network("en").root.label)
    for number in range(8, 0, -1):
        node = ThemeNode(f"code:{number}", node.label, (node,))
    spec = replace(network("en"), root=node, depth=4)
    assert len(layout_figure(spec, style, measurer, 190).nodes) == 5


def test_a_column_too_narrow_for_the_outer_themes_counts_them_instead(network, style, measurer):
    figure = layout_figure(network("en", branches=(2, 2), leaves=3, depth=3), style, measurer, 60)
    texts = " ".join(text.text for text in figure.texts).replace("\u00a0", " ")
    assert "(3)" in texts or "(6)" in texts
    words = {word for text in figure.texts for word in text.text.split()}
    assert "Organizing" in words
    assert_tidy(figure)


def test_a_network_that_would_outgrow_a_page_is_lettered_smaller(network, style, measurer):
    spec = network("en", branches=(4, 4, 4, 4, 4, 4), leaves=3, depth=3)
    figure = layout_figure(spec, style, measurer, 160)
    assert figure.smallest_lettering_pt < style.leaf_pt
    assert figure.height < 250 * POINTS_PER_MM


def test_one_side_holds_all_themes_of_a_narrow_figure_whatever_was_pinned(network, style, measurer):
    spec = network("en", pinned={"code:0": PinnedPosition(300.0, 50.0)})
    figure = layout_figure(spec, style, measurer, 84)
    root = figure.node("code:0").rect
    assert root.x < 5
    assert all(node.rect.x > root.center_x for node in figure.nodes if node.key != "code:0")
    assert_tidy(figure)
