"""Is the project whole: the file itself, and every quotation against the words of its transcript."""

from __future__ import annotations

import hashlib
import sqlite3
from dataclasses import dataclass

from qdatool.coding.project import Project
from qdatool.storage.integrity import file_problems


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: what kind, where, and the detail a person needs to find it."""

    kind: str
    where: str
    detail: str


def check_project(project: Project) -> tuple[Problem, ...]:
    """Return every fault found; an empty result means healthy. Nothing is changed."""
    raw = project.raw()
    try:
        problems = [Problem(*found) for found in file_problems(raw)]
        if any(problem.kind == "damaged-file" for problem in problems):
            return tuple(problems)
        problems += _text_problems(raw)
        problems += _quotation_problems(raw)
        problems += _tree_problems(raw)
    except sqlite3.DatabaseError as error:
        return (Problem("damaged-file", "file", str(error)),)
    return tuple(problems)


def _text_problems(raw: sqlite3.Connection) -> list[Problem]:
    problems = []
    for name, version, body, sha256, characters in raw.execute(
        "SELECT d.name, t.version, t.body, t.sha256, t.characters "
        "FROM document_text t JOIN document d ON d.id = t.document_id"
    ):
        if hashlib.sha256(body.encode("utf-8")).hexdigest() != sha256 or len(body) != characters:
            problems.append(Problem("changed-text", name, f"version {version} is not what was imported"))
    for (name,) in raw.execute(
        "SELECT name FROM document WHERE NOT EXISTS (SELECT 1 FROM document_text t WHERE t.document_id = document.id)"
    ):
        problems.append(Problem("missing-text", name, "the document has no text"))
    return problems


def _quotation_problems(raw: sqlite3.Connection) -> list[Problem]:
    problems = []
    texts = dict(
        raw.execute(
            "SELECT document_id, body FROM document_text t "
            "WHERE version = (SELECT max(version) FROM document_text WHERE document_id = t.document_id)"
        )
    )
    for quotation_id, document_id, start, end, quote in raw.execute(
        'SELECT id, document_id, start, "end", quote FROM quotation'
    ):
        text = texts.get(document_id, "")
        if end > len(text):
            problems.append(Problem("span-outside-text", f"quotation {quotation_id}", f"{start}..{end} of {len(text)}"))
        elif text[start:end] != quote:
            problems.append(Problem("quote-mismatch", f"quotation {quotation_id}", f"{start}..{end}"))
    return problems


def _tree_problems(raw: sqlite3.Connection) -> list[Problem]:
    parents = dict(raw.execute("SELECT id, parent_id FROM code"))
    problems = []
    for code_id in parents:
        seen: set[int] = set()
        present: int | None = code_id
        while present is not None and present not in seen:
            seen.add(present)
            present = parents.get(present)
        if present == code_id:
            problems.append(Problem("circle", f"code {code_id}", "lies below itself"))
    return problems
