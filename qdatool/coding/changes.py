"""The names of everything that can be done to a project, and what a committed step changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from qdatool.storage.recorder import TouchedIds


class Operation(StrEnum):
    """Every act on a project: the name of its undo step and of its history row."""

    CREATE_PROJECT = "create-project"
    RENAME_PROJECT = "rename-project"
    ADD_CODER = "add-coder"
    RENAME_CODER = "rename-coder"
    ADD_ROUND = "add-round"
    RENAME_ROUND = "rename-round"
    SET_ROUND_BLIND = "set-round-blind"
    DRAW_SAMPLE = "draw-sample"
    DROP_SAMPLE = "drop-sample"
    DECIDE = "decide"
    WITHDRAW_DECISION = "withdraw-decision"
    EXPLAIN_DECISION = "explain-decision"
    ADOPT_AGREED = "adopt-agreed"
    MERGE_CODER = "merge-coder"
    MARK_FINISHED = "mark-finished"
    MARK_UNFINISHED = "mark-unfinished"
    IMPORT_DOCUMENT = "import-document"
    RENAME_DOCUMENT = "rename-document"
    MOVE_DOCUMENT = "move-document"
    SET_DOCUMENT_DIRECTION = "set-document-direction"
    DATE_DOCUMENT = "date-document"
    CORRECT_TEXT = "correct-text"
    PSEUDONYMISE = "pseudonymise"
    DELETE_DOCUMENT = "delete-document"
    IMPORT_PARTICIPANTS = "import-participants"
    CREATE_CODE = "create-code"
    RENAME_CODE = "rename-code"
    MOVE_CODE = "move-code"
    GROUP_CODES = "group-codes"
    RECOLOUR_CODE = "recolour-code"
    DEFINE_CODE = "define-code"
    SET_CODE_LEVEL = "set-code-level"
    SET_CODE_ROLE = "set-code-role"
    SET_CODE_STATUS = "set-code-status"
    GIVE_EXAMPLE = "give-example"
    MERGE_CODES = "merge-codes"
    SPLIT_CODE = "split-code"
    BREAK_OUT = "break-out"
    COPY_CODE = "copy-code"
    EXPLAIN_CODE = "explain-code"
    ADD_PROPERTY = "add-property"
    RENAME_PROPERTY = "rename-property"
    MOVE_PROPERTY = "move-property"
    REMOVE_PROPERTY = "remove-property"
    ADD_DIMENSION = "add-dimension"
    RENAME_DIMENSION = "rename-dimension"
    MOVE_DIMENSION = "move-dimension"
    REMOVE_DIMENSION = "remove-dimension"
    PLACE_ON_DIMENSION = "place-on-dimension"
    TAKE_OFF_DIMENSION = "take-off-dimension"
    DELETE_CODE = "delete-code"
    IMPORT_CODES = "import-codes"
    APPLY_CODE = "apply-code"
    CODE_IN_VIVO = "code-in-vivo"
    CODE_HITS = "code-hits"
    UNCODE = "uncode"
    MOVE_EDGE = "move-edge"
    COMMENT_QUOTATION = "comment-quotation"
    SET_ADDS_DIMENSION = "set-adds-dimension"
    LINK_QUOTATIONS = "link-quotations"
    SET_LINK_TYPE = "set-link-type"
    COMMENT_LINK = "comment-link"
    UNLINK_QUOTATIONS = "unlink-quotations"
    IMPORT_CODINGS = "import-codings"
    ADD_COMMENT = "add-comment"
    EDIT_COMMENT = "edit-comment"
    ANSWER_COMMENT = "answer-comment"
    CLOSE_COMMENT = "close-comment"
    REOPEN_COMMENT = "reopen-comment"
    DELETE_COMMENT = "delete-comment"
    WRITE_MEMO = "write-memo"
    EDIT_MEMO = "edit-memo"
    SET_MEMO_KIND = "set-memo-kind"
    LINK_MEMO = "link-memo"
    UNLINK_MEMO = "unlink-memo"
    DELETE_MEMO = "delete-memo"
    CREATE_MODEL = "create-model"
    RENAME_MODEL = "rename-model"
    CAPTION_MODEL = "caption-model"
    SET_MODEL_DIRECTION = "set-model-direction"
    SET_MODEL_OPTION = "set-model-option"
    COLLAPSE_CODES = "collapse-codes"
    EXPAND_CODES = "expand-codes"
    DRAW_BRANCH = "draw-branch"
    DRAW_BRANCHES = "draw-branches"
    FILL_MODEL = "fill-model"
    PUT_IN_SLOT = "put-in-slot"
    TAKE_FROM_SLOT = "take-from-slot"
    MOVE_TO_SLOT = "move-to-slot"
    MOVE_NODE = "move-node"
    PIN_NODE = "pin-node"
    UNPIN_NODE = "unpin-node"
    SET_NODE_STYLE = "set-node-style"
    STYLE_ALIKE = "style-alike"
    RESIZE_NODE = "resize-node"
    BEND_LINK = "bend-link"
    ARRANGE_MODEL = "arrange-model"
    ADD_TO_MAP = "add-to-map"
    EDIT_NOTE = "edit-note"
    TAKE_OFF_MAP = "take-off-map"
    LINK_ON_MAP = "link-on-map"
    CHANGE_MAP_LINK = "change-map-link"
    UNLINK_ON_MAP = "unlink-on-map"
    RENAME_ROLE = "rename-role"
    ADD_ROLE = "add-role"
    REMOVE_ROLE = "remove-role"
    PLACE_ROLE = "place-role"
    POINT_ROLE = "point-role"
    UNPOINT_ROLE = "unpoint-role"
    SET_CORE_ROLE = "set-core-role"
    KEEP_VERSION = "keep-version"
    RENAME_VERSION = "rename-version"
    RESTORE_VERSION = "restore-version"
    DELETE_VERSION = "delete-version"
    DELETE_MODEL = "delete-model"
    RELATE_CODES = "relate-codes"
    SET_RELATION_TYPE = "set-relation-type"
    ADD_RELATION_TYPE = "add-relation-type"
    RENAME_RELATION_TYPE = "rename-relation-type"
    CHANGE_RELATION_TYPE = "change-relation-type"
    REPLACE_RELATION_TYPE = "replace-relation-type"
    DELETE_RELATION_TYPE = "delete-relation-type"
    PROPOSE = "propose"
    ADD_EVIDENCE = "add-evidence"
    REMOVE_EVIDENCE = "remove-evidence"
    DELETE_RELATION = "delete-relation"
    BUILD_SAMPLE = "build-sample"


class Course(Enum):
    """Whether a step was done, undone or done again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


class Kind(StrEnum):
    """The kinds of thing that a view looks up again after a change; the values are table names."""

    PROJECT = "project"
    CODER = "coder"
    ROUND = "round"
    DOCUMENT = "document"
    DOCUMENT_TEXT = "document_text"
    TURN = "turn"
    FINISHED_DOCUMENT = "finished_document"
    DRAWN_PASSAGE = "drawn_passage"
    DECISION = "decision"
    PARTICIPANT = "participant"
    LEVEL = "level"
    CODE = "code"
    CODE_LABEL = "code_label"
    CODE_PROVENANCE = "code_provenance"
    CODE_PROPERTY = "code_property"
    DIMENSION = "dimension"
    DIMENSION_MARK = "dimension_mark"
    QUOTATION = "quotation"
    CODING = "coding"
    QUOTATION_LINK = "quotation_link"
    REVIEW_COMMENT = "review_comment"
    MEMO = "memo"
    MEMO_LINK = "memo_link"
    RELATION = "relation"
    RELATION_TYPE = "relation_type"
    RELATION_TYPE_NAME = "relation_type_name"
    PROPOSITION = "proposition"
    EVIDENCE = "evidence"
    MODEL = "model"
    MODEL_LABEL = "model_label"
    MODEL_SLOT = "model_slot"
    MODEL_ROLE = "model_role"
    MODEL_ROLE_NAME = "model_role_name"
    MODEL_VERSION = "model_version"
    FIGURE_NODE = "figure_node"
    FIGURE_EDGE = "figure_edge"


_NOTHING = TouchedIds(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Changes:
    """What one committed step changed, by table; the message that views receive."""

    operation: Operation
    course: Course
    touched: Mapping[str, TouchedIds]

    def touches(self, *kinds: Kind) -> bool:
        """Tell whether a row of any of the kinds was added, updated or removed."""
        return any(kind.value in self.touched for kind in kinds)

    def added(self, kind: Kind) -> frozenset[int]:
        """Return the ids of the rows that exist now and did not before."""
        return self.touched.get(kind.value, _NOTHING).added

    def updated(self, kind: Kind) -> frozenset[int]:
        """Return the ids of the rows that hold other values than before."""
        return self.touched.get(kind.value, _NOTHING).updated

    def removed(self, kind: Kind) -> frozenset[int]:
        """Return the ids of the rows that are gone."""
        return self.touched.get(kind.value, _NOTHING).removed
