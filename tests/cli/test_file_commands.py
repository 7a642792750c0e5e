"""new, info, check, undo, redo, snapshots and samples from the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from qdatool.coding.project import Project
from qdatool.coding.roles import Template
from tests.builders import dump_file


def test_new_makes_a_project_with_its_levels_and_coder(qdatool, tmp_path):
    file = tmp_path / "p.qdatool"
    made = qdatool("new", file, "--title", "T", "--language", "en", "--template", "grounded-theory", "--coder", "Ada")
    assert (made.status, made.err) == (0, "")
    assert qdatool("info", file, "--json").json == {
        "documents": 0,
        "characters": 0,
        "codes": {"selective": 0, "axial": 0, "open": 0},
        "quotations": 0,
        "codings": 0,
        "coders": 1,
        "models": 0,
        "memos": 0,
    }


def test_new_without_a_coder_makes_none(qdatool, tmp_path):
    qdatool("new", tmp_path / "p.qdatool", "--title", "T")
    assert qdatool("info", tmp_path / "p.qdatool", "--json").json["coders"] == 0


@pytest.mark.parametrize("template", [kind.value for kind in Template])
def test_new_knows_every_template(qdatool, tmp_path, template):
    assert qdatool("new", tmp_path / "p.qdatool", "--title", "T", "--template", template).status == 0


def test_new_leaves_a_file_that_is_there_alone(qdatool, tmp_path):
    file = tmp_path / "p.qdatool"
    file.write_text("mine")
    assert "p.qdatool" in qdatool("new", file, "--title", "T").refusal
    assert file.read_text() == "mine"


def test_new_in_a_missing_folder_is_refused(qdatool, tmp_path):
    assert str(tmp_path / "no") in qdatool("new", tmp_path / "no" / "p.qdatool", "--title", "T").refusal


@pytest.mark.parametrize(
    "arguments",
    [
        ("new", "p.qdatool"),
        ("new", "p.qdatool", "--title", "T", "--language", "de"),
        ("new", "p.qdatool", "--title", "T", "--template", "none"),
        ("info",),
        ("info", "p.qdatool", "--xml"),
        ("frobnicate",),
        ("sample", "grounded-theory-fa"),
        ("model", "new", "p.qdatool", "--name", "N", "--kind", "circle"),
        ("agreement", "p.qdatool"),
        (),
    ],
)
def test_wrong_usage_is_exit_2(qdatool, arguments):
    outcome = qdatool(*arguments)
    assert outcome.status == 2
    assert "Traceback" not in outcome.err


def test_help_is_no_wrong_usage(qdatool):
    helped = qdatool("--help")
    assert helped.status == 0
    names = ("new", "info", "import", "codes", "codings", "participants", "model", "figure", "search", "check")
    for name in (*names, "undo", "redo", "snapshot", "snapshots", "restore", "sample", "agreement", "saturation"):
        assert f"  {name} " in helped.out


def test_info_says_the_counts_to_a_person(qdatool, study):
    told = qdatool("info", study)
    assert "documents: 0" in told.out
    assert "codes (axial): 0" in told.out


def test_info_works_while_another_window_writes(qdatool, study):
    with Project.open(study):
        assert qdatool("info", study, "--json").status == 0


def test_writing_beside_an_open_window_is_refused_and_names_the_holder(qdatool, study, text_file):
    with Project.open(study):
        assert "already open" in qdatool("import", study, text_file("a.txt")).refusal
    assert qdatool("import", study, text_file("a.txt")).status == 0


def test_a_command_leaves_no_lock_behind(qdatool, study, text_file):
    qdatool("import", study, text_file("a.txt"))
    assert not list(study.parent.glob("*.lock"))


def test_check_finds_a_whole_project_healthy(qdatool, study):
    checked = qdatool("check", study, "--json")
    assert checked.status == 0
    assert checked.json == {"healthy": True, "problems": []}
    assert "whole" in qdatool("check", study).out


def test_check_names_what_is_wrong(qdatool, sample_file):
    file = sample_file("thematic-network-en")
    raw = sqlite3.connect(file)
    raw.execute("UPDATE quotation SET quote = 'other words' WHERE id = 1")
    raw.commit()
    raw.close()
    checked = qdatool("check", file, "--json")
    assert checked.refusal
    assert checked.json["healthy"] is False
    assert [problem["kind"] for problem in checked.json["problems"]] == ["quote-mismatch"]
    assert set(checked.json["problems"][0]) == {"kind", "where", "detail"}


def test_check_reports_a_file_with_broken_pages(qdatool, sample_file):
    file = sample_file("thematic-network-en")
    content = bytearray(file.read_bytes())
    content[4096:400_000] = b"\xff" * (400_000 - 4096)
    file.write_bytes(bytes(content))
    checked = qdatool("check", file, "--json")
    assert checked.refusal
    assert {problem["kind"] for problem in checked.json["problems"]} == {"damaged-file"}


def test_undo_and_redo_name_the_step(qdatool, study, text_file):
    before = dump_file(study)
    qdatool("import", study, text_file("a.txt"))
    after = dump_file(study)
    assert qdatool("undo", study).out == "Undone: import\n"
    assert dump_file(study) == before
    assert qdatool("redo", study).out == "Done again: import\n"
    assert dump_file(study) == after


def test_nothing_to_undo_is_a_refusal(qdatool, study):
    assert qdatool("undo", study).refusal == "There is nothing to undo."
    assert qdatool("redo", study).refusal == "There is nothing to do again."


def test_a_snapshot_is_listed_and_restored(qdatool, study, text_file):
    qdatool("import", study, text_file("a.txt"))
    with_one = dump_file(study)
    name = qdatool("snapshot", study, "--label", "before the second").out.strip()
    qdatool("import", study, text_file("b.txt", "Other words."))
    listed = qdatool("snapshots", study, "--json").json["snapshots"]
    assert {"name": name, "label": "before the second", "reason": "by-hand"}.items() <= next(
        one for one in listed if one["name"] == name
    ).items()
    assert name in qdatool("snapshots", study).out
    assert qdatool("restore", study, name).status == 0
    assert dump_file(study) == with_one


def test_a_snapshot_is_restored_by_its_label(qdatool, study, text_file):
    qdatool("snapshot", study, "--label", "empty")
    qdatool("import", study, text_file("a.txt"))
    qdatool("snapshot", study, "--label", "full")
    assert qdatool("restore", study, "empty").status == 0
    assert qdatool("info", study, "--json").json["documents"] == 0


def test_an_unknown_snapshot_is_refused(qdatool, study):
    assert "yesterday" in qdatool("restore", study, "yesterday").refusal


def test_snapshots_of_a_project_that_is_not_there_are_refused(qdatool, tmp_path):
    assert "gone.qdatool" in qdatool("snapshots", tmp_path / "gone.qdatool").refusal


def test_samples_are_listed_with_their_titles(qdatool):
    listed = qdatool("sample", "list").out.splitlines()
    assert [line.split()[0] for line in listed] == ["grounded-theory-fa", "thematic-network-en"]
    assert "Digital governance in public offices" in listed[0]


def test_an_unknown_sample_is_refused_and_the_known_ones_are_named(qdatool, tmp_path):
    refusal = qdatool("sample", "no-such", tmp_path / "p.qdatool").refusal
    assert "grounded-theory-fa" in refusal
    assert not (tmp_path / "p.qdatool").exists()


def test_a_sample_is_not_built_over_a_file(qdatool, tmp_path):
    target = tmp_path / "p.qdatool"
    target.write_text("mine")
    assert "p.qdatool" in qdatool("sample", "thematic-network-en", target).refusal
    assert target.read_text() == "mine"


@pytest.mark.parametrize(
    "arguments",
    [("info",), ("check",), ("undo",), ("redo",), ("snapshot",), ("snapshots",), ("restore", "x"), ("model list",)],
    ids=str,
)
def test_a_project_that_is_not_there_is_refused_in_one_line(qdatool, tmp_path, arguments):
    command, *rest = arguments
    refused = qdatool(*command.split(), tmp_path / "gone.qdatool", *rest)
    assert refused.refusal
    assert list(tmp_path.iterdir()) == []


def test_persian_users_are_spoken_to_in_persian(qdatool, study, monkeypatch, tmp_path):
    monkeypatch.setenv("QDATOOL_CONFIG_DIR", str(tmp_path))
    (tmp_path / "settings.json").write_text('{"language": "fa"}', encoding="utf-8")
    assert "واگرد" in qdatool("undo", study).refusal
    assert "کدها (⁨محوری⁩): ۰" in qdatool("info", study).out


def test_the_version_is_said(qdatool):
    assert qdatool("--version").out.startswith("qdatool ")


def test_a_fault_of_the_program_is_one_line_and_stands_in_the_log(
    qdatool, study, monkeypatch, tmp_path, expected_warnings
):
    def _fail(*_: object) -> None:
        raise ZeroDivisionError("secret words of a transcript")

    monkeypatch.setenv("QDATOOL_LOG_DIR", str(tmp_path / "logs"))
    monkeypatch.setattr("qdatool.cli.file_commands.count_contents", _fail)
    refusal = qdatool("info", study).refusal
    assert "Something went wrong" in refusal
    logged = Path(tmp_path / "logs" / "qdatool.log").read_text(encoding="utf-8")
    assert "ZeroDivisionError" in logged
    assert "secret" not in logged


def test_a_fault_of_the_program_is_one_line_where_no_log_can_be_written(
    qdatool, study, monkeypatch, tmp_path, expected_warnings
):
    def _fail(*_: object) -> None:
        raise ZeroDivisionError

    (tmp_path / "logs").write_text("a file, no folder")
    monkeypatch.setenv("QDATOOL_LOG_DIR", str(tmp_path / "logs"))
    monkeypatch.setattr("qdatool.cli.file_commands.count_contents", _fail)
    assert qdatool("info", study).refusal.endswith("nothing half done was saved.")
