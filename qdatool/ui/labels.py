"""The names of enums that a user sees, as keys for ``tr``; a test asserts that every member is named."""

from __future__ import annotations

from enum import Enum

from qdatool.wording import tr

_STEPS = {
    "create-project": "make the project",
    "rename-project": "rename the project",
    "add-coder": "add a coder",
    "rename-coder": "rename a coder",
    "add-round": "add a round",
    "mark-finished": "mark as finished",
    "mark-unfinished": "mark as unfinished",
    "import-document": "import",
    "rename-document": "rename a document",
    "move-document": "move a document",
    "set-document-direction": "change a document's direction",
    "delete-document": "delete documents",
    "import-participants": "import participants",
    "create-code": "create a code",
    "rename-code": "rename a code",
    "move-code": "move a code",
    "recolour-code": "recolour a code",
    "define-code": "define a code",
    "set-code-level": "change a code's level",
    "set-code-role": "change a category's role",
    "delete-code": "delete codes",
    "import-codes": "import codes",
    "apply-code": "apply a code",
    "code-in-vivo": "code in vivo",
    "uncode": "uncode",
    "move-edge": "move an edge",
    "comment-quotation": "comment on a quotation",
    "import-codings": "import codings",
    "write-memo": "write a memo",
    "edit-memo": "edit a memo",
    "delete-memo": "delete a memo",
    "create-model": "create a model",
    "rename-model": "rename a model",
    "caption-model": "write a caption",
    "set-model-direction": "turn a model round",
    "set-model-option": "change a model's drawing",
    "fill-model": "fill a model",
    "put-in-slot": "put a code into a model",
    "take-from-slot": "take a code out of a model",
    "move-node": "move a box",
    "pin-node": "pin a box",
    "unpin-node": "unpin a box",
    "arrange-model": "arrange a model",
    "delete-model": "delete a model",
    "relate-codes": "link two codes",
    "propose": "write a proposition",
    "add-evidence": "add evidence",
    "remove-evidence": "remove evidence",
    "delete-relation": "delete a link",
    "build-sample": "build the sample",
}

_TEMPLATES = {
    "grounded-theory": "Grounded theory",
    "thematic-network": "Thematic network",
    "gioia": "Gioia",
    "blank": "Blank",
}

_SNAPSHOT_REASONS = {
    "by-hand": "Taken by hand",
    "opening": "On opening, after changes",
    "migration": "Before a change of file version",
    "bulk": "Before a large change",
    "restore": "Before a restore",
}


def step_name(operation: Enum) -> str:
    """Return what an undo step did, as it stands after "Undo:"."""
    return tr(_STEPS[operation.value])


def template_name(template: str) -> str:
    """Return the name of a template; one of a newer version is named as it is written."""
    return tr(_TEMPLATES.get(template, template))


def snapshot_reason_name(reason: Enum) -> str:
    """Return why a snapshot was taken."""
    return tr(_SNAPSHOT_REASONS[reason.value])
