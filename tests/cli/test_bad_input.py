"""Broken and hostile files, folders that refuse and disks that are full: one sentence, and the project is as it was."""

from __future__ import annotations

import os
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import dump_file
from tests.importing.builders import docx, docx_parts, paragraph, zipped
from tests.processes import in_child

NOISE = bytes(range(256)) * 200
BOMB_BYTES = 64 * 1024 * 1024
ENTITIES = (
    '<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    "<w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"
)


def bomb() -> bytes:
    return zipped({**docx_parts(""), "word/document.xml": b" " * BOMB_BYTES})


def hidden_entities() -> bytes:
    return zipped({**docx_parts(""), "word/document.xml": ENTITIES})


SOURCES: dict[str, tuple[str, Callable[[], bytes]]] = {
    "truncated docx": ("cut.docx", lambda: docx(paragraph("word " * 5000))[:-200]),
    "half a docx": ("half.docx", lambda: docx(paragraph("word " * 5000))[:300]),
    "zip bomb": ("bomb.docx", bomb),
    "external entities": ("entities.docx", hidden_entities),
    "binary junk as docx": ("junk.docx", lambda: NOISE),
    "binary junk as text": ("junk.txt", lambda: NOISE),
    "zip that is no docx": ("other.docx", lambda: zipped({"a.txt": "a"})),
    "wrong encoding": ("latin.txt", lambda: "\u0633\u0644\u0627\u0645 \u00e9\u00e8".encode("utf-16-le")[1:]),
    "damaged utf-8": ("utf8.txt", lambda: "سلام بر شما دوستان".encode()[:-1] + b"\xff" + "همه".encode()),
    "nothing": ("empty.txt", lambda: b""),
    "only blanks": ("blank.txt", lambda: b" \n\n\t"),
    "unknown format": ("talk.odt", lambda: b"words"),
    "no suffix": ("talk", lambda: b"words"),
}


@pytest.mark.parametrize("name", list(SOURCES))
def test_a_bad_transcript_is_refused_and_named(qdatool, study, tmp_path, name):
    file_name, content = SOURCES[name]
    source = tmp_path / file_name
    source.write_bytes(content())
    before = study.read_bytes()
    assert file_name in qdatool("import", study, source).refusal
    assert study.read_bytes() == before


def test_a_folder_in_place_of_a_transcript_is_refused(qdatool, study, tmp_path):
    (tmp_path / "folder.docx").mkdir()
    assert "folder.docx" in qdatool("import", study, tmp_path / "folder.docx").refusal


TABLES: dict[str, tuple[str, bytes, str]] = {
    "binary junk as csv": ("t.csv", NOISE, "t.csv"),
    "binary junk as xlsx": ("t.xlsx", NOISE, "t.xlsx"),
    "broken json": ("t.json", b'[{"label": "a"', "t.json"),
    "json that is no table": ("t.json", b'{"label": ["a"]}', "t.json"),
    "broken codebook": ("t.qdc", b"<CodeBook><Codes>", "t.qdc"),
    "codebook with entities": ("t.qdc", ENTITIES.encode(), "t.qdc"),
    "empty csv": ("t.csv", b"", "t.csv"),
    "csv without a label": ("t.csv", b"name,parent\na,\n", "label"),
    "csv with an open quote": ("t.csv", b'label,parent\n"a,b\nc,d\n', "Row 2"),
    "csv with a long row": ("t.csv", b"label,parent\na,\nb,a,open\n", "Row 3"),
    "unknown parent": ("t.csv", b"label,parent\na,\nb,nowhere\n", "Row 3"),
    "empty label": ("t.csv", b"label,parent\na,\n,a\n", "Row 3"),
    "own parent": ("t.csv", b"label,parent\na,a\n", "Row 2"),
    "bad colour": ("t.csv", b"label,color\na,red\n", "Row 2"),
    "unknown format": ("t.ods", b"words", "t.ods"),
}


@pytest.mark.parametrize("name", list(TABLES))
def test_a_bad_table_of_codes_is_refused_and_named(qdatool, study, tmp_path, name):
    file_name, content, word = TABLES[name]
    (tmp_path / file_name).write_bytes(content)
    before = study.read_bytes()
    assert word in qdatool("codes", "import", study, tmp_path / file_name).refusal
    assert study.read_bytes() == before


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("talk,5,2,,trust,Ada", "5..2"),
        ("talk,0,99999,,trust,Ada", "99999"),
        ("talk,-1,5,,trust,Ada", "-1"),
        ("talk,zero,5,,trust,Ada", "zero"),
        ("talk,0,11,other words,trust,Ada", "other words"),
        ("talk,,,her,trust,Ada", "several times"),
        ("talk,,,,trust,Ada", "neither"),
        ("nowhere,0,11,,trust,Ada", "nowhere"),
        ("talk,0,11,,nothing,Ada", "nothing"),
    ],
)
def test_a_bad_coding_is_refused_and_named(qdatool, study, text_file, row, word):
    qdatool("import", study, text_file("talk.txt"))
    qdatool("codes", "import", study, text_file("codes.csv", "label\ntrust\n"))
    before = dump_file(study)
    table = text_file("codings.csv", f"document,start,end,quote,code,coder\ntalk,0,11,,trust,Ada\n{row}\n")
    refusal = qdatool("codings", "import", study, table).refusal
    assert "Row 3" in refusal and word in refusal
    assert dump_file(study) == before


@pytest.mark.parametrize("content", [b"", b"words", NOISE, b"SQLite format 3\x00" + NOISE], ids=len)
@pytest.mark.parametrize("command", ["info", "check", "undo"])
def test_a_file_that_is_no_project_is_refused_and_left_alone(qdatool, tmp_path, content, command):
    file = tmp_path / "p.qdatool"
    file.write_bytes(content)
    assert "p.qdatool" in qdatool(command, file).refusal
    assert file.read_bytes() == content


def test_somebody_elses_database_is_refused(qdatool, tmp_path):
    import sqlite3

    file = tmp_path / "p.qdatool"
    with sqlite3.connect(file) as raw:
        raw.execute("CREATE TABLE project (id)")
    raw.close()
    assert "not a qdatool project" in qdatool("info", file).refusal


@pytest.mark.parametrize("command", ["info", "undo", "check"])
def test_a_newer_project_is_refused_and_not_touched(qdatool, study, command):
    content = bytearray(study.read_bytes())
    content[60:64] = (99).to_bytes(4, "big")
    study.write_bytes(content)
    assert "newer" in qdatool(command, study).refusal
    assert study.read_bytes() == bytes(content)


def test_a_truncated_project_is_refused(qdatool, sample_file):
    file = sample_file("thematic-network-en")
    file.write_bytes(file.read_bytes()[:50_000])
    refused = qdatool("info", file)
    assert "damaged" in refused.refusal


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users may enter, which the folders of the tests are not."""
    folder = Path(tempfile.mkdtemp(prefix="qdatool-open-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


NOBODY = 65534
needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as somebody with fewer rights")


def as_nobody(qdatool, *arguments: object) -> tuple[int, str, str]:
    def _act() -> list[object]:
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        outcome = qdatool(*arguments)
        return [outcome.status, outcome.out, outcome.err]

    status, out, err = in_child(_act)
    return status, out, err


@needs_root
def test_a_read_only_folder_can_be_read_and_not_written(qdatool, study, open_folder, text_file):
    file = Path(shutil.copy(study, open_folder / "p.qdatool"))
    file.chmod(0o644)
    (open_folder / "talk.txt").write_text("words")
    before = file.read_bytes()
    assert as_nobody(qdatool, "info", file)[0] == 0
    for command in (
        ("import", file, open_folder / "talk.txt"),
        ("undo", file),
        ("snapshot", file),
        ("restore", file, "x"),
        ("model", "new", file, "--name", "M", "--kind", "tree"),
        ("new", open_folder / "q.qdatool", "--title", "T"),
        ("sample", "thematic-network-en", open_folder / "q.qdatool"),
        ("codes", "export", file, open_folder / "codes.csv"),
        ("codings", "export", file, open_folder / "codings.xlsx"),
    ):
        status, _, err = as_nobody(qdatool, *command)
        assert (status, len(err.splitlines())) == (1, 1), (command, err)
    assert file.read_bytes() == before
    assert sorted(path.name for path in open_folder.iterdir()) == ["p.qdatool", "talk.txt"]


@needs_root
def test_a_project_and_a_source_that_may_not_be_read_are_refused(qdatool, study, open_folder):
    file = Path(shutil.copy(study, open_folder / "p.qdatool"))
    qdatool("info", file)
    file.chmod(0o600)
    status, _, err = as_nobody(qdatool, "info", file)
    assert (status, len(err.splitlines())) == (1, 1)
    assert "may read it" in err


@needs_root
def test_a_source_that_may_not_be_read_is_a_refusal_and_not_wrong_usage(qdatool, study, open_folder):
    file = Path(shutil.copy(study, open_folder / "p.qdatool"))
    talk = open_folder / "talk.txt"
    talk.write_text("words")
    talk.chmod(0o000)
    file.chmod(0o666)
    open_folder.chmod(0o777)

    def _act() -> list[object]:
        # Whether a file may be read is asked in the name of the real user.
        os.setresuid(NOBODY, NOBODY, 0)
        outcome = qdatool("import", file, talk)
        return [outcome.status, outcome.err]

    # Once with every right, so that the child need not load what others may not read.
    qdatool("import", file, open_folder / "none.txt")
    status, err = in_child(_act)
    assert (status, len(err.splitlines())) == (1, 1), err
    assert "talk.txt" in err


@needs_root
@pytest.mark.parametrize("command", ["info", "check", "snapshots", "undo"])
def test_a_folder_that_may_not_be_entered_is_a_refusal(qdatool, study, open_folder, command):
    inner = open_folder / "inner"
    inner.mkdir()
    file = Path(shutil.copy(study, inner / "p.qdatool"))
    qdatool(command, file)
    inner.chmod(0o000)
    status, _, err = as_nobody(qdatool, command, file)
    assert (status, len(err.splitlines())) == (1, 1)
    assert "Something went wrong" not in err


def test_a_figure_with_empty_boxes_that_cannot_be_written_says_only_why(qdatool, study):
    qdatool("model", "new", study, "--name", "M", "--kind", "paradigm")
    folder = study.with_name("taken.svg")
    folder.mkdir()
    assert "taken.svg" in qdatool("figure", study, "--model", "M", "--out", folder).refusal


def with_little_room(qdatool, limit_bytes: int, *arguments: object) -> tuple[int, str, str]:
    """Run a command in a process whose files cannot grow beyond ``limit_bytes``."""

    def _act() -> list[object]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
        outcome = qdatool(*arguments)
        return [outcome.status, outcome.out, outcome.err]

    status, out, err = in_child(_act)
    return status, out, err


def test_a_disk_without_room_leaves_the_project_as_it_was(qdatool, study, text_file):
    before = dump_file(study)
    large = text_file("large.txt", "word " * 200_000)
    status, _, err = with_little_room(qdatool, study.stat().st_size + 50_000, "import", study, large)
    assert (status, len(err.splitlines())) == (1, 1)
    assert dump_file(study) == before
    assert qdatool("import", study, large).status == 0


def test_a_sample_without_room_leaves_nothing_behind(qdatool, tmp_path):
    status, _, err = with_little_room(qdatool, 400_000, "sample", "grounded-theory-fa", tmp_path / "p.qdatool")
    assert (status, len(err.splitlines())) == (1, 1)
    assert list(tmp_path.iterdir()) == []


def test_an_export_without_room_keeps_the_older_file(qdatool, sample_file, tmp_path):
    file = sample_file("grounded-theory-fa")
    for subject, name in (("codings", "t.csv"), ("codings", "t.xlsx"), ("codes", "t.docx")):
        (tmp_path / name).write_text("older")
        status, _, err = with_little_room(qdatool, 4_000, subject, "export", file, tmp_path / name)
        assert (status, len(err.splitlines())) == (1, 1), err
        assert (tmp_path / name).read_text() == "older"
    assert not list(tmp_path.glob(".*"))


def test_a_figure_without_room_keeps_the_older_file(qdatool, sample_file, tmp_path):
    file, out = sample_file("thematic-network-en"), tmp_path / "f.svg"
    out.write_text("older")
    arguments = ("figure", file, "--model", "Digital governance: thematic network", "--out", out)
    status, _, err = with_little_room(qdatool, 1_000, *arguments)
    assert (status, len(err.splitlines())) == (1, 1)
    assert "room" in err
    assert out.read_text() == "older"
