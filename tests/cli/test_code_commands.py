"""Codes and codings as tables, in and out."""

from __future__ import annotations

import csv
import json

import pytest

from tests.builders import dump_file

CODES = """label,label_en,parent,level,role,color,definition
شرایط,Conditions,,selective,causal,#A64736,آنچه پیش می‌آید
اعتماد,Trust,شرایط,axial,,,
اعتماد به مدیر,Trust in the manager,اعتماد,open,,,
"""


def rows_of(file) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as source:
        return list(csv.DictReader(source))


def test_codes_come_in_with_their_levels(qdatool, study, text_file):
    imported = qdatool("codes", "import", study, text_file("codes.csv", CODES))
    assert (imported.status, imported.err) == (0, "")
    assert imported.out == "Codes added: 3; completed: 0\n"
    assert qdatool("info", study, "--json").json["codes"] == {"selective": 1, "axial": 1, "open": 1}


def test_a_level_that_is_new_is_placed_by_the_tree(qdatool, tmp_path, text_file):
    file = tmp_path / "p.qdatool"
    qdatool("new", file, "--title", "T", "--template", "thematic-network")
    table = "label,parent,level\ng,,global\no,g,organizing\np,o,pre-organizing\nb,p,basic\n"
    imported = qdatool("codes", "import", file, text_file("codes.csv", table))
    assert "Levels added: pre-organizing" in imported.out
    levels = ["global", "organizing", "pre-organizing", "basic"]
    assert list(qdatool("info", file, "--json").json["codes"]) == levels


def test_a_translation_stands_in_for_a_missing_label(qdatool, tmp_path, text_file):
    file, out = tmp_path / "p.qdatool", tmp_path / "out.csv"
    qdatool("new", file, "--title", "T", "--language", "fa")
    table = text_file("codes.csv", "label_fa,label_en,parent\nاعتماد,Trust,\n,Doubt,Trust\n")
    assert qdatool("codes", "import", file, table).status == 0
    qdatool("codes", "export", file, out)
    assert [(row["label"], row["parent"]) for row in rows_of(out)] == [("اعتماد", ""), ("Doubt", "اعتماد")]


def test_columns_that_are_not_known_are_named(qdatool, study, text_file):
    imported = qdatool("codes", "import", study, text_file("codes.csv", "label,mood\na,good\n"))
    assert imported.status == 0
    assert "mood" in imported.err


def test_the_first_bad_row_is_named(qdatool, study, text_file):
    before = dump_file(study)
    rows = "".join(f"code {number},,\n" for number in range(2, 37))
    table = text_file("codes.csv", f"label,parent,role\n{rows}code 37,,king\ncode 38,nowhere,\n")
    refusal = qdatool("codes", "import", study, table).refusal
    assert "Row 37" in refusal and "king" in refusal
    assert dump_file(study) == before


def test_a_circle_is_refused(qdatool, study, text_file):
    before = dump_file(study)
    refusal = qdatool("codes", "import", study, text_file("codes.csv", "label,parent\na,b\nb,c\nc,a\n")).refusal
    assert "below itself" in refusal
    assert dump_file(study) == before


def test_codings_come_in_by_quote_and_by_offset(qdatool, study, text_file):
    qdatool("import", study, text_file("talk.txt"))
    qdatool("codes", "import", study, text_file("codes.csv", "label\ntrust\n"))
    table = text_file(
        "codings.csv",
        "document,start,end,quote,code,coder,round,comment\n"
        "talk,,,I trusted her,trust,Ada,,\n"
        "talk,22,35,I trusted her,trust,Ada,,\n"
        "talk,0,11,,trust,Bo,Round 2,seen twice\n",
    )
    imported = qdatool("codings", "import", study, table)
    assert (imported.status, imported.err) == (0, "")
    assert imported.out.splitlines() == ["Codings added: 2; known already: 1", "Coders added: Ada, Bo"]
    counts = qdatool("info", study, "--json").json
    assert (counts["quotations"], counts["codings"], counts["coders"]) == (2, 2, 3)


def test_the_first_bad_coding_is_named_with_its_row(qdatool, study, text_file):
    qdatool("import", study, text_file("talk.txt"))
    qdatool("codes", "import", study, text_file("codes.csv", "label\ntrust\n"))
    before = dump_file(study)
    good = "talk,0,11,,trust,Ada\n" * 35
    table = text_file("codings.csv", f"document,start,end,quote,code,coder\n{good}talk,,,never said,trust,Ada\n")
    refusal = qdatool("codings", "import", study, table).refusal
    assert "Row 37" in refusal and "never said" in refusal
    assert dump_file(study) == before


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "docx", "qdc"])
def test_codes_are_written_in_every_format(qdatool, study, text_file, tmp_path, suffix):
    qdatool("codes", "import", study, text_file("codes.csv", CODES))
    out = tmp_path / f"out.{suffix}"
    exported = qdatool("codes", "export", study, out)
    assert exported.out == f"Codes written to out.{suffix}: 3\n"
    assert out.stat().st_size > 100


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "json", "qdc"])
def test_what_codes_export_writes_codes_import_reads(qdatool, study, text_file, tmp_path, suffix, project_file):
    qdatool("codes", "import", study, text_file("codes.csv", CODES))
    qdatool("codes", "export", study, tmp_path / f"out.{suffix}")
    other = project_file("other")
    assert qdatool("codes", "import", other, tmp_path / f"out.{suffix}").out == "Codes added: 3; completed: 0\n"


@pytest.mark.parametrize("subject", ["codes", "codings"])
def test_an_unknown_ending_is_refused_and_the_known_ones_are_named(qdatool, study, tmp_path, subject):
    refusal = qdatool(subject, "export", study, tmp_path / "out.pdf").refusal
    assert "csv" in refusal and "xlsx" in refusal


@pytest.mark.parametrize("subject", ["codes", "codings"])
def test_a_missing_folder_is_refused(qdatool, study, tmp_path, subject):
    assert "no-folder" in qdatool(subject, "export", study, tmp_path / "no-folder" / "out.csv").refusal


def test_an_export_over_a_folder_is_refused(qdatool, study, tmp_path):
    (tmp_path / "out.csv").mkdir()
    assert "out.csv" in qdatool("codes", "export", study, tmp_path / "out.csv").refusal
    assert [path.name for path in tmp_path.glob("*.part")] == []


def test_codings_export_has_the_columns_of_the_codings_table(qdatool, study, tmp_path):
    qdatool("codings", "export", study, tmp_path / "out.csv")
    content = (tmp_path / "out.csv").read_bytes()
    assert content == b"\xef\xbb\xbfdocument,start,end,quote,code,coder,round,comment\r\n"


def test_json_tables_are_lists_of_objects(qdatool, study, text_file, tmp_path):
    qdatool("codes", "import", study, text_file("codes.csv", CODES))
    qdatool("codes", "export", study, tmp_path / "out.json")
    written = (tmp_path / "out.json").read_text(encoding="utf-8")
    assert "اعتماد به مدیر" in written
    assert [row["level"] for row in json.loads(written)] == ["selective", "axial", "open"]
