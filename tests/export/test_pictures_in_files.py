"""Pictures of a map in every format: the right dots in the right place, described, and grey where all is grey."""

from __future__ import annotations

import hashlib
import io
from base64 import b64decode
from dataclasses import replace
from xml.etree import ElementTree
from zipfile import ZipFile

import numpy as np
import pypdfium2
import pytest
import resvg_py
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from qdatool.export.figure_docx import figure_docx
from qdatool.export.figure_drawio import figure_drawio
from qdatool.export.figure_formats import FIGURE_SUFFIXES, write_figure
from qdatool.export.figure_graphml import figure_graphml
from qdatool.export.figure_options import FigureOptions
from qdatool.export.figure_pdf import figure_pdf
from qdatool.export.figure_png import figure_png
from qdatool.export.figure_pptx import figure_pptx
from qdatool.export.figure_svg import figure_svg
from qdatool.export.figure_tiff import figure_tiff
from qdatool.figures.figure import Figure, PictureShape, Rect
from qdatool.figures.style import Palette
from tests.export.figures import drawing, photograph, picture_map

DPI = 150
MOST_OFF = 6.0
"""Mean difference of a channel, of 255, over a picture: what smoothing in other ways comes to, with room to spare."""
XLINK = "{http://www.w3.org/1999/xlink}href"
SVG = "{http://www.w3.org/2000/svg}"


def ours(figure: Figure, **options: bool) -> np.ndarray:
    return dots(figure_png(figure, FigureOptions(dpi=DPI, **options)))


def by_resvg(figure: Figure) -> np.ndarray:
    svg = figure_svg(figure, FigureOptions()).decode()
    return dots(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, dpi=DPI, background="white")))


def by_pdfium(figure: Figure) -> np.ndarray:
    document = pypdfium2.PdfDocument(figure_pdf(figure, FigureOptions()))
    try:
        return np.asarray(document[0].render(scale=DPI / 72).to_pil().convert("RGB")).astype(int)
    finally:
        document.close()


def dots(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as opened:
        return np.asarray(opened.convert("RGB")).astype(int)


def inside(picture: np.ndarray, rect: Rect) -> np.ndarray:
    scale = DPI / 72
    rows = slice(int(rect.y * scale) + 2, int(rect.bottom * scale) - 2)
    return picture[rows, int(rect.x * scale) + 2 : int(rect.right * scale) - 2]


def worst_off(figure: Figure, first: np.ndarray, second: np.ndarray) -> float:
    """Return by how much two renderings differ over the pictures of a figure, the worst of them."""
    return max(
        float(np.abs(inside(first, shape.rect) - inside(second, shape.rect)).mean()) for shape in figure.pictures
    )


@pytest.mark.parametrize("palette", Palette)
@pytest.mark.parametrize("render", [by_resvg, by_pdfium])
def test_other_engines_show_the_pictures_as_we_do(render, palette):
    figure = picture_map(palette)
    assert worst_off(figure, ours(figure), render(figure)) < MOST_OFF


def spoilt(figure: Figure, change: str) -> Figure:
    first, second = figure.pictures

    def other(shape: object) -> object:
        if shape is not first:
            return shape
        rect = first.rect
        return {
            "gone": replace(first, picture=replace(first.picture, content=b"")),
            "swapped": replace(first, picture=second.picture),
            "moved": replace(first, rect=Rect(rect.x + 6, rect.y, rect.width, rect.height)),
            "grey": replace(first, is_grey=True),
        }[change]

    return replace(figure, shapes=tuple(other(shape) for shape in figure.shapes))  # type: ignore[arg-type]


@pytest.mark.parametrize("change", ["gone", "swapped", "moved", "grey"])
def test_the_comparison_sees_what_a_reader_would_see(change):
    figure = picture_map()
    assert worst_off(figure, ours(figure), by_resvg(spoilt(figure, change))) > MOST_OFF


@pytest.mark.parametrize("palette", [Palette.GREY, Palette.PATTERNS])
def test_without_colours_the_pictures_are_grey_in_every_rendering(palette):
    figure = picture_map(palette)
    tiff = dots(figure_tiff(figure, FigureOptions(dpi=DPI)))
    for rendered in (ours(figure), by_resvg(figure), by_pdfium(figure), tiff):
        for shape in figure.pictures:
            part = inside(rendered, shape.rect)
            assert np.ptp(part, axis=2).max() <= 2
            assert np.ptp(part) > 100


def test_the_dots_of_a_drawing_are_those_of_the_file():
    figure = picture_map()
    shape = figure.pictures[1]
    part = inside(ours(figure), shape.rect)
    height, width, _ = part.shape
    assert np.abs(part[int(0.6 * height), int(0.75 * width)] - (200, 20, 40)).max() <= 3
    # Half of blue over white paper.
    assert np.abs(part[int(0.2 * height), int(0.75 * width)] - (137, 147, 227)).max() <= 3
    assert part[int(0.5 * height), int(0.25 * width)].min() >= 252


def test_nothing_lies_below_a_drawing_on_a_transparent_figure():
    figure = picture_map()
    content = figure_png(figure, FigureOptions(dpi=DPI, is_transparent=True))
    with Image.open(io.BytesIO(content)) as opened:
        part = inside(np.asarray(opened), figure.pictures[1].rect)
    height, width, _ = part.shape
    assert part[int(0.5 * height), int(0.25 * width), 3] == 0
    assert part[int(0.6 * height), int(0.75 * width), 3] == 255
    assert abs(int(part[int(0.2 * height), int(0.75 * width), 3]) - 128) <= 2


def test_an_svg_has_the_very_files_and_what_they_show():
    figure = picture_map()
    content = figure_svg(figure, FigureOptions())
    assert content == figure_svg(picture_map(), FigureOptions())
    images = list(ElementTree.fromstring(content).iter(f"{SVG}image"))
    for image, shape in zip(images, figure.pictures, strict=True):
        kind, _, packed = image.get(XLINK).partition(";base64,")
        assert kind == f"data:{shape.picture.kind}"
        assert hashlib.sha256(b64decode(packed)).hexdigest() == shape.picture.sha256
        assert image.get("aria-label") == image.find(f"{SVG}title").text == shape.description
    assert "«بهار ۱۴۰۲» & <پس از آن>" in images[0].get("aria-label")
    assert figure_svg(picture_map(Palette.GREY), FigureOptions()) == figure_svg(
        picture_map(Palette.GREY), FigureOptions()
    )


def test_a_pdf_holds_all_dots_of_a_picture():
    document = pypdfium2.PdfDocument(figure_pdf(picture_map(), FigureOptions()))
    try:
        sizes = {image.get_px_size() for image in document[0].get_objects(filter=(3,))}
    finally:
        document.close()
    assert sizes == {(320, 240), (400, 200)}


def test_a_slide_has_pictures_that_say_what_they_show_and_hold_their_connectors():
    figure = picture_map()
    (slide,) = Presentation(io.BytesIO(figure_pptx(figure, FigureOptions()))).slides
    pictures = [shape for shape in slide.shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE]
    assert [shape.image.blob for shape in pictures] == [photograph().content, drawing().content]
    for shape, drawn in zip(pictures, figure.pictures, strict=True):
        assert shape._element.find(f".//{qn('p:cNvPr')}").get("descr") == drawn.description
        assert shape.width / shape.height == pytest.approx(drawn.rect.width / drawn.rect.height, rel=1e-4)
    held = {int(end.get("id")) for name in ("a:stCxn", "a:endCxn") for end in slide.shapes._spTree.iter(qn(name))}
    assert {shape.shape_id for shape in pictures} <= held


def test_a_connector_from_below_holds_on_to_the_caption():
    figure = picture_map()
    photo = figure.pictures[0]
    (slide,) = Presentation(io.BytesIO(figure_pptx(figure, FigureOptions()))).slides
    below = [line for line in figure.lines if line.key == "link:picture:1>picture:0"]
    assert below[0].points[-1][1] > photo.rect.bottom
    captions = {shape.shape_id for shape in slide.shapes if shape.has_text_frame and "بهار" in shape.text_frame.text}
    assert captions & {int(end.get("id")) for end in slide.shapes._spTree.iter(qn("a:endCxn"))}


def test_a_diagram_has_the_pictures_in_the_way_its_program_writes_them():
    figure = picture_map()
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    cells = {
        cell.get("id"): cell.get("style") for cell in root.iter("mxCell") if "shape=image" in cell.get("style", "")
    }
    found = [style.partition("image=data:")[2].rstrip(";").partition(",") for style in cells.values()]
    assert [(kind, b64decode(packed)) for kind, _, packed in found] == [
        ("image/jpeg", photograph().content),
        ("image/png", drawing().content),
    ]
    ends = {edge.get(end) for edge in root.iter("mxCell") for end in ("source", "target")}
    assert set(cells) <= ends


def test_a_graph_names_the_pictures():
    graph = ElementTree.fromstring(figure_graphml(picture_map(), FigureOptions()))
    text = ElementTree.tostring(graph, encoding="unicode")
    assert f"sha256:{photograph().sha256}" in text
    assert f"sha256:{drawing().sha256}" in text
    assert "طرح" in text


def test_a_word_file_says_what_the_pictures_show():
    with ZipFile(io.BytesIO(figure_docx(picture_map(), FigureOptions(dpi=96)))) as package:
        document = package.read("word/document.xml").decode()
    assert 'descr="عکس‌ها: ' in document
    assert "طرح" in document


def test_what_cannot_be_decoded_is_left_out_of_every_file(tmp_path):
    figure = picture_map()

    def broken(shape: object) -> object:
        if not isinstance(shape, PictureShape):
            return shape
        return replace(shape, picture=replace(shape.picture, sha256="0" * 64, content=b"<svg onload='x'/>"))

    damaged = replace(figure, shapes=tuple(broken(shape) for shape in figure.shapes))  # type: ignore[arg-type]
    for suffix in FIGURE_SUFFIXES:
        file = tmp_path / f"figure{suffix}"
        write_figure(damaged, file, FigureOptions(dpi=72))
        assert b"onload" not in file.read_bytes()
        assert b"PHN2Zy" not in file.read_bytes()


def test_the_caption_of_a_picture_has_room_for_the_letters_of_another_font():
    figure = picture_map()
    root = ElementTree.fromstring(figure_drawio(figure, FigureOptions()))
    (cell,) = [each for each in root.iter("mxCell") if "بهار" in (each.get("value") or "")]
    place = cell.find("mxGeometry")
    lines = [text for text in figure.texts if text.key == "picture:0"]
    assert float(place.get("width")) >= 1.2 * max(line.width for line in lines)
    middle = float(place.get("x")) + float(place.get("width")) / 2
    assert middle == pytest.approx(figure.pictures[0].rect.center_x, abs=0.1)
