"""Every member of the enums that a user meets has a name in both languages."""

from enum import Enum

import pytest

from qdatool.analysis.binary import Measure
from qdatool.analysis.coefficient import Reason
from qdatool.analysis.units import Unit, Universe
from qdatool.coding.changes import Operation
from qdatool.coding.memos import MemoTarget
from qdatool.coding.model_check import FindingKind
from qdatool.coding.roles import Direction, MemoKind, ModelKind, Role, Stance, Template
from qdatool.coding.snapshots import SnapshotReason
from qdatool.wording import analysis_terms, terms

NAMERS = (
    (Operation, terms.step_name),
    (Template, terms.template_name),
    (SnapshotReason, terms.snapshot_reason_name),
    (Role, terms.role_name),
    (ModelKind, terms.model_kind_name),
    (Direction, terms.direction_name),
    (MemoKind, terms.memo_kind_name),
    (MemoTarget, terms.memo_target_name),
    (Stance, terms.stance_name),
    (FindingKind, terms.finding_name),
    (Unit, analysis_terms.unit_name),
    (Universe, analysis_terms.universe_name),
    (Measure, analysis_terms.measure_name),
    (Reason, analysis_terms.reason_name),
    (Reason, analysis_terms.reason_sentence),
)
MEMBERS = [pytest.param(member, name_of, id=str(member)) for kind, name_of in NAMERS for member in kind]


@pytest.mark.parametrize(("member", "name_of"), MEMBERS)
def test_a_member_has_a_name_of_its_own_in_both_languages(member: Enum, name_of):
    for language in ("fa", "en"):
        names = [name_of(other, language) for other in type(member)]
        assert names.count(name_of(member, language)) == 1
    assert name_of(member, "fa") != name_of(member, "en")


def test_undo_steps_are_named_as_persian_researchers_say():
    assert terms.step_name(Operation.APPLY_CODE, "fa") == "اعمال کد"
    assert terms.step_name(Operation.APPLY_CODE, "en") == "apply a code"
