"""The kinds of report that are read from beginning to end, and what makes each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum

from qdatool.coding.project import Project
from qdatool.export.report import Report
from qdatool.export.reports.audit_trail import audit_trail
from qdatool.export.reports.methods import methods
from qdatool.export.reports.review_packet import review_packet
from qdatool.wording import say


class ReportKind(StrEnum):
    """What a report is for."""

    REVIEW_PACKET = "review-packet"
    METHODS = "methods"
    AUDIT_TRAIL = "audit-trail"


_MAKERS: Mapping[ReportKind, Callable[[Project, str], Report]] = {
    ReportKind.REVIEW_PACKET: review_packet,
    ReportKind.METHODS: methods,
    ReportKind.AUDIT_TRAIL: audit_trail,
}

_NAMES: Mapping[ReportKind, str] = {
    ReportKind.REVIEW_PACKET: "Packet for review",
    ReportKind.METHODS: "Methods section",
    ReportKind.AUDIT_TRAIL: "Audit trail",
}


def report_kind_name(kind: ReportKind, language: str) -> str:
    """Return what a kind of report is called, as in its title."""
    return say(_NAMES[kind], language)


def make_document(project: Project, kind: ReportKind, language: str) -> Report:
    """Return a report of the project in ``language``, with what the present coder may see."""
    return _MAKERS[kind](project, language)
