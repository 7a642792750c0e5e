"""The shell's rows of the table of actions."""

from __future__ import annotations

from enum import StrEnum

from qdatool.ui.actions import ActionSpec, Need, Section
from qdatool.ui.icons import Icon


class ShellAction(StrEnum):
    """What can be done from anywhere in the window."""

    COMMANDS = "commands"
    JUMP = "jump"
    FIND = "find"
    UNDO = "undo"
    REDO = "redo"
    BACK = "back"
    FORWARD = "forward"
    NEXT_PANE = "next_pane"
    PREVIOUS_PANE = "previous_pane"
    HELP = "help"
    NEW_PROJECT = "new_project"
    OPEN_PROJECT = "open_project"
    OPEN_READ_ONLY = "open_read_only"
    CLOSE_PROJECT = "close_project"
    REVIEW = "review"
    WRITE_COMMENT = "write_comment"
    SNAPSHOTS = "snapshots"
    TAKE_SNAPSHOT = "take_snapshot"
    PSEUDONYMISE = "pseudonymise"
    SAVE_REVIEW_PACKET = "save_review_packet"
    SAVE_METHODS = "save_methods"
    SAVE_AUDIT_TRAIL = "save_audit_trail"
    PREFERENCES = "preferences"
    SWITCH_THEME = "switch_theme"
    SWITCH_LANGUAGE = "switch_language"
    ABOUT = "about"
    QUIT = "quit"


class ShowWorkspace(StrEnum):
    """Show the workspace at a place of the activity bar, 1 to 9."""

    FIRST = "workspace_1"
    SECOND = "workspace_2"
    THIRD = "workspace_3"
    FOURTH = "workspace_4"
    FIFTH = "workspace_5"
    SIXTH = "workspace_6"
    SEVENTH = "workspace_7"
    EIGHTH = "workspace_8"
    NINTH = "workspace_9"


_ANYWHERE = Section.ANYWHERE
_PROJECT = Section.PROJECT
_WINDOW = Section.WINDOW

ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        ShellAction.COMMANDS,
        "Search or run a command",
        _ANYWHERE,
        Icon.COMMAND,
        ("Ctrl+Shift+P",),
        is_in_palette=False,
    ),
    ActionSpec(
        ShellAction.JUMP,
        "Jump to a document, code, memo or model",
        _ANYWHERE,
        Icon.SEARCH,
        ("Ctrl+P",),
        needs=Need.PROJECT,
    ),
    ActionSpec(
        ShellAction.FIND, "Find in the whole project", _ANYWHERE, Icon.SEARCH, ("Ctrl+Shift+F",), needs=Need.PROJECT
    ),
    ActionSpec(ShellAction.UNDO, "Undo", _ANYWHERE, Icon.UNDO, ("Ctrl+Z",), needs=Need.WRITABLE_PROJECT),
    ActionSpec(
        ShellAction.REDO,
        "Redo",
        _ANYWHERE,
        Icon.REDO,
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        needs=Need.WRITABLE_PROJECT,
    ),
    ActionSpec(ShellAction.BACK, "Back to the place before", _ANYWHERE, Icon.BACK, ("Ctrl+[", "Back", "Alt+Left")),
    ActionSpec(
        ShellAction.FORWARD, "Forward to the place after", _ANYWHERE, Icon.FORWARD, ("Ctrl+]", "Forward", "Alt+Right")
    ),
    ActionSpec(ShellAction.NEXT_PANE, "Next panel", _ANYWHERE, None, ("F6",), is_in_palette=False),
    ActionSpec(ShellAction.PREVIOUS_PANE, "Previous panel", _ANYWHERE, None, ("Shift+F6",), is_in_palette=False),
    ActionSpec(ShellAction.HELP, "Keyboard sheet and first steps", _ANYWHERE, Icon.KEYBOARD, ("F1",)),
    ActionSpec(ShellAction.NEW_PROJECT, "New project", _PROJECT, Icon.ADD, ("Ctrl+N",)),
    ActionSpec(ShellAction.OPEN_PROJECT, "Open project", _PROJECT, Icon.OPEN_FOLDER, ("Ctrl+O",)),
    ActionSpec(ShellAction.OPEN_READ_ONLY, "Open a project for reading only", _PROJECT, Icon.LOCKED),
    ActionSpec(ShellAction.CLOSE_PROJECT, "Close project", _PROJECT, Icon.CLOSE, ("Ctrl+W",), needs=Need.PROJECT),
    ActionSpec(ShellAction.REVIEW, "Review comments", _ANYWHERE, Icon.COMMENT, ("Ctrl+Shift+R",), needs=Need.PROJECT),
    ActionSpec(
        ShellAction.WRITE_COMMENT,
        "Comment on what is chosen",
        _ANYWHERE,
        Icon.COMMENT,
        ("Ctrl+Shift+M",),
        needs=Need.PROJECT,
    ),
    ActionSpec(ShellAction.SNAPSHOTS, "Snapshots", _PROJECT, Icon.HISTORY, needs=Need.PROJECT),
    ActionSpec(ShellAction.TAKE_SNAPSHOT, "Take a snapshot now", _PROJECT, Icon.SNAPSHOT, needs=Need.PROJECT),
    ActionSpec(
        ShellAction.PSEUDONYMISE,
        "Replace names by pseudonyms",
        _PROJECT,
        Icon.PSEUDONYM,
        needs=Need.WRITABLE_PROJECT,
    ),
    ActionSpec(ShellAction.SAVE_REVIEW_PACKET, "Save the packet for review", _PROJECT, Icon.EXPORT, needs=Need.PROJECT),
    ActionSpec(ShellAction.SAVE_METHODS, "Save the methods section", _PROJECT, Icon.EXPORT, needs=Need.PROJECT),
    ActionSpec(ShellAction.SAVE_AUDIT_TRAIL, "Save the audit trail", _PROJECT, Icon.EXPORT, needs=Need.PROJECT),
    ActionSpec(ShellAction.PREFERENCES, "Preferences", _WINDOW, Icon.SETTINGS, ("Ctrl+,",)),
    ActionSpec(ShellAction.SWITCH_THEME, "Switch between light and dark", _WINDOW, Icon.THEME),
    ActionSpec(ShellAction.SWITCH_LANGUAGE, "Switch between Persian and English", _WINDOW, Icon.LANGUAGE),
    ActionSpec(ShellAction.ABOUT, "About qdatool", _WINDOW, Icon.INFO),
    ActionSpec(ShellAction.QUIT, "Quit", _WINDOW, Icon.POWER, ("Ctrl+Q",)),
)
