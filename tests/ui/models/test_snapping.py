"""Where a dragged box comes to rest."""

from __future__ import annotations

import pytest

from qdatool.figures.figure import Rect
from qdatool.ui.models.snapping import snapped

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
