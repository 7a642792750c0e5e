"""How far coders agree, from the command line."""

from __future__ import annotations

import csv
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from qdatool.settings import Settings

LINES = ("one two three", "four five six", "seven eight", "nine ten eleven")
TEXT = "\n".join(LINES) + "\n"
COEFFICIENTS = (
    "percent_agreement",
    "cohen_kappa",
    "scott_pi",
    "brennan_prediger",
    "gwet_ac1",
    "krippendorff_alpha",
    "fleiss_kappa",
    "holsti",
)


@pytest.fixture
def coded(qdatool, study, text_file, tmp_path) -> Callable[..., Path]:
    """Return a maker of a study of documents with the codes trust, help and doubt, coded as listed.

    A coding is (document, number of the line, code, coder), the coder maybe with ``@round``.
    """

    def _coded(codings: list[tuple[str, int, str, str]], documents: int = 1) -> Path:
        assert qdatool("import", study, *(text_file(f"d{n}.txt", TEXT) for n in range(documents))).status == 0
        codes = tmp_path / "codes.csv"
        codes.write_text("label,parent,level\nground,,axial\ntrust,ground,open\nhelp,ground,open\ndoubt,,open\n")
        assert qdatool("codes", "import", study, codes).status == 0
        table = tmp_path / "codings.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["document", "start", "end", "quote", "code", "coder", "round"])
            for document, line, code, coder in codings:
                name, _, round_name = coder.partition("@")
                writer.writerow([document, "", "", LINES[line], code, name, round_name])
        assert qdatool("codings", "import", study, table).status == 0
        return study

    return _coded


TWO = [("d0", 0, "trust", "A"), ("d0", 1, "trust", "A"), ("d0", 0, "trust", "B"), ("d0", 2, "doubt", "B")]


@pytest.fixture
def pair(coded) -> Path:
    return coded(TWO)


def of(document: dict, code: str) -> dict:
    return next(one for one in document["codes"] if one["code"] == code)


def test_the_document_has_the_promised_keys(qdatool, pair):
    found = qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--json").json
    assert (found["unit"], found["universe"]) == ("paragraph", "all")
    assert (found["coders"], found["documents"]) == (["A", "B"], ["d0"])
    assert [one["code"] for one in found["codes"]] == ["ground", "trust", "help", "doubt"]
    for one in (*found["codes"], found["overall"]):
        assert {"n_units", "table", *COEFFICIENTS} <= one.keys()
        for name in COEFFICIENTS:
            assert one[name].keys() == {"value", "se", "ci95", "interval_method", "reason"}


def test_a_code_has_its_table_and_coefficients(qdatool, pair):
    trust = of(qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--json").json, "trust")
    assert (trust["n_units"], trust["table"]) == (4, [[1, 1], [0, 2]])
    assert trust["percent_agreement"]["value"] == 0.75
    assert trust["cohen_kappa"]["value"] == pytest.approx(0.5)
    assert trust["cohen_kappa"]["interval_method"] == "fleiss-cohen-everitt"
    assert trust["holsti"] == {
        "value": pytest.approx(2 / 3),
        "se": None,
        "ci95": None,
        "interval_method": None,
        "reason": "no-interval",
    }


def test_an_unused_code_is_null_everywhere(qdatool, pair):
    unused = of(qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--json").json, "help")
    assert {unused[name]["value"] for name in COEFFICIENTS} == {None}
    assert {unused[name]["reason"] for name in COEFFICIENTS} == {"unused"}


def test_nothing_undefined_is_written_as_a_number(qdatool, pair):
    for unit in ("paragraph", "sentence", "turn", "question", "character", "segment", "document"):
        outcome = qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--unit", unit, "--json")
        assert outcome.status == 0
        assert "NaN" not in outcome.out and "Infinity" not in outcome.out


@pytest.mark.parametrize("unit", ["paragraph", "character", "segment"])
def test_every_null_has_a_reason_beside_it(qdatool, coded, unit):
    found = qdatool("agreement", coded(MANY, 12), "--coder", "A", "--coder", "B", "--unit", unit, "--json").json
    for one in (*found["codes"], found["overall"]):
        for name in COEFFICIENTS:
            has_null = None in (one[name]["value"], one[name]["se"], one[name]["ci95"])
            assert has_null == (one[name]["reason"] is not None)


def test_the_universe_can_be_what_somebody_coded(qdatool, pair):
    found = qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--universe", "coded-by-any", "--json").json
    assert (found["universe"], of(found, "trust")["table"]) == ("coded-by-any", [[1, 1], [0, 1]])


def test_characters_have_no_standard_error(qdatool, pair):
    found = qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--unit", "character", "--json").json
    trust = of(found, "trust")
    assert sum(map(sum, trust["table"])) == trust["n_units"] == len(TEXT)
    assert {trust[name]["se"] for name in COEFFICIENTS} == {None}
    assert trust["cohen_kappa"]["reason"] == "few-documents"


def test_segments_have_holsti_and_no_neither(qdatool, pair):
    trust = of(qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--unit", "segment", "--json").json, "trust")
    assert trust["table"] == [[1, 1], [0, None]]
    assert trust["holsti"]["value"] == pytest.approx(2 / 3)
    assert trust["cohen_kappa"]["reason"] == "no-neither-cell"


def test_a_level_counts_what_lies_below(qdatool, pair):
    found = qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--level", "axial", "--json").json
    assert [(one["code"], one["table"]) for one in found["codes"]] == [("ground", [[1, 1], [0, 2]])]


def test_a_coder_is_compared_with_an_earlier_round(qdatool, coded):
    study = coded([("d0", 0, "trust", "A@one"), ("d0", 1, "trust", "A@one"), ("d0", 0, "trust", "A@two")])
    found = qdatool("agreement", study, "--coder", "A@one", "--coder", "A@two", "--json").json
    assert found["coders"] == ["A@one", "A@two"]
    assert of(found, "trust")["table"] == [[1, 1], [0, 2]]


def test_a_round_alone_counts(qdatool, coded):
    study = coded([("d0", 0, "trust", "A@one"), ("d0", 0, "trust", "B@one"), ("d0", 1, "trust", "B@two")])
    found = qdatool("agreement", study, "--coder", "A", "--coder", "B", "--round", "one", "--json").json
    assert of(found, "trust")["table"] == [[1, 0], [0, 3]]


def test_three_coders_have_no_kappa_of_two(qdatool, coded):
    study = coded([*TWO, ("d0", 3, "trust", "C")])
    trust = of(qdatool("agreement", study, "--coder", "A", "--coder", "B", "--coder", "C", "--json").json, "trust")
    assert trust["table"] is None
    for name in ("cohen_kappa", "scott_pi", "holsti"):
        assert (trust[name]["value"], trust[name]["reason"]) == (None, "two-coders-only")
    assert trust["fleiss_kappa"]["value"] is not None


def test_without_coders_nothing_is_asked(qdatool, pair):
    assert qdatool("agreement", pair, "--json").status == 2


_dice = random.Random(4)
MANY = [
    (f"d{n}", line, "trust", coder) for n in range(12) for line in range(4) for coder in "AB" if _dice.random() < 0.6
]


def test_the_same_seed_writes_the_same_bytes(qdatool, coded):
    asked = ("agreement", coded(MANY, 12), "--coder", "A", "--coder", "B", "--json", "--seed")
    assert qdatool(*asked, "7").out == qdatool(*asked, "7").out
    drawn = [qdatool(*asked, seed).json["overall"]["krippendorff_alpha"] for seed in range(6)]
    assert {one["interval_method"] for one in drawn} == {"bootstrap-documents"}
    assert len({one["value"] for one in drawn}) == 1
    assert len({tuple(one["ci95"]) for one in drawn}) > 1


def test_one_coder_is_said_and_null(qdatool, pair):
    outcome = qdatool("agreement", pair, "--coder", "A", "--json")
    assert outcome.status == 0
    assert "needs two" in outcome.err
    assert outcome.json["reason"] == "one-coder"
    assert outcome.json["overall"]["cohen_kappa"] == {
        "value": None,
        "se": None,
        "ci95": None,
        "interval_method": None,
        "reason": "one-coder",
    }


def test_coders_without_a_common_document_are_told(qdatool, coded):
    study = coded([("d0", 0, "trust", "A"), ("d1", 0, "trust", "B")], 2)
    outcome = qdatool("agreement", study, "--coder", "A", "--coder", "B", "--json")
    assert (outcome.status, outcome.json["documents"]) == (0, [])
    assert "same documents" in outcome.err
    assert of(outcome.json, "trust")["cohen_kappa"]["reason"] == "no-common-documents"


def test_a_document_without_turns_is_named(qdatool, study, text_file, coded):
    talk = "Interviewer: one two three\nP1: four five six\n"
    qdatool("import", study, text_file("talk.txt", talk))
    coded([(name, line, "trust", coder) for name in ("d0", "talk") for line in (0, 1) for coder in "AB"])
    outcome = qdatool("agreement", study, "--coder", "A", "--coder", "B", "--unit", "turn", "--json")
    assert outcome.json["documents_without_units"] == ["d0"]
    assert "d0" in outcome.err
    assert of(outcome.json, "trust")["table"] == [[2, 0], [0, 0]]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (("--coder", "Nobody"), "Nobody"),
        (("--coder", "A@never"), "never"),
        (("--round", "never"), "never"),
        (("--level", "nowhere"), "nowhere"),
    ],
)
def test_what_is_not_there_is_refused_by_name(qdatool, pair, asked, named):
    assert named in qdatool("agreement", pair, "--coder", "A", "--coder", "B", *asked).refusal


@pytest.mark.parametrize("asked", [("--unit", "word"), ("--universe", "some"), ("--overlap", "1.5"), ("--seed", "-1")])
def test_a_value_out_of_range_is_wrong_usage(qdatool, pair, asked):
    assert qdatool("agreement", pair, "--coder", "A", "--coder", "B", *asked).status == 2


def test_the_table_in_words(qdatool, pair):
    out = qdatool("agreement", pair, "--coder", "A", "--coder", "B").out
    trust = next(line for line in out.splitlines() if line.startswith("trust"))
    assert "75.0%" in trust and "0.50" in trust
    assert "unused" in next(line for line in out.splitlines() if line.startswith("help"))
    assert "A code that no coder used here has no agreement." in out


def test_the_table_in_persian_has_persian_digits(qdatool, pair):
    settings = Settings.load()
    settings.language = "fa"
    settings.save()
    try:
        out = qdatool("agreement", pair, "--coder", "A", "--coder", "B").out
    finally:
        settings.language = "en"
        settings.save()
    assert "۷۵٫۰٪" in out and "کاپای کوهن" in out and "به کار نرفته" in out


def test_exclusive_codes_have_a_confusion_and_the_unitizing_family(qdatool, pair):
    answer = qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--exclusive", "--level", "open", "--json").json
    assert (answer["mode"], answer["values"]) == ("exclusive", [None, "trust", "help", "doubt"])
    assert answer["confusion"] == [[1, 0, 0, 1], [1, 1, 0, 0], [0, 0, 0, 0], [0, 0, 0, 0]]
    assert answer["overall"]["percent_agreement"]["value"] == 0.5
    assert set(answer["unitizing"]) == {"u_alpha", "binary", "cu_alpha", "coverage", "codes"}
    assert [row["code"] for row in answer["unitizing"]["codes"]] == ["trust", "doubt"]


def test_a_domain_is_compared_in_place_of_a_level(qdatool, pair):
    options = ("--coder", "A", "--coder", "B", "--exclusive", "--domain", "ground")
    assert qdatool("agreement", pair, *options, "--json").json["values"] == [None, "ground", "trust", "help"]
    said = qdatool("agreement", pair, *options).out
    assert "A down, B across" in said
    assert "(no code)" in said


def test_units_with_two_codes_are_refused_and_listed(qdatool, coded):
    study = coded([*TWO, ("d0", 0, "doubt", "A")])
    options = ("agreement", study, "--coder", "A", "--coder", "B", "--exclusive")
    told = qdatool(*options)
    assert "d0" in told.refusal
    assert "trust" in told.out
    answer = qdatool(*options, "--json")
    assert answer.status == 1
    assert answer.json["double_units"] == [
        {"document": "d0", "unit": 1, "length": 1, "coder": "A", "codes": ["trust", "doubt"]}
    ]


def test_matched_passages_cannot_be_exclusive(qdatool, pair):
    assert qdatool("agreement", pair, "--coder", "A", "--coder", "B", "--exclusive", "--unit", "segment").status == 2


def test_the_json_holds_the_table_per_document_the_sentence_and_other_programs(qdatool, pair):
    asked = ("--coder", "A", "--coder", "B", "--unit", "character", "--other-programs", "--json")
    answer = qdatool("agreement", pair, *asked).json
    assert [row["document"] for row in answer["per_document"]] == ["d0", None]
    assert {"fa", "en"} == set(answer["sentence"])
    assert [row["code"] for row in answer["u_alpha"]] == ["ground", "trust", "help", "doubt"]
    assert set(answer["other_programs"]) == {"nvivo", "maxqda", "atlas_ti"}
