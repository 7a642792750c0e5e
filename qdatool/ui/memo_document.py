"""The paragraphs of a memo inside a text document of Qt, and back; also what is left of text pasted from elsewhere.

A link is one character that draws itself (``memo_links``), so that it is typed over and deleted as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from html import escape

from PySide6.QtCore import QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextListFormat,
)

from qdatool.text.memo_markup import Block, BlockKind, LinkKind, LinkTarget, Run, tidy
from qdatool.ui.direction import runs_right_to_left

LINK_OBJECT = int(QTextFormat.ObjectTypes.UserObject) + 1
_LINK = int(QTextFormat.Property.UserProperty) + 1
_OBJECT = "\ufffc"
_LINE_BREAK = "\u2028"
_HEADINGS = {BlockKind.HEADING: 1, BlockKind.SUBHEADING: 2, BlockKind.MINOR_HEADING: 3}
_BY_LEVEL = {1: BlockKind.HEADING, 2: BlockKind.SUBHEADING}
_LINE_HEIGHT = 140.0
# Word writes the bullet of an item as a letter of the paragraph.
_WORD_BULLET = re.compile(r"\s*[·•▪◦‣§]\s+")


def fill_document(document: QTextDocument, blocks: Iterable[Block]) -> None:
    """Show these paragraphs in place of what the document holds; nothing of it can be undone."""
    document.setUndoRedoEnabled(False)
    document.clear()
    insert_blocks(QTextCursor(document), blocks)
    document.setUndoRedoEnabled(True)


def insert_blocks(cursor: QTextCursor, blocks: Iterable[Block]) -> None:
    """Insert paragraphs; words of the first go on in the paragraph of the cursor unless that is empty."""
    cursor.beginEditBlock()
    cursor.removeSelectedText()
    for i, block in enumerate(blocks):
        if i:
            cursor.insertBlock()
        if i or not cursor.block().text():
            set_kind(cursor, block.kind)
        for run in block.runs:
            if run.target is not None:
                insert_link(cursor, run.target, run.text, look=run)
            else:
                cursor.insertText(run.text, _look(run))
    cursor.endEditBlock()


def insert_link(cursor: QTextCursor, target: LinkTarget, words: str, *, look: Run | None = None) -> None:
    """Insert a link in place of the selection."""
    format = _look(look or Run(""))
    format.setObjectType(LINK_OBJECT)
    # One property: an empty string comes back from a format as an empty list.
    format.setProperty(_LINK, f"{target.kind.value}:{target.guid}:{words}")
    format.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignBaseline)
    cursor.insertText(_OBJECT, format)


def set_kind(cursor: QTextCursor, kind: BlockKind) -> None:
    """Make the paragraph of the cursor a heading, an item or plain."""
    block = cursor.block()
    present = block.textList()
    if present is not None and kind is not BlockKind.BULLET:
        present.remove(block)
    format = cursor.blockFormat()
    format.setHeadingLevel(_HEADINGS.get(kind, 0))
    format.setLineHeight(_LINE_HEIGHT, int(QTextBlockFormat.LineHeightTypes.ProportionalHeight.value))
    if kind is not BlockKind.BULLET:
        format.setIndent(0)
    cursor.setBlockFormat(format)
    if kind is BlockKind.BULLET and present is None:
        cursor.createList(_bullets())


def kind_of(block: QTextBlock) -> BlockKind:
    """Return what a paragraph is."""
    level = block.blockFormat().headingLevel()
    if level:
        return _BY_LEVEL.get(level, BlockKind.MINOR_HEADING)
    return BlockKind.BULLET if block.textList() is not None else BlockKind.PARAGRAPH


def target_of(format: QTextFormat) -> tuple[LinkTarget, str] | None:
    """Return where the link of this format leads and its words, or None for text."""
    if format.objectType() != LINK_OBJECT:
        return None
    kind, guid, words = str(format.property(_LINK)).split(":", 2)
    return LinkTarget(LinkKind(kind), guid), words


def read_document(document: QTextDocument) -> tuple[Block, ...]:
    """Return the paragraphs of a document."""
    return read_range(document, 0, document.characterCount())


def read_range(document: QTextDocument, start: int, end: int) -> tuple[Block, ...]:
    """Return what stands between two positions, the first and the last paragraph perhaps in part."""
    blocks: list[Block] = []
    block = document.findBlock(start)
    while block.isValid() and block.position() <= end:
        blocks += _split(kind_of(block), tuple(_runs(block, start, end)))
        block = block.next()
    return tuple(tidy(one) for one in blocks)


def pasted_blocks(html: str) -> tuple[Block, ...]:
    """Return what a memo can hold of a web page or of a part of a Word file; nothing is fetched for it."""
    source = _ClosedDocument()
    source.setHtml(html)
    blocks = [_cleaned(block) for block in read_document(source)]
    while blocks and not blocks[0].text.strip():
        blocks.pop(0)
    while blocks and not blocks[-1].text.strip():
        blocks.pop()
    return tuple(blocks)


def copied_html(blocks: Iterable[Block], words_of: Callable[[LinkTarget, str], str]) -> str:
    """Return paragraphs for programs that write: headings, lists and looks, links as their words now."""
    parts: list[str] = []
    is_list = False
    for block in blocks:
        if (block.kind is BlockKind.BULLET) != is_list:
            is_list = not is_list
            parts.append("<ul>" if is_list else "</ul>")
        tag = "li" if is_list else f"h{_HEADINGS[block.kind]}" if block.kind in _HEADINGS else "p"
        direction = "rtl" if runs_right_to_left(block.text) else "ltr"
        words = "".join(_run_html(run, words_of) for run in block.runs)
        parts.append(f'<{tag} dir="{direction}">{words}</{tag}>')
    return "".join((*parts, "</ul>" if is_list else ""))


def _run_html(run: Run, words_of: Callable[[LinkTarget, str], str]) -> str:
    words = escape(run.text if run.target is None else words_of(run.target, run.text))
    words = f"<b>{words}</b>" if run.is_bold else words
    return f"<i>{words}</i>" if run.is_italic else words


class _ClosedDocument(QTextDocument):
    """A document that loads no picture and no style sheet, from anywhere."""

    def loadResource(self, type: int, name: QUrl) -> object:
        return None


def _runs(block: QTextBlock, start: int, end: int) -> Iterator[Run]:
    is_heading = bool(block.blockFormat().headingLevel())
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        yield from _runs_of(fragment, start, end, is_heading=is_heading)
        place += 1


def _runs_of(fragment: QTextFragment, start: int, end: int, *, is_heading: bool) -> Iterator[Run]:
    format = fragment.charFormat()
    # Positions of Qt count UTF-16 units.
    units = fragment.text().encode("utf-16-le")
    first = max(start - fragment.position(), 0)
    last = max(min(end - fragment.position(), fragment.length()), first)
    text = units[2 * first : 2 * last].decode("utf-16-le", "ignore")
    look = Run("", not is_heading and format.fontWeight() >= int(QFont.Weight.DemiBold), format.fontItalic())
    link = target_of(format)
    if link is None:
        yield replace(look, text=text.replace(_OBJECT, ""))
        return
    for _ in range(text.count(_OBJECT)):
        yield replace(look, text=link[1], target=link[0])


def _split(kind: BlockKind, runs: tuple[Run, ...]) -> Iterator[Block]:
    """Yield a paragraph, or several where lines were broken in it."""
    line: list[Run] = []
    for run in runs:
        first, *others = run.text.split(_LINE_BREAK) if run.target is None else [run.text]
        line.append(replace(run, text=first))
        for part in others:
            yield Block(kind, tuple(line))
            kind = kind if kind is BlockKind.BULLET else BlockKind.PARAGRAPH
            line = [replace(run, text=part)]
    yield Block(kind, tuple(line))


def _cleaned(block: Block) -> Block:
    """Take out what only a page needs: spaces that do not break, and bullets that are letters."""
    runs = [replace(run, text=re.sub(r"[ \t\u00a0]+", " ", run.text)) for run in block.runs]
    words = "".join(run.text for run in runs)
    bullet = _WORD_BULLET.match(words)
    start = bullet.end() if bullet else len(words) - len(words.lstrip())
    kind = BlockKind.BULLET if bullet else block.kind
    return tidy(Block(kind, tuple(_within(runs, start, len(words.rstrip())))))


def _within(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    """Yield what of the runs stands between two places of their words."""
    place = 0
    for run in runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        place += len(run.text)
        if text:
            yield replace(run, text=text)


def _look(run: Run) -> QTextCharFormat:
    format = QTextCharFormat()
    format.setFontWeight(QFont.Weight.Bold if run.is_bold else QFont.Weight.Normal)
    format.setFontItalic(run.is_italic)
    return format


def _bullets() -> QTextListFormat:
    format = QTextListFormat()
    format.setStyle(QTextListFormat.Style.ListDisc)
    format.setIndent(1)
    return format
