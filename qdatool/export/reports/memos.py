"""Memos on paper."""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.memos import Memo, list_memos, memo_name
from qdatool.coding.project import Project
from qdatool.coding.roles import MemoKind
from qdatool.coding.things import Things
from qdatool.export.calendar_dates import calendar_day
from qdatool.export.report import Block, HeadingBlock, TextBlock
from qdatool.export.reports.opening import coder_names
from qdatool.text.memo_markup import plain_text
from qdatool.wording import listed, say


def memo_blocks(project: Project, language: str, kind: MemoKind) -> list[Block]:
    """Return the memos of a kind, the oldest first, each under its title with who wrote it and what it is about."""
    things, coders = Things(project, language), coder_names(project)
    blocks: list[Block] = []
    for memo in reversed([each for each in list_memos(project) if each.kind is kind]):
        blocks.append(HeadingBlock(memo_name(memo) or say("Memo without a title", language), 2))
        blocks.append(TextBlock(_about(memo, things, coders, language)))
        blocks += [TextBlock(line) for line in plain_text(memo.body).split("\n") if line.strip()]
    return blocks


def _about(memo: Memo, things: Things, coders: Mapping[int, str], language: str) -> str:
    written = [coders.get(memo.coder_id or 0, ""), calendar_day(memo.changed_at, language)]
    names = [thing.name for link in memo.links if (thing := things.of(link)) is not None]
    if names:
        written.append(say("about {things}", language, things=listed(names, language)))
    return " · ".join(part for part in written if part)
