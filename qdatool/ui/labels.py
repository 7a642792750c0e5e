"""The terms of ``wording.terms`` in the language of the window."""

from __future__ import annotations

from qdatool.coding.changes import Operation
from qdatool.coding.roles import Template
from qdatool.coding.snapshots import SnapshotReason
from qdatool.wording import interface_language, terms


def step_name(operation: Operation) -> str:
    """Return what an undo step did, as it stands after "Undo:"."""
    return terms.step_name(operation, interface_language())


def template_name(template: str) -> str:
    """Return the name of a template; one of a newer version is named as it is written."""
    try:
        return terms.template_name(Template(template), interface_language())
    except ValueError:
        return template


def snapshot_reason_name(reason: SnapshotReason) -> str:
    """Return why a snapshot was taken."""
    return terms.snapshot_reason_name(reason, interface_language())
