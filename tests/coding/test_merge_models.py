"""Participants, models and comments on boxes that a coder's file brings along: each once, whole, in one step."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from qdatool.coding.coder_copy import make_coder_copy
from qdatool.coding.codes import CodeDraft, create_code, delete_codes, load_codes
from qdatool.coding.documents import delete_documents, list_documents
from qdatool.coding.drafts import ParticipantRow
from qdatool.coding.guids import make_guid
from qdatool.coding.health import check_project
from qdatool.coding.map_nodes import MapThing, add_note, add_to_map, link_on_map, read_map
from qdatool.coding.map_pictures import add_picture
from qdatool.coding.memos import MemoLink, MemoTarget, list_memos, write_memo
from qdatool.coding.merging import merge_file, preview_merge
from qdatool.coding.model_content import ModelContent
from qdatool.coding.model_versions import present_content
from qdatool.coding.models import (
    NodePlace,
    caption_model,
    create_model,
    find_model,
    list_models,
    move_node,
    put_in_slot,
    rename_model,
)
from qdatool.coding.node_keys import code_key, role_key
from qdatool.coding.participants import import_participants, list_participants
from qdatool.coding.pictures import load_pictures
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code, load_codings, load_quotations
from qdatool.coding.review import Box, add_comment, box_subject, list_comments
from qdatool.coding.roles import MemoKind, ModelKind, Role
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.spans import Span
from qdatool.wording.merge_sentences import merge_sentences
from tests.builders import SECOND_TEXT, FakeClock, Sample, dump, empty_project, open_quickly, small_picture, span_of


@pytest.fixture
def copy(project: Project, ids: Sample, tmp_path: Path) -> Project:
    """The other coder's copy, open."""
    path = tmp_path / "copy.qdatool"
    make_coder_copy(project, path, ids.other_coder)
    with open_quickly(path, FakeClock()) as other:
        other.coder_id = ids.other_coder
        yield other


def merged(project: Project, copy: Project) -> None:
    """Merge twice and undo and redo: once is enough, one step, nothing dangling."""
    before = dump(project)
    path = copy.path
    copy.close()
    merge_file(project, path)
    after = dump(project)
    assert merge_file(project, path).is_empty
    assert dump(project) == after
    assert not check_project(project)
    project.undo()
    assert dump(project) == before
    project.redo()
    assert dump(project) == after


def row(name: str, document: str, **attributes: str) -> ParticipantRow:
    return ParticipantRow(1, name, document, attributes)


def test_new_participants_come_along_with_attributes_documents_and_memos(
    project: Project, ids: Sample, copy: Project
) -> None:
    document = next(one.name for one in list_documents(copy) if one.id == ids.second)
    import_participants(copy, [row("Nahid", document, region="north")])
    nahid = next(one.id for one in list_participants(copy) if one.name == "Nahid")
    about = MemoLink(MemoTarget.PARTICIPANT, nahid)
    write_memo(copy, MemoKind.PARTICIPANT, "spoke fast", title="Nahid", about=about)
    assert preview_merge(project, copy.path).new_participants == ("Nahid",)
    merged(project, copy)
    here = next(one for one in list_participants(project) if one.name == "Nahid")
    assert (here.attributes, here.document_ids) == ({"region": "north"}, (ids.second,))
    memo = next(one for one in list_memos(project) if one.title == "Nahid")
    assert memo.links == (MemoLink(MemoTarget.PARTICIPANT, here.id),)


def test_a_participant_of_the_same_name_is_the_same_one(project: Project, ids: Sample, copy: Project) -> None:
    import_participants(project, [row("Nahid", "", region="north")])
    import_participants(copy, [row("Nahid", "", region="south")])
    merged_plan = preview_merge(project, copy.path)
    assert merged_plan.new_participants == ()
    assert merged_plan.is_empty


def said_on(project: Project, box: Box) -> list[str]:
    subject = box_subject(project, box)
    return [one.body for one in list_comments(project, subject)] if subject is not None else []


def unlasting(content: ModelContent) -> ModelContent:
    """Return a content without what is named by lasting ids, which differ where codes are known by their path."""
    return replace(content, slots=(), nodes={}, edges=(), codes={}, links={})


def test_a_new_paradigm_comes_along_with_its_words_places_and_codes(
    project: Project, ids: Sample, copy: Project
) -> None:
    # A code of the same path on both sides, of another identity: it is the same code.
    here, there = create_code(project, CodeDraft("hope")), create_code(copy, CodeDraft("hope"))
    model = create_model(copy, ModelKind.PARADIGM, "Mina's view")
    put_in_slot(copy, model, Role.CAUSAL, there)
    put_in_slot(copy, model, Role.PHENOMENON, ids.category)
    rename_model(copy, model, "دید مینا", "fa")
    caption_model(copy, model, "fa", "زیرنویس")
    move_node(copy, model, code_key(there), NodePlace(30, 40))
    theirs = present_content(copy, model)
    assert preview_merge(project, copy.path).new_models == ("Mina's view",)
    merged(project, copy)
    ours = find_model(project, "Mina's view")
    assert {(slot.role, slot.code_id) for slot in ours.slots} == {
        (Role.CAUSAL.value, here), (Role.PHENOMENON.value, ids.category),
    }  # fmt: skip
    assert ours.pinned == {code_key(here): NodePlace(30, 40)}
    assert unlasting(present_content(project, ours.id)) == unlasting(theirs)
    assert [code.label for code in load_codes(project)].count("hope") == 1


def test_a_new_map_comes_along_with_passages_notes_and_links(project: Project, ids: Sample, copy: Project) -> None:
    # Numbers of rows differ on the two sides from here on.
    apply_code(project, ids.first, ids.help, Span(0, 12))
    coding = apply_code(copy, ids.second, ids.help, span_of(SECOND_TEXT, "trusted me"))
    (one,) = load_codings(copy, [coding])
    model = create_model(copy, ModelKind.FREE, "Sketch")
    passage = add_to_map(copy, model, MapThing.QUOTATION, one.quotation_id)
    note = add_note(copy, model, "why?")
    code = add_to_map(copy, model, MapThing.CODE, ids.trust)
    link_on_map(copy, model, passage, note, "causes")
    link_on_map(copy, model, note, code, "causes")
    merged(project, copy)
    ours = find_model(project, "Sketch")
    shown = read_map(project, ours)
    words = {
        node.kind: load_quotations(project, [node.about])[node.about].quote
        if node.kind is MapThing.QUOTATION
        else node.body
        for node in shown.nodes
    }
    assert words == {MapThing.QUOTATION: "trusted me", MapThing.NOTE: "why?", MapThing.CODE: ""}
    for node in shown.nodes:
        if node.kind is MapThing.QUOTATION:
            # As if it had been put there here: putting it there again makes no second node.
            assert add_to_map(project, ours.id, MapThing.QUOTATION, node.about) == node.key
    ends = {(link.source_key.partition(":")[0], link.target_key.partition(":")[0]) for link in shown.links}
    assert ends == {("quotation", "note"), ("note", "code")}
    before = len(shown.nodes)
    for _ in range(3):
        add_note(project, ours.id, "another")
    assert len(read_map(project, ours).nodes) == before + 3


def test_pictures_come_along_each_once(project: Project, ids: Sample, copy: Project) -> None:
    model = create_model(copy, ModelKind.FREE, "Sketch")
    add_picture(copy, model, small_picture(), "here already")
    add_picture(copy, model, small_picture((10, 20, 200)), "new")
    merged(project, copy)
    shown = read_map(project, find_model(project, "Sketch"))
    colors = {node.body: load_pictures(project, [node.about])[node.about].content for node in shown.nodes}
    assert colors == {"here already": small_picture().content, "new": small_picture((10, 20, 200)).content}
    assert len(dump(project)["picture"]) == 2


def test_a_model_of_a_taken_title_gets_a_number(project: Project, ids: Sample, copy: Project) -> None:
    create_model(project, ModelKind.FREE, "Sketch")
    create_model(copy, ModelKind.FREE, "Sketch")
    merged(project, copy)
    assert [model.title for model in list_models(project) if model.title.startswith("Sketch")] == [
        "Sketch",
        "Sketch (2)",
    ]


def test_comments_on_boxes_of_models_come_back(project: Project, ids: Sample, copy: Project) -> None:
    box = Box(ids.paradigm, role_key(Role.CAUSAL.value))
    there = create_code(copy, CodeDraft("hope"))
    model = create_model(copy, ModelKind.PARADIGM, "Mina's view")
    put_in_slot(copy, model, Role.CAUSAL, there)
    add_comment(copy, box, "is this a cause?")
    add_comment(copy, Box(model, code_key(there)), "since when?")
    merged(project, copy)
    assert said_on(project, box) == ["is this a cause?"]
    ours = find_model(project, "Mina's view")
    (slot,) = ours.slots
    assert said_on(project, Box(ours.id, code_key(slot.code_id))) == ["since when?"]


def call_another_project(path: Path) -> None:
    """Give a file an identity of its own; empty projects of the tests are copies of one."""
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE project SET guid = ?", (make_guid(),))


def test_a_foreign_project_without_documents_is_not_called_known(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "foreign.qdatool"
    with empty_project(path) as other:
        create_code(other, CodeDraft("nothing of ours"))
    call_another_project(path)
    with pytest.raises(InvalidOperation) as refused:
        merge_file(project, path)
    assert refused.value.reason is OperationReason.NOTHING_IN_COMMON


def test_an_empty_foreign_project_is_not_called_known(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "foreign.qdatool"
    empty_project(path).close()
    call_another_project(path)
    with pytest.raises(InvalidOperation) as refused:
        merge_file(project, path)
    assert refused.value.reason is OperationReason.NOTHING_IN_COMMON


def test_a_copy_whose_documents_were_deleted_is_still_a_copy(project: Project, ids: Sample, copy: Project) -> None:
    delete_documents(copy, (ids.first, ids.second))
    delete_codes(copy, [code.id for code in load_codes(copy)])
    assert preview_merge(project, copy.path).is_empty


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "New participants: Nahid"), ("fa", "مشارکت‌کنندگان تازه: \u2068Nahid\u2069")],
)
def test_what_comes_along_is_said(project: Project, copy: Project, language: str, said: str) -> None:
    import_participants(copy, [row("Nahid", "")])
    assert said in merge_sentences(preview_merge(project, copy.path), language, is_done=False)
