"""One sentence for every refusal: what happened, why, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from pathlib import Path

from qdatool.errors import (
    ExportReason,
    ImportReason,
    OperationReason,
    ProjectFileReason,
    QdaError,
    RowReason,
)
from qdatool.wording.catalogue import say
from qdatool.wording.lists import listed

_LONGEST_QUOTE = 60


def sentence_for(error: QdaError, language: str) -> str:
    """Return the sentence of a refusal in ``language``.

    A fact that the error does not carry leaves its place empty; the sentence is still true without it.
    """
    facts = _facts(error, language)
    if error.reason is ProjectFileReason.LOCKED and not facts["holder"]:
        return say(_LOCKED_BY_NOBODY_KNOWN, language, **_named(_LOCKED_BY_NOBODY_KNOWN, facts))
    sentence = SENTENCES[error.reason]
    return say(sentence, language, **_named(sentence, facts))


def row_sentence_for(reason: RowReason, value: str, language: str) -> str:
    """Return what is wrong with one row of a table, as a clause without a full stop."""
    return say(ROW_SENTENCES[reason], language, value=_shortened(value))


class _Facts(dict[str, object]):
    def __missing__(self, name: str) -> str:
        return ""


def _facts(error: QdaError, language: str) -> _Facts:
    facts = _Facts(error.facts)
    path = facts["path"] or facts["source"]
    if path:
        facts["file"] = Path(str(path)).name
        facts["folder"] = facts["folder"] or Path(str(path)).absolute().parent
    row_reason = facts["row_reason"]
    if isinstance(row_reason, RowReason):
        facts["problem"] = row_sentence_for(row_reason, str(facts["value"]), language)
    facts["tag"] = facts["language"]
    for name, value in list(facts.items()):
        if isinstance(value, tuple) and all(isinstance(one, str) for one in value):
            facts[name] = listed(value, language)
    return facts


def _named(sentence: str, facts: _Facts) -> dict[str, object]:
    """Return only the facts that a sentence names."""
    names = (part.partition("}")[0] for part in sentence.split("{")[1:])
    return {name: facts[name] for name in names}


def _shortened(value: str) -> str:
    line = " ".join(value.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"


_LOCKED_BY_NOBODY_KNOWN = "{file} is being written by another program just now: wait a moment and try again."

SENTENCES: Mapping[Enum, str] = {
    ProjectFileReason.NOT_FOUND: "There is no file {file} in {folder}: check the name, or look where it was moved to.",
    ProjectFileReason.UNREADABLE: "{file} could not be opened: "
    "check that its disk is connected and that you may read it.",
    ProjectFileReason.FOLDER_MISSING: "The folder {folder} does not exist: make it first, or choose another one.",
    ProjectFileReason.ALREADY_EXISTS: "{file} is there already and was left as it is: choose another name.",
    ProjectFileReason.NOT_A_PROJECT: "{file} is not a qdatool project: choose a file that ends in .qdatool.",
    ProjectFileReason.NEWER_VERSION: "{file} was saved by a newer qdatool and was not touched: "
    "update qdatool to open it.",
    ProjectFileReason.LOCKED: "{file} is already open (by {holder} on {host}): "
    "close it there, or open it for reading only.",
    ProjectFileReason.OLDER_VERSION: "{file} was made by an earlier version and must first be brought up to date: "
    "copy it to a folder in which you may write, and open it there.",
    ProjectFileReason.READ_ONLY: "{file} is open for reading only, so nothing was changed: "
    "copy it to a folder in which you may write.",
    ProjectFileReason.DAMAGED: "{file} is damaged and cannot be read: restore one of its snapshots.",
    ProjectFileReason.DISK_FULL: "The disk is full, so the last change was not saved; all before it was: "
    "free some space and do it again.",
    ProjectFileReason.NOT_WRITABLE: "{file} could not be written, so nothing was changed: "
    "check that its disk is connected and that you may write in its folder.",
    ProjectFileReason.UNKNOWN_SNAPSHOT: "{file} has no snapshot {name}: choose one from the list of its snapshots.",
    ImportReason.NOT_FOUND: "There is no file {file}: check its name and folder.",
    ImportReason.UNREADABLE: "{file} could not be opened: check that you may read it and that nobody is writing it.",
    ImportReason.UNKNOWN_FORMAT: "{file} has a format that cannot be imported: save it as one of {known} first.",
    ImportReason.NOT_A_DOCX: "{file} is not a Word document, whatever its name says: save it as .docx again.",
    ImportReason.OLD_WORD: "{file} is in the old Word format: open it in Word or LibreOffice and save it as .docx.",
    ImportReason.ENCRYPTED: "{file} is protected by a password: save it without one and try again.",
    ImportReason.DAMAGED: "{file} is damaged or cut short: open it in the program it comes from and save it again.",
    ImportReason.TOO_LARGE: "{file} unpacks to far more than a transcript can be and was refused: "
    "check where it comes from.",
    ImportReason.UNSAFE_XML: "{file} asks for other files while it is read and was refused: "
    "save it again with a program you trust.",
    ImportReason.BINARY: "{file} holds no text but other data: choose a transcript.",
    ImportReason.UNKNOWN_ENCODING: "The letters of {file} are in no known encoding: save it as UTF-8 first.",
    ImportReason.NO_TEXT: "{file} holds no text: check that it is the right file.",
    ImportReason.NOT_A_TABLE: "{file} is not a table: give one header row and the same number of cells in every row.",
    ImportReason.MISSING_COLUMN: "{file} has no column {column}: add it to the header row.",
    ImportReason.DOUBLE_COLUMN: "{file} has the column {column} twice: keep one of them.",
    ImportReason.BAD_ROW: "Row {row}: {problem}; nothing was imported. Correct the row and try again.",
    ImportReason.NOT_ROLES: "{file} holds no roles of a model: choose a file that was saved as a template of roles.",
    ImportReason.NOT_A_PICTURE: "{file} is not a picture of a kind that can be read: save it as PNG or JPEG first.",
    ImportReason.PICTURE_DAMAGED: "The picture {file} is damaged or cut short: "
    "open it in another program and save it again.",
    ImportReason.PICTURE_TOO_LARGE: "The picture {file} is too large, beyond {most_mb} MB or {most_dots} million dots: "
    "make it smaller in a program for pictures and try again.",
    ExportReason.UNKNOWN_FORMAT: "{file} has an ending that cannot be written: use one of {known}.",
    ExportReason.FOLDER_MISSING: "The folder {folder} does not exist: make it first, or choose another one.",
    ExportReason.NOT_WRITABLE: "{file} could not be written: close it in other programs, or choose another folder.",
    ExportReason.DISK_FULL: "There is not enough room to write {file}: free some space, or make the picture smaller.",
    ExportReason.TOO_LARGE: "{file} would be {width_px} by {height_px} dots, too large to paint: "
    "take fewer dots per inch or a smaller width.",
    ExportReason.TOO_LONG_FOR_SLIDE: "{file} would be a slide of {length_cm} cm, and {most_cm} cm is the most: "
    "take a smaller width, draw fewer levels, or choose svg or pdf.",
    ExportReason.UNKNOWN_PRESET: "There is no preset {preset}: use one of {known}.",
    ExportReason.TOO_NARROW: "A figure of {width_mm} mm is too narrow to be read: make it at least {narrowest_mm} mm.",
    OperationReason.EMPTY_LABEL: "A name is needed: type at least one letter.",
    OperationReason.CYCLE: "A code cannot stand below itself: choose another place.",
    OperationReason.UNKNOWN_DOCUMENT: "There is no document {document} in this project: choose one from the list.",
    OperationReason.UNKNOWN_CODE: "There is no code {code} in this project: choose one from the tree.",
    OperationReason.UNKNOWN_QUOTATION: "This quotation is no longer there: it may have been undone or uncoded.",
    OperationReason.UNKNOWN_CODING: "This coding is no longer there: it may have been undone or uncoded.",
    OperationReason.UNKNOWN_CODER: "There is no coder {coder} in this project: add the coder first.",
    OperationReason.NO_CONSENSUS: "There is no consensus yet: settle disagreements first, or name a coder.",
    OperationReason.UNKNOWN_ROUND: "There is no round {round} in this project: choose one of {known}.",
    OperationReason.UNKNOWN_LINK: "This link between quotations is no longer there: "
    "it may have been undone or deleted.",
    OperationReason.UNKNOWN_COMMENT: "This comment is no longer there: it may have been undone or deleted.",
    OperationReason.UNKNOWN_MEMO: "This memo is no longer there: it may have been undone or deleted.",
    OperationReason.UNKNOWN_MODEL: "There is no model {model} in this project: choose one from the list.",
    OperationReason.UNKNOWN_NODE: "This no longer stands on the map: it may have been undone or taken off.",
    OperationReason.UNKNOWN_VERSION: "This version is no longer there: it may have been undone or deleted.",
    OperationReason.UNKNOWN_LEVEL: "There is no level {level} in this project: choose one of its levels.",
    OperationReason.UNKNOWN_PARTICIPANT: "There is no participant {participant} in this project: "
    "choose one from the list.",
    OperationReason.UNKNOWN_ROLE: "This role is no longer in the model: it may have been undone or removed.",
    OperationReason.NO_ROLES: "The model {model} is not told by roles: choose a paradigm model.",
    OperationReason.LAST_ROLE: "This is the last role of the model: add another one before you remove it.",
    OperationReason.OUTSIDE_GRID: "A role stands within {columns} columns and {rows} rows: choose a place there.",
    OperationReason.PLACE_TAKEN: "Another role stands there: choose a free place, or move that one first.",
    OperationReason.GRID_FULL: "No place is free for another role: remove one, or move some to the rows below.",
    OperationReason.SAME_ENDS: "An arrow joins two different roles: choose another one.",
    OperationReason.UNKNOWN_RELATION: "This link is no longer there: it may have been undone or deleted.",
    OperationReason.UNKNOWN_RELATION_TYPE: "There is no such type of relation any more: choose another one.",
    OperationReason.UNKNOWN_PROVENANCE: "What this was said about is no longer there: it may have been undone.",
    OperationReason.UNKNOWN_PROPERTY: "This property is no longer there: it may have been undone or removed.",
    OperationReason.UNKNOWN_DIMENSION: "This dimension is no longer there: it may have been undone or removed.",
    OperationReason.NOTHING_TO_MERGE: "There is only one code to merge: choose at least two.",
    OperationReason.NO_HIGHER_LEVEL: "There is no level above: the codes chosen are of the highest.",
    OperationReason.NO_LOWER_LEVEL: "There is no level below: the codes chosen are of the lowest.",
    OperationReason.NOTHING_TO_SPLIT: "No passage was given to another code: give at least one.",
    OperationReason.NOT_CODED_SO: "This passage no longer has the code {code}: it may have been undone or uncoded.",
    OperationReason.NO_CODES: "No code is chosen: choose at least one.",
    OperationReason.UNKNOWN_LANGUAGE: "This project has no language {tag}: use fa or en.",
    OperationReason.UNKNOWN_SAMPLE: "There is no sample {sample}: choose one of {known}.",
    OperationReason.BAD_PATTERN: "{pattern} is not a regular expression, it goes wrong after {n} signs: "
    "correct it, or search for plain words.",
    OperationReason.PATTERN_TOO_SLOW: "{pattern} takes too long to search for: "
    "leave out repetitions inside repetitions, or search for plain words.",
    OperationReason.NAME_TAKEN: "The name {name} is taken: choose another one.",
    OperationReason.SPAN_OUTSIDE_TEXT: "The passage lies outside the text: select it again.",
    OperationReason.NOT_DECIDED: "Nothing has been decided about this disagreement yet.",
    OperationReason.SAME_FILE: "That is the project itself: choose the coder's copy of it.",
    OperationReason.NOTHING_IN_COMMON: "That project has no transcript in common with this one, so nothing was merged: "
    "choose a copy of this project.",
    OperationReason.ONE_BRANCH: "This model has no two branches: put two codes or more into it, or below its first.",
    OperationReason.NOTHING_TO_DRAW: "There is nothing to draw: import transcripts and draw one or more.",
    OperationReason.UNKNOWN_ATTRIBUTE: "No participant has the attribute {attribute}: choose another one, or none.",
    OperationReason.EMPTY_TEXT: "Nothing would be left of this text, so it was not changed: "
    "delete the document if you do not need it.",
    OperationReason.UNUSABLE_PIPELINE: (
        "The language pipeline {pipeline} cannot be used: it may be damaged or made for another version of spaCy. "
        "Install it anew, or search without it."
    ),
    OperationReason.TEXT_HAS_CHANGED: (
        "A text has changed since it was looked through, so nothing was replaced. Search again."
    ),
    OperationReason.PASSAGES_WOULD_GO: "{n} coded passages lie inside what would be deleted, "
    "so nothing was changed: look at them first.",
    OperationReason.NOTHING_TO_UNDO: "There is nothing to undo.",
    OperationReason.COMMENT_OUT_OF_SIGHT: "This passage has a comment that is out of sight in a blind round, "
    "so yours was not kept: write a memo on the passage instead.",
    OperationReason.OTHERS_STEP: "The newest step is another coder's, and a round is blind: "
    "let that coder take it back, or open the round.",
    OperationReason.NOTHING_TO_REDO: "There is nothing to do again.",
    OperationReason.ALREADY_RELATED: "These two codes have a link of that type already: choose another type.",
    OperationReason.READY_TYPE: "The type {name} is always there for links between passages, so it cannot be deleted: "
    "rename it, or leave it unused.",
    OperationReason.TYPE_IN_USE: "Links use the type {name}, {n} in all, so it was not changed: "
    "give them another type first.",
    OperationReason.TYPE_DOES_NOT_FIT: "The type {name} is not offered for everything that has the type {old}: "
    "choose another one.",
    OperationReason.TWO_CODES_IN_UNIT: "{coder} gave unit {unit} of {document} two codes that should exclude each "
    "other, {codes}, and so in {number} places in all: compare each code by itself, or take one of the two away.",
    OperationReason.SELF_LINK: "A quotation cannot be linked to itself: choose another one.",
    OperationReason.ALREADY_LINKED: "These two quotations have a link of that type already: choose another type.",
    OperationReason.EMPTY_COMMENT: "A comment needs words: type at least one letter.",
    OperationReason.ANSWER_TO_ANSWER: "An answer cannot be answered or closed by itself: answer the comment it is on.",
    OperationReason.SELF_RELATION: "A code cannot be linked to itself: choose another one.",
    OperationReason.BAD_COLOR: "{color} is not a colour: write it as #RRGGBB.",
}

ROW_SENTENCES: Mapping[RowReason, str] = {
    RowReason.EMPTY_LABEL: "the label is empty",
    RowReason.UNKNOWN_PARENT: "there is no parent code {value}",
    RowReason.AMBIGUOUS_PARENT: "several codes are called {value}, so the parent must be given as a path",
    RowReason.CYCLE: "the code {value} stands below itself",
    RowReason.DUPLICATE_CODE: "the code {value} stands twice in the same place",
    RowReason.UNKNOWN_ROLE: "{value} is not a role",
    RowReason.BAD_COLOR: "{value} is not a colour",
    RowReason.UNKNOWN_DOCUMENT: "there is no document {value}",
    RowReason.UNKNOWN_CODE: "there is no code {value}",
    RowReason.AMBIGUOUS_CODE: "several codes are called {value}, so it must be given as a path",
    RowReason.BAD_OFFSET: "{value} is not a pair of places in the text",
    RowReason.SPAN_OUTSIDE_TEXT: "{value} lies outside the text",
    RowReason.QUOTE_MISMATCH: "the words at this place are not those of the quote {value}",
    RowReason.QUOTE_NOT_FOUND: "the quote {value} does not occur in the document",
    RowReason.QUOTE_NOT_UNIQUE: "the quote {value} occurs several times in the document, so its place must be given",
    RowReason.NO_PASSAGE: "neither a place nor a quote is given",
    RowReason.EMPTY_CODER: "the coder is empty",
    RowReason.EMPTY_PARTICIPANT: "the participant is empty",
    RowReason.BROKEN_QUOTES: "a quotation mark is opened and never closed",
    RowReason.NESTED_VALUE: "a value is a list or an object and not a text or a number",
    RowReason.WRONG_CELL_COUNT: "the number of cells is not that of the header row",
}
