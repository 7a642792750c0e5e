"""What a machine without a display gets: the sample project, its figure and its tables in a folder."""

import csv
from pathlib import Path

import pytest

from tools.sample_exports import export_sample

EXPORTS = ["codes.csv", "codings.csv", "paradigm.pdf", "paradigm.png", "paradigm.svg"]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("خروجی من")
    assert export_sample(folder) == 0
    return folder


def test_the_project_its_figure_and_its_tables_are_written(exported: Path) -> None:
    beginnings = {path.suffix: path.read_bytes()[:5] for path in exported.glob("paradigm.*")}

    assert sorted(path.name for path in exported.iterdir() if path.is_file()) == sorted(
        [*EXPORTS, "grounded-theory-fa.qdatool"]
    )
    assert beginnings == {".svg": b"<?xml", ".pdf": b"%PDF-", ".png": b"\x89PNG\r"}
    with (exported / "codes.csv").open(encoding="utf-8-sig", newline="") as table:
        assert len(list(csv.DictReader(table))) == 138


def test_a_second_export_keeps_the_project_and_writes_the_rest_anew(
    exported: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    project = exported / "grounded-theory-fa.qdatool"
    before = project.read_bytes()
    (exported / "codes.csv").write_text("yesterday's")

    assert export_sample(exported) == 0

    assert project.read_bytes() == before
    assert (exported / "codes.csv").stat().st_size > 1_000
    assert str(project) in capsys.readouterr().out


def test_a_file_that_is_no_project_is_refused_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    project = tmp_path / "grounded-theory-fa.qdatool"
    project.write_text("a letter")

    assert export_sample(tmp_path) == 1

    assert project.read_text() == "a letter"
    assert len(capsys.readouterr().err.splitlines()) == 1
