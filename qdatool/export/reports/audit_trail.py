"""The audit trail on paper: what was done on each day, then the acts that tell something, with their reasons.

Thousands of steps must stay readable: coding passages is counted per day, what changes codes, models and decisions is
listed, and what was left out is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from qdatool.coding.changes import Course, Operation
from qdatool.coding.codes import load_codes
from qdatool.coding.decisions import Decision, list_decisions
from qdatool.coding.disputes import DecisionKind
from qdatool.coding.history import HistoryEntry, list_history
from qdatool.coding.history_names import Described, describe
from qdatool.coding.levels import list_levels
from qdatool.coding.model_versions import list_versions
from qdatool.coding.models import list_models
from qdatool.coding.project import Project
from qdatool.coding.provenance import list_provenance
from qdatool.coding.roles import MemoKind
from qdatool.coding.snapshots import list_snapshots
from qdatool.export.calendar_dates import calendar_day, clock_time
from qdatool.export.report import Block, Cell, Column, HeadingBlock, Report, Side, TableBlock, TextBlock, whole, words
from qdatool.export.reports.memos import memo_blocks
from qdatool.export.reports.opening import coder_names, inlined, opening, titled
from qdatool.wording import listed, say
from qdatool.wording.history_terms import act_name, provenance_name, thing_name
from qdatool.wording.terms import snapshot_reason_name, step_name

_EVERYTHING = 10_000_000
_MOST_LISTED = 400
"""Acts that are listed one by one, the newest; all are counted."""
_MOST_KINDS = 6
_MOST_THINGS = 4
_ROUTINE = frozenset(
    {
        Operation.APPLY_CODE,
        Operation.CODE_IN_VIVO,
        Operation.CODE_HITS,
        Operation.UNCODE,
        Operation.MOVE_EDGE,
        Operation.COMMENT_QUOTATION,
        Operation.PLACE_ON_DIMENSION,
        Operation.TAKE_OFF_DIMENSION,
        Operation.RECOLOUR_CODE,
        Operation.EDIT_MEMO,
        Operation.ADD_COMMENT,
        Operation.EDIT_COMMENT,
        Operation.ANSWER_COMMENT,
        Operation.MOVE_NODE,
        Operation.PIN_NODE,
        Operation.UNPIN_NODE,
        Operation.SET_NODE_STYLE,
        Operation.STYLE_ALIKE,
        Operation.STYLE_LINKS,
        Operation.RESIZE_NODE,
        Operation.BEND_LINK,
        Operation.ARRANGE_MODEL,
        Operation.CAPTION_MODEL,
        Operation.SET_MODEL_DIRECTION,
        Operation.SET_MODEL_OPTION,
        Operation.COLLAPSE_CODES,
        Operation.EXPAND_CODES,
    }
)
"""Acts that are only counted unless somebody gave a reason: the daily work, and how figures look."""
_DECISIONS: Mapping[DecisionKind, str] = {
    DecisionKind.FIRST: "the first coder's passage stands",
    DecisionKind.SECOND: "the second coder's passage stands",
    DecisionKind.BOTH: "both passages stand",
    DecisionKind.NEITHER: "neither passage stands",
    DecisionKind.NEW: "a new passage stands",
    DecisionKind.DISCUSS: "to be discussed",
}


def audit_trail(project: Project, language: str) -> Report:
    """Return the trail, the oldest first; a part of which there is nothing is left out."""
    entries = tuple(reversed(list_history(project, _EVERYTHING)))
    blocks: list[Block] = [*opening(project, language)]
    if entries:
        blocks.append(TextBlock(_summary(entries, language)))
        blocks += [HeadingBlock(say("Days of work", language)), _days(entries, language)]
    else:
        blocks.append(TextBlock(say("Nothing was done in this project yet.", language)))
    parts = {
        say("Where codes come from", language): _codes(project, language),
        say("Decisions about disagreements", language): _decisions(project, language),
        say("Versions of models", language): _versions(project, language),
        say("Snapshots", language): _snapshots(project, language),
        say("Methodological memos", language): memo_blocks(project, language, MemoKind.METHODOLOGICAL),
        say("Steps", language): _steps(project, entries, language),
    }
    for heading, part in parts.items():
        if part:
            blocks += [HeadingBlock(heading), *part]
    return Report(titled(project, say("Audit trail", language), language), language, tuple(blocks), is_upright=True)


def _summary(entries: Sequence[HistoryEntry], language: str) -> str:
    coders = list(dict.fromkeys(entry.coder_name for entry in entries if entry.coder_name))
    undone = sum(entry.course is Course.UNDO for entry in entries)
    told = say(
        "Steps kept: {number}, from {first} to {last}; steps that undo another: {undone}.",
        language,
        number=len(entries),
        first=calendar_day(entries[0].at, language),
        last=calendar_day(entries[-1].at, language),
        undone=undone,
    )
    if not coders:
        return told
    return f"{told} {say('Coders: {coders}.', language, coders=listed(coders, language))}"


def _days(entries: Sequence[HistoryEntry], language: str) -> TableBlock:
    rows = []
    for _day, group in groupby(entries, key=lambda entry: entry.at.astimezone().date()):
        of_day = list(group)
        counts = Counter(act_name(entry, language) for entry in of_day)
        kinds = [
            say("{kind}: {number}", language, kind=name, number=number)
            for name, number in counts.most_common(_MOST_KINDS)
        ]
        rest = sum(counts.values()) - sum(number for _, number in counts.most_common(_MOST_KINDS))
        kinds += [say("others: {number}", language, number=rest)] if rest else []
        coders = dict.fromkeys(entry.coder_name for entry in of_day if entry.coder_name)
        rows.append(
            (
                words(calendar_day(of_day[0].at, language)),
                whole(len(of_day), language),
                words(listed(coders, language)),
                words("\n".join(kinds)),
            )
        )
    columns = (
        Column(say("Day", language), share=1.9),
        Column(say("Steps", language), Side.MIDDLE, 0.8),
        Column(say("Coders", language), share=1.6),
        Column(say("What was done", language), share=4.0),
    )
    return TableBlock(say("Steps on each day", language), columns, tuple(rows))


def _codes(project: Project, language: str) -> list[Block]:
    """Return what merges, splits and changes of level did to the codes, with the reasons."""
    levels = list_levels(project)
    acts = [
        (step.at, code.label_in(language), provenance_name(step, levels, language), step.coder, step.reason)
        for code in load_codes(project)
        for step in list_provenance(project, code.id)
    ]
    acts.sort(key=lambda act: act[0])
    if not acts:
        return []
    rows = tuple(
        (words(calendar_day(at, language)), words(name), words(what), words(coder), words(reason or "–"))
        for at, name, what, coder, reason in acts
    )
    columns = (
        Column(say("Day", language), share=1.9),
        Column(say("Name of the code", language), share=2.2),
        Column(say("What happened", language), share=2.8),
        Column(say("Coder", language), share=1.2),
        Column(say("Reason", language), share=2.0),
    )
    return [TableBlock(say("Where codes come from", language), columns, rows)]


def _decisions(project: Project, language: str) -> list[Block]:
    decisions = sorted(list_decisions(project).values(), key=lambda decision: decision.at)
    if not decisions:
        return []
    coders, tree = coder_names(project), load_codes(project)

    def row(decision: Decision) -> tuple[Cell, ...]:
        code = tree.codes.get(decision.code_id or 0)
        decided = say(_DECISIONS[decision.kind], language)
        return (
            words(calendar_day(decision.at, language)),
            words(f"{decided}: {code.label_in(language)}" if code is not None else decided),
            words(coders.get(decision.coder_id or 0, "")),
            words(decision.reason or "–"),
        )

    columns = (
        Column(say("Day", language), share=1.9),
        Column(say("Decision", language), share=2.4),
        Column(say("Coder", language), share=1.2),
        Column(say("Reason", language), share=3.4),
    )
    rows = tuple(map(row, decisions))
    return [TableBlock(say("Decisions about disagreements", language), columns, rows)]


def _versions(project: Project, language: str) -> list[Block]:
    rows = tuple(
        (
            words(model.title_in(language)),
            words(calendar_day(version.at, language)),
            words(version.label or "–"),
            words(version.coder),
        )
        for model in list_models(project)
        for version in reversed(list_versions(project, model.id))
    )
    if not rows:
        return []
    columns = (
        Column(say("Model", language), share=2.6),
        Column(say("Day", language), share=1.9),
        Column(say("Version", language), share=2.4),
        Column(say("Coder", language), share=1.4),
    )
    return [TableBlock(say("Versions of models", language), columns, rows, merged=1)]


def _snapshots(project: Project, language: str) -> list[Block]:
    rows = tuple(
        (
            words(calendar_day(snapshot.at, language)),
            words(clock_time(snapshot.at, language)),
            words(snapshot_reason_name(snapshot.reason, language)),
            words(snapshot.label or "–"),
        )
        for snapshot in reversed(list_snapshots(project.path))
    )
    if not rows:
        return []
    columns = (
        Column(say("Day", language), share=1.9),
        Column(say("Time", language), share=0.8),
        Column(say("Taken", language), share=2.0),
        Column(say("Label", language), share=2.0),
    )
    return [TableBlock(say("Snapshots", language), columns, rows)]


def _steps(project: Project, entries: Sequence[HistoryEntry], language: str) -> list[Block]:
    telling = [entry for entry in entries if entry.operation not in _ROUTINE or entry.reason]
    listed_ones = telling[-_MOST_LISTED:]
    if not listed_ones:
        return []
    about = describe(project, listed_ones, language)
    rows = tuple(_step_row(entry, about[entry.id], language) for entry in listed_ones)
    columns = (
        Column(say("Day", language), share=1.9),
        Column(say("Time", language), share=0.7),
        Column(say("Step", language), share=2.0),
        Column(say("About", language), share=3.0),
        Column(say("Coder", language), share=1.2),
        Column(say("Reason", language), share=2.0),
    )
    notes = _left_out(entries, len(telling) - len(listed_ones), language)
    return [TableBlock(say("Steps that tell something", language), columns, rows, merged=1, notes=notes)]


def _step_row(entry: HistoryEntry, about: Described, language: str) -> tuple[Cell, ...]:
    names = [name for thing in about.things[:_MOST_THINGS] if (name := thing_name(thing, language))]
    more = about.count - len(names)
    if names and more > 0:
        names.append(say("and {n} others", language, n=more))
    return (
        words(calendar_day(entry.at, language)),
        words(clock_time(entry.at, language)),
        words(act_name(entry, language)),
        words(listed(names, language)),
        words(entry.coder_name),
        words(entry.reason or "–"),
    )


def _left_out(entries: Sequence[HistoryEntry], older: int, language: str) -> tuple[str, ...]:
    routine = Counter(
        step_name(entry.operation, language) for entry in entries if entry.operation in _ROUTINE and not entry.reason
    )
    notes = []
    if routine:
        each = (say("{kind}: {number}", language, kind=kind, number=number) for kind, number in routine.most_common())
        notes.append(say("Counted above and not listed: {kinds}.", language, kinds=inlined(each, language)))
    if older:
        notes.append(say("Older steps that are not listed: {number}.", language, number=older))
    return tuple(notes)
