from __future__ import annotations

import errno
import os
import unicodedata
from dataclasses import replace
from xml.etree import ElementTree

import pypdfium2
import pytest
from PIL import Image

from qdatool.coding.roles import Direction
from qdatool.errors import ExportFailed, ExportReason
from qdatool.export.figure_formats import FIGURE_SUFFIXES, write_figure
from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.figures.figure import Figure, FigureFonts, TextLine
from qdatool.figures.spec import FigureCaption
from qdatool.figures.style import Palette
from tests.export.figures import network_figure, paradigm_figure


@pytest.mark.parametrize("dpi", [96, 300])
def test_a_png_has_millimetres_times_dpi_dots_and_says_so(tmp_path, dpi):
    write_figure(paradigm_figure("fa"), tmp_path / "figure.png", FigureOptions(dpi=dpi, title="عنوان"))
    with Image.open(tmp_path / "figure.png") as picture:
        assert picture.width == round(160 / 25.4 * dpi)
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.05)
        assert picture.info["Title"] == "عنوان"
        assert picture.getpixel((1, 1)) == (255, 255, 255)


@pytest.mark.parametrize("suffix", ["tif", "tiff"])
def test_a_tiff_is_as_journals_ask_for_it(tmp_path, suffix):
    target = tmp_path / f"figure.{suffix}"
    write_figure(paradigm_figure("fa"), target, FigureOptions(dpi=300, is_transparent=True))
    with Image.open(target) as picture:
        assert (picture.mode, picture.info["compression"]) == ("L", "tiff_lzw")
        assert picture.info["dpi"] == pytest.approx((300, 300), abs=0.05)
        assert picture.width == round(160 / 25.4 * 300)
        assert picture.getpixel((1, 1)) == 255


def test_a_tiff_with_colours_has_three_channels(tmp_path):
    write_figure(network_figure(palette=Palette.COLOR), tmp_path / "figure.tiff", FigureOptions(dpi=100))
    with Image.open(tmp_path / "figure.tiff") as picture:
        assert picture.mode == "RGB"


def test_a_png_may_have_no_ground(tmp_path):
    write_figure(paradigm_figure("fa"), tmp_path / "figure.png", FigureOptions(dpi=96, is_transparent=True))
    with Image.open(tmp_path / "figure.png") as picture:
        assert picture.getpixel((1, 1))[3] == 0


def test_a_pdf_page_is_exactly_as_large_as_the_figure(tmp_path):
    figure = network_figure()
    write_figure(figure, tmp_path / "figure.pdf", FigureOptions(title="Web"))
    with pypdfium2.PdfDocument(tmp_path / "figure.pdf") as document:
        assert len(document) == 1
        assert document[0].get_size() == pytest.approx((figure.width, figure.height), abs=0.001)
        assert document.get_metadata_value("Title") == "Web"


def test_letters_survive_being_copied_out_of_a_pdf(tmp_path):
    write_figure(network_figure(), tmp_path / "figure.pdf")
    with pypdfium2.PdfDocument(tmp_path / "figure.pdf") as document:
        copied = document[0].get_textpage().get_text_bounded()
    letters = {letter for text in network_figure().texts for letter in text.text if letter.isalpha()}
    assert letters <= set(unicodedata.normalize("NFKC", copied))


@pytest.mark.parametrize("family", ["Noto Sans", "Noto Sans Arabic", "Vazirmatn"])
@pytest.mark.parametrize("words", ["effective", "official flow", "baffling fjord", "اطلاعات الله"])
def test_letters_that_a_font_draws_as_one_can_be_copied_out_of_a_pdf(tmp_path, family, words):
    is_persian = words > "z"
    fonts = FigureFonts(family, family)
    direction, language = (Direction.RTL, "fa") if is_persian else (Direction.LTR, "en")
    line = TextLine("code:1", words, 100, 30, 150, 20, direction, language, fonts=fonts)
    write_figure(Figure("", language, direction, 200, 50, fonts, (line,), ()), tmp_path / "figure.pdf")
    with pypdfium2.PdfDocument(tmp_path / "figure.pdf") as document:
        copied = unicodedata.normalize("NFKC", document[0].get_textpage().get_text_bounded())
    assert sorted(copied.replace(" ", "")) == sorted(words.replace(" ", ""))


def test_a_pdf_of_outlines_has_no_text(tmp_path):
    write_figure(network_figure(), tmp_path / "figure.pdf", FigureOptions(text=TextMode.OUTLINES))
    with pypdfium2.PdfDocument(tmp_path / "figure.pdf") as document:
        assert document[0].get_textpage().count_chars() == 0


@pytest.mark.parametrize("suffix", FIGURE_SUFFIXES)
def test_an_older_file_is_replaced_and_nothing_lies_beside_it(tmp_path, suffix):
    target = tmp_path / f"figure{suffix}"
    target.write_text("old")
    write_figure(network_figure(), target, FigureOptions(dpi=72))
    assert target.stat().st_size > 1000
    assert [file.name for file in tmp_path.iterdir()] == [target.name]


def refusal(figure, path):
    with pytest.raises(ExportFailed) as refused:
        write_figure(figure, path)
    return refused.value


@pytest.mark.parametrize(
    "words", ["\ufffe\x00\x1b\ud800&<>\"' ]]>\u202eabc", "ن" * 300, " "], ids=["odd", "long", "none"]
)
@pytest.mark.parametrize("suffix", FIGURE_SUFFIXES)
def test_whatever_stands_in_a_figure_it_becomes_a_file(tmp_path, suffix, words):
    figure = paradigm_figure("fa")
    shapes = tuple(replace(each, text=words) if isinstance(each, TextLine) else each for each in figure.shapes)
    nodes = tuple(replace(node, label=words) for node in figure.nodes)
    caption = FigureCaption("شکل ۱.", words, "fa")
    target = tmp_path / f"figure{suffix}"
    for text in TextMode:
        if text is TextMode.OUTLINES and suffix not in (".svg", ".pdf"):
            continue
        options = FigureOptions(dpi=36, text=text, description=words, caption=caption)
        write_figure(replace(figure, title=words, shapes=shapes, nodes=nodes), target, options)
    if suffix in (".svg", ".drawio", ".graphml"):
        ElementTree.fromstring(target.read_bytes())


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path):
    error = refusal(network_figure(), tmp_path / "figure.bmp")
    assert error.reason is ExportReason.UNKNOWN_FORMAT
    assert error.facts["known"] == tuple(suffix.removeprefix(".") for suffix in FIGURE_SUFFIXES)


def test_a_picture_of_too_many_dots_is_refused_before_it_is_painted(tmp_path):
    with pytest.raises(ExportFailed) as refused:
        write_figure(network_figure(), tmp_path / "figure.png", FigureOptions(dpi=9600))
    assert refused.value.reason is ExportReason.TOO_LARGE
    assert refused.value.facts["path"] == str(tmp_path / "figure.png")
    assert not list(tmp_path.iterdir())


def test_a_missing_folder_is_refused(tmp_path):
    error = refusal(network_figure(), tmp_path / "nowhere" / "figure.svg")
    assert error.reason is ExportReason.FOLDER_MISSING
    assert not (tmp_path / "nowhere").exists()


def test_a_target_that_cannot_be_written_is_refused_and_stays(tmp_path):
    (tmp_path / "figure.svg").mkdir()
    assert refusal(network_figure(), tmp_path / "figure.svg").reason is ExportReason.NOT_WRITABLE
    assert [file.name for file in tmp_path.iterdir()] == ["figure.svg"]


def test_a_full_disk_leaves_the_older_file_and_nothing_else(tmp_path, monkeypatch):
    def no_room(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    target = tmp_path / "figure.svg"
    target.write_text("old")
    monkeypatch.setattr(os, "fsync", no_room)
    assert refusal(network_figure(), target).reason is ExportReason.DISK_FULL
    assert target.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["figure.svg"]
