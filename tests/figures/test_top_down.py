"""Trees from above: what stands where, at every width."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from qdatool.coding.roles import Direction
from qdatool.figures.layout import layout_figure
from qdatool.figures.spec import FigureLanguage, LabelText, NetworkSpec, PinnedPosition, ThemeNode, TreeSpec
from tests.figures.conftest import assert_tidy, mirrored, plain

WORDS = ("سامانه", "خدمت", "شفافیت", "مشارکت", "اعتماد", "عدالت", "آموزش", "زیرساخت", "دسترسی")


def top_down(*roots: ThemeNode, direction: Direction = Direction.LTR, **changes: object) -> TreeSpec:
    return TreeSpec("Tree", FigureLanguage.FA, direction, roots, is_top_down=True, **changes)  # type: ignore[arg-type]


def node(name: str, *children: ThemeNode) -> ThemeNode:
    return ThemeNode(f"code:{name}", (LabelText(name, "en"),), children)


def random_root(size: int, seed: int) -> ThemeNode:
    chance = random.Random(seed)
    children: list[list[int]] = [[] for _ in range(size)]
    levels = [0] * size
    for i in range(1, size):
        parent = chance.choice([near for near in range(max(0, i - 30), i) if levels[near] < 4] or [0])
        children[parent].append(i)
        levels[i] = levels[parent] + 1
    made: dict[int, ThemeNode] = {}
    for i in reversed(range(size)):
        label = " ".join(chance.choices(WORDS, k=chance.randint(1, 4)))
        below = tuple(made[child] for child in children[i])
        made[i] = ThemeNode(f"code:{i}", (LabelText(label, "fa"),), below)
    return made[0]


SMALL = node("a", node("b", node("d"), node("e")), node("c"))


def test_levels_stand_below_each_other_and_parents_over_the_middle(style, measurer):
    figure = layout_figure(top_down(SMALL), style, measurer)
    a, b, c, d, e = (figure.node(f"code:{name}").rect for name in "abcde")
    assert a.bottom < b.y == c.y and b.bottom < d.y == e.y
    assert b.center_x == pytest.approx((d.center_x + e.center_x) / 2)
    assert a.center_x == pytest.approx((b.center_x + c.center_x) / 2)
    assert d.x < e.x < c.right
    assert_tidy(figure)


def test_the_first_of_the_siblings_stands_at_the_right_when_one_reads_from_there(style, measurer):
    left, right = (layout_figure(top_down(SMALL, direction=way), style, measurer) for way in Direction if way != "auto")
    for one in left.nodes:
        assert plain(one.rect) == mirrored(right.node(one.key).rect, right.width)
    rtl = left if left.direction is Direction.RTL else right
    assert rtl.node("code:d").rect.x > rtl.node("code:e").rect.x > rtl.node("code:c").rect.x


@pytest.mark.parametrize("direction", [Direction.LTR, Direction.RTL])
@pytest.mark.parametrize("width", [70.0, 120.0, 300.0])
@pytest.mark.parametrize("size", [9, 60, 250])
def test_trees_of_any_size_keep_to_the_width_and_do_not_overlap(size, width, direction, style, measurer):
    figure = layout_figure(top_down(random_root(size, size), direction=direction), style, measurer, width)
    assert_tidy(figure)
    assert len(figure.nodes) == size
    assert figure.smallest_lettering_pt >= style.smallest_pt


def test_lines_pass_no_box_but_those_they_join(style, measurer):
    figure = layout_figure(top_down(random_root(80, 3)), style, measurer, 120)
    for line in figure.lines:
        ends = line.key.removeprefix("link:").split(">")
        others = [box for box in figure.nodes if box.key not in ends]
        for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
            for box in others:
                is_across = min(x1, x2) < box.rect.right - 0.1 and max(x1, x2) > box.rect.x + 0.1
                is_down = min(y1, y2) < box.rect.bottom - 0.1 and max(y1, y2) > box.rect.y + 0.1
                assert not (is_across and is_down), (line.key, box.key)


def test_what_has_no_room_beside_is_listed_below(style, measurer):
    branches = [node(f"branch {i}", *(node(f"leaf {i} {n}") for n in range(6))) for i in range(4)]
    root = node("root", *branches)
    wide = layout_figure(top_down(root), style, measurer, 600)
    narrow = layout_figure(top_down(root), style, measurer, 160)
    assert len({wide.node(f"code:leaf 1 {n}").rect.y for n in range(6)}) == 1
    assert len({narrow.node(f"code:leaf 1 {n}").rect.y for n in range(6)}) == 6
    assert len({narrow.node(f"code:leaf 1 {n}").rect.x for n in range(6)}) == 1
    assert len({narrow.node(f"code:branch {i}").rect.y for i in range(4)}) == 1


def test_more_branches_than_fit_beside_stand_in_rows(style, measurer):
    root = node("root", *(node(f"a rather long branch {i}", node(f"l{i}")) for i in range(12)))
    figure = layout_figure(top_down(root), style, measurer, 120)
    tops = [figure.node(f"code:a rather long branch {i}").rect for i in range(12)]
    assert 1 < len({rect.y for rect in tops}) < 12
    assert_tidy(figure)


def test_several_roots_have_no_line_above_them(style, measurer):
    figure = layout_figure(top_down(node("a", node("b")), node("c")), style, measurer)
    assert [line.key for line in figure.lines] == ["link:code:a>code:b"]
    assert figure.node("code:a").rect.y == figure.node("code:c").rect.y


def test_a_pinned_node_stands_where_it_is_pinned(style, measurer):
    figure = layout_figure(top_down(SMALL, pinned={"code:c": PinnedPosition(300.0, 120.0)}), style, measurer)
    rect = figure.node("code:c").rect
    assert (rect.center_x, rect.center_y) == pytest.approx((300.0, 120.0))
    assert next(line for line in figure.lines if line.key == "link:code:a>code:c").points[-1][1] == rect.y


def test_a_depth_counts_what_it_hides_and_no_code_makes_no_figure(style, measurer):
    figure = layout_figure(top_down(SMALL, depth=2), style, measurer)
    assert sorted(text.text for text in figure.texts) == ["a", "b\u00a0(۲)", "c"]
    assert layout_figure(top_down(), style, measurer).nodes == ()


@pytest.mark.parametrize("is_top_down", [True, False])
def test_a_hierarchy_of_hundreds_of_levels_is_drawn_as_deep_as_there_is_room(is_top_down, style, measurer):
    root = node("end")
    for i in range(400):
        root = node(f"n{i}", root, node(f"m{i}"))
    for spec in (
        replace(top_down(root), is_top_down=is_top_down),
        NetworkSpec("Web", FigureLanguage.EN, Direction.LTR, root, depth=400),
    ):
        started = time.process_time()
        figure = layout_figure(spec, style, measurer)
        assert time.process_time() - started < 2.0
        assert_tidy(figure)
        assert 15 < len(figure.nodes) < 801


def test_words_too_long_for_a_narrow_figure_leave_the_lowest_levels_counted(style, measurer):
    chain = node("x" * 30)
    for i in range(12):
        chain = node(f"{'y' * 28}{i}", chain, node(f"{'z' * 28}{i}"))
    figure = layout_figure(top_down(chain), style, measurer, 60)
    assert_tidy(figure)
    assert 3 <= len(figure.nodes) < 25
    assert any(text.text.endswith(")") for text in figure.texts)
