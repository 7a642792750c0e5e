"""What bringing a coder's file back does or would do, in sentences."""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.merge_plan import Conflict, ConflictKind, MergePlan
from qdatool.wording.catalogue import say
from qdatool.wording.lists import listed

CONFLICTS: Mapping[ConflictKind, str] = {
    ConflictKind.CHANGED_TEXT: "The text of {where} is another one there: its passages were looked for by their words.",
    ConflictKind.PASSAGE_LOST: "A passage of {where} was not found here and stays behind: {detail}",
    ConflictKind.RENAMED_CODE: "The code {where} is called {detail} there; its name here stays.",
    ConflictKind.CODE_DIFFERS: "The code {where} is defined otherwise there; its definition here stays.",
    ConflictKind.MEMO_DIFFERS: "The memo {where} reads otherwise there: both are kept.",
}
_LONGEST = 60


def merge_sentences(plan: MergePlan, language: str, *, is_done: bool) -> list[str]:
    """Return a line per kind of thing that comes, or that nothing does."""
    if plan.is_empty:
        return [say("Everything in that file is here already.", language)]
    first = "Codings brought back: {n}, here already: {known}" if is_done else "New codings: {n}, here already: {known}"
    lines = [say(first, language, n=len(plan.codings), known=plan.known)]
    for sentence, names in (
        ("New codes: {names}", plan.new_codes),
        ("New documents: {names}", plan.new_documents),
        ("New coders: {names}", plan.new_coders),
        ("New participants: {names}", plan.new_participants),
        ("New models: {names}", plan.new_models),
    ):
        if names:
            lines.append(say(sentence, language, names=listed(names, language)))
    for sentence, n in (
        ("New memos: {n}", len(plan.memos)),
        ("New comments: {n}", len(plan.comments) + len(plan.remarks)),
        ("New links between passages: {n}", len(plan.links)),
        ("New relations, evidence and places on dimensions: {n}", len(plan.ties)),
        ("Documents newly marked as finished: {n}", len(plan.finished)),
    ):
        if n:
            lines.append(say(sentence, language, n=n))
    return lines


def conflict_sentence(conflict: Conflict, language: str) -> str:
    """Return what does not fit and what becomes of it."""
    sentence = CONFLICTS[conflict.kind]
    words = " ".join(conflict.detail.split())
    detail = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    facts = {"where": conflict.where, "detail": detail}
    return say(sentence, language, **{name: fact for name, fact in facts.items() if f"{{{name}}}" in sentence})
