"""When new interviews stop bringing new codes, from the command line."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from qdatool.settings import Settings

NEW = [20, 9, 5, 3, 4, 3, 1, 0]
"""The published example: 37 codes in the base, then 4, 3, 1 and 0."""


@pytest.fixture
def coded(qdatool, study, text_file, tmp_path) -> Callable[[list[int]], Path]:
    """Return a maker of interviews that bring so many new codes each, and repeat one where they bring none."""

    def _coded(new_codes: list[int], coder: str = "A") -> Path:
        names = [f"i{number:02}" for number in range(1, len(new_codes) + 1)]
        assert qdatool("import", study, *(text_file(f"{name}.txt", f"{name} said it\n") for name in names)).status == 0
        codes = tmp_path / "codes.csv"
        codes.write_text("label,level\n" + "".join(f"c{n},open\n" for n in range(sum(new_codes))))
        assert qdatool("codes", "import", study, codes).status == 0
        table = tmp_path / "codings.csv"
        with table.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["document", "start", "end", "code", "coder"])
            first = 0
            for name, new in zip(names, new_codes, strict=True):
                writer.writerow([name, 0, 3, "c0", coder])
                for number in range(first, first + new):
                    if number:
                        writer.writerow([name, 0, 3, f"c{number}", coder])
                first += new
        assert qdatool("codings", "import", study, table).status == 0
        return study

    return _coded


def test_the_published_example(qdatool, coded):
    found = qdatool("saturation", coded(NEW), "--json").json
    assert found["order"] == [f"i0{n}" for n in range(1, 9)]
    assert found["new_codes"] == NEW
    assert found["cumulative"] == [20, 29, 34, 37, 41, 44, 45, 45]
    assert found["base"] == 37
    assert found["runs"] == [
        {"interviews": [5, 6], "new": 7, "ratio": 7 / 37},
        {"interviews": [6, 7], "new": 4, "ratio": 4 / 37},
        {"interviews": [7, 8], "new": 1, "ratio": 1 / 37},
    ]
    assert (found["saturated_at"], found["reason"]) == (6, None)
    assert len(found["expected"]) == 8 and found["expected"][-1] == 45


@pytest.mark.parametrize(
    ("coder", "left_out", "counted"),
    [
        ("B", "B has not coded these", "Counted are the codings of B."),
        ("consensus", "Nothing has been agreed in these yet", "Counted are the codings of the consensus."),
    ],
)
def test_it_says_whose_codings_count_and_what_they_leave_out(qdatool, coded, tmp_path, coder, left_out, counted):
    study = coded([2, 1])
    table = tmp_path / "one.csv"
    table.write_text(f"document,start,end,code,coder\ni01,0,3,c0,{coder}\n", encoding="utf-8")
    assert qdatool("codings", "import", study, table).status == 0
    outcome = qdatool("saturation", study, "--coder", coder)
    assert left_out in outcome.err and "i02" in outcome.err
    assert counted in outcome.out


def test_the_rule_can_be_chosen(qdatool, coded):
    study = coded(NEW)
    stricter = qdatool("saturation", study, "--run", "3", "--threshold", "0", "--json").json
    assert (stricter["saturated_at"], stricter["reason"]) == (None, "not-reached")
    assert stricter["runs"][0]["interviews"] == [5, 6, 7]
    assert qdatool("saturation", study, "--base", "6", "--json").json["base"] == 44


def test_too_few_interviews_are_told(qdatool, coded):
    study = coded([3, 2, 1, 1, 0])
    found = qdatool("saturation", study, "--json").json
    assert (found["runs"], found["saturated_at"], found["reason"]) == ([], None, "too-few-interviews")
    assert "4 interviews and then 2 more" in qdatool("saturation", study).out


def test_a_project_without_codings_is_told(qdatool, study, text_file):
    qdatool("import", study, text_file("one.txt", "one\n"))
    outcome = qdatool("saturation", study, "--json")
    assert (outcome.status, outcome.json["order"], outcome.json["chao2"]) == (0, [], None)
    assert outcome.json["left_out"] == ["one"]
    assert "one" in outcome.err


def test_the_same_bytes_are_written_again(qdatool, coded):
    study = coded(NEW)
    assert qdatool("saturation", study, "--json").out == qdatool("saturation", study, "--json").out


def test_the_same_rule_gives_the_same_answer_in_the_grid(qdatool, coded):
    found = qdatool("saturation", coded(NEW), "--json").json
    (usual,) = (
        one for one in found["sensitivity"] if (one["base_interviews"], one["run"], one["threshold"]) == (4, 2, 0.05)
    )
    assert usual["saturated_at"] == 6
    assert (found["francis"]["saturated_at"], found["francis"]["reason"]) == (None, "too-few-interviews")


def test_the_table_and_its_sentence(qdatool, coded):
    out = qdatool("saturation", coded(NEW)).out
    assert "Saturated at interview 6: new codes in the next 2 interviews: 1, that is 2.7% of the 37" in out
    assert "18.9%" in next(line for line in out.splitlines() if "i06" in line)


def test_the_sentence_in_persian(qdatool, coded):
    study = coded(NEW)
    settings = Settings.load()
    settings.language = "fa"
    settings.save()
    try:
        out = qdatool("saturation", study).out
    finally:
        settings.language = "en"
        settings.save()
    assert "اشباع در مصاحبهٔ ۶" in out and "۲٫۷٪" in out


@pytest.mark.parametrize(("asked", "named"), [(("--coder", "consensus"), "consensus"), (("--level", "none"), "none")])
def test_what_is_not_there_is_refused_by_name(qdatool, coded, asked, named):
    assert named in qdatool("saturation", coded([1, 1]), *asked).refusal


@pytest.mark.parametrize("asked", [("--base", "0"), ("--run", "0"), ("--threshold", "2")])
def test_a_value_out_of_range_is_wrong_usage(qdatool, coded, asked):
    assert qdatool("saturation", coded([1, 1]), *asked).status == 2


def test_the_json_holds_levels_categories_meanings_and_the_sentence(qdatool, coded):
    found = qdatool("saturation", coded(NEW), "--json").json
    assert found["new_by_level"]["open"] == NEW
    assert found["ordered_by"] == "sequence"
    assert found["meanings"][0]["marks"][:2] == ["first", "repeated"]
    assert "6⁺²" in found["sentence"]["en"]
    assert "۶+۲" in found["sentence"]["fa"]


def test_a_later_rise_is_told(qdatool, coded):
    study = coded([20, 0, 0, 0, 0, 0, 0, 2])
    assert "Above that again: interviews 7–8, 10.0%." in qdatool("saturation", study).out
    assert [run["interviews"] for run in qdatool("saturation", study, "--json").json["later_rises"]] == [[7, 8]]


@pytest.mark.parametrize("suffix", ["svg", "pdf", "png"])
def test_the_chart_is_drawn(qdatool, coded, tmp_path, suffix):
    out = tmp_path / f"chart.{suffix}"
    assert qdatool("saturation", coded(NEW), "--out", out, "--language", "fa", "--width-mm", "84", "--grey").status == 0
    assert out.stat().st_size > 500
    if suffix == "svg":
        assert 'width="84mm"' in out.read_text(encoding="utf-8")
        assert "۶+۲" in out.read_text(encoding="utf-8")


def test_a_chart_in_an_unknown_format_is_refused_before_the_work(qdatool, coded, tmp_path):
    assert "gif" in qdatool("saturation", coded([1]), "--out", tmp_path / "chart.gif").refusal
