from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from qdatool.coding.health import check_project
from qdatool.coding.project import Project
from tests.builders import filled_project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "p.qdatool"
    filled_project(file)[0].close()
    return file


def problems(path: Path) -> list[tuple[str, str]]:
    with Project.open(path, read_only=True) as project:
        return [(problem.kind, problem.where) for problem in check_project(project)]


def test_a_sound_project_has_no_problems(path: Path) -> None:
    assert problems(path) == []


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE document_text SET body = 'x' || body WHERE id = 1", ("changed-text", "P1")),
        ("DELETE FROM document_text WHERE id = 2", ("missing-text", "P2")),
        ("UPDATE quotation SET quote = 'other' WHERE id = 1", ("quote-mismatch", "quotation 1")),
        ('UPDATE quotation SET "end" = 9999 WHERE id = 1', ("span-outside-text", "quotation 1")),
        ("UPDATE coding SET code_id = 99 WHERE id = 1", ("dangling-reference", "coding 1")),
        ("UPDATE code SET parent_id = 2 WHERE id = 1", ("circle", "code 1")),
        ("CREATE TRIGGER t AFTER DELETE ON code BEGIN SELECT 1; END", ("foreign-object", "t")),
        ("CREATE VIEW v AS SELECT 1", ("foreign-object", "v")),
        ("UPDATE document_text SET body = x'ff' WHERE id = 1", ("changed-text", "P1")),
        ('UPDATE turn SET "end" = 9999 WHERE id = 1', ("span-outside-text", "turn 1")),
        ("UPDATE picture SET content = 'AAAA' || content", ("changed-picture", "picture 1")),
        ("UPDATE picture SET content = 'no base64!'", ("changed-picture", "picture 1")),
        ("UPDATE picture SET content = x'ff'", ("changed-picture", "picture 1")),
        ("DROP TABLE memo", ("damaged-file", "memo")),
        ("ALTER TABLE code RENAME COLUMN color TO colour", ("damaged-file", "code")),
    ],
)
def test_every_fault_is_named_with_its_place(path: Path, damage: str, found: tuple[str, str]) -> None:
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute(damage)
    assert found in problems(path)


def test_a_broken_page_is_told_and_does_not_raise(path: Path) -> None:
    data = bytearray(path.read_bytes())
    with closing(sqlite3.connect(path)) as raw:
        (page,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'quotation'").fetchone()
        (size,) = raw.execute("PRAGMA page_size").fetchone()
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    assert ("damaged-file", "file") in problems(path)
