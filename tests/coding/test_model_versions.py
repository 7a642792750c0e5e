"""Versions of a model: kept, compared and brought back."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.codes import delete_codes, move_code, rename_code
from qdatool.coding.map_drawing import NodeSize, resize_node
from qdatool.coding.map_nodes import MapThing, add_note, add_to_map, change_map_link, link_on_map, read_map
from qdatool.coding.model_aspects import ModelAspect, changed_aspects
from qdatool.coding.model_compare import DifferenceKind, compare_contents
from qdatool.coding.model_content import ModelContent
from qdatool.coding.model_options import ModelOption
from qdatool.coding.model_roles import rename_role
from qdatool.coding.model_versions import (
    delete_version,
    keep_version,
    list_versions,
    present_content,
    rename_version,
    restore_version,
    version_content,
)
from qdatool.coding.models import (
    NodePlace,
    caption_model,
    create_model,
    fill_model,
    load_model,
    move_node,
    put_in_slot,
    set_model_direction,
    set_model_option,
    take_from_slot,
)
from qdatool.coding.node_keys import code_key
from qdatool.coding.node_styles import NodeStyle, set_node_style
from qdatool.coding.project import Project
from qdatool.coding.relation_type_edits import delete_relation_type
from qdatool.coding.relation_types import list_relation_types
from qdatool.coding.relations import relate_codes, set_relation_type
from qdatool.coding.review import Box, add_comment, list_comments
from qdatool.coding.roles import Direction, ModelKind, Role
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample, filled_project


@pytest.fixture
def opened(tmp_path: Path) -> tuple[Project, Sample]:
    return filled_project(tmp_path / "p.qdatool")


def differences(project: Project, version_id: int, model_id: int) -> set[tuple[DifferenceKind, str]]:
    found = compare_contents(version_content(project, version_id), present_content(project, model_id))
    return {(one.kind, (one.after or one.before).label) for one in found}


def test_a_version_says_when_and_by_whom_it_was_kept(opened):
    project, sample = opened
    second = keep_version(project, sample.paradigm, " for the\nmeeting ")
    newest, first = list_versions(project, sample.paradigm)
    assert (newest.id, newest.label, newest.coder) == (second, "for the meeting", "Sara")
    assert (first.id, first.label) == (sample.version, "first")
    rename_version(project, second, "پیش از دفاع")
    assert list_versions(project, sample.paradigm)[0].label == "پیش از دفاع"
    delete_version(project, second)
    assert [one.id for one in list_versions(project, sample.paradigm)] == [sample.version]
    with pytest.raises(InvalidOperation) as refused:
        restore_version(project, second)
    assert refused.value.reason is OperationReason.UNKNOWN_VERSION


def test_everything_that_the_model_holds_comes_back(opened):
    project, sample = opened
    before = load_model(project, sample.paradigm)
    version = keep_version(project, sample.paradigm)
    put_in_slot(project, sample.paradigm, Role.CONTEXTUAL, sample.loose)
    take_from_slot(project, sample.paradigm, Role.CAUSAL, sample.trust)
    set_model_option(project, sample.paradigm, ModelOption.SWAPPED, True)
    set_model_direction(project, sample.paradigm, Direction.LTR)
    caption_model(project, sample.paradigm, "fa", "شرحی دیگر")
    rename_role(project, sample.paradigm, Role.PHENOMENON, "fa", "")
    move_node(project, sample.paradigm, code_key(sample.help), NodePlace(5, 5))
    move_node(project, sample.paradigm, code_key(sample.trust), NodePlace(6, 6))
    assert restore_version(project, version) == ()
    assert load_model(project, sample.paradigm) == before


def test_a_code_that_is_gone_is_left_out_and_named(opened):
    project, sample = opened
    delete_codes(project, [sample.trust])
    assert restore_version(project, sample.version) == ("اعتماد",)
    assert sample.trust not in {slot.code_id for slot in load_model(project, sample.paradigm).slots}


def test_a_comment_on_a_node_outlives_bringing_back(opened):
    project, sample = opened
    key = code_key(sample.trust)
    add_comment(project, Box(sample.paradigm, key, sample.trust), "چرا این‌جا؟")
    restore_version(project, sample.version)
    assert [one.body for one in list_comments(project)] == ["چرا این‌جا؟"]


def test_differences_are_named_by_what_happened(opened):
    project, sample = opened
    version = keep_version(project, sample.paradigm)
    assert differences(project, version, sample.paradigm) == set()
    put_in_slot(project, sample.paradigm, Role.STRATEGY, sample.loose)
    take_from_slot(project, sample.paradigm, Role.CAUSAL, sample.help)
    take_from_slot(project, sample.paradigm, Role.CAUSAL, sample.trust)
    put_in_slot(project, sample.paradigm, Role.CONTEXTUAL, sample.trust)
    rename_code(project, sample.trust, "اعتماد متقابل")
    assert differences(project, version, sample.paradigm) == {
        (DifferenceKind.ADDED, "خستگی"),
        (DifferenceKind.REMOVED, "کمک"),
        (DifferenceKind.MOVED, "اعتماد متقابل"),
        (DifferenceKind.RENAMED, "اعتماد متقابل"),
        (DifferenceKind.LINK_ADDED, "خستگی"),
    }


ASPECTS = {
    ModelAspect.TITLES: lambda p, m, s: caption_model(p, m, "fa", "شرح"),
    ModelAspect.ROLES: lambda p, m, s: rename_role(p, m, Role.CAUSAL, "en", "Reasons"),
    ModelAspect.ORDER: lambda p, m, s: put_in_slot(p, m, Role.CAUSAL, s.help, 0),
    ModelAspect.ARRANGEMENT: lambda p, m, s: resize_node(p, m, "role:causal", NodeSize(100, 100)),
    ModelAspect.LOOKS: lambda p, m, s: set_node_style(p, m, "role:causal", NodeStyle("#137B5E")),
    ModelAspect.DISPLAY: lambda p, m, s: set_model_option(p, m, ModelOption.LEGEND, True),
}


@pytest.mark.parametrize("aspect", ASPECTS)
def test_what_else_has_changed_is_told_and_gone_with_undo(opened, aspect):
    project, sample = opened
    model_id = create_model(project, ModelKind.PARADIGM, "Compared")
    put_in_slot(project, model_id, Role.CAUSAL, sample.trust)
    put_in_slot(project, model_id, Role.CAUSAL, sample.help)
    older = present_content(project, model_id)
    assert changed_aspects(older, older) == ()
    ASPECTS[aspect](project, model_id, sample)
    newer = ModelContent.unpacked(present_content(project, model_id).packed())
    assert changed_aspects(older, newer) == (aspect,)
    project.undo()
    assert changed_aspects(older, present_content(project, model_id)) == ()


def test_a_passage_put_on_a_map_and_a_link_to_it_are_told(opened):
    project, sample = opened
    model_id = create_model(project, ModelKind.FREE, "Compared")
    note = add_note(project, model_id, "Why?")
    older = present_content(project, model_id)
    passage = add_to_map(project, model_id, MapThing.QUOTATION, sample.quotation)
    link_on_map(project, model_id, note, passage, "associated")
    assert changed_aspects(older, present_content(project, model_id)) == (ModelAspect.THINGS, ModelAspect.MAP_LINKS)


def test_in_a_hierarchy_a_code_moves_when_another_stands_above_it(opened):
    project, sample = opened
    network = create_model(project, ModelKind.THEMATIC_NETWORK, "Network")
    fill_model(project, network)
    version = keep_version(project, network)
    move_code(project, sample.trust, sample.outcome)
    assert differences(project, version, network) == {(DifferenceKind.MOVED, "اعتماد")}


def test_links_between_shown_codes_are_compared_too(opened):
    project, sample = opened
    version = keep_version(project, sample.paradigm)
    relation = relate_codes(project, sample.trust, sample.stayed, "leads_to")
    assert differences(project, version, sample.paradigm) == {(DifferenceKind.LINK_ADDED, "اعتماد")}
    later = keep_version(project, sample.paradigm)
    set_relation_type(project, relation, "associated")
    assert differences(project, later, sample.paradigm) == {(DifferenceKind.LINK_CHANGED, "اعتماد")}


def test_a_content_comes_back_from_its_text(opened):
    project, sample = opened
    content = present_content(project, sample.paradigm)
    assert ModelContent.unpacked(content.packed()) == content


def test_an_own_name_of_a_role_is_one_of_the_model_alone(opened):
    project, sample = opened
    rename_role(project, sample.paradigm, Role.STRATEGY, "en", " Ways\tof coping ")
    names = load_model(project, sample.paradigm).role_names
    assert names[Role.STRATEGY] == {"en": "Ways of coping"}
    other = create_model(project, ModelKind.PARADIGM, "Other")
    assert load_model(project, other).role_names == {}
    rename_role(project, sample.paradigm, Role.STRATEGY, "en", "")
    assert Role.STRATEGY not in load_model(project, sample.paradigm).role_names


def test_a_ready_made_type_comes_back_with_the_link_of_a_version_that_is_of_it(project: Project, ids: Sample) -> None:
    change_map_link(project, ids.map_link, "part_of", "")
    version = keep_version(project, ids.map, "before")
    change_map_link(project, ids.map_link, "contradicts", "")
    delete_relation_type(project, "part_of")
    restore_version(project, version)
    (link,) = read_map(project, load_model(project, ids.map)).links
    assert link.type_key == "part_of"
    assert "part_of" in {kind.key for kind in list_relation_types(project)}
