"""Where a dragged box comes to rest."""

from __future__ import annotations

import pytest

from qdatool.figures.figure import Rect
from qdatool.ui.models.canvas.snapping import snapped

OTHER = Rect(100, 100, 40, 20)


@pytest.mark.parametrize(
    ("rect", "center"),
    [
        pytest.param(Rect(102, 300, 60, 20), (130, 310), id="left edges"),
        pytest.param(Rect(78, 300, 60, 20), (110, 310), id="right edges"),
        pytest.param(Rect(92, 300, 60, 20), (120, 310), id="middles"),
        pytest.param(Rect(300, 103, 60, 20), (330, 110), id="upper edges"),
        pytest.param(Rect(300, 300, 60, 20), (330, 310), id="out of reach"),
    ],
)
def test_a_box_nearly_in_line_comes_into_line(rect, center):
    assert snapped(rect, [OTHER], reach=5).center == pytest.approx(center)


def test_a_middle_does_not_meet_an_edge():
    assert snapped(Rect(121 - 30, 300, 60, 20), [Rect(121.5, 0, 500, 20)], reach=3).guides == ()


def test_the_guide_runs_from_one_box_to_the_other():
    (guide,) = snapped(Rect(101, 300, 60, 20), [OTHER], reach=5).guides
    assert guide == ((100, 100), (100, 320))


def test_nothing_to_be_in_line_with_leaves_a_box_where_it_is():
    snap = snapped(Rect(3, 4, 10, 10), [], reach=5)
    assert (snap.center, snap.guides) == ((8, 9), ())


FRAME = Rect(10, 10, 400, 0)


@pytest.mark.parametrize(
    ("rect", "center"),
    [
        pytest.param(Rect(12, 300, 60, 20), (40, 310), id="the left margin"),
        pytest.param(Rect(352, 300, 60, 20), (380, 310), id="the right margin"),
        pytest.param(Rect(183, 300, 60, 20), (210, 310), id="the middle of the figure"),
        pytest.param(Rect(100, 7, 60, 20), (130, 20), id="the upper margin"),
        pytest.param(Rect(100, -1, 60, 20), (130, 9), id="the middle on the upper margin"),
    ],
)
def test_a_box_comes_to_rest_at_the_margins_of_the_figure(rect, center):
    snap = snapped(rect, [], reach=5, frame=FRAME)
    assert snap.center == pytest.approx(center)
    assert bool(snap.guides) is (center != (130, 9))


ROW = [Rect(0, 100, 20, 20), Rect(50, 104, 30, 20), Rect(300, 100, 40, 20)]


@pytest.mark.parametrize(
    ("x", "wanted", "gaps"),
    [
        pytest.param(173, 175, 2, id="between two"),
        pytest.param(112, 110, 2, id="as far as the two before it"),
        pytest.param(140, 140, 0, id="out of reach"),
    ],
)
def test_a_box_comes_to_rest_at_equal_gaps(x, wanted, gaps):
    snap = snapped(Rect(x, 131 - 20, 30, 40), ROW, reach=5)
    assert snap.center[0] == pytest.approx(wanted + 15)
    assert len([gap for gap in snap.gaps if gap[0][1] == gap[1][1]]) == gaps


def test_equal_gaps_are_found_downwards_too():
    column = [Rect(100, 0, 20, 20), Rect(104, 50, 20, 30)]
    snap = snapped(Rect(107, 112, 40, 30), column, reach=4)
    assert snap.center[1] == pytest.approx(110 + 15)
    assert [(start[1], end[1]) for start, end in snap.gaps] == [(20, 50), (80, 110)]


def test_a_line_in_reach_goes_before_a_gap():
    snap = snapped(Rect(172, 300, 30, 20), [*ROW, Rect(171, 0, 8, 8)], reach=5)
    assert snap.center[0] == pytest.approx(171 + 15)
    assert snap.gaps == ()
