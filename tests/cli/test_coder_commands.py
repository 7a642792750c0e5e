"""A copy for another coder and bringing it back, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.coders import list_coders
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.coding.rounds import set_round_blind
from tests.builders import SECOND_TEXT, Sample, filled_project, span_of
from tests.cli.conftest import Command


@pytest.fixture
def filled(tmp_path: Path) -> tuple[Path, Sample]:
    """A project of Sara and Mina, closed."""
    path = tmp_path / "study.qdatool"
    project, ids = filled_project(path)
    project.close()
    return path, ids


def code_as(path: Path, name: str, ids: Sample) -> None:
    """Code one passage of the second interview under a name."""
    with Project.open(path) as copy:
        copy.coder_id = next(one.id for one in list_coders(copy) if one.name == name)
        apply_code(copy, ids.second, ids.trust, span_of(SECOND_TEXT, "trusted me"))


def test_there_and_back(qdatool: Command, filled: tuple[Path, Sample], tmp_path: Path) -> None:
    path, ids = filled
    made = qdatool("coder-copy", path, tmp_path / "sima.qdatool", "--coder", "Sima", "--json")
    assert made.json == {"path": str(tmp_path / "sima.qdatool"), "coder": "Sima", "left_out": 0}
    code_as(tmp_path / "sima.qdatool", "Sima", ids)
    before = path.read_bytes()
    found = qdatool("merge", path, tmp_path / "sima.qdatool", "--preview", "--json").json
    assert (found["merged"], found["new_codings"], found["already_here"], found["conflicts"]) == (False, 1, 5, [])
    assert path.read_bytes() == before
    done = qdatool("merge", path, tmp_path / "sima.qdatool")
    assert done.out.splitlines() == ["Codings brought back: 1, here already: 5"]
    again = qdatool("merge", path, tmp_path / "sima.qdatool")
    assert again.out.strip() == "Everything in that file is here already."
    assert qdatool("undo", path).out.strip() == "Undone: bring a coder's file back"


def test_what_cannot_be_merged_is_one_sentence(qdatool: Command, filled: tuple[Path, Sample], tmp_path: Path) -> None:
    path, _ = filled
    junk = tmp_path / "junk.qdatool"
    junk.write_bytes(b"\0" * 4096)
    for other in (junk, tmp_path / "missing.qdatool", tmp_path, path):
        assert qdatool("merge", path, other).refusal
    assert qdatool("coder-copy", path, path, "--coder", "Mina").refusal
    assert qdatool("coder-copy", path, tmp_path / "no" / "x.qdatool", "--coder", "Mina").refusal


def test_in_a_blind_round_a_command_says_what_the_named_coder_may_see(
    qdatool: Command, filled: tuple[Path, Sample], tmp_path: Path
) -> None:
    path, ids = filled
    with Project.open(path) as project:
        set_round_blind(project, ids.round, is_blind=True)
    assert qdatool("info", path, "--json").json["codings"] == 4
    assert qdatool("--as", "Mina", "info", path, "--json").json["codings"] == 1
    qdatool("--as", "Mina", "codings", "export", path, tmp_path / "mina.csv")
    rows = (tmp_path / "mina.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(rows) == 2
    assert "Mina" in rows[1]
    assert "Nobody" in qdatool("--as", "Nobody", "info", path).refusal
