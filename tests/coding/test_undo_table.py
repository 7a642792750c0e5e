"""Every operation: do, undo and redo, over a dump of all tables, with and without closing the project between."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from qdatool.coding import (
    branch_models,
    categories,
    code_moves,
    code_split,
    coders,
    codes,
    collapsing,
    decisions,
    documents,
    drawing,
    facts,
    hit_coding,
    link_styles,
    map_drawing,
    map_nodes,
    map_pictures,
    memos,
    model_roles,
    model_versions,
    models,
    node_styles,
    participants,
    properties,
    quotation_links,
    quotations,
    relation_type_edits,
    relations,
    review,
    role_editing,
    rounds,
    text_correction,
)
from qdatool.coding.changes import Course, Operation
from qdatool.coding.code_groups import CodeStatus, set_codes_status
from qdatool.coding.code_import import import_codes
from qdatool.coding.code_merge import merge_codes
from qdatool.coding.coder_copy import make_coder_copy
from qdatool.coding.codes import CodeDraft, Definition
from qdatool.coding.coding_import import import_codings
from qdatool.coding.disputes import DecisionKind
from qdatool.coding.drafts import CodeRow, CodingRow, ParticipantRow
from qdatool.coding.letter_styles import LetterSize, LetterStyle
from qdatool.coding.levels import find_level
from qdatool.coding.memos import MemoLink, MemoTarget
from qdatool.coding.merging import merge_file
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import NodePlace
from qdatool.coding.node_keys import code_key
from qdatool.coding.project import Project
from qdatool.coding.provenance import explain_provenance
from qdatool.coding.role_templates import RoleArrow, RolePlace
from qdatool.coding.roles import Direction, LineStyle, MemoKind, ModelKind, Role, Stance
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.edits import Edit
from tests.builders import (
    FIRST_TEXT,
    SECOND_TEXT,
    FakeClock,
    Sample,
    add_text,
    dispute,
    dump,
    filled_project,
    open_quickly,
    passage_of,
    settled,
    small_picture,
    span_of,
)

Act = Callable[[Project, Sample], object]

WITHOUT_UNDO = {Operation.CREATE_PROJECT, Operation.PSEUDONYMISE}
"""A project cannot undo its own making, and names that were replaced must not come back."""

TABLE: Mapping[Operation, Act] = {
    Operation.RENAME_PROJECT: lambda p, s: facts.rename_project(p, "Leaving work"),
    Operation.ADD_CODER: lambda p, s: coders.add_coder(p, "Reza"),
    Operation.RENAME_CODER: lambda p, s: coders.rename_coder(p, s.other_coder, "Minoo"),
    Operation.ADD_ROUND: lambda p, s: coders.add_round(p, "Round 3"),
    Operation.RENAME_ROUND: lambda p, s: rounds.rename_round(p, s.round, "Training"),
    Operation.SET_ROUND_BLIND: lambda p, s: rounds.set_round_blind(p, s.round, is_blind=True),
    Operation.DRAW_SAMPLE: lambda p, s: drawing.draw_sample(p, s.round, drawing.SampleDraft(1)),
    Operation.DROP_SAMPLE: lambda p, s: drawing.drop_sample(p, s.second_round),
    Operation.DECIDE: lambda p, s: decisions.decide(p, dispute(s), DecisionKind.FIRST, reason="clear"),
    Operation.WITHDRAW_DECISION: lambda p, s: decisions.withdraw_decision(p, settled(s)),
    Operation.EXPLAIN_DECISION: lambda p, s: decisions.explain_decision(p, s.decision, "after talking"),
    Operation.ADOPT_AGREED: lambda p, s: decisions.adopt_agreed(
        p, s.first, s.round, [passage_of(FIRST_TEXT, "مدیرم", s.trust)]
    ),
    Operation.MERGE_CODER: lambda p, s: _bring_back(p, s),
    Operation.MARK_FINISHED: lambda p, s: coders.mark_finished(p, s.second),
    Operation.MARK_UNFINISHED: lambda p, s: coders.mark_finished(p, s.first, is_finished=False),
    Operation.IMPORT_DOCUMENT: lambda p, s: add_text(p, SECOND_TEXT, "P3"),
    Operation.RENAME_DOCUMENT: lambda p, s: documents.rename_document(p, s.first, "First"),
    Operation.MOVE_DOCUMENT: lambda p, s: documents.move_document(p, s.second, 0),
    Operation.DATE_DOCUMENT: lambda p, s: documents.date_document(p, s.first, date(2025, 3, 1)),
    Operation.SET_DOCUMENT_DIRECTION: lambda p, s: documents.set_document_direction(p, s.first, Direction.LTR),
    Operation.CORRECT_TEXT: lambda p, s: _correct_words(p, s),
    Operation.DELETE_DOCUMENT: lambda p, s: documents.delete_documents(p, [s.first]),
    Operation.IMPORT_PARTICIPANTS: lambda p, s: participants.import_participants(
        p, [ParticipantRow(2, "Ali", "P2", {"age": "40-49"}), ParticipantRow(3, "Zahra", "", {"gender": "female"})]
    ),
    Operation.CREATE_CODE: lambda p, s: codes.create_code(p, CodeDraft("امید", s.category, labels={"en": "Hope"})),
    Operation.RENAME_CODE: lambda p, s: codes.rename_code(p, s.trust, "اعتماد مدیر"),
    Operation.MOVE_CODE: lambda p, s: codes.move_code(p, s.category, s.outcome, 0),
    Operation.GROUP_CODES: lambda p, s: code_moves.group_codes(p, [s.trust, s.stayed], CodeDraft("Bonds", s.outcome)),
    Operation.RECOLOUR_CODE: lambda p, s: codes.recolour_code(p, s.trust, "#123456"),
    Operation.DEFINE_CODE: lambda p, s: codes.define_code(p, s.trust, Definition("trust shown", "acts", "talk", "x")),
    Operation.SET_CODE_LEVEL: lambda p, s: codes.set_code_level(p, s.trust, find_level(p, "selective").id),
    Operation.SET_CODE_ROLE: lambda p, s: codes.set_code_role(p, s.category, Role.CONTEXTUAL),
    Operation.SET_CODE_STATUS: lambda p, s: set_codes_status(p, [s.trust, s.help], CodeStatus.SETTLED),
    Operation.GIVE_EXAMPLE: lambda p, s: categories.give_example(p, s.trust, s.quotation),
    Operation.MERGE_CODES: lambda p, s: merge_codes(p, [s.help, s.category, s.stayed, s.loose], s.trust, "the same"),
    Operation.SPLIT_CODE: lambda p, s: code_split.split_code(
        p, s.trust, [code_split.SplitPart((s.quotation,), label="اعتماد به مدیر")], "two things"
    ),
    Operation.BREAK_OUT: lambda p, s: code_split.break_out(p, s.trust, s.quotation),
    Operation.COPY_CODE: lambda p, s: code_split.copy_code(p, s.trust, with_codings=True),
    Operation.EXPLAIN_CODE: lambda p, s: explain_provenance(p, s.provenance, "said by many"),
    Operation.ADD_PROPERTY: lambda p, s: properties.add_property(p, s.category, "شدت"),
    Operation.RENAME_PROPERTY: lambda p, s: properties.rename_property(p, s.property, "دوام"),
    Operation.MOVE_PROPERTY: lambda p, s: properties.move_property(p, s.property, 1),
    Operation.REMOVE_PROPERTY: lambda p, s: properties.remove_property(p, s.property),
    Operation.ADD_DIMENSION: lambda p, s: properties.add_dimension(p, s.property, "کوتاه", "بلند"),
    Operation.RENAME_DIMENSION: lambda p, s: properties.rename_dimension(p, s.dimension, "سست", "استوار"),
    Operation.MOVE_DIMENSION: lambda p, s: properties.move_dimension(p, s.dimension, 1),
    Operation.REMOVE_DIMENSION: lambda p, s: properties.remove_dimension(p, s.dimension),
    Operation.PLACE_ON_DIMENSION: lambda p, s: properties.place_on_dimension(p, s.dimension, s.lone_quotation, 0.7),
    Operation.TAKE_OFF_DIMENSION: lambda p, s: properties.take_off_dimension(p, s.dimension, s.marked_quotation),
    Operation.DELETE_CODE: lambda p, s: codes.delete_codes(p, [s.category, s.trust]),
    Operation.IMPORT_CODES: lambda p, s: import_codes(
        p,
        [
            CodeRow(2, "شور", parent="اعتماد", level="detail"),
            CodeRow(3, "کمک", parent="زمینه‌های ماندن", definition="d"),
        ],
    ),
    Operation.APPLY_CODE: lambda p, s: quotations.apply_code(p, s.second, s.help, span_of(SECOND_TEXT, "trusted me")),
    Operation.CODE_IN_VIVO: lambda p, s: quotations.code_in_vivo(p, s.second, span_of(SECOND_TEXT, "tired at times")),
    Operation.CODE_HITS: lambda p, s: hit_coding.code_hits(
        p, [(s.first, span_of(FIRST_TEXT, "اعتماد")), (s.second, span_of(SECOND_TEXT, "tired"))], s.help
    ),
    Operation.UNCODE: lambda p, s: quotations.uncode(p, [s.coding, s.lone_coding]),
    Operation.MOVE_EDGE: lambda p, s: quotations.move_edge(p, [s.held_coding], quotations.Span(90, 110)),
    Operation.COMMENT_QUOTATION: lambda p, s: quotations.comment_quotation(p, s.quotation, "why?"),
    Operation.SET_ADDS_DIMENSION: lambda p, s: quotations.set_adds_dimension(p, [s.coding]),
    Operation.LINK_QUOTATIONS: lambda p, s: quotation_links.link_quotations(
        p, s.quotation, s.lone_quotation, "repeats"
    ),
    Operation.SET_LINK_TYPE: lambda p, s: quotation_links.set_link_type(p, _first_link(p, s), "explains", turned=True),
    Operation.COMMENT_LINK: lambda p, s: quotation_links.comment_link(p, _first_link(p, s), "both are tired"),
    Operation.UNLINK_QUOTATIONS: lambda p, s: quotation_links.unlink_quotations(p, _first_link(p, s)),
    Operation.IMPORT_CODINGS: lambda p, s: import_codings(
        p, [CodingRow(2, "P2", "", "", "I was tired", "خستگی", "Reza", "Round 9", "noted")]
    ),
    Operation.ADD_COMMENT: lambda p, s: review.add_comment(p, review.Box(s.tree, code_key(s.help)), "why here?"),
    Operation.EDIT_COMMENT: lambda p, s: review.edit_comment(p, _first_comment(p), "define it, please"),
    Operation.ANSWER_COMMENT: lambda p, s: review.answer_comment(p, _first_comment(p), "it is defined"),
    Operation.CLOSE_COMMENT: lambda p, s: review.close_comment(p, _first_comment(p)),
    Operation.REOPEN_COMMENT: lambda p, s: review.reopen_comment(p, _first_comment(p)),
    Operation.DELETE_COMMENT: lambda p, s: review.delete_comment(p, _first_comment(p)),
    Operation.WRITE_MEMO: lambda p, s: memos.write_memo(p, MemoKind.FREE, "a thought"),
    Operation.EDIT_MEMO: lambda p, s: memos.edit_memo(p, s.memo, title="Tired", body="of what?"),
    Operation.SET_MEMO_KIND: lambda p, s: memos.set_memo_kind(p, s.memo, MemoKind.THEORETICAL),
    Operation.LINK_MEMO: lambda p, s: memos.link_memo(p, s.memo, MemoLink(MemoTarget.CODE, s.stayed)),
    Operation.UNLINK_MEMO: lambda p, s: memos.unlink_memo(p, s.memo, memos.list_memos(p)[0].links[0]),
    Operation.DELETE_MEMO: lambda p, s: memos.delete_memo(p, s.memo),
    Operation.CREATE_MODEL: lambda p, s: models.create_model(p, ModelKind.TREE, "Another", from_levels=True),
    Operation.RENAME_MODEL: lambda p, s: models.rename_model(p, s.tree, "Oak"),
    Operation.CAPTION_MODEL: lambda p, s: models.caption_model(p, s.tree, "fa", "درخت"),
    Operation.SET_MODEL_DIRECTION: lambda p, s: models.set_model_direction(p, s.tree, Direction.RTL),
    Operation.SET_MODEL_OPTION: lambda p, s: models.set_model_option(p, s.tree, ModelOption.DEPTH, 2),
    Operation.COLLAPSE_CODES: lambda p, s: collapsing.collapse_codes(p, s.tree, [s.category]),
    Operation.EXPAND_CODES: lambda p, s: collapsing.expand_codes(p, s.tree, [s.trust], depth=2, collapsed=[s.category]),
    Operation.DRAW_BRANCH: lambda p, s: branch_models.draw_branch(p, s.category),
    Operation.DRAW_BRANCHES: lambda p, s: branch_models.draw_branches(p, s.tree),
    Operation.FILL_MODEL: lambda p, s: models.fill_model(p, s.tree),
    Operation.PUT_IN_SLOT: lambda p, s: models.put_in_slot(p, s.paradigm, Role.STRATEGY, s.loose),
    Operation.TAKE_FROM_SLOT: lambda p, s: models.take_from_slot(p, s.paradigm, Role.CAUSAL, s.trust),
    Operation.MOVE_TO_SLOT: lambda p, s: models.move_to_slot(p, s.paradigm, s.trust, Role.CAUSAL, Role.STRATEGY),
    Operation.MOVE_NODE: lambda p, s: models.move_node(p, s.paradigm, code_key(s.trust), NodePlace(0.1, 1e-9)),
    Operation.PIN_NODE: lambda p, s: models.pin_nodes(p, s.paradigm, {code_key(s.help): NodePlace(1.0, 2.0)}),
    Operation.UNPIN_NODE: lambda p, s: models.unpin_node(p, s.paradigm, code_key(s.trust)),
    Operation.SET_NODE_STYLE: lambda p, s: node_styles.set_node_style(
        p, s.paradigm, code_key(s.trust), node_styles.NodeStyle("#137B5E", is_dashed=True)
    ),
    Operation.STYLE_ALIKE: lambda p, s: node_styles.style_alike(
        p,
        s.paradigm,
        (code_key(s.trust), code_key(s.help)),
        node_styles.NodeStyle(letters=LetterStyle(LetterSize.LARGER, is_bold=False, ink="#137B5E")),
    ),
    Operation.RESIZE_NODE: lambda p, s: map_drawing.resize_node(p, s.map, s.note, map_drawing.NodeSize(90.0, 40.0)),
    Operation.BEND_LINK: lambda p, s: map_drawing.route_link(
        p, s.map, s.note, code_key(s.outcome), [NodePlace(40.0, 50.0)]
    ),
    Operation.STYLE_LINKS: lambda p, s: link_styles.style_links(
        p,
        s.map,
        [(s.note, code_key(s.outcome))],
        link_styles.LinkStyle("#137B5E", node_styles.LineWeight.HEAVY, LineStyle.DOTTED),
    ),
    Operation.ARRANGE_MODEL: lambda p, s: models.arrange_model(p, s.paradigm),
    Operation.ADD_TO_MAP: lambda p, s: map_nodes.add_to_map(p, s.map, map_nodes.MapThing.QUOTATION, s.quotation),
    Operation.EDIT_NOTE: lambda p, s: map_nodes.edit_note(p, s.map, s.note, "یادداشتی دیگر"),
    Operation.ADD_PICTURE: lambda p, s: map_pictures.add_picture(p, s.map, small_picture((1, 2, 3)), "عکس"),
    Operation.REPLACE_PICTURE: lambda p, s: map_pictures.replace_picture(p, s.map, s.picture, small_picture((1, 2, 3))),
    Operation.CAPTION_PICTURE: lambda p, s: map_pictures.caption_picture(p, s.map, s.picture, "تخته"),
    Operation.TAKE_OFF_MAP: lambda p, s: map_nodes.take_off_map(p, s.map, s.picture),
    Operation.LINK_ON_MAP: lambda p, s: map_nodes.link_on_map(p, s.map, s.note, code_key(s.category), "causes"),
    Operation.CHANGE_MAP_LINK: lambda p, s: map_nodes.change_map_link(p, s.map_link, "contradicts", "شاید"),
    Operation.UNLINK_ON_MAP: lambda p, s: map_nodes.unlink_on_map(p, s.map_link),
    Operation.ADD_ROLE: lambda p, s: role_editing.add_role(p, s.paradigm, {"fa": "بستر تاریخی", "en": "History"}),
    Operation.REMOVE_ROLE: lambda p, s: role_editing.remove_role(p, s.paradigm, Role.CAUSAL),
    Operation.PLACE_ROLE: lambda p, s: role_editing.place_role(p, s.paradigm, Role.CAUSAL, RolePlace(1, 1)),
    Operation.POINT_ROLE: lambda p, s: role_editing.point_role(
        p, s.paradigm, Role.CONSEQUENCE, RoleArrow(Role.CAUSAL, LineStyle.DOTTED, is_directed=False)
    ),
    Operation.UNPOINT_ROLE: lambda p, s: role_editing.unpoint_role(p, s.paradigm, Role.CAUSAL, Role.PHENOMENON),
    Operation.SET_CORE_ROLE: lambda p, s: role_editing.set_core_role(p, s.paradigm, Role.STRATEGY, is_core=True),
    Operation.RENAME_ROLE: lambda p, s: model_roles.rename_role(p, s.paradigm, Role.STRATEGY, "fa", "کنش‌ها"),
    Operation.KEEP_VERSION: lambda p, s: model_versions.keep_version(p, s.paradigm, "second"),
    Operation.RENAME_VERSION: lambda p, s: model_versions.rename_version(p, s.version, "پیش از جلسه"),
    Operation.RESTORE_VERSION: lambda p, s: model_versions.restore_version(p, s.version),
    Operation.DELETE_VERSION: lambda p, s: model_versions.delete_version(p, s.version),
    Operation.DELETE_MODEL: lambda p, s: models.delete_model(p, s.paradigm),
    Operation.RELATE_CODES: lambda p, s: relations.relate_codes(p, s.help, s.stayed, "leads_to"),
    Operation.SET_RELATION_TYPE: lambda p, s: relations.set_relation_type(p, s.relation, "associated"),
    Operation.ADD_RELATION_TYPE: lambda p, s: relation_type_edits.add_relation_type(
        p, {"fa": "شرط لازمِ", "en": "is needed for"}
    ),
    Operation.RENAME_RELATION_TYPE: lambda p, s: relation_type_edits.rename_relation_type(
        p, "causes", "en", "brings about"
    ),
    Operation.CHANGE_RELATION_TYPE: lambda p, s: relation_type_edits.change_relation_type(
        p, "causes", relation_type_edits.TypeChange(is_directed=False, line_style=LineStyle.DOTTED)
    ),
    Operation.REPLACE_RELATION_TYPE: lambda p, s: relation_type_edits.replace_relation_type(p, "causes", "leads_to"),
    Operation.DELETE_RELATION_TYPE: lambda p, s: relation_type_edits.delete_relation_type(p, "conditions"),
    Operation.PROPOSE: lambda p, s: relations.propose(p, s.relation, "fa", "جمله‌ای دیگر"),
    Operation.ADD_EVIDENCE: lambda p, s: relations.add_evidence(p, s.relation, s.quotation, Stance.CONTRADICTS),
    Operation.NOTE_EVIDENCE: lambda p, s: relations.note_evidence(p, s.relation, s.held_quotation, "why?"),
    Operation.REMOVE_EVIDENCE: lambda p, s: relations.remove_evidence(p, s.relation, s.held_quotation),
    Operation.DELETE_RELATION: lambda p, s: relations.delete_relation(p, s.relation),
    Operation.BUILD_SAMPLE: lambda p, s: _several_acts_in_one(p, s),
}
"""One act of every operation on the filled project; each must change at least one row."""

BEFORE: Mapping[Operation, Act] = {
    **dict.fromkeys(
        (Operation.SET_LINK_TYPE, Operation.COMMENT_LINK, Operation.UNLINK_QUOTATIONS), lambda p, s: _link(p, s)
    ),
    **dict.fromkeys(
        (Operation.EDIT_COMMENT, Operation.ANSWER_COMMENT, Operation.CLOSE_COMMENT, Operation.DELETE_COMMENT),
        lambda p, s: _comment(p, s),
    ),
    Operation.REOPEN_COMMENT: lambda p, s: review.close_comment(p, _comment(p, s)),
}
"""What must have been done first where the filled project does not hold it."""


def _link(project: Project, sample: Sample) -> int:
    return quotation_links.link_quotations(project, sample.quotation, sample.lone_quotation, "explains", "so")


def _first_link(project: Project, sample: Sample) -> int:
    return quotation_links.links_of_quotation(project, sample.quotation)[0].id


def _comment(project: Project, sample: Sample) -> int:
    subject = review.CommentSubject(review.CommentTarget.CODE, sample.trust)
    return review.add_comment(project, subject, "what counts as trust?")


def _first_comment(project: Project) -> int:
    return review.list_comments(project)[-1].id


def _bring_back(project: Project, sample: Sample) -> None:
    """Let the other coder work in a copy and merge it."""
    path = project.path.with_name("copy.qdatool")
    if not path.exists():
        make_coder_copy(project, path, sample.other_coder)
        with open_quickly(path, FakeClock()) as copy:
            copy.coder_id = sample.other_coder
            code_id = codes.create_code(copy, CodeDraft("امید"))
            quotations.apply_code(copy, sample.second, code_id, span_of(SECOND_TEXT, "trusted me"))
    merge_file(project, path)


def _several_acts_in_one(project: Project, sample: Sample) -> None:
    with project.change(Operation.BUILD_SAMPLE):
        document_id = add_text(project, SECOND_TEXT, "P3")
        code_id = codes.create_code(project, CodeDraft("امید"))
        quotations.apply_code(project, document_id, code_id, span_of(SECOND_TEXT, "stayed"))
        documents.delete_documents(project, [sample.second])


def _correct_words(project: Project, sample: Sample) -> None:
    word, passage = span_of(FIRST_TEXT, "مدیرم"), span_of(FIRST_TEXT, "گاهی خسته می‌شدم، ")
    edits = [Edit(word.start, word.end, "رئیسم"), Edit(passage.start, passage.end, "")]
    text_correction.correct_text(project, sample.first, edits, "heard again", gives_up=[sample.held_quotation])


@pytest.mark.parametrize("operation", sorted(set(Operation) - WITHOUT_UNDO))
@pytest.mark.parametrize("is_reopened", [False, True], ids=["open", "reopened"])
def test_undo_brings_back_what_was_and_redo_what_came(tmp_path: Path, operation: Operation, is_reopened: bool) -> None:
    project, sample = filled_project(tmp_path / "p.qdatool")

    def go_on() -> None:
        nonlocal project
        if is_reopened:
            project.close()
            project = open_quickly(tmp_path / "p.qdatool", FakeClock())

    if operation in BEFORE:
        BEFORE[operation](project, sample)
    before = dump(project)
    TABLE[operation](project, sample)
    after = dump(project)
    assert after != before
    assert project.next_undo() is operation
    go_on()

    undone = project.undo()
    assert (undone.operation, undone.course) == (operation, Course.UNDO)
    assert dump(project) == before
    go_on()

    redone = project.redo()
    assert (redone.operation, redone.course) == (operation, Course.REDO)
    assert dump(project) == after
    go_on()

    project.undo()
    assert dump(project) == before
    assert project.raw().execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert project.raw().execute("PRAGMA foreign_key_check").fetchone() is None
    project.close()


def test_making_a_project_cannot_be_undone(tmp_path: Path) -> None:
    project, _ = filled_project(tmp_path / "p.qdatool")
    with project, pytest.raises(InvalidOperation) as refused:
        project.undo()
    assert refused.value.reason is OperationReason.NOTHING_TO_UNDO
