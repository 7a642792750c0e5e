"""Is the project whole: the file itself, every quotation against the words of its transcript, and every picture."""

from __future__ import annotations

import hashlib
import sqlite3

from qdatool.coding.pictures import unpacked
from qdatool.coding.project import Project
from qdatool.storage.integrity import Problem, ProblemKind, file_problems

__all__ = ["Problem", "ProblemKind", "check_project"]


def check_project(project: Project) -> tuple[Problem, ...]:
    """Return every fault found; an empty result means healthy. Nothing is changed."""
    raw = project.raw()
    try:
        problems = file_problems(raw)
        if any(problem.kind is ProblemKind.DAMAGED_FILE for problem in problems):
            return tuple(problems)
        problems += _text_problems(raw)
        problems += _span_problems(raw)
        problems += _tree_problems(raw)
        problems += _picture_problems(raw)
    except sqlite3.DatabaseError as error:
        return (Problem(ProblemKind.DAMAGED_FILE, "file", str(error)),)
    return tuple(problems)


def _text_problems(raw: sqlite3.Connection) -> list[Problem]:
    problems = []
    for name, version, body, sha256, characters in raw.execute(
        "SELECT d.name, t.version, t.body, t.sha256, t.characters "
        "FROM document_text t JOIN document d ON d.id = t.document_id"
    ):
        is_text = isinstance(body, str)
        if not is_text or hashlib.sha256(body.encode("utf-8")).hexdigest() != sha256 or len(body) != characters:
            problems.append(Problem(ProblemKind.CHANGED_TEXT, name, f"version {version} is not what was imported"))
    for (name,) in raw.execute(
        "SELECT name FROM document WHERE NOT EXISTS (SELECT 1 FROM document_text t WHERE t.document_id = document.id)"
    ):
        problems.append(Problem(ProblemKind.MISSING_TEXT, name, "the document has no text"))
    return problems


def _span_problems(raw: sqlite3.Connection) -> list[Problem]:
    """Return the quotations and turns that do not fit the present text of their document."""
    problems = []
    texts = {
        document_id: body if isinstance(body, str) else ""
        for document_id, body in raw.execute(
            "SELECT document_id, body FROM document_text t "
            "WHERE version = (SELECT max(version) FROM document_text WHERE document_id = t.document_id)"
        )
    }
    for turn_id, document_id, end in raw.execute('SELECT id, document_id, "end" FROM turn'):
        length = len(texts.get(document_id, ""))
        if end > length:
            problems.append(Problem(ProblemKind.SPAN_OUTSIDE_TEXT, f"turn {turn_id}", f"ends at {end} of {length}"))
    for quotation_id, document_id, start, end, quote in raw.execute(
        'SELECT id, document_id, start, "end", quote FROM quotation'
    ):
        text = texts.get(document_id, "")
        if end > len(text):
            problems.append(
                Problem(ProblemKind.SPAN_OUTSIDE_TEXT, f"quotation {quotation_id}", f"{start}..{end} of {len(text)}")
            )
        elif text[start:end] != quote:
            problems.append(Problem(ProblemKind.QUOTE_MISMATCH, f"quotation {quotation_id}", f"{start}..{end}"))
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
            problems.append(Problem(ProblemKind.CIRCLE, f"code {code_id}", "lies below itself"))
    return problems


def _picture_problems(raw: sqlite3.Connection) -> list[Problem]:
    return [
        Problem(ProblemKind.CHANGED_PICTURE, f"picture {picture_id}", "is not the picture that was put in")
        for picture_id, sha256, packed in raw.execute("SELECT id, sha256, content FROM picture")
        if hashlib.sha256(unpacked(packed)).hexdigest() != sha256
    ]
