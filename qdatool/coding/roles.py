"""What rooms must name alike: role in the paradigm, kind of model, direction, kind of memo, stance, style of line."""

from __future__ import annotations

from enum import StrEnum


class Role(StrEnum):
    """Role of a category in the paradigm model (Strauss & Corbin 1990, p. 99), in reading order of the model."""

    CAUSAL = "causal"
    PHENOMENON = "phenomenon"
    CONTEXTUAL = "contextual"
    INTERVENING = "intervening"
    STRATEGY = "strategy"
    CONSEQUENCE = "consequence"


class ModelKind(StrEnum):
    """What a model is built as."""

    PARADIGM = "paradigm"
    THEMATIC_NETWORK = "thematic-network"
    TREE = "tree"
    FREE = "free"


class Direction(StrEnum):
    """Base direction of a document or a figure; ``AUTO`` decides by the text or the language."""

    AUTO = "auto"
    LTR = "ltr"
    RTL = "rtl"


class MemoKind(StrEnum):
    """What a memo is about."""

    CODE = "code"
    DOCUMENT = "document"
    QUOTATION = "quotation"
    THEORETICAL = "theoretical"
    METHODOLOGICAL = "methodological"
    PARTICIPANT = "participant"
    FREE = "free"


class Stance(StrEnum):
    """Whether a quotation speaks for or against the proposition of a relation."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"


class LineStyle(StrEnum):
    """How a line between two things is drawn."""

    SOLID = "solid"
    DASHED = "dashed"
    DOTTED = "dotted"


class Template(StrEnum):
    """What a new project starts with: names of levels, and no codes."""

    GROUNDED_THEORY = "grounded-theory"
    THEMATIC_NETWORK = "thematic-network"
    GIOIA = "gioia"
    BLANK = "blank"
