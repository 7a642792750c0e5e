CREATE INDEX ix_attribute_class_attribute_id ON attribute_class (attribute_id);
CREATE INDEX ix_code_created_by ON code (created_by);
CREATE INDEX ix_code_label_code_id ON code_label (code_id);
CREATE INDEX ix_code_label_language_id ON code_label (language_id);
CREATE INDEX ix_code_level_id ON code (level_id);
CREATE INDEX ix_code_parent_id ON code (parent_id);
CREATE INDEX ix_code_property_code_id ON code_property (code_id);
CREATE INDEX ix_code_provenance_code_id ON code_provenance (code_id);
CREATE INDEX ix_code_provenance_coder_id ON code_provenance (coder_id);
CREATE INDEX ix_code_provenance_source_code_id ON code_provenance (source_code_id);
CREATE INDEX ix_coding_code_id ON coding (code_id);
CREATE INDEX ix_coding_coder_id ON coding (coder_id);
CREATE INDEX ix_coding_quotation_id ON coding (quotation_id);
CREATE INDEX ix_coding_round_id ON coding (round_id);
CREATE INDEX ix_decision_code_id ON decision (code_id);
CREATE INDEX ix_decision_coder_id ON decision (coder_id);
CREATE INDEX ix_decision_document_id ON decision (document_id);
CREATE INDEX ix_decision_first_coder_id ON decision (first_coder_id);
CREATE INDEX ix_decision_round_id ON decision (round_id);
CREATE INDEX ix_decision_second_coder_id ON decision (second_coder_id);
CREATE INDEX ix_dimension_code_property_id ON dimension (code_property_id);
CREATE INDEX ix_dimension_mark_dimension_id ON dimension_mark (dimension_id);
CREATE INDEX ix_dimension_mark_quotation_id ON dimension_mark (quotation_id);
CREATE INDEX ix_document_text_document_id ON document_text (document_id);
CREATE INDEX ix_drawn_passage_document_id ON drawn_passage (document_id);
CREATE INDEX ix_drawn_passage_round_id ON drawn_passage (round_id);
CREATE INDEX ix_evidence_quotation_id ON evidence (quotation_id);
CREATE INDEX ix_evidence_relation_id ON evidence (relation_id);
CREATE INDEX ix_figure_edge_model_id ON figure_edge (model_id);
CREATE INDEX ix_figure_edge_relation_id ON figure_edge (relation_id);
CREATE INDEX ix_figure_edge_relation_type_id ON figure_edge (relation_type_id);
CREATE INDEX ix_figure_edge_source_node_id ON figure_edge (source_node_id);
CREATE INDEX ix_figure_edge_target_node_id ON figure_edge (target_node_id);
CREATE INDEX ix_figure_node_code_id ON figure_node (code_id);
CREATE INDEX ix_figure_node_memo_id ON figure_node (memo_id);
CREATE INDEX ix_figure_node_model_id ON figure_node (model_id);
CREATE INDEX ix_figure_node_participant_id ON figure_node (participant_id);
CREATE INDEX ix_figure_node_picture_id ON figure_node (picture_id);
CREATE INDEX ix_figure_node_quotation_id ON figure_node (quotation_id);
CREATE INDEX ix_finished_document_coder_id ON finished_document (coder_id);
CREATE INDEX ix_finished_document_document_id ON finished_document (document_id);
CREATE INDEX ix_finished_document_round_id ON finished_document (round_id);
CREATE INDEX ix_level_name_language_id ON level_name (language_id);
CREATE INDEX ix_level_name_level_id ON level_name (level_id);
CREATE INDEX ix_memo_coder_id ON memo (coder_id);
CREATE INDEX ix_memo_link_code_id ON memo_link (code_id);
CREATE INDEX ix_memo_link_document_id ON memo_link (document_id);
CREATE INDEX ix_memo_link_memo_id ON memo_link (memo_id);
CREATE INDEX ix_memo_link_model_id ON memo_link (model_id);
CREATE INDEX ix_memo_link_participant_id ON memo_link (participant_id);
CREATE INDEX ix_memo_link_quotation_id ON memo_link (quotation_id);
CREATE INDEX ix_memo_link_relation_id ON memo_link (relation_id);
CREATE INDEX ix_model_label_language_id ON model_label (language_id);
CREATE INDEX ix_model_label_model_id ON model_label (model_id);
CREATE INDEX ix_model_role_model_id ON model_role (model_id);
CREATE INDEX ix_model_role_name_language_id ON model_role_name (language_id);
CREATE INDEX ix_model_role_name_model_role_id ON model_role_name (model_role_id);
CREATE INDEX ix_model_slot_code_id ON model_slot (code_id);
CREATE INDEX ix_model_slot_model_id ON model_slot (model_id);
CREATE INDEX ix_model_version_coder_id ON model_version (coder_id);
CREATE INDEX ix_model_version_model_id ON model_version (model_id);
CREATE INDEX ix_participant_class_attribute_class_id ON participant_class (attribute_class_id);
CREATE INDEX ix_participant_class_participant_id ON participant_class (participant_id);
CREATE INDEX ix_participant_document_document_id ON participant_document (document_id);
CREATE INDEX ix_participant_document_participant_id ON participant_document (participant_id);
CREATE INDEX ix_proposition_language_id ON proposition (language_id);
CREATE INDEX ix_proposition_relation_id ON proposition (relation_id);
CREATE INDEX ix_quotation_document_id ON quotation (document_id);
CREATE INDEX ix_quotation_link_relation_type_id ON quotation_link (relation_type_id);
CREATE INDEX ix_quotation_link_source_id ON quotation_link (source_id);
CREATE INDEX ix_quotation_link_target_id ON quotation_link (target_id);
CREATE INDEX ix_relation_relation_type_id ON relation (relation_type_id);
CREATE INDEX ix_relation_source_id ON relation (source_id);
CREATE INDEX ix_relation_target_id ON relation (target_id);
CREATE INDEX ix_relation_type_name_language_id ON relation_type_name (language_id);
CREATE INDEX ix_relation_type_name_relation_type_id ON relation_type_name (relation_type_id);
CREATE INDEX ix_review_comment_answers_id ON review_comment (answers_id);
CREATE INDEX ix_review_comment_code_id ON review_comment (code_id);
CREATE INDEX ix_review_comment_coder_id ON review_comment (coder_id);
CREATE INDEX ix_review_comment_document_id ON review_comment (document_id);
CREATE INDEX ix_review_comment_figure_node_id ON review_comment (figure_node_id);
CREATE INDEX ix_review_comment_memo_id ON review_comment (memo_id);
CREATE INDEX ix_review_comment_model_id ON review_comment (model_id);
CREATE INDEX ix_review_comment_participant_id ON review_comment (participant_id);
CREATE INDEX ix_review_comment_quotation_id ON review_comment (quotation_id);
CREATE INDEX ix_review_comment_relation_id ON review_comment (relation_id);
CREATE INDEX ix_turn_document_id ON turn (document_id);
CREATE TABLE attribute (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT uq_attribute_name UNIQUE (name)
);
CREATE TABLE attribute_class (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	attribute_id INTEGER NOT NULL,
	label TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT uq_attribute_class_attribute_id_label UNIQUE (attribute_id, label),
	CONSTRAINT fk_attribute_class_attribute_id FOREIGN KEY(attribute_id) REFERENCES attribute (id) ON DELETE CASCADE
);
CREATE TABLE code (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	label TEXT NOT NULL,
	level_id INTEGER NOT NULL,
	parent_id INTEGER,
	position INTEGER NOT NULL,
	role TEXT DEFAULT '' NOT NULL,
	color TEXT NOT NULL,
	definition TEXT DEFAULT '' NOT NULL,
	include TEXT DEFAULT '' NOT NULL,
	exclude TEXT DEFAULT '' NOT NULL,
	example TEXT DEFAULT '' NOT NULL,
	status TEXT DEFAULT 'draft' NOT NULL,
	created_at TEXT NOT NULL,
	created_by INTEGER,
	CONSTRAINT ck_code_label CHECK (trim(label) <> ''),
	CONSTRAINT ck_code_role CHECK (role IN ('', 'causal', 'phenomenon', 'contextual', 'intervening', 'strategy', 'consequence')),
	CONSTRAINT ck_code_status CHECK (status IN ('draft', 'in-use', 'settled', 'retired')),
	CONSTRAINT fk_code_level_id FOREIGN KEY(level_id) REFERENCES level (id) ON DELETE RESTRICT,
	CONSTRAINT fk_code_parent_id FOREIGN KEY(parent_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_code_created_by FOREIGN KEY(created_by) REFERENCES coder (id) ON DELETE SET NULL
);
CREATE TABLE code_label (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	code_id INTEGER NOT NULL,
	language_id INTEGER NOT NULL,
	label TEXT NOT NULL,
	CONSTRAINT uq_code_label_code_id_language_id UNIQUE (code_id, language_id),
	CONSTRAINT fk_code_label_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_code_label_language_id FOREIGN KEY(language_id) REFERENCES language (id) ON DELETE CASCADE
);
CREATE TABLE code_property (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	code_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT fk_code_property_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE
);
CREATE TABLE code_provenance (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	code_id INTEGER NOT NULL,
	kind TEXT NOT NULL,
	source_code_id INTEGER,
	source_label TEXT DEFAULT '' NOT NULL,
	coder_id INTEGER,
	reason TEXT DEFAULT '' NOT NULL,
	at TEXT NOT NULL,
	CONSTRAINT ck_code_provenance_kind CHECK (kind IN ('in-vivo', 'made-from', 'split-from', 'merged-from', 'promoted')),
	CONSTRAINT fk_code_provenance_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_code_provenance_source_code_id FOREIGN KEY(source_code_id) REFERENCES code (id) ON DELETE SET NULL,
	CONSTRAINT fk_code_provenance_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE SET NULL
);
CREATE TABLE coder (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	name TEXT NOT NULL,
	color TEXT DEFAULT '' NOT NULL,
	created_at TEXT NOT NULL,
	is_consensus INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT uq_coder_name UNIQUE (name)
);
CREATE TABLE coding (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	quotation_id INTEGER NOT NULL,
	code_id INTEGER NOT NULL,
	coder_id INTEGER NOT NULL,
	round_id INTEGER NOT NULL,
	adds_dimension INTEGER DEFAULT '0' NOT NULL,
	created_at TEXT NOT NULL,
	CONSTRAINT uq_coding_quotation_id_code_id_coder_id_round_id UNIQUE (quotation_id, code_id, coder_id, round_id),
	CONSTRAINT fk_coding_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotation (id) ON DELETE CASCADE,
	CONSTRAINT fk_coding_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_coding_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE RESTRICT,
	CONSTRAINT fk_coding_round_id FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE RESTRICT
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
CREATE TABLE dimension (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	code_property_id INTEGER NOT NULL,
	low_name TEXT NOT NULL,
	high_name TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT fk_dimension_code_property_id FOREIGN KEY(code_property_id) REFERENCES code_property (id) ON DELETE CASCADE
);
CREATE TABLE dimension_mark (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	dimension_id INTEGER NOT NULL,
	quotation_id INTEGER NOT NULL,
	value FLOAT NOT NULL,
	CONSTRAINT uq_dimension_mark_dimension_id_quotation_id UNIQUE (dimension_id, quotation_id),
	CONSTRAINT ck_dimension_mark_value CHECK (value BETWEEN 0 AND 1),
	CONSTRAINT fk_dimension_mark_dimension_id FOREIGN KEY(dimension_id) REFERENCES dimension (id) ON DELETE CASCADE,
	CONSTRAINT fk_dimension_mark_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotation (id) ON DELETE CASCADE
);
CREATE TABLE document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	name TEXT NOT NULL,
	sequence INTEGER NOT NULL,
	interview_date TEXT,
	direction TEXT DEFAULT 'auto' NOT NULL,
	source_name TEXT DEFAULT '' NOT NULL,
	imported_at TEXT NOT NULL,
	CONSTRAINT uq_document_name UNIQUE (name),
	CONSTRAINT ck_document_direction CHECK (direction IN ('auto', 'ltr', 'rtl'))
);
CREATE TABLE document_text (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	document_id INTEGER NOT NULL,
	version INTEGER NOT NULL,
	body TEXT NOT NULL,
	sha256 TEXT NOT NULL,
	normalisation_version INTEGER NOT NULL,
	characters INTEGER NOT NULL,
	paragraphs INTEGER NOT NULL,
	created_at TEXT NOT NULL,
	CONSTRAINT uq_document_text_document_id_version UNIQUE (document_id, version),
	CONSTRAINT fk_document_text_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
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
CREATE TABLE evidence (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	relation_id INTEGER NOT NULL,
	quotation_id INTEGER NOT NULL,
	stance TEXT NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_evidence_relation_id_quotation_id UNIQUE (relation_id, quotation_id),
	CONSTRAINT ck_evidence_stance CHECK (stance IN ('supports', 'contradicts')),
	CONSTRAINT fk_evidence_relation_id FOREIGN KEY(relation_id) REFERENCES relation (id) ON DELETE CASCADE,
	CONSTRAINT fk_evidence_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotation (id) ON DELETE CASCADE
);
CREATE TABLE figure_edge (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	model_id INTEGER NOT NULL,
	source_node_id INTEGER NOT NULL,
	target_node_id INTEGER NOT NULL,
	relation_id INTEGER,
	routing TEXT DEFAULT '[]' NOT NULL,
	relation_type_id INTEGER,
	label TEXT DEFAULT '' NOT NULL,
	style TEXT DEFAULT '{}' NOT NULL,
	CONSTRAINT fk_figure_edge_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_edge_source_node_id FOREIGN KEY(source_node_id) REFERENCES figure_node (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_edge_target_node_id FOREIGN KEY(target_node_id) REFERENCES figure_node (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_edge_relation_id FOREIGN KEY(relation_id) REFERENCES relation (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_edge_relation_type_id FOREIGN KEY(relation_type_id) REFERENCES relation_type (id) ON DELETE SET NULL
);
CREATE TABLE figure_node (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	model_id INTEGER NOT NULL,
	"key" TEXT NOT NULL,
	code_id INTEGER,
	x_pt FLOAT,
	y_pt FLOAT,
	is_pinned INTEGER DEFAULT '0' NOT NULL,
	style TEXT DEFAULT '{}' NOT NULL,
	width_pt FLOAT,
	height_pt FLOAT,
	quotation_id INTEGER,
	memo_id INTEGER,
	participant_id INTEGER,
	picture_id INTEGER,
	body TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_figure_node_model_id_key UNIQUE (model_id, "key"),
	CONSTRAINT fk_figure_node_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_node_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_node_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotation (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_node_memo_id FOREIGN KEY(memo_id) REFERENCES memo (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_node_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
	CONSTRAINT fk_figure_node_picture_id FOREIGN KEY(picture_id) REFERENCES picture (id) ON DELETE CASCADE
);
CREATE TABLE finished_document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	document_id INTEGER NOT NULL,
	coder_id INTEGER NOT NULL,
	round_id INTEGER NOT NULL,
	finished_at TEXT NOT NULL,
	CONSTRAINT uq_finished_document_document_id_coder_id_round_id UNIQUE (document_id, coder_id, round_id),
	CONSTRAINT fk_finished_document_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
	CONSTRAINT fk_finished_document_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE CASCADE,
	CONSTRAINT fk_finished_document_round_id FOREIGN KEY(round_id) REFERENCES round (id) ON DELETE CASCADE
);
CREATE TABLE history (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL,
	operation TEXT NOT NULL,
	direction TEXT NOT NULL,
	coder_id INTEGER,
	coder_name TEXT DEFAULT '' NOT NULL,
	entities TEXT DEFAULT '{}' NOT NULL,
	reason TEXT DEFAULT '' NOT NULL,
	CONSTRAINT ck_history_direction CHECK (direction IN ('do', 'undo', 'redo'))
);
CREATE TABLE language (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	tag TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT uq_language_tag UNIQUE (tag)
);
CREATE TABLE level (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" TEXT NOT NULL,
	position INTEGER NOT NULL,
	CONSTRAINT uq_level_key UNIQUE ("key")
);
CREATE TABLE level_name (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	level_id INTEGER NOT NULL,
	language_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	chip TEXT NOT NULL,
	CONSTRAINT uq_level_name_level_id_language_id UNIQUE (level_id, language_id),
	CONSTRAINT fk_level_name_level_id FOREIGN KEY(level_id) REFERENCES level (id) ON DELETE CASCADE,
	CONSTRAINT fk_level_name_language_id FOREIGN KEY(language_id) REFERENCES language (id) ON DELETE CASCADE
);
CREATE TABLE memo (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	kind TEXT NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	body TEXT DEFAULT '' NOT NULL,
	coder_id INTEGER,
	created_at TEXT NOT NULL,
	changed_at TEXT NOT NULL,
	CONSTRAINT ck_memo_kind CHECK (kind IN ('code', 'document', 'quotation', 'theoretical', 'methodological', 'participant', 'free')),
	CONSTRAINT fk_memo_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE SET NULL
);
CREATE TABLE memo_link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	memo_id INTEGER NOT NULL,
	document_id INTEGER,
	code_id INTEGER,
	quotation_id INTEGER,
	participant_id INTEGER,
	relation_id INTEGER,
	model_id INTEGER,
	CONSTRAINT ck_memo_link_one_target CHECK (("document_id" IS NOT NULL) + ("code_id" IS NOT NULL) + ("quotation_id" IS NOT NULL) + ("participant_id" IS NOT NULL) + ("relation_id" IS NOT NULL) + ("model_id" IS NOT NULL) = 1),
	CONSTRAINT fk_memo_link_memo_id FOREIGN KEY(memo_id) REFERENCES memo (id) ON DELETE CASCADE,
	CONSTRAINT fk_memo_link_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
	CONSTRAINT fk_memo_link_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_memo_link_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotation (id) ON DELETE CASCADE,
	CONSTRAINT fk_memo_link_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
	CONSTRAINT fk_memo_link_relation_id FOREIGN KEY(relation_id) REFERENCES relation (id) ON DELETE CASCADE,
	CONSTRAINT fk_memo_link_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE
);
CREATE TABLE model (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	kind TEXT NOT NULL,
	title TEXT NOT NULL,
	direction TEXT DEFAULT 'auto' NOT NULL,
	options TEXT DEFAULT '{}' NOT NULL,
	created_at TEXT NOT NULL,
	CONSTRAINT uq_model_title UNIQUE (title),
	CONSTRAINT ck_model_kind CHECK (kind IN ('paradigm', 'thematic-network', 'tree', 'free')),
	CONSTRAINT ck_model_direction CHECK (direction IN ('auto', 'ltr', 'rtl'))
);
CREATE TABLE model_label (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	model_id INTEGER NOT NULL,
	language_id INTEGER NOT NULL,
	title TEXT DEFAULT '' NOT NULL,
	caption TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_model_label_model_id_language_id UNIQUE (model_id, language_id),
	CONSTRAINT fk_model_label_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE,
	CONSTRAINT fk_model_label_language_id FOREIGN KEY(language_id) REFERENCES language (id) ON DELETE CASCADE
);
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
CREATE TABLE participant (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	note TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_participant_name UNIQUE (name)
);
CREATE TABLE participant_class (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	participant_id INTEGER NOT NULL,
	attribute_class_id INTEGER NOT NULL,
	CONSTRAINT uq_participant_class_participant_id_attribute_class_id UNIQUE (participant_id, attribute_class_id),
	CONSTRAINT fk_participant_class_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
	CONSTRAINT fk_participant_class_attribute_class_id FOREIGN KEY(attribute_class_id) REFERENCES attribute_class (id) ON DELETE CASCADE
);
CREATE TABLE participant_document (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	participant_id INTEGER NOT NULL,
	document_id INTEGER NOT NULL,
	CONSTRAINT uq_participant_document_participant_id_document_id UNIQUE (participant_id, document_id),
	CONSTRAINT fk_participant_document_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
	CONSTRAINT fk_participant_document_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
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
CREATE TABLE project (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	title TEXT NOT NULL,
	template TEXT NOT NULL,
	created_at TEXT NOT NULL,
	CONSTRAINT ck_project_single CHECK (id = 1)
);
CREATE TABLE proposition (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	relation_id INTEGER NOT NULL,
	language_id INTEGER NOT NULL,
	sentence TEXT NOT NULL,
	CONSTRAINT uq_proposition_relation_id_language_id UNIQUE (relation_id, language_id),
	CONSTRAINT fk_proposition_relation_id FOREIGN KEY(relation_id) REFERENCES relation (id) ON DELETE CASCADE,
	CONSTRAINT fk_proposition_language_id FOREIGN KEY(language_id) REFERENCES language (id) ON DELETE CASCADE
);
CREATE TABLE quotation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	document_id INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	quote TEXT NOT NULL,
	comment TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_quotation_document_id_start_end UNIQUE (document_id, start, "end"),
	CONSTRAINT ck_quotation_span CHECK (start >= 0 AND start < "end"),
	CONSTRAINT fk_quotation_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE TABLE quotation_link (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	source_id INTEGER NOT NULL,
	target_id INTEGER NOT NULL,
	relation_type_id INTEGER NOT NULL,
	comment TEXT DEFAULT '' NOT NULL,
	CONSTRAINT uq_quotation_link_source_id_target_id_relation_type_id UNIQUE (source_id, target_id, relation_type_id),
	CONSTRAINT ck_quotation_link_ends CHECK (source_id <> target_id),
	CONSTRAINT fk_quotation_link_source_id FOREIGN KEY(source_id) REFERENCES quotation (id) ON DELETE CASCADE,
	CONSTRAINT fk_quotation_link_target_id FOREIGN KEY(target_id) REFERENCES quotation (id) ON DELETE CASCADE,
	CONSTRAINT fk_quotation_link_relation_type_id FOREIGN KEY(relation_type_id) REFERENCES relation_type (id) ON DELETE RESTRICT
);
CREATE TABLE relation (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	source_id INTEGER NOT NULL,
	target_id INTEGER NOT NULL,
	relation_type_id INTEGER NOT NULL,
	CONSTRAINT uq_relation_source_id_target_id_relation_type_id UNIQUE (source_id, target_id, relation_type_id),
	CONSTRAINT ck_relation_ends CHECK (source_id <> target_id),
	CONSTRAINT fk_relation_source_id FOREIGN KEY(source_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_relation_target_id FOREIGN KEY(target_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_relation_relation_type_id FOREIGN KEY(relation_type_id) REFERENCES relation_type (id) ON DELETE RESTRICT
);
CREATE TABLE relation_type (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	"key" TEXT NOT NULL,
	is_directed INTEGER DEFAULT '1' NOT NULL,
	is_symmetric INTEGER DEFAULT '0' NOT NULL,
	is_transitive INTEGER DEFAULT '0' NOT NULL,
	line_style TEXT DEFAULT 'solid' NOT NULL,
	applies_to TEXT DEFAULT 'any' NOT NULL,
	CONSTRAINT uq_relation_type_key UNIQUE ("key"),
	CONSTRAINT ck_relation_type_line_style CHECK (line_style IN ('solid', 'dashed', 'dotted')),
	CONSTRAINT ck_relation_type_applies_to CHECK (applies_to IN ('any', 'codes', 'quotations'))
);
CREATE TABLE relation_type_name (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	relation_type_id INTEGER NOT NULL,
	language_id INTEGER NOT NULL,
	name TEXT NOT NULL,
	CONSTRAINT uq_relation_type_name_relation_type_id_language_id UNIQUE (relation_type_id, language_id),
	CONSTRAINT fk_relation_type_name_relation_type_id FOREIGN KEY(relation_type_id) REFERENCES relation_type (id) ON DELETE CASCADE,
	CONSTRAINT fk_relation_type_name_language_id FOREIGN KEY(language_id) REFERENCES language (id) ON DELETE CASCADE
);
CREATE TABLE review_comment (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	guid TEXT NOT NULL,
	body TEXT NOT NULL,
	coder_id INTEGER,
	answers_id INTEGER,
	is_done INTEGER DEFAULT '0' NOT NULL,
	created_at TEXT NOT NULL,
	document_id INTEGER,
	code_id INTEGER,
	quotation_id INTEGER,
	participant_id INTEGER,
	relation_id INTEGER,
	model_id INTEGER,
	memo_id INTEGER,
	figure_node_id INTEGER,
	CONSTRAINT ck_review_comment_one_target CHECK (("document_id" IS NOT NULL) + ("code_id" IS NOT NULL) + ("quotation_id" IS NOT NULL) + ("participant_id" IS NOT NULL) + ("relation_id" IS NOT NULL) + ("model_id" IS NOT NULL) + ("memo_id" IS NOT NULL) + ("figure_node_id" IS NOT NULL) = 1),
	CONSTRAINT fk_review_comment_coder_id FOREIGN KEY(coder_id) REFERENCES coder (id) ON DELETE SET NULL,
	CONSTRAINT fk_review_comment_answers_id FOREIGN KEY(answers_id) REFERENCES review_comment (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_code_id FOREIGN KEY(code_id) REFERENCES code (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_quotation_id FOREIGN KEY(quotation_id) REFERENCES quotation (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_participant_id FOREIGN KEY(participant_id) REFERENCES participant (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_relation_id FOREIGN KEY(relation_id) REFERENCES relation (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_model_id FOREIGN KEY(model_id) REFERENCES model (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_memo_id FOREIGN KEY(memo_id) REFERENCES memo (id) ON DELETE CASCADE,
	CONSTRAINT fk_review_comment_figure_node_id FOREIGN KEY(figure_node_id) REFERENCES figure_node (id) ON DELETE CASCADE
);
CREATE TABLE round (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	name TEXT NOT NULL,
	position INTEGER NOT NULL,
	is_blind INTEGER DEFAULT '0' NOT NULL,
	CONSTRAINT uq_round_name UNIQUE (name)
);
CREATE TABLE snapshot_record (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	at TEXT NOT NULL,
	reason TEXT NOT NULL,
	label TEXT DEFAULT '' NOT NULL,
	history_id INTEGER NOT NULL,
	CONSTRAINT ck_snapshot_record_reason CHECK (reason IN ('by-hand', 'opening', 'migration', 'bulk', 'restore'))
);
CREATE TABLE turn (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	document_id INTEGER NOT NULL,
	start INTEGER NOT NULL,
	"end" INTEGER NOT NULL,
	speaker TEXT DEFAULT '' NOT NULL,
	time_s FLOAT,
	CONSTRAINT ck_turn_span CHECK (start >= 0 AND start < "end"),
	CONSTRAINT fk_turn_document_id FOREIGN KEY(document_id) REFERENCES document (id) ON DELETE CASCADE
);
CREATE TABLE undo_step (
	id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
	stack TEXT NOT NULL,
	operation TEXT NOT NULL,
	merge_key TEXT,
	at TEXT NOT NULL,
	size INTEGER NOT NULL,
	rows BLOB NOT NULL,
	coder_id INTEGER,
	CONSTRAINT ck_undo_step_stack CHECK (stack IN ('undo', 'redo'))
);
