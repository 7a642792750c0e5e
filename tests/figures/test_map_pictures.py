"""Pictures on a map: their form, their size, their captions, and what stands for one that is damaged."""

from __future__ import annotations

import pytest

from qdatool.coding.drafts import PictureKind
from qdatool.coding.map_drawing import NodeSize
from qdatool.coding.map_pictures import add_picture, caption_picture
from qdatool.coding.node_styles import NodeStyle
from qdatool.coding.pictures import Picture
from qdatool.coding.roles import Direction
from qdatool.figures.figure import BoxShape
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.layout import layout_figure
from qdatool.figures.legend import legend_of
from qdatool.figures.map_pictures import bare_size, fitted_size, natural_size
from qdatool.figures.spec import PIN_WIDTH_PT, FigureLanguage, FreeNode, FreeSpec, LabelText, NodeForm, PinnedPosition
from qdatool.figures.style import Palette, figure_style
from tests.builders import filled_project, small_picture
from tests.figures.conftest import assert_tidy

CAPTION = (LabelText("The health house of the village in spring", "en"),)
NAME = (LabelText("Picture", "en"),)


def picture(width: int, height: int, content: bytes = b"dots") -> Picture:
    return Picture(f"{width}x{height}", PictureKind.PNG, width, height, content)


def map_of(*pictures: Picture, caption=CAPTION, direction=Direction.LTR, **changes: object) -> FreeSpec:
    nodes = tuple(
        FreeNode(f"picture:{i}", caption, form=NodeForm.PICTURE, picture=each, name=NAME)
        for i, each in enumerate(pictures)
    )
    return FreeSpec("Map", FigureLanguage.EN, direction, nodes, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(("width", "height"), [(2400, 1200), (300, 900), (40, 40), (2400, 3)])
def test_a_picture_keeps_its_form_and_leaves_room_for_others(width, height):
    size = natural_size(picture(width, height))
    assert size.width_pt / size.height_pt == pytest.approx(width / height)
    assert max(size.width_pt, size.height_pt) <= 0.3 * PIN_WIDTH_PT + 0.001
    assert size.width_pt <= 0.75 * width


def test_a_size_is_fitted_to_the_form_along_its_diagonal():
    wide = picture(200, 100)
    for wanted, found in (((80, 40), (80, 40)), ((100, 40), (96, 48)), ((80, 0), (64, 32)), ((-5, -5), (4, 2))):
        size = fitted_size(wide, NodeSize(*wanted))
        assert (size.width_pt, size.height_pt) == pytest.approx(found)


@pytest.mark.parametrize("width_mm", [160.0, 90.0])
def test_pictures_stand_apart_with_their_captions_below(style, measurer, width_mm):
    spec = map_of(*(picture(300, 200) for _ in range(5)))
    figure = layout_figure(spec, style, measurer, width_mm)
    assert_tidy(figure)
    assert len(figure.pictures) == 5
    for shape in figure.pictures:
        node = figure.node(shape.key).rect
        lines = [text for text in figure.texts if text.key == shape.key]
        assert shape.rect.width / shape.rect.height == pytest.approx(1.5)
        assert all(line.rect.y >= shape.rect.bottom - 1 for line in lines) and lines
        assert all(node.x - 0.1 <= line.left and line.rect.right <= node.right + 0.1 for line in lines)
        assert (node.y, node.center_x) == pytest.approx((shape.rect.y, shape.rect.center_x))
        assert max(line.rect.bottom for line in lines) <= node.bottom + 1


@pytest.mark.parametrize("width_mm", [160.0, 90.0])
def test_a_picture_is_as_large_as_the_user_made_it(style, measurer, width_mm):
    pinned = {"picture:0": PinnedPosition(200.0, 150.0)}
    spec = map_of(picture(300, 200), sizes={"picture:0": NodeSize(240.0, 160.0)}, pinned=pinned)
    figure = layout_figure(spec, style, measurer, width_mm)
    (shape,), scale = figure.pictures, width_mm / 160
    assert (shape.rect.width, shape.rect.height) == pytest.approx((240 * scale, 160 * scale))
    node = figure.node("picture:0").rect
    assert (node.center_x, node.center_y) == pytest.approx((200 * scale, 150 * scale))
    assert bare_size(figure, "picture:0", node.width, node.height) == pytest.approx((240 * scale, 160 * scale))
    assert bare_size(figure, "no such node", 5.0, 6.0) == (5.0, 6.0)


def test_no_picture_is_wider_than_the_figure(style, measurer):
    figure = layout_figure(map_of(picture(300, 200), sizes={"picture:0": NodeSize(9000.0, 6000.0)}), style, measurer)
    (shape,) = figure.pictures
    assert shape.rect.x >= 0 and shape.rect.right <= figure.width
    assert shape.rect.width / shape.rect.height == pytest.approx(1.5)


def test_a_figure_that_reads_from_the_right_has_the_picture_on_the_other_side(style, measurer):
    pinned = {"picture:0": PinnedPosition(100.0, 80.0)}
    left, right = (
        layout_figure(map_of(picture(300, 200), pinned=pinned, direction=direction), style, measurer)
        for direction in (Direction.LTR, Direction.RTL)
    )
    assert left.pictures[0].rect.center_x == pytest.approx(right.width - right.pictures[0].rect.center_x)
    assert left.pictures[0].picture == right.pictures[0].picture


def test_a_picture_without_a_caption_still_has_a_name(style, measurer):
    figure = layout_figure(map_of(picture(300, 200), caption=()), style, measurer)
    (shape,) = figure.pictures
    assert figure.texts == ()
    assert (figure.node("picture:0").label, shape.description) == ("Picture", "Picture")
    assert figure.node("picture:0").rect == shape.rect


def test_pictures_are_grey_where_colours_are_not_drawn(measurer):
    for palette, is_grey in ((Palette.COLOR, False), (Palette.GREY, True), (Palette.PATTERNS, True)):
        figure = layout_figure(map_of(picture(300, 200)), figure_style(palette=palette), measurer)
        assert figure.pictures[0].is_grey is is_grey


def test_a_drawing_on_nothing_lies_on_white_where_the_page_is_dark(measurer):
    for name, ground in (("screen_dark", "#ffffff"), ("screen_light", None), ("print", None)):
        figure = layout_figure(map_of(picture(300, 200)), figure_style(name), measurer)
        assert figure.pictures[0].ground == ground


def test_a_sign_stands_for_a_damaged_picture_and_in_the_legend(style, measurer):
    spec = map_of(picture(300, 200, b""))
    figure = layout_figure(spec, style, measurer)
    assert figure.pictures == ()
    assert {shape.key for shape in (*figure.boxes, *figure.lines)} == {"picture:0"}
    legend = legend_of(spec, ("en",), counted=None)
    assert [(entry.label[0].text, entry.sample) for entry in legend] == [("Picture", NodeForm.PICTURE)]


def test_a_frame_of_its_own_goes_round_picture_and_caption(style, measurer):
    spec = map_of(picture(300, 200), styles={"picture:0": NodeStyle(line="#137B5E")})
    figure = layout_figure(spec, style, measurer)
    (frame,) = figure.boxes
    node = figure.node("picture:0").rect
    assert frame.rect.x < node.x and frame.rect.bottom > node.bottom
    assert isinstance(figure.shapes_of("picture:0")[0], BoxShape)


def test_the_figure_of_a_project_has_its_pictures(tmp_path):
    project, sample = filled_project(tmp_path / "p.qdatool")
    second = add_picture(project, sample.map, small_picture((1, 2, 3)))
    for language, name in ((FigureLanguage.FA, "تصویر"), (FigureLanguage.EN, "Picture")):
        spec = spec_for_model(project, sample.map, FigureChoices(language))
        shown = {node.key: node for node in spec.nodes if node.form is NodeForm.PICTURE}
        assert [node.picture.content for node in shown.values()] == [
            small_picture().content,
            small_picture((1, 2, 3)).content,
        ]
        assert shown[sample.picture].label == (LabelText("تختهٔ کارگاه", "fa"),)
        assert (shown[second].label, shown[second].name[0].text) == ((), name)
    caption_picture(project, sample.map, second, "The board")
    spec = spec_for_model(project, sample.map, FigureChoices(FigureLanguage.BOTH))
    assert next(node for node in spec.nodes if node.key == second).label == (LabelText("The board", "en"),)


def test_no_word_of_a_caption_is_cut_below_a_narrow_picture(style, measurer):
    caption = (LabelText("Internationalization of telecommunications", "en"),)
    figure = layout_figure(map_of(picture(10, 40), caption=caption), style, measurer)
    assert [text.text for text in figure.texts] == ["Internationalization", "of", "telecommunications"]
    node, (shape,) = figure.node("picture:0").rect, figure.pictures
    assert node.width >= max(text.width for text in figure.texts) > shape.rect.width
    assert node.center_x == pytest.approx(shape.rect.center_x)
