"""The tables of a project file.

Every table has one integer key that is never reused. Constraints carry names, because migrations need them. Tables
that take part in undo are listed in ``UNDOABLE``; history, the undo store and the snapshot record stand apart.
"""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

APPLICATION_ID = 0x51444154
"""Marks a SQLite file as a qdatool project (the letters QDAT)."""

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


def _table(name: str, *parts: Column[object] | CheckConstraint | UniqueConstraint | Index) -> Table:
    table = Table(name, metadata, Column("id", Integer, primary_key=True), *parts, sqlite_autoincrement=True)
    for key in table.foreign_keys:
        # Not index=True: Alembic's rebuild of a table forgets those.
        Index(None, key.parent)
    return table


def _text(name: str, default: str | None = "") -> Column[object]:
    if default is None:
        return Column(name, Text, nullable=False)
    return Column(name, Text, nullable=False, server_default=default)


def _optional_text(name: str) -> Column[object]:
    return Column(name, Text)


def _whole(name: str, default: int | None = None) -> Column[object]:
    if default is None:
        return Column(name, Integer, nullable=False)
    return Column(name, Integer, nullable=False, server_default=str(default))


def _optional_whole(name: str) -> Column[object]:
    return Column(name, Integer)


def _flag(name: str, default: int = 0) -> Column[object]:
    return _whole(name, default)


def _refers(name: str, target: str, *, optional: bool = False, on_delete: str = "CASCADE") -> Column[object]:
    """Return a foreign key column; ``_table`` indexes every one, so that cascades and undo checks stay quick."""
    key: ForeignKey = ForeignKey(f"{target}.id", ondelete=on_delete)
    return Column(name, Integer, key, nullable=optional)


def _one_of(column: str, *values: str) -> CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _exactly_one(*columns: str) -> CheckConstraint:
    terms = " + ".join(f'("{column}" IS NOT NULL)' for column in columns)
    return CheckConstraint(f"{terms} = 1", name="one_target")


_ROLES = ("", "causal", "phenomenon", "contextual", "intervening", "strategy", "consequence")
_DIRECTIONS = ("auto", "ltr", "rtl")

project = _table(
    "project",
    _text("guid", None),
    _text("title", None),
    _text("template", None),
    _text("created_at", None),
    CheckConstraint("id = 1", name="single"),
)
language = _table("language", _text("tag", None), _whole("position"), UniqueConstraint("tag"))
coder = _table(
    "coder",
    _text("guid", None),
    _text("name", None),
    _text("color"),
    _text("created_at", None),
    _flag("is_consensus"),
    UniqueConstraint("name"),
)
round_ = _table("round", _text("name", None), _whole("position"), _flag("is_blind"), UniqueConstraint("name"))

document = _table(
    "document",
    _text("guid", None),
    _text("name", None),
    _whole("sequence"),
    _optional_text("interview_date"),
    _text("direction", "auto"),
    _text("source_name"),
    _text("imported_at", None),
    UniqueConstraint("name"),
    _one_of("direction", *_DIRECTIONS),
)
document_text = _table(
    "document_text",
    _refers("document_id", "document"),
    _whole("version"),
    _text("body", None),
    _text("sha256", None),
    _whole("normalisation_version"),
    _whole("characters"),
    _whole("paragraphs"),
    _text("created_at", None),
    UniqueConstraint("document_id", "version"),
)
turn = _table(
    "turn",
    _refers("document_id", "document"),
    _whole("start"),
    _whole("end"),
    _text("speaker"),
    Column("time_s", Float),
    CheckConstraint('start >= 0 AND start < "end"', name="span"),
)
finished_document = _table(
    "finished_document",
    _refers("document_id", "document"),
    _refers("coder_id", "coder"),
    _refers("round_id", "round"),
    _text("finished_at", None),
    UniqueConstraint("document_id", "coder_id", "round_id"),
)

participant = _table(
    "participant", _text("guid", None), _text("name", None), _whole("position"), _text("note"), UniqueConstraint("name")
)
attribute = _table("attribute", _text("name", None), _whole("position"), UniqueConstraint("name"))
attribute_class = _table(
    "attribute_class",
    _refers("attribute_id", "attribute"),
    _text("label", None),
    _whole("position"),
    UniqueConstraint("attribute_id", "label"),
)
participant_class = _table(
    "participant_class",
    _refers("participant_id", "participant"),
    _refers("attribute_class_id", "attribute_class"),
    UniqueConstraint("participant_id", "attribute_class_id"),
)
participant_document = _table(
    "participant_document",
    _refers("participant_id", "participant"),
    _refers("document_id", "document"),
    UniqueConstraint("participant_id", "document_id"),
)

level = _table("level", _text("key", None), _whole("position"), UniqueConstraint("key"))
level_name = _table(
    "level_name",
    _refers("level_id", "level"),
    _refers("language_id", "language"),
    _text("name", None),
    _text("chip", None),
    UniqueConstraint("level_id", "language_id"),
)
code = _table(
    "code",
    _text("guid", None),
    _text("label", None),
    _refers("level_id", "level", on_delete="RESTRICT"),
    _refers("parent_id", "code", optional=True),
    _whole("position"),
    _text("role"),
    _text("color", None),
    _text("definition"),
    _text("include"),
    _text("exclude"),
    _text("example"),
    _text("status", "draft"),
    _text("created_at", None),
    _refers("created_by", "coder", optional=True, on_delete="SET NULL"),
    CheckConstraint("trim(label) <> ''", name="label"),
    _one_of("role", *_ROLES),
    _one_of("status", "draft", "in-use", "settled", "retired"),
)
code_label = _table(
    "code_label",
    _refers("code_id", "code"),
    _refers("language_id", "language"),
    _text("label", None),
    UniqueConstraint("code_id", "language_id"),
)
code_provenance = _table(
    "code_provenance",
    _refers("code_id", "code"),
    _text("kind", None),
    _refers("source_code_id", "code", optional=True, on_delete="SET NULL"),
    _text("source_label"),
    _refers("coder_id", "coder", optional=True, on_delete="SET NULL"),
    _text("reason"),
    _text("at", None),
    _one_of("kind", "in-vivo", "made-from", "split-from", "merged-from", "promoted"),
)
code_property = _table("code_property", _refers("code_id", "code"), _text("name", None), _whole("position"))
dimension = _table(
    "dimension",
    _refers("code_property_id", "code_property"),
    _text("low_name", None),
    _text("high_name", None),
    _whole("position"),
)

quotation = _table(
    "quotation",
    _text("guid", None),
    _refers("document_id", "document"),
    _whole("start"),
    _whole("end"),
    _text("quote", None),
    _text("comment"),
    UniqueConstraint("document_id", "start", "end"),
    CheckConstraint('start >= 0 AND start < "end"', name="span"),
)
dimension_mark = _table(
    "dimension_mark",
    _refers("dimension_id", "dimension"),
    _refers("quotation_id", "quotation"),
    Column("value", Float, nullable=False),
    UniqueConstraint("dimension_id", "quotation_id"),
    CheckConstraint("value BETWEEN 0 AND 1", name="value"),
)
coding = _table(
    "coding",
    _text("guid", None),
    _refers("quotation_id", "quotation"),
    _refers("code_id", "code"),
    _refers("coder_id", "coder", on_delete="RESTRICT"),
    _refers("round_id", "round", on_delete="RESTRICT"),
    _flag("adds_dimension"),
    _text("created_at", None),
    UniqueConstraint("quotation_id", "code_id", "coder_id", "round_id"),
)

decision = _table(
    "decision",
    _text("guid", None),
    _refers("document_id", "document"),
    _whole("start"),
    _whole("end"),
    _refers("code_id", "code", optional=True, on_delete="SET NULL"),
    _refers("round_id", "round"),
    _refers("first_coder_id", "coder", optional=True, on_delete="SET NULL"),
    _refers("second_coder_id", "coder", optional=True, on_delete="SET NULL"),
    _text("kind", None),
    _text("reason"),
    _refers("coder_id", "coder", optional=True, on_delete="SET NULL"),
    _text("at", None),
    _one_of("kind", "first", "second", "both", "neither", "new", "discuss"),
    CheckConstraint('start >= 0 AND start < "end"', name="span"),
)
drawn_passage = _table(
    "drawn_passage",
    _refers("round_id", "round"),
    _refers("document_id", "document"),
    _optional_whole("start"),
    _optional_whole("end"),
    _whole("seed"),
    _text("stratum"),
    CheckConstraint(
        '(start IS NULL AND "end" IS NULL) OR (start >= 0 AND start < "end")',
        name="span",
    ),
)

memo = _table(
    "memo",
    _text("guid", None),
    _text("kind", None),
    _text("title"),
    _text("body"),
    _refers("coder_id", "coder", optional=True, on_delete="SET NULL"),
    _text("created_at", None),
    _text("changed_at", None),
    _one_of("kind", "code", "document", "quotation", "theoretical", "methodological", "participant", "free"),
)

relation_type = _table(
    "relation_type",
    _text("key", None),
    _flag("is_directed", 1),
    _flag("is_symmetric"),
    _flag("is_transitive"),
    _text("line_style", "solid"),
    _text("applies_to", "any"),
    UniqueConstraint("key"),
    _one_of("line_style", "solid", "dashed", "dotted"),
    _one_of("applies_to", "any", "codes", "quotations"),
)
relation_type_name = _table(
    "relation_type_name",
    _refers("relation_type_id", "relation_type"),
    _refers("language_id", "language"),
    _text("name", None),
    UniqueConstraint("relation_type_id", "language_id"),
)
quotation_link = _table(
    "quotation_link",
    _refers("source_id", "quotation"),
    _refers("target_id", "quotation"),
    _refers("relation_type_id", "relation_type", on_delete="RESTRICT"),
    _text("comment"),
    UniqueConstraint("source_id", "target_id", "relation_type_id"),
    CheckConstraint("source_id <> target_id", name="ends"),
)
relation = _table(
    "relation",
    _text("guid", None),
    _refers("source_id", "code"),
    _refers("target_id", "code"),
    _refers("relation_type_id", "relation_type", on_delete="RESTRICT"),
    UniqueConstraint("source_id", "target_id", "relation_type_id"),
    CheckConstraint("source_id <> target_id", name="ends"),
)
proposition = _table(
    "proposition",
    _refers("relation_id", "relation"),
    _refers("language_id", "language"),
    _text("sentence", None),
    UniqueConstraint("relation_id", "language_id"),
)
evidence = _table(
    "evidence",
    _refers("relation_id", "relation"),
    _refers("quotation_id", "quotation"),
    _text("stance", None),
    _text("note"),
    UniqueConstraint("relation_id", "quotation_id"),
    _one_of("stance", "supports", "contradicts"),
)

model = _table(
    "model",
    _text("guid", None),
    _text("kind", None),
    _text("title", None),
    _text("direction", "auto"),
    _text("options", "{}"),
    _text("created_at", None),
    UniqueConstraint("title"),
    _one_of("kind", "paradigm", "thematic-network", "tree", "free"),
    _one_of("direction", *_DIRECTIONS),
)
model_label = _table(
    "model_label",
    _refers("model_id", "model"),
    _refers("language_id", "language"),
    _text("title"),
    _text("caption"),
    UniqueConstraint("model_id", "language_id"),
)
model_slot = _table(
    "model_slot",
    _refers("model_id", "model"),
    _text("role", None),
    _refers("code_id", "code"),
    _whole("position"),
    UniqueConstraint("model_id", "role", "code_id"),
)
model_role = _table(
    "model_role",
    _refers("model_id", "model"),
    _text("key", None),
    _whole("position"),
    _text("place"),
    UniqueConstraint("model_id", "key"),
)
model_role_name = _table(
    "model_role_name",
    _refers("model_role_id", "model_role"),
    _refers("language_id", "language"),
    _text("name", None),
    UniqueConstraint("model_role_id", "language_id"),
)
model_version = _table(
    "model_version",
    _text("guid", None),
    _refers("model_id", "model"),
    _text("label"),
    _text("at", None),
    _refers("coder_id", "coder", optional=True, on_delete="SET NULL"),
    _text("content", None),
)
picture = _table(
    "picture",
    _text("guid", None),
    _text("sha256", None),
    _text("media_type", None),
    _whole("width_px"),
    _whole("height_px"),
    # Base64, since an undo step keeps its rows as text.
    _text("content", None),
    UniqueConstraint("sha256"),
)
figure_node = _table(
    "figure_node",
    _refers("model_id", "model"),
    _text("key", None),
    _refers("code_id", "code", optional=True),
    Column("x_pt", Float),
    Column("y_pt", Float),
    _flag("is_pinned"),
    _text("style", "{}"),
    Column("width_pt", Float),
    Column("height_pt", Float),
    _refers("quotation_id", "quotation", optional=True),
    _refers("memo_id", "memo", optional=True),
    _refers("participant_id", "participant", optional=True),
    _refers("picture_id", "picture", optional=True),
    _text("body"),
    UniqueConstraint("model_id", "key"),
)
figure_edge = _table(
    "figure_edge",
    _refers("model_id", "model"),
    _refers("source_node_id", "figure_node"),
    _refers("target_node_id", "figure_node"),
    _refers("relation_id", "relation", optional=True),
    _text("routing", "[]"),
    _refers("relation_type_id", "relation_type", optional=True, on_delete="SET NULL"),
    _text("label"),
    _text("style", "{}"),
)

_TARGETS = ("document_id", "code_id", "quotation_id", "participant_id", "relation_id", "model_id")
memo_link = _table(
    "memo_link",
    _refers("memo_id", "memo"),
    _refers("document_id", "document", optional=True),
    _refers("code_id", "code", optional=True),
    _refers("quotation_id", "quotation", optional=True),
    _refers("participant_id", "participant", optional=True),
    _refers("relation_id", "relation", optional=True),
    _refers("model_id", "model", optional=True),
    _exactly_one(*_TARGETS),
)
review_comment = _table(
    "review_comment",
    _text("guid", None),
    _text("body", None),
    _refers("coder_id", "coder", optional=True, on_delete="SET NULL"),
    _refers("answers_id", "review_comment", optional=True),
    _flag("is_done"),
    _text("created_at", None),
    _refers("document_id", "document", optional=True),
    _refers("code_id", "code", optional=True),
    _refers("quotation_id", "quotation", optional=True),
    _refers("participant_id", "participant", optional=True),
    _refers("relation_id", "relation", optional=True),
    _refers("model_id", "model", optional=True),
    _refers("memo_id", "memo", optional=True),
    _refers("figure_node_id", "figure_node", optional=True),
    _exactly_one(*_TARGETS, "memo_id", "figure_node_id"),
)

history = _table(
    "history",
    _text("at", None),
    _text("operation", None),
    _text("direction", None),
    Column("coder_id", Integer),
    _text("coder_name"),
    _text("entities", "{}"),
    _text("reason"),
    _one_of("direction", "do", "undo", "redo"),
)
undo_step = _table(
    "undo_step",
    _text("stack", None),
    _text("operation", None),
    _optional_text("merge_key"),
    _text("at", None),
    _whole("size"),
    Column("rows", LargeBinary, nullable=False),
    Column("coder_id", Integer),
    _one_of("stack", "undo", "redo"),
)
snapshot_record = _table(
    "snapshot_record",
    _text("at", None),
    _text("reason", None),
    _text("label"),
    _whole("history_id"),
    _one_of("reason", "by-hand", "opening", "migration", "bulk", "restore"),
)

APART = frozenset({"history", "undo_step", "snapshot_record"})
"""Tables that undo never touches."""

UNDOABLE: tuple[Table, ...] = tuple(table for table in metadata.sorted_tables if table.name not in APART)
"""Tables whose rows an undo step restores, parents before children."""
