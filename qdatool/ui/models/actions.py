"""The actions of the Models workspace; single letters work while the keyboard is on the canvas."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Scope, Section
from qdatool.ui.icons import Icon


class ModelAction(StrEnum):
    """Ids of the rows below."""

    NEW_PARADIGM = "models.new-paradigm"
    NEW_PROCESS = "models.new-process"
    NEW_SIX_CS = "models.new-six-cs"
    NEW_LIKE = "models.new-like"
    NEW_FROM_ROLES = "models.new-from-roles"
    SAVE_ROLES = "models.save-roles"
    NEW_NETWORK = "models.new-network"
    NEW_TREE = "models.new-tree"
    NEW_MAP = "models.new-map"
    LINK = "models.link"
    ADD_PICTURE = "models.add-picture"
    PASTE_PICTURE = "models.paste-picture"
    REPLACE_PICTURE = "models.replace-picture"
    RENAME = "models.rename"
    DELETE = "models.delete"
    FILL = "models.fill"
    SELECT_TOOL = "models.select-tool"
    PAN_TOOL = "models.pan-tool"
    ARRANGE = "models.arrange"
    PIN = "models.pin"
    MOVE_UP = "models.move-up"
    MOVE_DOWN = "models.move-down"
    SWAP = "models.swap"
    FOLLOW_LANGUAGE = "models.follow-language"
    RIGHT_TO_LEFT = "models.right-to-left"
    LEFT_TO_RIGHT = "models.left-to-right"
    COUNTS = "models.counts"
    PERSIAN = "models.persian"
    ENGLISH = "models.english"
    BOTH_LANGUAGES = "models.both-languages"
    FOLD = "models.fold"
    EXPAND_ALL = "models.expand-all"
    PART = "models.part"
    DEEPER = "models.deeper"
    SHALLOWER = "models.shallower"
    FIND = "models.find"
    COPY_PICTURE = "models.copy-picture"
    COPY_LOOK = "models.copy-look"
    PASTE_LOOK = "models.paste-look"
    KEEP_VERSION = "models.keep-version"
    TRANSLATE = "models.translate"
    TYPES = "models.types"
    SAVE_LINKS = "models.save-links"
    ZOOM_IN = "models.zoom-in"
    ZOOM_OUT = "models.zoom-out"
    FIT = "models.fit"
    SHOW_EXPORT = "models.show-export"
    SAVE_FIGURE = "models.save-figure"


def _row(
    action_id: ModelAction, text: str, icon: Icon | None = None, key: str = "", *, writes: bool = False
) -> ActionSpec:
    """Return a row of the models section; a key without Ctrl works on the canvas only."""
    is_plain = bool(key) and "Ctrl" not in key and "Alt" not in key
    return ActionSpec(
        action_id,
        text,
        Section.MODELS,
        icon,
        (key,) if key else (),
        Scope.VIEW if is_plain else Scope.WORKSPACE,
        Need.WRITABLE_PROJECT if writes else Need.PROJECT,
    )


ACTIONS: tuple[ActionSpec, ...] = (
    _row(ModelAction.NEW_PARADIGM, "New paradigm model", Icon.PARADIGM, writes=True),
    _row(ModelAction.NEW_PROCESS, "New process view", Icon.PARADIGM, writes=True),
    _row(ModelAction.NEW_SIX_CS, "New model with Glaser's six Cs", Icon.PARADIGM, writes=True),
    _row(ModelAction.NEW_LIKE, "New model with the same roles", Icon.COPY, writes=True),
    _row(ModelAction.NEW_FROM_ROLES, "New model from a file of roles", Icon.FOLDER, writes=True),
    _row(ModelAction.SAVE_ROLES, "Save the roles to a file", Icon.DOWNLOAD),
    _row(ModelAction.NEW_NETWORK, "New thematic network", Icon.NETWORK, writes=True),
    _row(ModelAction.NEW_TREE, "New code tree", Icon.TREE, writes=True),
    _row(ModelAction.NEW_MAP, "New free map", Icon.MAP, writes=True),
    _row(ModelAction.LINK, "Link what is chosen to another", Icon.LINK, "K", writes=True),
    _row(ModelAction.ADD_PICTURE, "Add a picture to the map", Icon.PICTURE, writes=True),
    # On the canvas alone: in a field the same keys paste words.
    replace(
        _row(ModelAction.PASTE_PICTURE, "Paste a picture onto the map", Icon.PICTURE, "Ctrl+V", writes=True),
        scope=Scope.VIEW,
    ),
    _row(ModelAction.REPLACE_PICTURE, "Replace the picture", Icon.PICTURE, writes=True),
    _row(ModelAction.RENAME, "Rename the model", Icon.EDIT, writes=True),
    _row(ModelAction.DELETE, "Delete the model", Icon.DELETE, writes=True),
    _row(ModelAction.FILL, "Fill the model from the code tree", Icon.TREE, writes=True),
    _row(ModelAction.SELECT_TOOL, "Select and move", Icon.POINTER, "S"),
    _row(ModelAction.PAN_TOOL, "Move the page", Icon.HAND, "H"),
    _row(ModelAction.ARRANGE, "Arrange automatically", Icon.ARRANGE, "A", writes=True),
    _row(ModelAction.PIN, "Pin or unpin the box", Icon.PIN, "P", writes=True),
    _row(ModelAction.MOVE_UP, "Move the category up in its role", Icon.UP, "Alt+Up", writes=True),
    _row(ModelAction.MOVE_DOWN, "Move the category down in its role", Icon.DOWN, "Alt+Down", writes=True),
    _row(ModelAction.SWAP, "Swap contextual and intervening conditions", Icon.SORT, "W", writes=True),
    _row(ModelAction.FOLLOW_LANGUAGE, "Let the figure read as its language", Icon.LANGUAGE, writes=True),
    _row(ModelAction.RIGHT_TO_LEFT, "Let the figure read from right to left", writes=True),
    _row(ModelAction.LEFT_TO_RIGHT, "Let the figure read from left to right", writes=True),
    _row(ModelAction.COUNTS, "Show numbers of quotations", Icon.TAG, "C"),
    _row(ModelAction.PERSIAN, "Show the figure in Persian", Icon.LANGUAGE),
    _row(ModelAction.ENGLISH, "Show the figure in English", Icon.LANGUAGE),
    _row(ModelAction.BOTH_LANGUAGES, "Show the figure in both languages", Icon.LANGUAGE, "L"),
    _row(ModelAction.FOLD, "Collapse or expand what is chosen", Icon.COLLAPSE, "Space", writes=True),
    _row(ModelAction.EXPAND_ALL, "Expand everything", Icon.EXPAND, "X", writes=True),
    _row(ModelAction.PART, "One model for each branch", Icon.SPLIT, writes=True),
    _row(ModelAction.DEEPER, "Show one level more", Icon.EXPAND, "D", writes=True),
    _row(ModelAction.SHALLOWER, "Show one level less", Icon.COLLAPSE, "F", writes=True),
    _row(ModelAction.FIND, "Find on the figure", Icon.SEARCH, "Ctrl+F"),
    _row(ModelAction.COPY_PICTURE, "Copy the figure as a picture", Icon.COPY, "Ctrl+Shift+C"),
    _row(ModelAction.COPY_LOOK, "Copy the look of the box", Icon.COPY, "B"),
    _row(ModelAction.PASTE_LOOK, "Give the copied look to the box", Icon.COLOR, "V", writes=True),
    _row(ModelAction.KEEP_VERSION, "Keep a version of the model", Icon.HISTORY, writes=True),
    _row(ModelAction.TRANSLATE, "Open the table of translations", Icon.LANGUAGE),
    _row(ModelAction.TYPES, "Types of relation\u2026", Icon.CURVE),
    _row(ModelAction.SAVE_LINKS, "Save the links as a table\u2026", Icon.TABLE),
    _row(ModelAction.ZOOM_IN, "Zoom in", Icon.ZOOM_IN, "Ctrl+="),
    _row(ModelAction.ZOOM_OUT, "Zoom out", Icon.ZOOM_OUT, "Ctrl+-"),
    _row(ModelAction.FIT, "Show the whole figure", Icon.FIT, "Ctrl+0"),
    _row(ModelAction.SHOW_EXPORT, "Show or hide the export panel", Icon.EXPORT, "Ctrl+E"),
    _row(ModelAction.SAVE_FIGURE, "Save the figure to a file", Icon.DOWNLOAD, "Ctrl+Shift+E"),
)
