"""Free maps: what stands on them and what is drawn between."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.codes import CodeDraft, create_code
from qdatool.coding.documents import list_documents
from qdatool.coding.map_nodes import (
    MapThing,
    add_note,
    add_to_map,
    change_map_link,
    edit_note,
    link_on_map,
    read_map,
    take_off_map,
    unlink_on_map,
)
from qdatool.coding.model_check import FindingKind, check_model
from qdatool.coding.model_compare import compare_contents
from qdatool.coding.model_versions import keep_version, present_content, restore_version, version_content
from qdatool.coding.model_words import WordKind, list_words
from qdatool.coding.models import NodePlace, arrange_model, create_model, load_model, move_node
from qdatool.coding.node_keys import code_key
from qdatool.coding.project import Project
from qdatool.coding.quotations import apply_code
from qdatool.coding.roles import ModelKind
from qdatool.coding.rounds import set_round_blind
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.text.spans import Span
from tests.builders import Sample, filled_project


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Project, Sample]:
    return filled_project(tmp_path / "p.qdatool")


def content(project: Project, sample: Sample):
    return read_map(project, load_model(project, sample.map))


def keys(project: Project, sample: Sample) -> set[str]:
    return {node.key for node in content(project, sample).nodes}


def test_everything_a_study_holds_can_stand_on_a_map_once(opened):
    project, sample = opened
    participant = int(project.raw().execute("SELECT id FROM participant").fetchone()[0])
    wanted = {
        (MapThing.QUOTATION, sample.quotation),
        (MapThing.MEMO, sample.memo),
        (MapThing.PARTICIPANT, participant),
        (MapThing.CODE, sample.trust),
    }
    for _ in range(2):
        for kind, about in wanted:
            assert add_to_map(project, sample.map, kind, about) == f"{kind}:{about}"
    nodes = content(project, sample).nodes
    assert wanted <= {(node.kind, node.about) for node in nodes}
    assert len(nodes) == len({node.key for node in nodes})


def test_a_note_says_what_was_written_last(opened):
    project, sample = opened
    key = add_note(project, sample.map, "  چرا این‌جا؟ ")
    edit_note(project, sample.map, key, "برای جلسه")
    assert {node.key: node.body for node in content(project, sample).nodes}[key] == "برای جلسه"
    with pytest.raises(InvalidOperation) as refused:
        add_note(project, sample.map, " \n ")
    assert refused.value.reason is OperationReason.EMPTY_LABEL


def test_a_link_joins_what_stands_on_the_map(opened):
    project, sample = opened
    quotation = add_to_map(project, sample.map, MapThing.QUOTATION, sample.quotation)
    link = link_on_map(project, sample.map, quotation, code_key(sample.category), "causes")
    assert link_on_map(project, sample.map, quotation, code_key(sample.category), "causes") == link
    change_map_link(project, link, "contradicts", " شاید ")
    found = {one.id: one for one in content(project, sample).links}[link]
    assert (found.source_key, found.type_key, found.label) == (quotation, "contradicts", "شاید")
    unlink_on_map(project, link)
    assert link not in {one.id for one in content(project, sample).links}


@pytest.mark.parametrize(
    ("source", "target", "reason"),
    [
        ("note", "note", OperationReason.SELF_RELATION),
        ("note", "code:999", OperationReason.UNKNOWN_NODE),
        ("quotation:999", "note", OperationReason.UNKNOWN_NODE),
    ],
)
def test_a_link_to_nothing_is_refused(opened, source, target, reason):
    project, sample = opened
    ends = [sample.note if end == "note" else end for end in (source, target)]
    with pytest.raises(InvalidOperation) as refused:
        link_on_map(project, sample.map, *ends, "causes")
    assert refused.value.reason is reason


def test_taking_a_node_off_takes_its_links_and_leaves_the_thing(opened):
    project, sample = opened
    take_off_map(project, sample.map, code_key(sample.outcome))
    assert code_key(sample.outcome) not in keys(project, sample)
    assert content(project, sample).links == ()
    project.undo()
    assert [one.id for one in content(project, sample).links] == [sample.map_link]


def test_arranging_a_map_anew_loses_neither_notes_nor_links(opened):
    project, sample = opened
    move_node(project, sample.map, sample.note, NodePlace(10, 20))
    move_node(project, sample.map, code_key(sample.outcome), NodePlace(30, 20))
    before = content(project, sample)
    arrange_model(project, sample.map)
    assert content(project, sample) == before
    assert load_model(project, sample.map).pinned == {}


def test_a_version_brings_a_map_back_with_its_notes_and_links(opened):
    project, sample = opened
    add_to_map(project, sample.map, MapThing.QUOTATION, sample.quotation)
    before = {(node.key, node.body) for node in content(project, sample).nodes}
    version = keep_version(project, sample.map)
    take_off_map(project, sample.map, sample.note)
    restore_version(project, version)
    assert {(node.key, node.body) for node in content(project, sample).nodes} == before
    assert [(one.source_key, one.target_key) for one in content(project, sample).links] == [
        (sample.note, code_key(sample.outcome))
    ]


def test_a_quotation_that_may_not_be_seen_yet_is_not_on_the_map_either(opened):
    project, sample = opened
    key = add_to_map(project, sample.map, MapThing.QUOTATION, sample.lone_quotation)
    assert key in keys(project, sample)
    set_round_blind(project, sample.round, is_blind=True)
    project.coder_id = sample.other_coder
    assert key not in keys(project, sample)


def test_what_stands_below_the_codes_of_a_map_is_no_part_of_it(opened):
    project, _ = opened
    map_id = create_model(project, ModelKind.FREE, "Empty")
    assert [one.kind for one in check_model(project, map_id)] == [FindingKind.EMPTY_MODEL]
    add_note(project, map_id, "A thought")
    assert not check_model(project, map_id)
    top = create_code(project, CodeDraft("Above"))
    add_to_map(project, map_id, MapThing.CODE, top)
    version = keep_version(project, map_id)
    below = create_code(project, CodeDraft("Below", top))
    document = list_documents(project)[0].id
    apply_code(project, document, below, Span(0, 3))
    found = check_model(project, map_id)
    assert {one.code_id for one in found} <= {top}
    assert FindingKind.CATEGORY_WITHOUT_QUOTATION not in {one.kind for one in found}
    assert [word.about for word in list_words(project, map_id) if word.kind is WordKind.CODE] == [top]
    assert not compare_contents(version_content(project, version), present_content(project, map_id))
