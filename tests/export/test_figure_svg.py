from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from xml.etree import ElementTree

import pytest

from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.export.figure_svg import figure_svg
from qdatool.figures.spec import POINTS_PER_MM
from qdatool.resources import resource_folder
from tests.export.figures import ITEMS, network_figure, paradigm_figure
from tests.export.ink import extent, ink_of_svg

SVG = "{http://www.w3.org/2000/svg}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
MARKS = dict.fromkeys(map(ord, "\u202b\u202c"))


def parsed(language: str = "fa", **options: object):
    return ElementTree.fromstring(figure_svg(paradigm_figure(language), FigureOptions(**options)))  # type: ignore[arg-type]


def texts(root) -> Iterator:
    return root.iter(f"{SVG}text")


def words(text) -> str:
    return "".join(text.itertext()).translate(MARKS)


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_label_is_there_as_it_is_written(language):
    found = {words(text).split("\u00a0(")[0] for text in texts(parsed(language))}
    assert set(ITEMS[language]) <= found


def test_each_line_says_its_direction_and_language():
    attributes = {words(text): text.attrib for text in texts(parsed("fa"))}
    persian = attributes["شرایط علّی"]
    assert (persian["direction"], persian["unicode-bidi"], persian[XML_LANG]) == ("rtl", "embed", "fa")
    english = {words(text): text.attrib for text in texts(parsed("en"))}["Causes"]
    assert (english["direction"], english[XML_LANG]) == ("ltr", "en")


def test_only_lines_that_need_it_carry_direction_marks():
    marked = {words(text): "".join(text.itertext()) for text in texts(parsed("fa"))}
    assert marked["شرایط علّی"] == "شرایط علّی"
    assert marked["API محور\u00a0(۰)"] == "\u202bAPI محور\u00a0(۰)\u202c"
    assert marked["شکل ۱."] == "\u202bشکل ۱.\u202c"
    network = ElementTree.fromstring(figure_svg(network_figure(), FigureOptions()))
    assert not any("\u202b" in text.text for text in texts(network))


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_lead_of_a_caption_is_bold_and_the_rest_follows_it(language):
    lead, rest = [text for text in texts(parsed(language))][-2:]
    assert words(lead) == {"fa": "شکل ۱.", "en": "Figure 1."}[language]
    assert lead.attrib["font-weight"] == "bold"
    assert "font-weight" not in rest.attrib
    (x1, w1), (x2, w2) = [(float(text.attrib["x"]), float(text.attrib["textLength"])) for text in (lead, rest)]
    gap = abs(x1 - x2) - (w1 + w2) / 2
    assert 1 < gap < 4
    assert (x1 > x2) == (language == "fa")


def test_a_line_keeps_its_length_where_another_font_stands_in():
    figure = paradigm_figure("fa")
    wide = [str(font) for font in resource_folder("fonts").glob("vazirmatn/*.ttf")]
    ink = ink_of_svg(figure_svg(figure, FigureOptions()).replace(b"Noto Sans Arabic", b"Missing"), fonts=wide)
    loose = re.sub(rb' textLength="[^"]*"', b"", figure_svg(figure, FigureOptions()))
    loose_ink = ink_of_svg(loose.replace(b"Noto Sans Arabic", b"Missing"), fonts=wide)
    for line in figure.texts:
        if line.key.startswith("role:"):
            assert extent(ink, line.rect) == pytest.approx(line.width, abs=1.5)
    assert any(
        abs(extent(loose_ink, line.rect) - line.width) > 2 for line in figure.texts if line.key.startswith("role:")
    )


def test_the_ground_is_white_unless_asked_for_none():
    first = next(iter(parsed("en").iter(f"{SVG}rect")))
    assert (first.attrib["fill"], first.attrib["width"]) == ("#ffffff", parsed("en").attrib["viewBox"].split()[2])
    assert not any(
        rect.attrib["width"] == first.attrib["width"] for rect in parsed("en", is_transparent=True).iter(f"{SVG}rect")
    )


def test_fonts_fall_back_to_a_generic_one():
    families = next(texts(parsed("fa"))).attrib["font-family"]
    assert families.startswith("'Noto Sans Arabic', 'Noto Sans'")
    assert families.endswith(", sans-serif")


def test_the_size_is_in_millimetres_and_the_units_are_points():
    root = parsed("fa")
    assert root.attrib["width"] == "160mm"
    assert float(root.attrib["viewBox"].split()[2]) == pytest.approx(160 * POINTS_PER_MM, abs=0.001)


def test_title_and_description_are_inside_and_escaped():
    root = parsed("en", title="Trust & <API>", description="six boxes")
    assert root.find(f"{SVG}title").text == "Trust & <API>"
    assert root.find(f"{SVG}desc").text == "six boxes"
    assert "R&D <fast>" in parsed("en").find(f"{SVG}desc").text


def test_outlines_need_no_font_and_keep_the_words_for_readers():
    root = parsed("fa", text=TextMode.OUTLINES)
    assert not list(texts(root))
    assert not any("font-family" in element.attrib for element in root.iter())
    names = {element.attrib.get("aria-label") for element in root.iter(f"{SVG}path")}
    assert "شرایط علّی" in names


def test_control_characters_are_left_out():
    content = figure_svg(paradigm_figure("en"), FigureOptions(title="a\x00b\x0bc"))
    assert ElementTree.fromstring(content).find(f"{SVG}title").text == "abc"


@pytest.mark.parametrize("text", list(TextMode))
def test_the_same_figure_gives_the_same_bytes_in_another_process(text):
    script = (
        "import hashlib; from tests.export.figures import paradigm_figure;"
        "from qdatool.export.figure_svg import figure_svg; from qdatool.export.figure_options import *;"
        f"options = FigureOptions(text=TextMode('{text.value}'));"
        "print(hashlib.sha256(figure_svg(paradigm_figure('fa'), options)).hexdigest())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
        for _ in range(2)
    }
    assert len(runs) == 1
