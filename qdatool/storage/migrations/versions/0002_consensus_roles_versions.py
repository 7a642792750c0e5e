"""Room for consensus and drawn samples, for a model's own roles and versions, and for more kinds of figure node."""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = None

_TABLES = """
CREATE TABLE model_role (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    model_id INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    position INTEGER NOT NULL,
    place TEXT DEFAULT '' NOT NULL,
    CONSTRAINT uq_model_role_model_id_key UNIQUE (model_id, "key"),
    CONSTRAINT fk_model_role_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE
);
CREATE TABLE model_role_name (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    model_role_id INTEGER NOT NULL,
    language_id INTEGER NOT NULL,
    name TEXT NOT NULL,
    CONSTRAINT uq_model_role_name_model_role_id_language_id UNIQUE (model_role_id, language_id),
    CONSTRAINT fk_model_role_name_model_role_id FOREIGN KEY(model_role_id) REFERENCES model_role (id) ON DELETE CASCADE,
    CONSTRAINT fk_model_role_name_language_id FOREIGN KEY(language_id) REFERENCES language (id) ON DELETE CASCADE
);
CREATE TABLE model_version (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL,
    model_id INTEGER NOT NULL,
    label TEXT DEFAULT '' NOT NULL,
    at TEXT NOT NULL,
    coder_id INTEGER,
    content TEXT NOT NULL,
    CONSTRAINT fk_model_version_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE,
    CONSTRAINT fk_model_version_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE SET NULL
);
CREATE TABLE picture (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    media_type TEXT NOT NULL,
    width_px INTEGER NOT NULL,
    height_px INTEGER NOT NULL,
    content TEXT NOT NULL,
    CONSTRAINT uq_picture_sha256 UNIQUE (sha256)
);
CREATE TABLE decision (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    guid TEXT NOT NULL,
    document_id INTEGER NOT NULL,
    start INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    code_id INTEGER,
    round_id INTEGER NOT NULL,
    first_coder_id INTEGER,
    second_coder_id INTEGER,
    kind TEXT NOT NULL,
    reason TEXT DEFAULT '' NOT NULL,
    coder_id INTEGER,
    at TEXT NOT NULL,
    CONSTRAINT ck_decision_kind CHECK (kind IN ('first', 'second', 'both', 'neither', 'new', 'discuss')),
    CONSTRAINT ck_decision_span CHECK (start >= 0 AND start < "end"),
    CONSTRAINT fk_decision_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
    CONSTRAINT fk_decision_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE SET NULL,
    CONSTRAINT fk_decision_round_id FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE,
    CONSTRAINT fk_decision_first_coder_id FOREIGN KEY(first_coder_id) REFERENCES coder (id) ON DELETE SET NULL,
    CONSTRAINT fk_decision_second_coder_id FOREIGN KEY(second_coder_id) REFERENCES coder (id) ON DELETE SET NULL,
    CONSTRAINT fk_decision_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE SET NULL
);
CREATE TABLE drawn_passage (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    round_id INTEGER NOT NULL,
    document_id INTEGER NOT NULL,
    start INTEGER,
    "end" INTEGER,
    seed INTEGER NOT NULL,
    stratum TEXT DEFAULT '' NOT NULL,
    CONSTRAINT ck_drawn_passage_span CHECK ((start IS NULL AND "end" IS NULL) OR (start >= 0 AND start < "end")),
    CONSTRAINT fk_drawn_passage_round_id FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE,
    CONSTRAINT fk_drawn_passage_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
"""

_COLUMNS = """
ALTER TABLE coder ADD COLUMN is_consensus INTEGER DEFAULT '0' NOT NULL;
ALTER TABLE undo_step ADD COLUMN coder_id INTEGER;
ALTER TABLE relation_type ADD COLUMN applies_to TEXT DEFAULT 'any' NOT NULL
    CONSTRAINT ck_relation_type_applies_to CHECK (applies_to IN ('any', 'codes', 'quotations'));
ALTER TABLE figure_node ADD COLUMN width_pt FLOAT;
ALTER TABLE figure_node ADD COLUMN height_pt FLOAT;
ALTER TABLE figure_node ADD COLUMN quotation_id INTEGER
    CONSTRAINT fk_figure_node_quotation_id REFERENCES quotation (id) ON DELETE CASCADE;
ALTER TABLE figure_node ADD COLUMN memo_id INTEGER
    CONSTRAINT fk_figure_node_memo_id REFERENCES memo (id) ON DELETE CASCADE;
ALTER TABLE figure_node ADD COLUMN participant_id INTEGER
    CONSTRAINT fk_figure_node_participant_id REFERENCES participant (id) ON DELETE CASCADE;
ALTER TABLE figure_node ADD COLUMN picture_id INTEGER
    CONSTRAINT fk_figure_node_picture_id REFERENCES picture (id) ON DELETE CASCADE;
ALTER TABLE figure_node ADD COLUMN body TEXT DEFAULT '' NOT NULL;
ALTER TABLE figure_edge ADD COLUMN relation_type_id INTEGER
    CONSTRAINT fk_figure_edge_relation_type_id REFERENCES relation_type (id) ON DELETE SET NULL;
ALTER TABLE figure_edge ADD COLUMN label TEXT DEFAULT '' NOT NULL;
ALTER TABLE figure_edge ADD COLUMN style TEXT DEFAULT '{}' NOT NULL;
"""

# A model may have roles of its own, so a slot no longer lists the six; SQLite drops a check only with its table.
_SLOTS = """
ALTER TABLE model_slot RENAME TO old_model_slot;
CREATE TABLE model_slot (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    model_id INTEGER NOT NULL,
    role TEXT NOT NULL,
    code_id INTEGER NOT NULL,
    position INTEGER NOT NULL,
    CONSTRAINT uq_model_slot_model_id_role_code_id UNIQUE (model_id, role, code_id),
    CONSTRAINT fk_model_slot_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE,
    CONSTRAINT fk_model_slot_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE
);
INSERT INTO model_slot (id, model_id, role, code_id, position)
    SELECT id, model_id, role, code_id, position FROM old_model_slot;
DROP TABLE old_model_slot;
"""

_INDEXES = """
CREATE INDEX ix_model_slot_code_id ON model_slot (code_id);
CREATE INDEX ix_model_slot_model_id ON model_slot (model_id);
CREATE INDEX ix_decision_code_id ON decision (code_id);
CREATE INDEX ix_decision_coder_id ON decision (coder_id);
CREATE INDEX ix_decision_document_id ON decision (document_id);
CREATE INDEX ix_decision_first_coder_id ON decision (first_coder_id);
CREATE INDEX ix_decision_round_id ON decision (round_id);
CREATE INDEX ix_decision_second_coder_id ON decision (second_coder_id);
CREATE INDEX ix_drawn_passage_document_id ON drawn_passage (document_id);
CREATE INDEX ix_drawn_passage_round_id ON drawn_passage (round_id);
CREATE INDEX ix_figure_edge_relation_type_id ON figure_edge (relation_type_id);
CREATE INDEX ix_figure_node_memo_id ON figure_node (memo_id);
CREATE INDEX ix_figure_node_participant_id ON figure_node (participant_id);
CREATE INDEX ix_figure_node_picture_id ON figure_node (picture_id);
CREATE INDEX ix_figure_node_quotation_id ON figure_node (quotation_id);
CREATE INDEX ix_model_role_model_id ON model_role (model_id);
CREATE INDEX ix_model_role_name_language_id ON model_role_name (language_id);
CREATE INDEX ix_model_role_name_model_role_id ON model_role_name (model_role_id);
CREATE INDEX ix_model_version_coder_id ON model_version (coder_id);
CREATE INDEX ix_model_version_model_id ON model_version (model_id);
"""


def upgrade() -> None:
    """Bring a file of version 1 to version 2; every row stays."""
    for script in (_TABLES, _COLUMNS, _SLOTS, _INDEXES):
        for statement in script.strip().split(";\n"):
            op.execute(statement)
