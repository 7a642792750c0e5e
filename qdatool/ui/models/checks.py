"""What a model lacks and what is in order, as lines of words, each with the places it is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from qdatool.coding.codes import CodeTree
from qdatool.coding.model_check import Finding, FindingKind
from qdatool.coding.models import Model
from qdatool.coding.roles import ModelKind, Role
from qdatool.figures.gather import MOST_BASIC_THEMES
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import role_title


class Grade(Enum):
    """How a line of the checks is meant."""

    OK = "ok"
    HINT = "hint"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One line: a sentence, what it is about, and the findings it leads to, in turn."""

    grade: Grade
    sentence: str
    detail: str
    findings: tuple[Finding, ...] = ()


MISSING: Mapping[FindingKind, tuple[str, str]] = {
    FindingKind.EMPTY_SLOT: ("1 role is empty", "{count} roles are empty"),
    FindingKind.CODE_IN_TWO_ROLES: ("1 category stands in two roles", "{count} categories stand in two roles"),
    FindingKind.STRATEGY_WITHOUT_CONSEQUENCE: (
        "1 strategy leads to no consequence",
        "{count} strategies lead to no consequence",
    ),
    FindingKind.CONDITION_WITHOUT_EVIDENCE: ("1 condition has no evidence", "{count} conditions have no evidence"),
    FindingKind.LINK_WITHOUT_PROPOSITION: ("1 link has no proposition", "{count} links have no proposition"),
    FindingKind.CATEGORY_WITHOUT_QUOTATION: ("1 category has no quotation", "{count} categories have no quotation"),
    FindingKind.CODE_IN_NO_CATEGORY: ("1 code belongs to no category", "{count} codes belong to no category"),
    FindingKind.SINGLE_CHILD: ("1 theme has only one below it", "{count} themes have only one below them"),
    FindingKind.TOO_FEW_BELOW: ("1 global theme has fewer than two below it", "{count} have fewer than two below them"),
    FindingKind.SINGLE_INTERVIEW: ("1 rests on one interview only", "{count} rest on one interview only"),
    FindingKind.EMPTY_MODEL: ("The model is empty", "The model is empty"),
}
"""What each kind of finding says for one and for several."""

IN_ORDER: Mapping[ModelKind, tuple[tuple[FindingKind, str], ...]] = {
    ModelKind.PARADIGM: (
        (FindingKind.EMPTY_SLOT, "All roles are filled"),
        (FindingKind.CODE_IN_TWO_ROLES, "No category stands in two roles"),
        (FindingKind.STRATEGY_WITHOUT_CONSEQUENCE, "Every strategy leads to a consequence"),
        (FindingKind.CONDITION_WITHOUT_EVIDENCE, "Every condition has evidence"),
        (FindingKind.LINK_WITHOUT_PROPOSITION, "Every link has a proposition"),
        (FindingKind.CATEGORY_WITHOUT_QUOTATION, "Every category has quotations"),
        (FindingKind.CODE_IN_NO_CATEGORY, "Every code belongs to a category"),
        (FindingKind.SINGLE_INTERVIEW, "None rests on one interview only"),
    ),
    ModelKind.THEMATIC_NETWORK: (
        (FindingKind.EMPTY_MODEL, "A global theme is set"),
        (FindingKind.TOO_FEW_BELOW, "The global theme has two or more below it"),
        (FindingKind.SINGLE_CHILD, "No theme has only one below it"),
        (FindingKind.CATEGORY_WITHOUT_QUOTATION, "Every theme has quotations"),
        (FindingKind.SINGLE_INTERVIEW, "None rests on one interview only"),
    ),
}
_NEEDED_ROLES = {
    FindingKind.STRATEGY_WITHOUT_CONSEQUENCE: frozenset({Role.STRATEGY, Role.CONSEQUENCE}),
    FindingKind.CONDITION_WITHOUT_EVIDENCE: frozenset({Role.CAUSAL, Role.CONTEXTUAL, Role.INTERVENING}),
}
"""What is only asked of models that have these roles."""
MANY_THEMES = "A network usually has 4 to 15 basic themes; this one has {count}. Fewer levels give an overview."
PHENOMENON_MISSING = "The central phenomenon is missing"
PHENOMENON_SET = "The central phenomenon is set"

_GRADES = {FindingKind.EMPTY_MODEL: Grade.ERROR, FindingKind.SINGLE_INTERVIEW: Grade.HINT}
_ORDER = {Grade.ERROR: 0, Grade.WARNING: 1, Grade.HINT: 2, Grade.OK: 3}
_MOST_NAMES = 3


def check_lines(
    model: Model, findings: Sequence[Finding], label_of: Mapping[int, str], lowest: int = 0
) -> list[CheckLine]:
    """Return the lines of the checks, errors first.

    ``label_of`` names codes in the interface's language; ``lowest`` is how many lowest themes a network has.
    """
    lines: list[CheckLine] = []
    grouped: dict[FindingKind, list[Finding]] = {}
    for finding in findings:
        if finding.kind is FindingKind.EMPTY_SLOT and finding.role == Role.PHENOMENON:
            lines.append(CheckLine(Grade.ERROR, tr(PHENOMENON_MISSING), "", (finding,)))
        else:
            grouped.setdefault(finding.kind, []).append(finding)
    for kind, found in grouped.items():
        one, several = MISSING[kind]
        sentence = tr(one) if len(found) == 1 else tr(several, count=len(found))
        grade = _GRADES.get(kind, Grade.WARNING)
        lines.append(CheckLine(grade, sentence, _names(found, model, label_of), tuple(found)))
    if model.kind is ModelKind.THEMATIC_NETWORK and lowest > MOST_BASIC_THEMES:
        lines.append(CheckLine(Grade.HINT, tr(MANY_THEMES, count=lowest), ""))
    kinds = {finding.kind for finding in findings}
    if model.kind is ModelKind.PARADIGM and model.codes_in(Role.PHENOMENON):
        lines.append(CheckLine(Grade.OK, tr(PHENOMENON_SET), ""))
    keys = {role.key for role in model.roles}
    for kind, sentence in IN_ORDER.get(model.kind, ()):
        is_asked = keys >= _NEEDED_ROLES.get(kind, frozenset())
        # An empty model has nothing that could be in order.
        if kind not in kinds and model.slots and is_asked:
            lines.append(CheckLine(Grade.OK, tr(sentence), ""))
    return sorted(lines, key=lambda line: _ORDER[line.grade])


def lowest_count(model: Model, tree: CodeTree) -> int:
    """Return how many of the model's themes have none below them."""
    roots = {slot.code_id for slot in model.slots}
    themes = roots.union(*(tree.descendants(root) for root in roots))
    return sum(not tree.children_of(theme) for theme in themes)


def finding_name(finding: Finding, model: Model, label_of: Mapping[int, str]) -> str:
    """Return what one finding is about: the category's label, or the role's name."""
    if finding.code_id is not None and finding.code_id in label_of:
        return label_of[finding.code_id]
    return role_title(model, finding.role, interface_language()) if finding.role is not None else finding.detail


def _names(found: Sequence[Finding], model: Model, label_of: Mapping[int, str]) -> str:
    names = list(dict.fromkeys(finding_name(finding, model, label_of) for finding in found))
    more = "\u2026" if len(names) > _MOST_NAMES else ""
    return " \u00b7 ".join(name for name in names[:_MOST_NAMES] if name) + more
