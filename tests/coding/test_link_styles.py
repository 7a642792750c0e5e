"""Links drawn otherwise than usual: kept with the model, beside routes, through versions and undo."""

from __future__ import annotations

import pytest

from qdatool.coding.link_styles import LinkStyle, read_link_styles, style_links
from qdatool.coding.map_drawing import read_drawing, route_link
from qdatool.coding.map_nodes import MapThing, add_to_map, read_map
from qdatool.coding.model_versions import keep_version, restore_version
from qdatool.coding.models import NodePlace, load_model
from qdatool.coding.node_keys import code_key, link_key, role_key
from qdatool.coding.node_styles import LineWeight
from qdatool.coding.project import Project
from qdatool.coding.relations import delete_relation, list_relations, relate_codes
from qdatool.coding.roles import LineStyle, Role
from qdatool.errors import InvalidOperation, OperationReason
from tests.builders import Sample

STYLE = LinkStyle("#A64736", LineWeight.HEAVY, LineStyle.DOTTED)
ROLES = role_key(Role.CAUSAL), role_key(Role.PHENOMENON)


def test_an_arrow_between_roles_is_styled_and_given_back(project: Project, ids: Sample) -> None:
    style_links(project, ids.paradigm, [ROLES], STYLE)
    assert read_link_styles(project, ids.paradigm) == {link_key(*ROLES): STYLE}
    style_links(project, ids.paradigm, [ROLES], LinkStyle(weight=LineWeight.THIN))
    assert read_link_styles(project, ids.paradigm) == {link_key(*ROLES): LinkStyle(weight=LineWeight.THIN)}
    style_links(project, ids.paradigm, [ROLES], LinkStyle())
    assert read_link_styles(project, ids.paradigm) == {}
    project.undo()
    project.undo()
    assert read_link_styles(project, ids.paradigm) == {link_key(*ROLES): STYLE}


def test_a_route_and_a_style_do_not_take_each_other_away(project: Project, ids: Sample) -> None:
    style_links(project, ids.paradigm, [ROLES], STYLE)
    route_link(project, ids.paradigm, *ROLES, [NodePlace(30, 40)])
    route_link(project, ids.paradigm, *ROLES, [])
    assert read_link_styles(project, ids.paradigm) == {link_key(*ROLES): STYLE}
    route_link(project, ids.paradigm, *ROLES, [NodePlace(30, 40)])
    style_links(project, ids.paradigm, [ROLES], LinkStyle())
    assert read_drawing(project, ids.paradigm).routes == {ROLES: (NodePlace(30, 40),)}


def test_a_link_of_a_map_stays_a_link_whatever_it_looks_like(project: Project, ids: Sample) -> None:
    ends = ids.note, code_key(ids.outcome)
    before = read_map(project, load_model(project, ids.map)).links
    style_links(project, ids.map, [ends], STYLE)
    assert read_link_styles(project, ids.map) == {link_key(*ends): STYLE}
    style_links(project, ids.map, [ends], LinkStyle())
    assert read_map(project, load_model(project, ids.map)).links == before


def test_a_relation_is_styled_on_one_map_and_stays_as_it_is(project: Project, ids: Sample) -> None:
    for code_id in (ids.loose, ids.help):
        add_to_map(project, ids.map, MapThing.CODE, code_id)
    ends = code_key(ids.loose), code_key(ids.help)
    with pytest.raises(InvalidOperation) as refused:
        style_links(project, ids.map, [ends], STYLE)
    assert refused.value.reason is OperationReason.UNKNOWN_RELATION
    relation = relate_codes(project, ids.loose, ids.help, "causes")
    relations = list_relations(project)
    style_links(project, ids.map, [ends], STYLE)
    assert read_link_styles(project, ids.map) == {link_key(*ends): STYLE}
    assert list_relations(project) == relations
    delete_relation(project, relation)
    assert read_link_styles(project, ids.map) == {}


def test_a_version_brings_back_the_links_it_had(project: Project, ids: Sample) -> None:
    style_links(project, ids.paradigm, [ROLES], STYLE)
    version = keep_version(project, ids.paradigm, "styled")
    style_links(project, ids.paradigm, [ROLES], LinkStyle())
    style_links(project, ids.paradigm, [(ROLES[0], role_key(Role.STRATEGY))], STYLE)
    restore_version(project, version)
    assert read_link_styles(project, ids.paradigm) == {link_key(*ROLES): STYLE}


@pytest.mark.parametrize(
    ("model", "ends", "style", "reason"),
    [
        (9_999, ROLES, STYLE, OperationReason.UNKNOWN_MODEL),
        (None, ("code:9999", ROLES[1]), STYLE, OperationReason.UNKNOWN_CODE),
        (None, ("note:1", ROLES[1]), STYLE, OperationReason.UNKNOWN_NODE),
        (None, (ROLES[0], ROLES[0]), STYLE, OperationReason.SELF_RELATION),
        (None, ROLES, LinkStyle("reddish"), OperationReason.BAD_COLOR),
    ],
)
def test_what_cannot_be_styled_is_refused_and_nothing_is_written(
    project: Project, ids: Sample, model, ends, style, reason
) -> None:
    with pytest.raises(InvalidOperation) as refused:
        style_links(project, model or ids.paradigm, [ROLES, ends], style)
    assert refused.value.reason is reason
    assert read_link_styles(project, ids.paradigm) == {}
