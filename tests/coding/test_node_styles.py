"""Nodes drawn otherwise than usual: kept with the model, through arranging, versions and undo."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.codes import delete_codes
from qdatool.coding.letter_styles import LetterFamily, LetterSize, LetterStyle
from qdatool.coding.map_drawing import NodeSize, read_drawing, resize_node, route_link
from qdatool.coding.map_nodes import MapThing, add_to_map, read_map
from qdatool.coding.model_content import read_content
from qdatool.coding.model_versions import keep_version, restore_version
from qdatool.coding.models import NodePlace, arrange_model, load_model, move_node, move_nodes, unpin_node
from qdatool.coding.node_keys import code_key, role_key
from qdatool.coding.node_styles import NO_COLOR, LineWeight, NodeStyle, set_node_style, style_alike
from qdatool.coding.project import Project
from qdatool.coding.relations import delete_relation, list_relations, relate_codes
from qdatool.coding.roles import Role
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from tests.builders import Sample

STYLE = NodeStyle("#A64736", NO_COLOR, LineWeight.HEAVY, is_dashed=True)


@pytest.mark.parametrize("key", [role_key(Role.CAUSAL), "code:{trust}"])
def test_a_style_is_kept_and_given_back(project: Project, ids: Sample, key: str) -> None:
    key = key.format(trust=ids.trust)
    set_node_style(project, ids.paradigm, key, STYLE)
    assert load_model(project, ids.paradigm).styles == {key: STYLE}
    set_node_style(project, ids.paradigm, key, NodeStyle())
    assert load_model(project, ids.paradigm).styles == {}


def test_arranging_and_unpinning_keep_the_style(project: Project, ids: Sample) -> None:
    key = code_key(ids.trust)
    move_node(project, ids.paradigm, key, NodePlace(10, 20))
    set_node_style(project, ids.paradigm, key, STYLE)
    unpin_node(project, ids.paradigm, key)
    arrange_model(project, ids.paradigm)
    model = load_model(project, ids.paradigm)
    assert (model.styles, model.pinned) == ({key: STYLE}, {})


def test_a_version_brings_back_the_look_it_had(project: Project, ids: Sample) -> None:
    key = role_key(Role.STRATEGY)
    set_node_style(project, ids.paradigm, key, STYLE)
    version = keep_version(project, ids.paradigm, "styled")
    set_node_style(project, ids.paradigm, key, NodeStyle())
    set_node_style(project, ids.paradigm, role_key(Role.CAUSAL), STYLE)
    restore_version(project, version)
    assert load_model(project, ids.paradigm).styles == {key: STYLE}


@pytest.mark.parametrize(
    ("model", "key", "style", "reason"),
    [
        (9_999, "role:causal", STYLE, OperationReason.UNKNOWN_MODEL),
        (None, "code:9999", STYLE, OperationReason.UNKNOWN_CODE),
        (None, "role:causal", NodeStyle("reddish"), OperationReason.BAD_COLOR),
    ],
)
def test_what_cannot_be_styled_is_refused(project: Project, ids: Sample, model, key, style, reason) -> None:
    with pytest.raises(InvalidOperation) as refused:
        set_node_style(project, model or ids.paradigm, key, style)
    assert refused.value.reason is reason


def test_a_size_lasts_until_it_is_given_back(project: Project, ids: Sample) -> None:
    resize_node(project, ids.map, ids.note, NodeSize(120, 60))
    arrange_model(project, ids.map)
    assert read_drawing(project, ids.map).sizes == {ids.note: NodeSize(120, 60)}
    resize_node(project, ids.map, ids.note, None)
    assert read_drawing(project, ids.map).sizes == {}


def test_a_code_has_a_size_without_ever_having_been_placed(project: Project, ids: Sample) -> None:
    key = add_to_map(project, ids.map, MapThing.CODE, ids.loose)
    resize_node(project, ids.map, key, NodeSize(120, 60))
    arrange_model(project, ids.map)
    assert read_drawing(project, ids.map).sizes == {key: NodeSize(120, 60)}
    with pytest.raises(InvalidOperation) as refused:
        resize_node(project, ids.map, "note:9999", NodeSize(120, 60))
    assert refused.value.reason is OperationReason.UNKNOWN_NODE


def test_a_link_of_the_map_bends_and_straightens(project: Project, ids: Sample) -> None:
    ends = ids.note, code_key(ids.outcome)
    before = read_map(project, load_model(project, ids.map)).links
    route_link(project, ids.map, *ends, [NodePlace(30, 40)])
    route_link(project, ids.map, *ends, [NodePlace(35, 45), NodePlace(60, 45)])
    assert read_drawing(project, ids.map).routes == {ends: (NodePlace(35, 45), NodePlace(60, 45))}
    route_link(project, ids.map, *ends, [])
    assert read_drawing(project, ids.map).routes == {}
    assert read_map(project, load_model(project, ids.map)).links == before


def test_a_relation_bends_on_one_map_and_stays_a_relation(project: Project, ids: Sample) -> None:
    for code_id in (ids.loose, ids.help):
        add_to_map(project, ids.map, MapThing.CODE, code_id)
    ends = code_key(ids.loose), code_key(ids.help)
    with pytest.raises(InvalidOperation) as refused:
        route_link(project, ids.map, *ends, [NodePlace(1, 2)])
    assert refused.value.reason is OperationReason.UNKNOWN_RELATION
    relation = relate_codes(project, ids.loose, ids.help, "causes")
    links, relations = read_map(project, load_model(project, ids.map)).links, list_relations(project)
    route_link(project, ids.map, *ends, [NodePlace(1, 2)])
    assert read_drawing(project, ids.map).routes == {ends: (NodePlace(1, 2),)}
    assert read_map(project, load_model(project, ids.map)).links == links
    assert list_relations(project) == relations
    delete_relation(project, relation)
    assert read_drawing(project, ids.map).routes == {}
    project.undo()
    assert project.next_undo() is Operation.BEND_LINK
    assert read_drawing(project, ids.map).routes == {ends: (NodePlace(1, 2),)}


def test_letters_are_kept_with_the_box(project: Project, ids: Sample) -> None:
    letters = LetterStyle(LetterSize.MUCH_LARGER, is_bold=False, ink="#A64736", family=LetterFamily.VAZIRMATN)
    own = NodeStyle("#137B5E", is_solid=True, letters=letters, covers_inside=True)
    key = role_key(Role.CAUSAL)
    set_node_style(project, ids.paradigm, key, own)
    version = keep_version(project, ids.paradigm, "lettered")
    assert load_model(project, ids.paradigm).styles == {key: own}
    set_node_style(project, ids.paradigm, key, NodeStyle())
    restore_version(project, version)
    assert load_model(project, ids.paradigm).styles == {key: own}


@pytest.mark.parametrize(
    ("stored", "read"),
    [
        ('{"dashed": true, "fill": "#A64736", "line": "none", "weight": "heavy"}', STYLE),
        ('{"letters": {"size": "huge", "bold": 1, "family": []}, "fill": "#A64736"}', NodeStyle("#A64736")),
        ('{"letters": "large", "fill": "#A64736"}', NodeStyle("#A64736")),
    ],
)
def test_what_other_releases_stored_is_read(project: Project, ids: Sample, stored: str, read: NodeStyle) -> None:
    key = role_key(Role.CAUSAL)
    set_node_style(project, ids.paradigm, key, NodeStyle("#137B5E"))
    with project.change(Operation.SET_NODE_STYLE) as db:
        db.execute(update(schema.figure_node).where(schema.figure_node.c.key == key).values(style=stored))
    assert load_model(project, ids.paradigm).styles == {key: read}


def test_several_boxes_are_drawn_alike_in_one_step(project: Project, ids: Sample) -> None:
    keys = [code_key(ids.trust), code_key(ids.help)]
    set_node_style(project, ids.paradigm, keys[0], NodeStyle("#137B5E"))
    style_alike(project, ids.paradigm, keys, STYLE)
    assert load_model(project, ids.paradigm).styles == dict.fromkeys(keys, STYLE)
    project.undo()
    assert load_model(project, ids.paradigm).styles == {keys[0]: NodeStyle("#137B5E")}


def test_what_is_drawn_as_usual_leaves_nothing_in_the_file(project: Project, ids: Sample) -> None:
    nodes = select(func.count()).select_from(schema.figure_node)
    before = project.read().scalar(nodes)
    style_alike(project, ids.paradigm, [role_key(role) for role in Role], NodeStyle())
    assert project.read().scalar(nodes) == before


def test_none_is_styled_when_one_of_them_is_unknown(project: Project, ids: Sample) -> None:
    with pytest.raises(InvalidOperation) as refused:
        style_alike(project, ids.paradigm, [code_key(ids.trust), "code:9999"], STYLE)
    assert refused.value.reason is OperationReason.UNKNOWN_CODE
    assert load_model(project, ids.paradigm).styles == {}


def _rows(project: Project, model_id: int) -> set[str]:
    """Return the keys of what is kept of a figure's nodes."""
    return set(read_content(project, load_model(project, model_id)).nodes)


def test_an_arrow_between_roles_keeps_its_way_until_it_is_straight(project: Project, ids: Sample) -> None:
    ends = role_key(Role.CAUSAL), role_key(Role.STRATEGY)
    before = _rows(project, ids.paradigm)
    route_link(project, ids.paradigm, *ends, [NodePlace(30, 40), NodePlace(50, 40)])
    arrange_model(project, ids.paradigm)
    assert read_drawing(project, ids.paradigm).routes == {ends: (NodePlace(30, 40), NodePlace(50, 40))}
    route_link(project, ids.paradigm, *ends, [])
    assert read_drawing(project, ids.paradigm).routes == {}
    project.undo()
    project.undo()
    project.undo()
    assert _rows(project, ids.paradigm) == before


def test_rows_that_say_nothing_any_more_go_and_others_stay(project: Project, ids: Sample) -> None:
    causal, strategy = role_key(Role.CAUSAL), role_key(Role.STRATEGY)
    before = _rows(project, ids.paradigm)
    resize_node(project, ids.paradigm, causal, NodeSize(90, 90))
    route_link(project, ids.paradigm, causal, strategy, [NodePlace(30, 40)])
    route_link(project, ids.paradigm, causal, strategy, [])
    assert _rows(project, ids.paradigm) == {*before, causal}
    resize_node(project, ids.paradigm, causal, None)
    assert _rows(project, ids.paradigm) == before


def test_a_version_brings_routes_and_sizes_back(project: Project, ids: Sample) -> None:
    ends = role_key(Role.CAUSAL), role_key(Role.STRATEGY)
    route_link(project, ids.paradigm, *ends, [NodePlace(30, 40)])
    resize_node(project, ids.paradigm, ends[1], NodeSize(90, 80), NodePlace(100, 100))
    drawing = read_drawing(project, ids.paradigm)
    version = keep_version(project, ids.paradigm, "routed")
    route_link(project, ids.paradigm, *ends, [])
    resize_node(project, ids.paradigm, ends[1], None)
    restore_version(project, version)
    assert read_drawing(project, ids.paradigm) == drawing


def test_a_route_goes_with_the_code_it_leads_to(project: Project, ids: Sample) -> None:
    ends = code_key(ids.category), code_key(ids.trust)
    route_link(project, ids.tree, *ends, [NodePlace(30, 40)])
    delete_codes(project, [ids.trust])
    assert read_drawing(project, ids.tree).routes == {}
    project.undo()
    assert read_drawing(project, ids.tree).routes == {ends: (NodePlace(30, 40),)}


def test_a_run_of_keys_is_one_step_and_a_drag_its_own(project: Project, ids: Sample) -> None:
    key, ends = role_key(Role.CAUSAL), (role_key(Role.CAUSAL), role_key(Role.STRATEGY))
    acts = (
        lambda i, run: move_nodes(project, ids.paradigm, {key: NodePlace(10.0 * i, 5)}, run=run),
        lambda i, run: resize_node(project, ids.paradigm, key, NodeSize(10.0 * i, 50), run=run),
        lambda i, run: route_link(project, ids.paradigm, *ends, [NodePlace(10.0 * i, 5)], run=run),
    )
    for act in acts:
        before = read_content(project, load_model(project, ids.paradigm))
        for i, run in enumerate(("", "first", "first", "first", "second"), start=1):
            act(i, run)
        for _ in range(3):
            project.undo()
        assert read_content(project, load_model(project, ids.paradigm)) == before


@pytest.mark.parametrize(
    ("ends", "reason"),
    [
        (("role:causal", "role:causal"), OperationReason.SELF_RELATION),
        (("role:causal", "code:9999"), OperationReason.UNKNOWN_CODE),
        (("role:causal", "note:1"), OperationReason.UNKNOWN_NODE),
        (("model:9999", "role:causal"), OperationReason.UNKNOWN_NODE),
    ],
)
def test_what_is_no_link_is_not_led_anywhere(project: Project, ids: Sample, ends, reason) -> None:
    with pytest.raises(InvalidOperation) as refused:
        route_link(project, ids.paradigm, *ends, [NodePlace(1, 2)])
    assert refused.value.reason is reason
