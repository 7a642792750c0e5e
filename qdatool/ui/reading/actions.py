"""The rows of the table of actions that belong to Read & code."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon
from qdatool.ui.reading.correction_actions import CORRECTION_ACTIONS
from qdatool.ui.reading.find_actions import FIND_ACTIONS


class ReadingAction(StrEnum):
    """What can be done while reading and coding."""

    IMPORT = "reading_import"
    CODE_BOX = "reading_code_box"
    RECODE = "reading_recode"
    WORD = "reading_word"
    SENTENCE = "reading_sentence"
    PARAGRAPH = "reading_paragraph"
    TURN = "reading_turn"
    GROW = "reading_grow"
    SHRINK = "reading_shrink"
    IN_VIVO = "reading_in_vivo"
    BOX_IN_VIVO = "reading_box_in_vivo"
    REPEAT = "reading_repeat"
    STICKY = "reading_sticky"
    PIN_1 = "reading_pin_1"
    PIN_2 = "reading_pin_2"
    PIN_3 = "reading_pin_3"
    PIN_4 = "reading_pin_4"
    PIN_5 = "reading_pin_5"
    PIN_6 = "reading_pin_6"
    PIN_7 = "reading_pin_7"
    PIN_8 = "reading_pin_8"
    PIN_9 = "reading_pin_9"
    UNCODE = "reading_uncode"
    END_LEFT = "reading_end_left"
    END_RIGHT = "reading_end_right"
    START_LEFT = "reading_start_left"
    START_RIGHT = "reading_start_right"
    END_LETTER_LEFT = "reading_end_letter_left"
    END_LETTER_RIGHT = "reading_end_letter_right"
    START_LETTER_LEFT = "reading_start_letter_left"
    START_LETTER_RIGHT = "reading_start_letter_right"
    END_SENTENCE_ON = "reading_end_sentence_on"
    END_SENTENCE_BACK = "reading_end_sentence_back"
    START_SENTENCE_ON = "reading_start_sentence_on"
    START_SENTENCE_BACK = "reading_start_sentence_back"
    NEXT_QUOTATION = "reading_next_quotation"
    PREVIOUS_QUOTATION = "reading_previous_quotation"
    QUOTATIONS_HERE = "reading_quotations_here"
    NEXT_UNCODED = "reading_next_uncoded"
    PREVIOUS_UNCODED = "reading_previous_uncoded"
    NEXT_DOCUMENT = "reading_next_document"
    PREVIOUS_DOCUMENT = "reading_previous_document"
    LEAVE = "reading_leave"
    TO_TEXT = "reading_to_text"
    COMMENT_QUOTATION = "reading_comment_quotation"
    LINK = "reading_link"
    DIMENSION = "reading_dimension"
    COPY_REFERENCE = "reading_copy_reference"
    MEMO = "reading_memo"
    FILTER = "reading_filter"
    FILTER_STRIPES = "reading_filter_stripes"
    NEW_CODE = "reading_new_code"
    RENAME_CODE = "reading_rename_code"
    PIN_CODE = "reading_pin_code"
    DELETE_CODE = "reading_delete_code"
    CODE_MEMO = "reading_code_memo"
    DOCUMENT_MEMO = "reading_document_memo"
    RENAME_DOCUMENT = "reading_rename_document"
    DELETE_DOCUMENT = "reading_delete_document"
    FINISH_DOCUMENT = "reading_finish_document"
    SWITCH_SCOPE = "reading_switch_scope"
    LARGER = "reading_larger"
    SMALLER = "reading_smaller"


PIN_ACTIONS: tuple[ReadingAction, ...] = tuple(ReadingAction(f"reading_pin_{n}") for n in range(1, 10))
"""The action of each pinned code, the one on key 1 first."""

_WRITES = Need.WRITABLE_PROJECT


def _in_text(
    id: ReadingAction, text: str, shortcut: str, icon: Icon | None = None, needs: Need = _WRITES
) -> ActionSpec:
    return ActionSpec(id, text, Section.TEXT, icon, (shortcut,), Scope.VIEW, needs)


def _of_codes(id: ReadingAction, text: str, icon: Icon | None, shortcuts: tuple[str, ...] = ()) -> ActionSpec:
    return ActionSpec(id, text, Section.CODES, icon, shortcuts, Scope.VIEW, _WRITES)


def _of_documents(
    id: ReadingAction, text: str, icon: Icon | None, shortcuts: tuple[str, ...] = (), scope: Scope = Scope.VIEW
) -> ActionSpec:
    return ActionSpec(id, text, Section.DOCUMENTS, icon, shortcuts, scope, _WRITES)


def _pin_rows() -> tuple[ActionSpec, ...]:
    return tuple(
        ActionSpec(
            id, f"Apply pinned code {n}", Section.TEXT, None, (str(n),), Scope.VIEW, _WRITES, is_in_palette=False
        )
        for n, id in enumerate(PIN_ACTIONS, start=1)
    )


ACTIONS: tuple[ActionSpec, ...] = (
    _of_documents(ReadingAction.IMPORT, "Import interviews", Icon.IMPORT, ("Ctrl+I",), Scope.WORKSPACE),
    _in_text(ReadingAction.CODE_BOX, "Add a code", "Return", Icon.TAG),
    _in_text(ReadingAction.RECODE, "Recode", "Shift+Return", Icon.SWAP),
    _in_text(ReadingAction.WORD, "Select the word", "W", needs=Need.PROJECT),
    _in_text(ReadingAction.SENTENCE, "Select the sentence", "S", needs=Need.PROJECT),
    _in_text(ReadingAction.PARAGRAPH, "Select the paragraph", "P", needs=Need.PROJECT),
    _in_text(ReadingAction.TURN, "Select the turn", "T", needs=Need.PROJECT),
    _in_text(ReadingAction.GROW, "Grow the selection", "G", needs=Need.PROJECT),
    _in_text(ReadingAction.SHRINK, "Shrink the selection", "Shift+G", needs=Need.PROJECT),
    _in_text(ReadingAction.IN_VIVO, "Code in vivo", "V", Icon.QUOTE),
    ActionSpec(
        ReadingAction.BOX_IN_VIVO,
        "Code in vivo from the code box",
        Section.TEXT,
        None,
        ("Alt+V",),
        Scope.WORKSPACE,
        _WRITES,
        is_in_palette=False,
    ),
    _in_text(ReadingAction.REPEAT, "Repeat the last code", "R"),
    _in_text(ReadingAction.STICKY, "Apply the last code to every selection", "Shift+R", Icon.TAG),
    *_pin_rows(),
    _in_text(ReadingAction.UNCODE, "Uncode", "Del", Icon.UNCODE),
    _in_text(ReadingAction.END_LEFT, "Move the end of the passage to the left", "Alt+Left"),
    _in_text(ReadingAction.END_RIGHT, "Move the end of the passage to the right", "Alt+Right"),
    _in_text(ReadingAction.START_LEFT, "Move the start of the passage to the left", "Alt+Shift+Left"),
    _in_text(ReadingAction.START_RIGHT, "Move the start of the passage to the right", "Alt+Shift+Right"),
    _in_text(ReadingAction.END_LETTER_LEFT, "Move the end by a letter to the left", "J"),
    _in_text(ReadingAction.END_LETTER_RIGHT, "Move the end by a letter to the right", "K"),
    _in_text(ReadingAction.START_LETTER_LEFT, "Move the start by a letter to the left", "Shift+J"),
    _in_text(ReadingAction.START_LETTER_RIGHT, "Move the start by a letter to the right", "Shift+K"),
    _in_text(ReadingAction.END_SENTENCE_ON, "Move the end on by a sentence", "Alt+Down"),
    _in_text(ReadingAction.END_SENTENCE_BACK, "Move the end back by a sentence", "Alt+Up"),
    _in_text(ReadingAction.START_SENTENCE_ON, "Move the start on by a sentence", "Alt+Shift+Down"),
    _in_text(ReadingAction.START_SENTENCE_BACK, "Move the start back by a sentence", "Alt+Shift+Up"),
    _in_text(ReadingAction.NEXT_QUOTATION, "Next coding", "Tab", needs=Need.PROJECT),
    _in_text(ReadingAction.PREVIOUS_QUOTATION, "Previous coding", "Shift+Tab", needs=Need.PROJECT),
    _in_text(ReadingAction.QUOTATIONS_HERE, "Quotations at the caret", "Q", needs=Need.PROJECT),
    _in_text(ReadingAction.NEXT_UNCODED, "Next passage that is not coded", "N", needs=Need.PROJECT),
    _in_text(ReadingAction.PREVIOUS_UNCODED, "Previous passage that is not coded", "Shift+N", needs=Need.PROJECT),
    ActionSpec(
        ReadingAction.NEXT_DOCUMENT,
        "Next document",
        Section.DOCUMENTS,
        None,
        ("Ctrl+PgDown",),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    ActionSpec(
        ReadingAction.PREVIOUS_DOCUMENT,
        "Previous document",
        Section.DOCUMENTS,
        None,
        ("Ctrl+PgUp",),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    ActionSpec(
        ReadingAction.LEAVE,
        "Deselect",
        Section.TEXT,
        None,
        ("Esc",),
        Scope.VIEW,
        Need.PROJECT,
        is_in_palette=False,
    ),
    ActionSpec(
        ReadingAction.TO_TEXT,
        "Back to the text",
        Section.TEXT,
        None,
        ("Esc",),
        Scope.WORKSPACE,
        Need.PROJECT,
        is_in_palette=False,
    ),
    _in_text(ReadingAction.COMMENT_QUOTATION, "Comment on the quotation", "C", Icon.EDIT),
    _in_text(ReadingAction.LINK, "Link", "L", Icon.LINK),
    _in_text(ReadingAction.DIMENSION, "Mark as a new dimension of the code", "D", Icon.DIMENSION),
    ActionSpec(
        ReadingAction.COPY_REFERENCE,
        "Copy with reference",
        Section.TEXT,
        Icon.COPY,
        ("Ctrl+Shift+C",),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    _in_text(ReadingAction.MEMO, "Memo", "M", Icon.MEMO),
    _in_text(ReadingAction.FILTER, "Filter codes", "F", Icon.FILTER, Need.PROJECT),
    _in_text(ReadingAction.FILTER_STRIPES, "Which stripes are shown", "Shift+F", Icon.FILTER, Need.PROJECT),
    _of_codes(ReadingAction.NEW_CODE, "New code", Icon.ADD),
    _of_codes(ReadingAction.RENAME_CODE, "Rename", Icon.EDIT, ("F2",)),
    _of_codes(ReadingAction.PIN_CODE, "Pin the code on a key", Icon.PIN),
    _of_codes(ReadingAction.CODE_MEMO, "Memo on the code", Icon.MEMO),
    _of_codes(ReadingAction.DELETE_CODE, "Delete the code", Icon.DELETE, ("Del",)),
    _of_documents(ReadingAction.DOCUMENT_MEMO, "Memo on the document", Icon.MEMO),
    _of_documents(ReadingAction.RENAME_DOCUMENT, "Rename the document", Icon.EDIT, ("F2",)),
    _of_documents(
        ReadingAction.FINISH_DOCUMENT, "Mark the document as finished", Icon.OK, ("Ctrl+Shift+D",), Scope.WORKSPACE
    ),
    _of_documents(ReadingAction.DELETE_DOCUMENT, "Delete the document", Icon.DELETE, ("Del",)),
    ActionSpec(
        ReadingAction.SWITCH_SCOPE,
        "Show the codings of one coder or of all",
        Section.CODES,
        Icon.CODERS,
        needs=Need.PROJECT,
    ),
    ActionSpec(
        ReadingAction.LARGER,
        "Larger letters",
        Section.TEXT,
        Icon.ZOOM_IN,
        ("Ctrl+=", "Ctrl++"),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    ActionSpec(
        ReadingAction.SMALLER,
        "Smaller letters",
        Section.TEXT,
        Icon.ZOOM_OUT,
        ("Ctrl+-",),
        Scope.WORKSPACE,
        Need.PROJECT,
    ),
    *FIND_ACTIONS,
    *CORRECTION_ACTIONS,
)

ROWS: dict[str, ActionSpec] = {spec.id: spec for spec in ACTIONS}
"""The rows by action id."""
