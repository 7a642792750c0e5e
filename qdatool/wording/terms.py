"""What the things of the field are called, in Persian and English; a test asserts that every member is named.

The English words are the keys of ``say``. Names that stand alone, as headings and in lists, are written large;
those that stand inside a sentence small.
"""

from __future__ import annotations

from collections.abc import Mapping

from qdatool.coding.changes import Operation
from qdatool.coding.code_groups import CodeStatus
from qdatool.coding.memos import MemoTarget
from qdatool.coding.model_check import FindingKind
from qdatool.coding.models import Model
from qdatool.coding.role_templates import RoleTemplate
from qdatool.coding.roles import Direction, LineStyle, MemoKind, ModelKind, Role, Stance, Template
from qdatool.coding.snapshots import SnapshotReason
from qdatool.wording.catalogue import say

STEPS: Mapping[Operation, str] = {
    Operation.CREATE_PROJECT: "make the project",
    Operation.RENAME_PROJECT: "rename the project",
    Operation.ADD_CODER: "add a coder",
    Operation.RENAME_CODER: "rename a coder",
    Operation.ADD_ROUND: "add a round",
    Operation.RENAME_ROUND: "rename a round",
    Operation.SET_ROUND_BLIND: "make a round blind or open",
    Operation.DRAW_SAMPLE: "draw documents for double coding",
    Operation.DROP_SAMPLE: "drop the drawn documents",
    Operation.DECIDE: "settle a disagreement",
    Operation.WITHDRAW_DECISION: "open a disagreement again",
    Operation.EXPLAIN_DECISION: "give the reason of a decision",
    Operation.ADOPT_AGREED: "take over what coders agree on",
    Operation.MERGE_CODER: "bring a coder's file back",
    Operation.MARK_FINISHED: "mark as finished",
    Operation.MARK_UNFINISHED: "mark as unfinished",
    Operation.IMPORT_DOCUMENT: "import",
    Operation.RENAME_DOCUMENT: "rename a document",
    Operation.MOVE_DOCUMENT: "move a document",
    Operation.SET_DOCUMENT_DIRECTION: "change a document's direction",
    Operation.DATE_DOCUMENT: "date an interview",
    Operation.PSEUDONYMISE: "replace names by pseudonyms",
    Operation.CORRECT_TEXT: "correct the text",
    Operation.DELETE_DOCUMENT: "delete documents",
    Operation.IMPORT_PARTICIPANTS: "import participants",
    Operation.CREATE_CODE: "create a code",
    Operation.RENAME_CODE: "rename a code",
    Operation.MOVE_CODE: "move a code",
    Operation.GROUP_CODES: "make a category of codes",
    Operation.RECOLOUR_CODE: "recolour a code",
    Operation.DEFINE_CODE: "define a code",
    Operation.SET_CODE_LEVEL: "change a code's level",
    Operation.SET_CODE_ROLE: "change a category's role",
    Operation.SET_CODE_STATUS: "change a code's status",
    Operation.GIVE_EXAMPLE: "give a code an example",
    Operation.MERGE_CODES: "merge codes",
    Operation.SPLIT_CODE: "split a code",
    Operation.BREAK_OUT: "break a passage out",
    Operation.COPY_CODE: "copy a code",
    Operation.EXPLAIN_CODE: "say why",
    Operation.ADD_PROPERTY: "add a property",
    Operation.RENAME_PROPERTY: "rename a property",
    Operation.MOVE_PROPERTY: "move a property",
    Operation.REMOVE_PROPERTY: "remove a property",
    Operation.ADD_DIMENSION: "add a dimension",
    Operation.RENAME_DIMENSION: "rename a dimension",
    Operation.MOVE_DIMENSION: "move a dimension",
    Operation.REMOVE_DIMENSION: "remove a dimension",
    Operation.PLACE_ON_DIMENSION: "place a quotation on a dimension",
    Operation.TAKE_OFF_DIMENSION: "take a quotation off a dimension",
    Operation.DELETE_CODE: "delete codes",
    Operation.IMPORT_CODES: "import codes",
    Operation.APPLY_CODE: "apply a code",
    Operation.CODE_IN_VIVO: "code in vivo",
    Operation.CODE_HITS: "code what was found",
    Operation.UNCODE: "uncode",
    Operation.MOVE_EDGE: "move an edge",
    Operation.COMMENT_QUOTATION: "comment on a quotation",
    Operation.SET_ADDS_DIMENSION: "mark a new dimension",
    Operation.LINK_QUOTATIONS: "link two quotations",
    Operation.SET_LINK_TYPE: "change the type of a quotation link",
    Operation.COMMENT_LINK: "comment on a quotation link",
    Operation.UNLINK_QUOTATIONS: "delete a quotation link",
    Operation.IMPORT_CODINGS: "import codings",
    Operation.ADD_COMMENT: "add a review comment",
    Operation.EDIT_COMMENT: "edit a review comment",
    Operation.ANSWER_COMMENT: "answer a review comment",
    Operation.CLOSE_COMMENT: "resolve a review comment",
    Operation.REOPEN_COMMENT: "reopen a review comment",
    Operation.DELETE_COMMENT: "delete a review comment",
    Operation.WRITE_MEMO: "write a memo",
    Operation.EDIT_MEMO: "edit a memo",
    Operation.SET_MEMO_KIND: "change a memo's type",
    Operation.LINK_MEMO: "link a memo",
    Operation.UNLINK_MEMO: "take a link off a memo",
    Operation.DELETE_MEMO: "delete a memo",
    Operation.CREATE_MODEL: "create a model",
    Operation.RENAME_MODEL: "rename a model",
    Operation.CAPTION_MODEL: "write a caption",
    Operation.SET_MODEL_DIRECTION: "turn a model round",
    Operation.SET_MODEL_OPTION: "change a model's drawing",
    Operation.COLLAPSE_CODES: "collapse part of a model",
    Operation.EXPAND_CODES: "expand part of a model",
    Operation.DRAW_BRANCH: "draw a branch",
    Operation.DRAW_BRANCHES: "draw each branch by itself",
    Operation.FILL_MODEL: "fill a model",
    Operation.PUT_IN_SLOT: "put a code into a model",
    Operation.TAKE_FROM_SLOT: "take a code out of a model",
    Operation.MOVE_TO_SLOT: "move a category to another role",
    Operation.MOVE_NODE: "move a box",
    Operation.PIN_NODE: "pin a box",
    Operation.UNPIN_NODE: "unpin a box",
    Operation.SET_NODE_STYLE: "draw a box otherwise",
    Operation.STYLE_ALIKE: "draw boxes alike",
    Operation.STYLE_LINKS: "draw links otherwise",
    Operation.RESIZE_NODE: "resize a box",
    Operation.BEND_LINK: "bend a link",
    Operation.ARRANGE_MODEL: "arrange a model",
    Operation.ADD_TO_MAP: "put something on a map",
    Operation.EDIT_NOTE: "write a note",
    Operation.ADD_PICTURE: "put a picture on a map",
    Operation.REPLACE_PICTURE: "replace a picture",
    Operation.CAPTION_PICTURE: "write the caption of a picture",
    Operation.TAKE_OFF_MAP: "take something off a map",
    Operation.LINK_ON_MAP: "draw a link on a map",
    Operation.CHANGE_MAP_LINK: "change a link on a map",
    Operation.UNLINK_ON_MAP: "take a link off a map",
    Operation.RENAME_ROLE: "rename a role",
    Operation.ADD_ROLE: "add a role",
    Operation.REMOVE_ROLE: "remove a role",
    Operation.PLACE_ROLE: "move a role",
    Operation.POINT_ROLE: "draw an arrow between roles",
    Operation.UNPOINT_ROLE: "take an arrow between roles away",
    Operation.SET_CORE_ROLE: "set the core of a model",
    Operation.KEEP_VERSION: "keep a version",
    Operation.RENAME_VERSION: "rename a version",
    Operation.RESTORE_VERSION: "bring back a version",
    Operation.DELETE_VERSION: "delete a version",
    Operation.DELETE_MODEL: "delete a model",
    Operation.RELATE_CODES: "link two codes",
    Operation.SET_RELATION_TYPE: "change the type of a link",
    Operation.ADD_RELATION_TYPE: "add a type of relation",
    Operation.RENAME_RELATION_TYPE: "rename a type of relation",
    Operation.CHANGE_RELATION_TYPE: "change a type of relation",
    Operation.REPLACE_RELATION_TYPE: "replace a type of relation",
    Operation.DELETE_RELATION_TYPE: "delete a type of relation",
    Operation.PROPOSE: "write a proposition",
    Operation.ADD_EVIDENCE: "add evidence",
    Operation.NOTE_EVIDENCE: "write a note on evidence",
    Operation.REMOVE_EVIDENCE: "remove evidence",
    Operation.DELETE_RELATION: "delete a link",
    Operation.BUILD_SAMPLE: "build the sample",
}

TEMPLATES: Mapping[Template, str] = {
    Template.GROUNDED_THEORY: "Grounded theory",
    Template.THEMATIC_NETWORK: "Thematic network",
    Template.GIOIA: "Gioia",
    Template.BLANK: "Blank",
}

SNAPSHOT_REASONS: Mapping[SnapshotReason, str] = {
    SnapshotReason.BY_HAND: "Taken by hand",
    SnapshotReason.OPENING: "On opening, after changes",
    SnapshotReason.MIGRATION: "Before a change of file version",
    SnapshotReason.BULK: "Before a large change",
    SnapshotReason.RESTORE: "Before a restore",
}

LINE_STYLES: Mapping[LineStyle, str] = {
    LineStyle.SOLID: "Solid",
    LineStyle.DASHED: "Dashed",
    LineStyle.DOTTED: "Dotted",
}

ROLES: Mapping[str, str] = {
    Role.CAUSAL: "Causal conditions",
    Role.PHENOMENON: "Central phenomenon",
    Role.CONTEXTUAL: "Contextual conditions",
    Role.INTERVENING: "Intervening conditions",
    Role.STRATEGY: "Strategies",
    Role.CONSEQUENCE: "Consequences",
    "process-context": "Structural context",
    "process-conditions": "Conditions",
    "process-action": "Action and interaction",
    "process-change": "Change and adjustment",
    "process-outcome": "Outcomes",
    "six-context": "Contexts",
    "six-condition": "Conditions",
    "six-cause": "Causes",
    "six-core": "Core category",
    "six-consequence": "Consequences",
    "six-contingency": "Contingencies",
    "six-covariance": "Covariances",
}
"""The names of the roles of every ready template."""

ROLE_TEMPLATES: Mapping[RoleTemplate, str] = {
    RoleTemplate.PARADIGM: "Paradigm model",
    RoleTemplate.PROCESS: "Process view",
    RoleTemplate.SIX_CS: "Glaser's six Cs",
    RoleTemplate.OWN: "Model with roles of its own",
}

CODE_STATUSES: Mapping[CodeStatus, str] = {
    CodeStatus.DRAFT: "Draft",
    CodeStatus.IN_USE: "In use",
    CodeStatus.SETTLED: "Settled",
    CodeStatus.RETIRED: "Retired",
}

MODEL_KINDS: Mapping[ModelKind, str] = {
    ModelKind.PARADIGM: "paradigm model",
    ModelKind.THEMATIC_NETWORK: "thematic network",
    ModelKind.TREE: "code tree",
    ModelKind.FREE: "free map",
}

DIRECTIONS: Mapping[Direction, str] = {
    Direction.AUTO: "by its letters",
    Direction.LTR: "left to right",
    Direction.RTL: "right to left",
}

MEMO_KINDS: Mapping[MemoKind, str] = {
    MemoKind.CODE: "code memo",
    MemoKind.DOCUMENT: "document memo",
    MemoKind.QUOTATION: "quotation memo",
    MemoKind.THEORETICAL: "theoretical memo",
    MemoKind.METHODOLOGICAL: "methodological memo",
    MemoKind.PARTICIPANT: "participant memo",
    MemoKind.FREE: "free memo",
}

MEMO_TARGETS: Mapping[MemoTarget, str] = {
    MemoTarget.DOCUMENT: "document",
    MemoTarget.CODE: "code",
    MemoTarget.QUOTATION: "quotation",
    MemoTarget.PARTICIPANT: "participant",
    MemoTarget.RELATION: "relation",
    MemoTarget.MODEL: "model",
}

STANCES: Mapping[Stance, str] = {
    Stance.SUPPORTS: "supports",
    Stance.CONTRADICTS: "contradicts",
}

FINDINGS: Mapping[FindingKind, str] = {
    FindingKind.EMPTY_SLOT: "no code stands here",
    FindingKind.CODE_IN_TWO_ROLES: "the code stands in two roles",
    FindingKind.STRATEGY_WITHOUT_CONSEQUENCE: "no relation leads from this strategy to a consequence",
    FindingKind.CONDITION_WITHOUT_EVIDENCE: "no quotation supports what this condition does",
    FindingKind.LINK_WITHOUT_PROPOSITION: "the link has no proposition",
    FindingKind.CATEGORY_WITHOUT_QUOTATION: "no quotation is coded with it or below it",
    FindingKind.CODE_IN_NO_CATEGORY: "the code belongs to no category",
    FindingKind.SINGLE_CHILD: "only one code stands below it",
    FindingKind.TOO_FEW_BELOW: "fewer than two codes stand below it",
    FindingKind.SINGLE_INTERVIEW: "one interview alone supports it",
    FindingKind.EMPTY_MODEL: "no code stands in the model",
}


def step_name(operation: Operation, language: str) -> str:
    """Return what an undo step did, as it stands after "Undo:"."""
    return say(STEPS[operation], language)


def template_name(template: Template, language: str) -> str:
    """Return the name of a template."""
    return say(TEMPLATES[template], language)


def snapshot_reason_name(reason: SnapshotReason, language: str) -> str:
    """Return why a snapshot was taken."""
    return say(SNAPSHOT_REASONS[reason], language)


def line_style_name(line_style: LineStyle, language: str) -> str:
    """Return what a style of line is called."""
    return say(LINE_STYLES[line_style], language)


def role_name(role: str, language: str) -> str:
    """Return the name that a ready template gives a role."""
    return say(ROLES.get(role, "Role without a name"), language)


def role_title(model: Model, role: str, language: str) -> str:
    """Return what a model calls a role; the name in the other language where a role of its own lacks this one."""
    own = model.role_names.get(role, {})
    stand_in = None if role in ROLES else next(iter(own.values()), None)
    return own.get(language) or stand_in or role_name(role, language)


def role_template_name(template: RoleTemplate, language: str) -> str:
    """Return what a model with the roles of a template is called."""
    return say(ROLE_TEMPLATES[template], language)


def code_status_name(status: CodeStatus, language: str) -> str:
    """Return how far a code has come, as it stands in a list."""
    return say(CODE_STATUSES[status], language)


def model_kind_name(kind: ModelKind, language: str) -> str:
    """Return what a kind of model is called."""
    return say(MODEL_KINDS[kind], language)


def direction_name(direction: Direction, language: str) -> str:
    """Return what a direction is called."""
    return say(DIRECTIONS[direction], language)


def memo_kind_name(kind: MemoKind, language: str) -> str:
    """Return what a kind of memo is called."""
    return say(MEMO_KINDS[kind], language)


def memo_target_name(target: MemoTarget, language: str) -> str:
    """Return what a thing that a memo is about is called."""
    return say(MEMO_TARGETS[target], language)


def stance_name(stance: Stance, language: str) -> str:
    """Return whether evidence speaks for or against."""
    return say(STANCES[stance], language)


def finding_name(kind: FindingKind, language: str) -> str:
    """Return what a finding about a model says, as a clause without a full stop."""
    return say(FINDINGS[kind], language)
