"""The text of a memo: headings, bold, italic, lists, and links that are drawn live and lead somewhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QPointF, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from qdatool.coding.things import Thing
from qdatool.text.memo_markup import Block, BlockKind, LinkTarget, Run, read_markup, write_markup
from qdatool.text.normalisation import normalise
from qdatool.ui.direction import direction_of
from qdatool.ui.memo_actions import MemoAction
from qdatool.ui.memo_document import (
    LINK_OBJECT,
    copied_html,
    fill_document,
    insert_blocks,
    insert_link,
    kind_of,
    pasted_blocks,
    read_document,
    read_range,
    set_kind,
    target_of,
)
from qdatool.ui.memo_links import LinkObject
from qdatool.ui.theme import interface_font
from qdatool.ui.tokens import FontSize

_MIME = "text/x-qdatool-memo"
_OBJECT = "\ufffc"
_LETTERS = FontSize.BASE + 1
_SIZES = {1: _LETTERS + 5, 2: _LETTERS + 3, 3: _LETTERS + 1}
_NEXT_HEADING = {
    BlockKind.PARAGRAPH: BlockKind.HEADING,
    BlockKind.BULLET: BlockKind.HEADING,
    BlockKind.HEADING: BlockKind.SUBHEADING,
    BlockKind.SUBHEADING: BlockKind.MINOR_HEADING,
    BlockKind.MINOR_HEADING: BlockKind.PARAGRAPH,
}
_HEADING_KINDS = (BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.MINOR_HEADING)
_TYPED_OPENINGS = {
    **{kind.value.strip(): kind for kind in BlockKind if kind is not BlockKind.PARAGRAPH},
    "*": BlockKind.BULLET,
}


class MemoBody(QTextEdit):
    """Edits the markup of one memo.

    ``typed`` when its words or looks were changed by hand; ``link_wanted`` on ``[[`` or Ctrl+K; ``jump_asked(Thing)``
    on a click on a link, or Ctrl+Enter beside one.
    """

    typed = Signal()
    link_wanted = Signal()
    jump_asked = Signal(object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name_of: Callable[[LinkTarget], Thing | None] = lambda _target: None
        self._is_filling = False
        self._links = LinkObject(lambda target: self._name_of(target))
        self.setDocument(QTextDocument(self))
        self.document().setDefaultFont(interface_font(_LETTERS))
        self.document().setDocumentMargin(6)
        self.document().documentLayout().registerHandler(LINK_OBJECT, self._links)
        self._headings = _HeadingLook(self.document())
        self.setAcceptRichText(True)
        self.setTabChangesFocus(True)
        self.viewport().setMouseTracking(True)
        self.textChanged.connect(self._on_changed)

    def apply_theme(self) -> None:
        """Draw the links in the colours of the theme."""
        self.refresh_links()

    def set_names(self, name_of: Callable[[LinkTarget], Thing | None]) -> None:
        """Say what the links are called now."""
        self._name_of = name_of
        self.refresh_links()

    def refresh_links(self) -> None:
        """Draw the links anew; their names may have another width."""
        self.document().markContentsDirty(0, self.document().characterCount())
        self.viewport().update()

    def show_markup(self, body: str) -> None:
        """Show another memo, or the same one changed elsewhere; what was typed before cannot be undone here."""
        self._is_filling = True
        fill_document(self.document(), read_markup(body))
        block = self.document().begin()
        while block.isValid():
            self._turn(block)
            block = block.next()
        self.document().clearUndoRedoStacks()
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._is_filling = False

    def markup(self) -> str:
        """Return what is kept of the text."""
        return write_markup(read_document(self.document()))

    # Acts

    def do_memo_action(self, action: MemoAction) -> None:
        """Do one of the rows of the table of actions."""
        acts: dict[MemoAction, Callable[[], object]] = {
            MemoAction.HEADING: lambda: self.set_kind(_NEXT_HEADING[kind_of(self.textCursor().block())]),
            MemoAction.BOLD: self._toggle_bold,
            MemoAction.ITALIC: lambda: self.setFontItalic(not self.fontItalic()),
            MemoAction.BULLETS: self._toggle_bullets,
            MemoAction.LINK: self.link_wanted.emit,
            MemoAction.OPEN_LINK: self._open_link_at_caret,
        }
        acts[action]()

    def set_kind(self, kind: BlockKind) -> None:
        """Make the paragraphs of the selection headings, items of a list or plain."""
        cursor = self.textCursor()
        end = cursor.selectionEnd()
        cursor.beginEditBlock()
        block = self.document().findBlock(cursor.selectionStart())
        while block.isValid() and block.position() <= end:
            set_kind(QTextCursor(block), kind)
            block = block.next()
        cursor.endEditBlock()
        self._headings.rehighlight()
        self._on_changed()

    def insert_link_to(self, thing: Thing) -> None:
        """Put a link at the caret, or in place of what is selected, and go on typing behind it."""
        cursor = self.textCursor()
        insert_link(cursor, thing.as_target(), thing.name)
        self.setTextCursor(cursor)
        self._take_plain_look()

    def link_at(self, position: int) -> LinkTarget | None:
        """Return the link whose character stands at a position of the document."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(min(position + 1, self.document().characterCount() - 1))
        link = target_of(cursor.charFormat())
        return link[0] if link is not None and self.document().characterAt(position) == _OBJECT else None

    def _toggle_bold(self) -> None:
        is_bold = self.fontWeight() >= int(QFont.Weight.DemiBold)
        self.setFontWeight(QFont.Weight.Normal if is_bold else QFont.Weight.Bold)

    def _toggle_bullets(self) -> None:
        is_item = kind_of(self.textCursor().block()) is BlockKind.BULLET
        self.set_kind(BlockKind.PARAGRAPH if is_item else BlockKind.BULLET)

    def _open_link_at_caret(self) -> None:
        place = self.textCursor().position()
        target = self.link_at(place) or self.link_at(max(place - 1, 0))
        self._jump(target)

    def _jump(self, target: LinkTarget | None) -> None:
        thing = self._name_of(target) if target is not None else None
        if thing is not None:
            self.jump_asked.emit(thing)

    # Typing

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.isReadOnly() and self._changes_kind(event):
            return
        is_break = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        was_heading = is_break and kind_of(self.textCursor().block()) in _HEADING_KINDS
        if not self.textCursor().hasSelection():
            self._take_plain_look()
        self._as_one_step(event.text(), lambda: super(MemoBody, self).keyPressEvent(event))
        if was_heading and kind_of(self.textCursor().block()) in _HEADING_KINDS:
            self.set_kind(BlockKind.PARAGRAPH)
        self._after_typing(event.text())

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        words = event.commitString()
        self._as_one_step(words, lambda: super(MemoBody, self).inputMethodEvent(event))
        self._after_typing(words)

    def focusOutEvent(self, event) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def _changes_kind(self, event: QKeyEvent) -> bool:
        """Turn «# » and «- » into what they mean, and end a list or a heading where there is nothing in it."""
        cursor = self.textCursor()
        block, kind = cursor.block(), kind_of(cursor.block())
        if cursor.hasSelection():
            return False
        is_plain = kind is BlockKind.PARAGRAPH
        if event.text() == " " and is_plain and cursor.atBlockEnd() and block.text() in _TYPED_OPENINGS:
            wanted = _TYPED_OPENINGS[block.text()]
            cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock, QTextCursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            self.set_kind(wanted)
            return True
        is_end = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not block.text()
        is_back = event.key() == Qt.Key.Key_Backspace and cursor.atBlockStart()
        if (is_end or is_back) and not is_plain and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_kind(BlockKind.PARAGRAPH)
            return True
        return False

    def _after_typing(self, text: str) -> None:
        cursor = self.textCursor()
        if self.isReadOnly() or not text.endswith("["):
            return
        before = cursor.block().text().encode("utf-16-le")[: 2 * cursor.positionInBlock()].decode("utf-16-le")
        if before.endswith("[["):
            for _ in "[[":
                cursor.deletePreviousChar()
            self.link_wanted.emit()

    def _take_plain_look(self) -> None:
        """Let what is typed behind a link be words, not part of it."""
        format = self.currentCharFormat()
        if format.objectType() == LINK_OBJECT:
            plain = QTextCharFormat()
            plain.setFontWeight(format.fontWeight())
            plain.setFontItalic(format.fontItalic())
            self.setCurrentCharFormat(plain)

    def _on_changed(self) -> None:
        if self._is_filling:
            return
        self._turn(self.textCursor().block())
        self.typed.emit()

    def _as_one_step(self, text: str, act: Callable[[], object]) -> None:
        """Type; where that turns the paragraph round, letters and direction are taken back together.

        Elsewhere Qt joins letters into steps by itself, which an edit block of ours would keep it from.
        """
        block = self.textCursor().block()
        if not text.isprintable() or self._wanted(block, text) == block.blockFormat().layoutDirection():
            act()
            return
        cursor = QTextCursor(block)
        cursor.beginEditBlock()
        act()
        self._turn(block)
        cursor.endEditBlock()

    def _turn(self, block: QTextBlock) -> None:
        """Let a paragraph run the way its words do."""
        wanted = self._wanted(block)
        format = block.blockFormat()
        # While steps can be done again, the direction is one of them.
        if format.layoutDirection() != wanted and not self.document().isRedoAvailable():
            format.setLayoutDirection(wanted)
            QTextCursor(block).setBlockFormat(format)

    def _wanted(self, block: QTextBlock, typed: str = "") -> Qt.LayoutDirection:
        """Return how the words of a paragraph run, with some more; one without words goes on as the one before."""
        for words in (block.text() + typed, self._link_words(block)):
            if any(map(str.isalpha, words)):
                return direction_of(words)
        before = block.previous()
        return before.blockFormat().layoutDirection() if before.isValid() else self.layoutDirection()

    def _link_words(self, block: QTextBlock) -> str:
        """Return the names of the links in a paragraph."""
        names = []
        place = block.begin()
        while not place.atEnd() and _OBJECT in block.text():
            format = place.fragment().charFormat()
            names.append(self._links.words_of(format))
            place += 1
        return " ".join(names)

    # The mouse

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        is_link = not event.buttons() and self._link_under(event) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if is_link else Qt.CursorShape.IBeamCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._jump(self._link_under(event))

    def _link_under(self, event: QMouseEvent) -> LinkTarget | None:
        place = event.position()
        scrolled = place + self._scrolled()
        found = self.document().documentLayout().hitTest(scrolled, Qt.HitTestAccuracy.ExactHit)
        # The half of a plate at the reading end hits the position behind it.
        for position in (found, found - 1):
            if position >= 0 and self.link_at(position) is not None and self._covers(position, place.x()):
                return self.link_at(position)
        return None

    def _covers(self, position: int, x: float) -> bool:
        """Tell whether the character at a position is under a place of the viewport."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(position)
        edges = [self.cursorRect(cursor).x()]
        cursor.setPosition(position + 1)
        edges.append(self.cursorRect(cursor).x())
        return min(edges) <= x <= max(edges)

    def _scrolled(self) -> QPointF:
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    # Copy and paste

    def createMimeDataFromSelection(self) -> QMimeData:
        cursor = self.textCursor()
        blocks = read_range(self.document(), cursor.selectionStart(), cursor.selectionEnd())
        data = QMimeData()
        data.setData(_MIME, write_markup(blocks).encode("utf-8"))
        data.setText("\n".join("".join(map(self._shown, block.runs)) for block in blocks))
        data.setHtml(copied_html(blocks, self._links.name_of))
        return data

    def _shown(self, run: Run) -> str:
        return run.text if run.target is None else self._links.name_of(run.target, run.text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasFormat(_MIME) or source.hasHtml() or source.hasText()

    def insertFromMimeData(self, source: QMimeData) -> None:
        if source.hasFormat(_MIME):
            blocks = read_markup(bytes(source.data(_MIME).data()).decode("utf-8"))
        elif source.hasHtml():
            blocks = pasted_blocks(source.html())
        else:
            lines = normalise(source.text()).split("\n")
            blocks = tuple(Block(BlockKind.PARAGRAPH, (Run(line),)) for line in lines)
        cursor = self.textCursor()
        start = cursor.selectionStart()
        cursor.beginEditBlock()
        insert_blocks(cursor, blocks)
        block = self.document().findBlock(start)
        while block.isValid() and block.position() <= cursor.position():
            self._turn(block)
            block = block.next()
        cursor.endEditBlock()
        self.setTextCursor(cursor)
        self.ensureCursorVisible()


class _HeadingLook(QSyntaxHighlighter):
    """Shows headings larger without a trace in the text, so that a look of letters stays what the user gave."""

    def highlightBlock(self, text: str) -> None:
        level = self.currentBlock().blockFormat().headingLevel()
        if not level:
            return
        look = QTextCharFormat()
        look.setFont(interface_font(_SIZES[min(level, 3)], is_bold=True))
        self.setFormat(0, len(text.encode("utf-16-le")) // 2, look)
