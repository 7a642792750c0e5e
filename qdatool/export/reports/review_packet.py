"""What a supervisor reads on paper: what there is, the codes, the models with their checks, memos, open comments."""

from __future__ import annotations

from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.coders import list_coders, list_rounds
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.counts import count_contents
from qdatool.coding.decisions import consensus_coder, standing_counts
from qdatool.coding.levels import list_levels
from qdatool.coding.participants import list_participants
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount
from qdatool.coding.review import count_open_comments
from qdatool.coding.roles import MemoKind
from qdatool.export.report import Block, Cell, Column, HeadingBlock, Report, Side, TableBlock, TextBlock, whole, words
from qdatool.export.reports.comments import open_comment_blocks
from qdatool.export.reports.memos import memo_blocks
from qdatool.export.reports.models import model_blocks
from qdatool.export.reports.opening import opening, titled
from qdatool.wording import listed, say
from qdatool.wording.terms import code_status_name, role_name

_NO_COUNT = CodeCount(0, 0)
_STEP_IN = "\u2002"
"""Space before the name of a code for every code above it."""


def review_packet(project: Project, language: str) -> Report:
    """Return the packet; what the project does not hold has a sentence that says so."""
    blocks: list[Block] = [
        *opening(project, language),
        HeadingBlock(say("What the project holds", language)),
        _contents(project, language),
        HeadingBlock(say("Codes", language)),
        *_codes(project, language),
        HeadingBlock(say("Models", language)),
        *model_blocks(project, language),
        HeadingBlock(say("Theoretical memos", language)),
        *_memos(project, language),
        HeadingBlock(say("Open review comments", language)),
        *open_comment_blocks(project, language),
    ]
    return Report(
        titled(project, say("Packet for review", language), language), language, tuple(blocks), is_upright=True
    )


def _memos(project: Project, language: str) -> list[Block]:
    found = memo_blocks(project, language, MemoKind.THEORETICAL)
    return found or [TextBlock(say("There is no theoretical memo yet.", language))]


def _contents(project: Project, language: str) -> TableBlock:
    counts = count_contents(project)
    people = [coder.name for coder in list_coders(project) if not coder.is_consensus]
    rounds = [each.name for each in list_rounds(project)]
    rows = [
        (words(say("Interviews", language)), whole(counts.documents, language)),
        (words(say("Participants", language)), whole(len(list_participants(project)), language)),
    ]
    rows += [
        (
            words(say("Codes of the level {level}", language, level=level.name_in(language))),
            whole(counts.codes[level.key], language),
        )
        for level in list_levels(project)
        if counts.codes[level.key]
    ]
    rows += [
        (words(say("Quotations", language)), whole(counts.quotations, language)),
        (words(say("Codings of all coders", language)), whole(counts.codings, language)),
        (words(say("Models", language)), whole(counts.models, language)),
        (words(say("Memos", language)), whole(counts.memos, language)),
        (words(say("Open review comments", language)), whole(count_open_comments(project), language)),
    ]
    notes = [say("Coders: {coders}.", language, coders=listed(people, language))] if people else []
    notes += [say("Rounds: {rounds}.", language, rounds=listed(rounds, language))] if rounds else []
    columns = (Column("", share=3.0), Column(say("Number", language), Side.END))
    return TableBlock(say("What the project holds", language), columns, tuple(rows), notes=tuple(notes))


def _codes(project: Project, language: str) -> list[Block]:
    tree = load_codes(project)
    if not tree.codes:
        return [TextBlock(say("There is no code yet.", language))]
    levels = {level.id: level.name_in(language) for level in list_levels(project)}
    counts = standing_counts(project, tree)
    rows = tuple(
        _code_row(code, tree, levels[code.level_id], counts.get(code.id, _NO_COUNT), language) for code in tree
    )
    columns = (
        Column(say("Name of the code", language), share=2.6),
        Column(say("Level and status", language), share=1.4),
        Column(say("Definition", language), share=3.4),
        Column(say("Quotations", language), Side.END, 0.8),
        Column(say("Interviews", language), Side.END, 0.8),
    )
    caption = say("The codes in their hierarchy", language)
    return [TableBlock(caption, columns, rows, notes=(_counted(project, language),))]


def _code_row(code: Code, tree: CodeTree, level: str, count: CodeCount, language: str) -> tuple[Cell, ...]:
    depth = len(tree.ancestors(code.id))
    role = role_name(code.role, language) if code.role else ""
    return (
        words(_STEP_IN * depth + code.label_in(language), is_bold=bool(tree.children_of(code.id))),
        words(" · ".join(part for part in (level, role, code_status_name(CodeStatus(code.status), language)) if part)),
        words(code.definition),
        whole(count.quotations, language),
        whole(count.documents, language),
    )


def _counted(project: Project, language: str) -> str:
    """Return whose codings the counts are of."""
    if consensus_coder(project) is None:
        whose = say("Counted are the codings of all coders.", language)
    else:
        whose = say(
            "Counted is what was agreed on, in interviews where anything was; in the others the codings of all coders.",
            language,
        )
    below = say("A category counts every quotation below it once.", language)
    return f"{whose} {below}"
