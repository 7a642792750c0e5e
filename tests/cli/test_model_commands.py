"""Models and their figures from the command line."""

from __future__ import annotations

from base64 import b64encode

import pytest
from PIL import Image

from qdatool.coding.map_pictures import add_picture
from qdatool.coding.model_options import Arrangement, ModelOption
from qdatool.coding.models import create_model, find_model, set_model_option
from qdatool.coding.project import Project
from qdatool.coding.roles import ModelKind
from tests.builders import small_picture
from tests.cli.conftest import PARADIGM

NETWORK = "Digital governance: thematic network"


@pytest.fixture
def grounded(sample_file):
    return sample_file("grounded-theory-fa")


@pytest.fixture
def network(sample_file):
    return sample_file("thematic-network-en")


def test_models_are_listed_with_their_kind(qdatool, grounded):
    (model,) = qdatool("model", "list", grounded, "--json").json["models"]
    assert (model["name"], model["kind"]) == (PARADIGM, "paradigm")
    assert PARADIGM in qdatool("model", "list", grounded).out


def test_a_new_model_is_filled_from_levels_and_roles(qdatool, grounded):
    made = qdatool("model", "new", grounded, "--name", "Second", "--kind", "paradigm", "--from-levels")
    assert made.status == 0
    assert qdatool("model", "check", grounded, "--name", "Second", "--json").json == {"complete": True, "findings": []}


def test_a_tree_of_a_branch_is_made_and_one_for_each_branch_below_it(qdatool, network):
    made = qdatool(
        "model", "new", network, "--name", "Branch", "--kind", "tree", "--code", "Political", "--each-branch"
    )
    assert "Branch" in made.out
    models = {one["name"]: one for one in qdatool("model", "list", network, "--json").json["models"]}
    assert models["Branch"]["kind"] == "tree" and models["Branch"]["codes"] == 1
    assert {"Justice & equality", "Democracy"} <= set(models)


@pytest.mark.parametrize("option", [("--code", "Political"), ("--each-branch",)], ids=str)
def test_a_map_has_no_branches(qdatool, network, option):
    refused = qdatool("model", "new", network, "--name", "M", "--kind", "free", *option)
    assert refused.status == 2
    assert "M" not in {one["name"] for one in qdatool("model", "list", network, "--json").json["models"]}


def test_a_branch_of_an_unknown_code_is_refused(qdatool, network):
    assert "Nowhere" in qdatool("model", "new", network, "--name", "M", "--kind", "tree", "--code", "Nowhere").refusal


def test_an_empty_model_names_its_empty_slots(qdatool, study):
    qdatool("model", "new", study, "--name", "M", "--kind", "paradigm")
    checked = qdatool("model", "check", study, "--name", "M", "--json")
    assert checked.status == 0
    assert checked.json["complete"] is False
    first = checked.json["findings"][0]
    assert (first["kind"], first["role"]) == ("empty-slot", "causal")
    assert first["detail"]
    roles = [finding["role"] for finding in checked.json["findings"]]
    assert roles == ["causal", "phenomenon", "contextual", "intervening", "strategy", "consequence"]


def test_findings_are_said_to_a_person(qdatool, study):
    qdatool("model", "new", study, "--name", "M", "--kind", "paradigm")
    assert "Central phenomenon: no code stands here" in qdatool("model", "check", study, "--name", "M").out


@pytest.mark.parametrize("command", [("model", "check"), ("figure", "--out", "out.svg")], ids=str)
def test_an_unknown_model_is_refused(qdatool, study, command):
    option = "--model" if command[0] == "figure" else "--name"
    head = command[:2] if command[0] == "model" else command[:1]
    assert "Nobody" in qdatool(*head, study, option, "Nobody", *command[len(head) :]).refusal


def test_a_name_that_is_taken_is_refused(qdatool, study):
    qdatool("model", "new", study, "--name", "M", "--kind", "tree")
    assert "M" in qdatool("model", "new", study, "--name", "M", "--kind", "tree").refusal


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_a_figure_is_drawn_in_every_format(qdatool, grounded, tmp_path, suffix):
    out = tmp_path / f"figure.{suffix}"
    drawn = qdatool("figure", grounded, "--model", PARADIGM, "--out", out, "--dpi", "72")
    assert (drawn.status, drawn.err) == (0, "")
    assert out.read_bytes()[:4] in (b"<?xm", b"%PDF", b"\x89PNG")


def test_a_figure_speaks_the_first_language_of_the_project(qdatool, grounded, network, tmp_path):
    qdatool("figure", grounded, "--model", PARADIGM, "--out", tmp_path / "fa.svg")
    qdatool("figure", network, "--model", NETWORK, "--out", tmp_path / "en.svg")
    assert "شرایط علّی" in (tmp_path / "fa.svg").read_text(encoding="utf-8")
    assert "Policy making" in (tmp_path / "en.svg").read_text(encoding="utf-8")


def test_the_language_of_a_figure_can_be_chosen(qdatool, grounded, tmp_path):
    qdatool("figure", grounded, "--model", PARADIGM, "--out", tmp_path / "en.svg", "--language", "en")
    drawn = (tmp_path / "en.svg").read_text(encoding="utf-8")
    assert "Causal conditions" in drawn and "شرایط" not in drawn


def test_a_preset_gives_the_width(qdatool, grounded, tmp_path):
    qdatool("figure", grounded, "--model", PARADIGM, "--out", tmp_path / "f.svg", "--preset", "apa")
    assert 'width="165mm"' in (tmp_path / "f.svg").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("preset", "width"), [("elsevier-single", "90"), ("springer-double", "174"), ("plos", "190.5"), ("fa-column", "75")]
)
def test_a_draft_that_a_journal_does_not_take_is_drawn_with_a_warning(qdatool, grounded, tmp_path, preset, width):
    drawn = qdatool("figure", grounded, "--model", PARADIGM, "--out", tmp_path / "f.svg", "--preset", preset)
    assert drawn.status == 0
    assert f'width="{width}mm"' in (tmp_path / "f.svg").read_text(encoding="utf-8")
    assert ("and not svg" in drawn.err) == (not preset.startswith("fa"))


@pytest.mark.parametrize(("options", "dpi"), [((), 1000), (("--dpi", "300"), 300)])
def test_a_preset_gives_the_dots_per_inch_that_the_journal_asks_for(qdatool, grounded, tmp_path, options, dpi):
    out = tmp_path / "f.tiff"
    qdatool("figure", grounded, "--model", PARADIGM, "--out", out, "--preset", "elsevier-single", *options)
    with Image.open(out) as picture:
        # 3543 dots are what Elsevier names for one column at 1000 dots per inch.
        assert abs(picture.width - 3543 * dpi / 1000) <= 1
        assert picture.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)
        assert (picture.info["compression"], picture.mode) == ("tiff_lzw", "RGB")


def test_a_figure_higher_than_the_page_of_a_journal_is_drawn_with_a_warning(qdatool, network, tmp_path):
    with Project.open(network) as project:
        set_model_option(project, find_model(project, NETWORK).id, ModelOption.ARRANGEMENT, Arrangement.TREE)
    drawn = qdatool("figure", network, "--model", NETWORK, "--out", tmp_path / "f.tiff", "--preset", "plos")
    assert drawn.status == 0 and "222.3" in drawn.err


def test_a_width_gives_the_width(qdatool, grounded, tmp_path):
    qdatool("figure", grounded, "--model", PARADIGM, "--out", tmp_path / "f.svg", "--width-mm", "120")
    assert 'width="120mm"' in (tmp_path / "f.svg").read_text(encoding="utf-8")


def test_a_grey_figure_has_no_colour(qdatool, grounded, tmp_path):
    qdatool("figure", grounded, "--model", PARADIGM, "--out", tmp_path / "f.svg", "--grey")
    drawn = (tmp_path / "f.svg").read_text(encoding="utf-8")
    colors = {part[:6] for part in drawn.split('"#')[1:]}
    assert colors and all(color[:2] == color[2:4] == color[4:] for color in colors)


def test_outlines_need_no_font(qdatool, network, tmp_path):
    qdatool("figure", network, "--model", NETWORK, "--out", tmp_path / "f.svg", "--text", "outlines")
    assert "<text" not in (tmp_path / "f.svg").read_text(encoding="utf-8")


def test_counts_and_caption_are_drawn_when_asked_for(qdatool, grounded, tmp_path):
    options = ("--language", "en", "--out", tmp_path / "f.svg")
    qdatool("figure", grounded, "--model", PARADIGM, *options)
    plain = (tmp_path / "f.svg").read_text(encoding="utf-8")
    qdatool("figure", grounded, "--model", PARADIGM, *options, "--counts", "--caption")
    full = (tmp_path / "f.svg").read_text(encoding="utf-8")
    assert "Figure 1." in full and "Figure 1." not in plain
    assert "(13)" in full and "(13)" not in plain


def test_empty_boxes_are_drawn_with_a_warning(qdatool, study, tmp_path):
    qdatool("model", "new", study, "--name", "M", "--kind", "paradigm")
    drawn = qdatool("figure", study, "--model", "M", "--out", tmp_path / "f.svg")
    assert drawn.status == 0
    assert "Central phenomenon" in drawn.err and len(drawn.err.splitlines()) == 1
    assert (tmp_path / "f.svg").exists()


@pytest.mark.parametrize(
    ("options", "word"),
    [
        (("--out", "no-folder/f.svg"), "no-folder"),
        (("--out", "f.gif"), "svg"),
        (("--out", "f.svg", "--preset", "nature"), "plos"),
        (("--out", "f.svg", "--width-mm", "5"), "narrow"),
    ],
    ids=str,
)
def test_what_cannot_be_drawn_is_refused(qdatool, grounded, tmp_path, monkeypatch, options, word):
    monkeypatch.chdir(tmp_path)
    assert word in qdatool("figure", grounded, "--model", PARADIGM, *options).refusal


def test_a_tree_and_a_free_map_are_drawn_too(qdatool, grounded, tmp_path):
    for kind in ("tree", "free"):
        qdatool("model", "new", grounded, "--name", kind, "--kind", kind, "--from-levels")
        assert qdatool("figure", grounded, "--model", kind, "--out", tmp_path / f"{kind}.svg").status == 0


def test_a_figure_of_a_network_without_codes_does_not_fail(qdatool, study, tmp_path):
    for kind in ("thematic-network", "tree", "free"):
        qdatool("model", "new", study, "--name", kind, "--kind", kind)
        assert qdatool("figure", study, "--model", kind, "--out", tmp_path / f"{kind}.svg").status == 0


def test_a_map_with_a_picture_is_written_byte_for_byte_the_same(qdatool, study, tmp_path):
    with Project.open(study) as project:
        model_id = create_model(project, ModelKind.FREE, "Map")
        add_picture(project, model_id, small_picture(), "The board")
    for name in ("first.svg", "second.svg"):
        assert qdatool("figure", study, "--model", "Map", "--out", tmp_path / name).status == 0
    first, second = ((tmp_path / name).read_bytes() for name in ("first.svg", "second.svg"))
    assert first == second
    assert b64encode(small_picture().content) in first
    assert "The board" in first.decode()
