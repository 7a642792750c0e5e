"""The exceptions a user can act on; every other exception is a bug and must reach the log.

An error carries a reason and facts, never a sentence: ``wording.errors`` turns both into one sentence in the
reader's language.
"""

from __future__ import annotations

from enum import Enum


class ProjectFileReason(Enum):
    """Why a project file cannot be opened, made or written."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    FOLDER_MISSING = "folder_missing"
    ALREADY_EXISTS = "already_exists"
    NOT_A_PROJECT = "not_a_project"
    OLDER_VERSION = "older_version"
    NEWER_VERSION = "newer_version"
    LOCKED = "locked"
    READ_ONLY = "read_only"
    DAMAGED = "damaged"
    DISK_FULL = "disk_full"
    NOT_WRITABLE = "not_writable"
    UNKNOWN_SNAPSHOT = "unknown_snapshot"


class ImportReason(Enum):
    """Why a source file was refused."""

    NOT_FOUND = "not_found"
    UNREADABLE = "unreadable"
    UNKNOWN_FORMAT = "unknown_format"
    NOT_A_DOCX = "not_a_docx"
    OLD_WORD = "old_word"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    UNSAFE_XML = "unsafe_xml"
    BINARY = "binary"
    UNKNOWN_ENCODING = "unknown_encoding"
    NO_TEXT = "no_text"
    NOT_A_TABLE = "not_a_table"
    MISSING_COLUMN = "missing_column"
    DOUBLE_COLUMN = "double_column"
    BAD_ROW = "bad_row"
    NOT_ROLES = "not_roles"
    NOT_A_PICTURE = "not_a_picture"
    PICTURE_DAMAGED = "picture_damaged"
    PICTURE_TOO_LARGE = "picture_too_large"


class RowReason(Enum):
    """What is wrong with one row of a codes, codings or participants table."""

    EMPTY_LABEL = "empty_label"
    UNKNOWN_PARENT = "unknown_parent"
    AMBIGUOUS_PARENT = "ambiguous_parent"
    CYCLE = "cycle"
    DUPLICATE_CODE = "duplicate_code"
    UNKNOWN_ROLE = "unknown_role"
    BAD_COLOR = "bad_color"
    UNKNOWN_DOCUMENT = "unknown_document"
    UNKNOWN_CODE = "unknown_code"
    AMBIGUOUS_CODE = "ambiguous_code"
    BAD_OFFSET = "bad_offset"
    SPAN_OUTSIDE_TEXT = "span_outside_text"
    QUOTE_MISMATCH = "quote_mismatch"
    QUOTE_NOT_FOUND = "quote_not_found"
    QUOTE_NOT_UNIQUE = "quote_not_unique"
    NO_PASSAGE = "no_passage"
    EMPTY_CODER = "empty_coder"
    EMPTY_PARTICIPANT = "empty_participant"
    WRONG_CELL_COUNT = "wrong_cell_count"
    BROKEN_QUOTES = "broken_quotes"
    NESTED_VALUE = "nested_value"


class ExportReason(Enum):
    """Why a file could not be written."""

    UNKNOWN_FORMAT = "unknown_format"
    FOLDER_MISSING = "folder_missing"
    NOT_WRITABLE = "not_writable"
    DISK_FULL = "disk_full"
    UNKNOWN_PRESET = "unknown_preset"
    TOO_NARROW = "too_narrow"
    TOO_LARGE = "too_large"
    TOO_LONG_FOR_SLIDE = "too_long_for_slide"


class OperationReason(Enum):
    """Why an act on the project makes no sense as asked."""

    EMPTY_LABEL = "empty_label"
    CYCLE = "cycle"
    UNKNOWN_DOCUMENT = "unknown_document"
    UNKNOWN_CODE = "unknown_code"
    UNKNOWN_QUOTATION = "unknown_quotation"
    UNKNOWN_CODING = "unknown_coding"
    UNKNOWN_CODER = "unknown_coder"
    NO_CONSENSUS = "no_consensus"
    COMMENT_OUT_OF_SIGHT = "comment_out_of_sight"
    UNKNOWN_ROUND = "unknown_round"
    UNKNOWN_LINK = "unknown_link"
    UNKNOWN_COMMENT = "unknown_comment"
    UNKNOWN_MEMO = "unknown_memo"
    UNKNOWN_MODEL = "unknown_model"
    UNKNOWN_NODE = "unknown_node"
    UNKNOWN_VERSION = "unknown_version"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_PARTICIPANT = "unknown_participant"
    UNKNOWN_RELATION = "unknown_relation"
    UNKNOWN_ROLE = "unknown_role"
    NO_ROLES = "no_roles"
    LAST_ROLE = "last_role"
    OUTSIDE_GRID = "outside_grid"
    PLACE_TAKEN = "place_taken"
    GRID_FULL = "grid_full"
    SAME_ENDS = "same_ends"
    UNKNOWN_RELATION_TYPE = "unknown_relation_type"
    UNKNOWN_PROVENANCE = "unknown_provenance"
    UNKNOWN_PROPERTY = "unknown_property"
    UNKNOWN_DIMENSION = "unknown_dimension"
    NOTHING_TO_MERGE = "nothing_to_merge"
    NO_HIGHER_LEVEL = "no_higher_level"
    NO_LOWER_LEVEL = "no_lower_level"
    NOTHING_TO_SPLIT = "nothing_to_split"
    NOT_CODED_SO = "not_coded_so"
    NO_CODES = "no_codes"
    UNKNOWN_LANGUAGE = "unknown_language"
    UNKNOWN_SAMPLE = "unknown_sample"
    NOT_DECIDED = "not_decided"
    SAME_FILE = "same_file"
    NOTHING_IN_COMMON = "nothing_in_common"
    NOTHING_TO_DRAW = "nothing_to_draw"
    ONE_BRANCH = "one_branch"
    UNKNOWN_ATTRIBUTE = "unknown_attribute"
    BAD_PATTERN = "bad_pattern"
    PATTERN_TOO_SLOW = "pattern_too_slow"
    NAME_TAKEN = "name_taken"
    SPAN_OUTSIDE_TEXT = "span_outside_text"
    EMPTY_TEXT = "empty_text"
    UNUSABLE_PIPELINE = "unusable_pipeline"
    TEXT_HAS_CHANGED = "text_has_changed"
    PASSAGES_WOULD_GO = "passages_would_go"
    NOTHING_TO_UNDO = "nothing_to_undo"
    OTHERS_STEP = "others_step"
    NOTHING_TO_REDO = "nothing_to_redo"
    TWO_CODES_IN_UNIT = "two_codes_in_unit"
    SELF_RELATION = "self_relation"
    ALREADY_RELATED = "already_related"
    READY_TYPE = "ready_type"
    TYPE_IN_USE = "type_in_use"
    TYPE_DOES_NOT_FIT = "type_does_not_fit"
    SELF_LINK = "self_link"
    ALREADY_LINKED = "already_linked"
    EMPTY_COMMENT = "empty_comment"
    ANSWER_TO_ANSWER = "answer_to_answer"
    BAD_COLOR = "bad_color"


class QdaError(Exception):
    """An error the user can act on.

    ``reason`` says which one; ``facts`` are the names and numbers that its sentence needs.
    """

    def __init__(self, reason: Enum, **facts: object) -> None:
        super().__init__(reason, facts)
        self.reason = reason
        self.facts = facts


class ProjectFileError(QdaError):
    """The project file cannot be opened or written."""

    reason: ProjectFileReason


class ImportFailed(QdaError):
    """A source file was refused; the project is as it was."""

    reason: ImportReason


class ExportFailed(QdaError):
    """A file could not be written; what stood there before still stands."""

    reason: ExportReason


class InvalidOperation(QdaError):
    """The act makes no sense as asked; nothing was changed."""

    reason: OperationReason
