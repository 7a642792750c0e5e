"""The roles by which a model is told: templates, and roles of one's own."""

from __future__ import annotations

import json

import pytest

from qdatool.coding.codes import CodeDraft, create_code, set_code_role
from qdatool.coding.model_check import FindingKind, check_model
from qdatool.coding.model_roles import rename_role
from qdatool.coding.model_versions import keep_version, list_versions, restore_version
from qdatool.coding.model_words import WordKind, list_words
from qdatool.coding.models import Model, create_model, list_models, load_model, put_in_slot
from qdatool.coding.project import Project
from qdatool.coding.role_editing import (
    MOST_COLUMNS,
    MOST_ROWS,
    add_role,
    place_role,
    point_role,
    remove_role,
    set_core_role,
    unpoint_role,
)
from qdatool.coding.role_sets import RoleSet, create_with_roles, role_set_of
from qdatool.coding.role_templates import READY_ROLES, RoleArrow, RolePlace, RoleTemplate
from qdatool.coding.roles import LineStyle, ModelKind, Role
from qdatool.errors import InvalidOperation, OperationReason


@pytest.fixture
def project(project_file, open_project) -> Project:
    return open_project(project_file())


@pytest.fixture
def six_cs(project: Project) -> int:
    return create_model(project, ModelKind.PARADIGM, "Belonging", template=RoleTemplate.SIX_CS)


def keys(model: Model) -> list[str]:
    return [role.key for role in model.roles]


def arrows(model: Model) -> set[tuple[str, str]]:
    return {(role.key, arrow.target) for role in model.roles for arrow in role.arrows}


def refusal(act) -> OperationReason:
    with pytest.raises(InvalidOperation) as refused:
        act()
    return refused.value.reason


@pytest.mark.parametrize("template", list(READY_ROLES))
def test_the_roles_of_a_template_have_places_of_their_own_and_point_at_each_other(template):
    roles = READY_ROLES[template]
    for i, role in enumerate(roles):
        assert not any(role.place.meets(other.place) for other in roles[i + 1 :])
        assert {arrow.target for arrow in role.arrows} <= {other.key for other in roles} - {role.key}
    assert sum(role.is_core for role in roles) == 1


def test_a_model_without_a_template_has_the_six_roles_in_their_order(project):
    made = create_model(project, ModelKind.PARADIGM, "Model")
    assert keys(load_model(project, made)) == [role.value for role in Role]


def test_a_network_has_no_roles(project):
    made = create_model(project, ModelKind.THEMATIC_NETWORK, "Network")
    assert load_model(project, made).roles == ()
    assert refusal(lambda: add_role(project, made, {"en": "Trust"})) is OperationReason.NO_ROLES


def test_the_six_cs_are_six_round_a_core(project, six_cs):
    model = load_model(project, six_cs)
    assert len(model.roles) == 7
    assert [role.key for role in model.roles if role.is_core] == ["six-core"]


def test_a_template_is_filled_from_the_roles_of_codes(project):
    cause = create_code(project, CodeDraft("Loneliness"))
    set_code_role(project, cause, Role.CAUSAL)
    made = create_model(project, ModelKind.PARADIGM, "Model", template=RoleTemplate.SIX_CS, from_levels=True)
    assert load_model(project, made).codes_in("six-cause") == (cause,)


def test_an_empty_role_of_a_template_is_a_finding(project, six_cs):
    put_in_slot(project, six_cs, "six-core", create_code(project, CodeDraft("Belonging")))
    empty = {finding.role for finding in check_model(project, six_cs) if finding.kind is FindingKind.EMPTY_SLOT}
    assert empty == set(keys(load_model(project, six_cs))) - {"six-core"}


def test_a_new_role_takes_the_first_free_place_and_makes_the_roles_the_models_own(project, six_cs):
    before = keys(load_model(project, six_cs))
    made = add_role(project, six_cs, {"fa": "  بستر تاریخی "})
    model = load_model(project, six_cs)
    assert keys(model) == [*before, made]
    assert model.roles[-1].place == RolePlace(1, 0)
    assert model.role_names[made] == {"fa": "بستر تاریخی"}
    project.undo()
    assert keys(load_model(project, six_cs)) == before


def test_a_new_role_lacks_its_other_language(project, six_cs):
    made = add_role(project, six_cs, {"en": "History"})
    words = [word for word in list_words(project, six_cs) if word.kind is WordKind.ROLE]
    assert {word.role: word.missing for word in words if word.missing} == {made: ("fa",)}


def test_a_role_without_a_name_is_refused(project, six_cs):
    assert refusal(lambda: add_role(project, six_cs, {"en": " "})) is OperationReason.EMPTY_LABEL
    assert "own-1" not in keys(load_model(project, six_cs))


def test_a_removed_role_takes_its_slots_and_arrows_along(project, six_cs):
    code = create_code(project, CodeDraft("Belonging"))
    put_in_slot(project, six_cs, "six-core", code)
    before = load_model(project, six_cs)
    remove_role(project, six_cs, "six-core")
    model = load_model(project, six_cs)
    assert "six-core" not in keys(model) and model.slots == () and arrows(model) == set()
    project.undo()
    assert load_model(project, six_cs) == before


def test_the_last_role_stays(project, six_cs):
    for key in keys(load_model(project, six_cs))[1:]:
        remove_role(project, six_cs, key)
    assert refusal(lambda: remove_role(project, six_cs, "six-context")) is OperationReason.LAST_ROLE


def test_a_moved_role_changes_places_with_the_one_that_stands_there(project, six_cs):
    place_role(project, six_cs, "six-cause", RolePlace(2, 1))
    places = {role.key: role.place for role in load_model(project, six_cs).roles}
    assert places["six-cause"] == RolePlace(2, 1) and places["six-consequence"] == RolePlace(0, 1)


def test_a_wide_role_that_would_cover_two_others_is_refused(project, six_cs):
    before = load_model(project, six_cs)
    act = lambda: place_role(project, six_cs, "six-context", RolePlace(0, 1, 3))  # noqa: E731
    assert refusal(act) is OperationReason.PLACE_TAKEN
    assert load_model(project, six_cs) == before


@pytest.mark.parametrize(
    "place", [RolePlace(-1, 0), RolePlace(0, MOST_ROWS), RolePlace(MOST_COLUMNS - 1, 3, 2), RolePlace(0, 3, 0)]
)
def test_a_place_outside_the_grid_is_refused(project, six_cs, place):
    assert refusal(lambda: place_role(project, six_cs, "six-cause", place)) is OperationReason.OUTSIDE_GRID


def test_a_full_grid_takes_no_more_roles(project):
    made = create_model(project, ModelKind.PARADIGM, "Model", template=RoleTemplate.PROCESS)
    room = 4 * MOST_ROWS - sum(role.place.columns for role in load_model(project, made).roles)
    for number in range(room):
        add_role(project, made, {"en": f"Role {number}"})
    assert refusal(lambda: add_role(project, made, {"en": "One more"})) is OperationReason.GRID_FULL


def test_an_arrow_can_be_drawn_changed_and_taken_away(project, six_cs):
    dotted = RoleArrow("six-cause", LineStyle.DOTTED, is_directed=False)
    point_role(project, six_cs, "six-consequence", RoleArrow("six-cause"))
    point_role(project, six_cs, "six-consequence", dotted)
    role = next(role for role in load_model(project, six_cs).roles if role.key == "six-consequence")
    assert role.arrows == (dotted,)
    unpoint_role(project, six_cs, "six-consequence", "six-cause")
    assert ("six-consequence", "six-cause") not in arrows(load_model(project, six_cs))


def test_an_arrow_needs_two_roles_that_are_there(project, six_cs):
    itself = RoleArrow("six-cause")
    assert refusal(lambda: point_role(project, six_cs, "six-cause", itself)) is OperationReason.SAME_ENDS
    nowhere = RoleArrow("own-9")
    assert refusal(lambda: point_role(project, six_cs, "six-cause", nowhere)) is OperationReason.UNKNOWN_ROLE


def test_another_role_can_be_the_core(project, six_cs):
    set_core_role(project, six_cs, "six-cause", is_core=True)
    assert {role.key for role in load_model(project, six_cs).roles if role.is_core} == {"six-cause", "six-core"}


def test_a_new_model_can_have_the_roles_of_another(project, six_cs):
    put_in_slot(project, six_cs, "six-core", create_code(project, CodeDraft("Belonging")))
    made = add_role(project, six_cs, {"en": "History"})
    rename_role(project, six_cs, "six-core", "en", "Heart")
    like = load_model(project, create_with_roles(project, role_set_of(project, six_cs), "Second"))
    assert like.roles == load_model(project, six_cs).roles
    assert like.role_names == {made: {"en": "History"}, "six-core": {"en": "Heart"}}
    assert like.slots == ()
    project.undo()
    assert [model.title for model in list_models(project)] == ["Belonging"]


def test_a_version_brings_roles_and_places_back(project, six_cs):
    made = add_role(project, six_cs, {"en": "History"})
    put_in_slot(project, six_cs, made, create_code(project, CodeDraft("War")))
    kept = load_model(project, six_cs)
    keep_version(project, six_cs, "Before")
    remove_role(project, six_cs, made)
    place_role(project, six_cs, "six-cause", RolePlace(1, 2))
    restore_version(project, list_versions(project, six_cs)[0].id)
    again = load_model(project, six_cs)
    assert (again.roles, again.slots, again.role_names) == (kept.roles, kept.slots, kept.role_names)


def test_a_version_with_a_ready_template_gives_it_back(project, six_cs):
    keep_version(project, six_cs, "Before")
    add_role(project, six_cs, {"en": "History"})
    restore_version(project, list_versions(project, six_cs)[0].id)
    assert load_model(project, six_cs).roles == READY_ROLES[RoleTemplate.SIX_CS]


def test_roles_come_back_from_a_text_as_they_were(project, six_cs):
    made = add_role(project, six_cs, {"en": "History", "fa": "تاریخ"})
    point_role(project, six_cs, made, RoleArrow("six-core", LineStyle.DOTTED, is_directed=False))
    roles = role_set_of(project, six_cs)
    assert RoleSet.unpacked(roles.packed()) == roles


def test_the_text_of_a_ready_template_comes_back_too(project, six_cs):
    roles = role_set_of(project, six_cs)
    assert RoleSet.unpacked(roles.packed()) == roles
    made = load_model(project, create_with_roles(project, roles, "Second"))
    assert made.options == load_model(project, six_cs).options


@pytest.mark.parametrize(
    "spoil",
    [
        lambda plain: plain.pop("roles"),
        lambda plain: plain.update(roles=[]),
        lambda plain: plain.update(roles="abc"),
        lambda plain: plain.update(template="other"),
        lambda plain: plain.update(names={"own-1": ["History"]}),
        lambda plain: plain["roles"][0].update(key="unheard-of"),
        lambda plain: plain["roles"][0].update(key=5),
        lambda plain: plain["roles"][0].update(key=plain["roles"][1]["key"]),
        lambda plain: plain["roles"][0].update(cell=["a", 0, 1]),
        lambda plain: plain["roles"][0].update(cell=[0.5, 0, 1]),
        lambda plain: plain["roles"][0].update(arrows=[["own-77", "solid", True]]),
        lambda plain: plain["roles"][0].update(arrows=[["six-core", "wavy", True]]),
        lambda plain: plain["roles"][0].update(alike=["king"]),
    ],
)
def test_a_spoilt_text_of_roles_is_refused(project, six_cs, spoil):
    add_role(project, six_cs, {"en": "History"})
    plain = json.loads(role_set_of(project, six_cs).packed())
    spoil(plain)
    with pytest.raises(ValueError):
        RoleSet.unpacked(json.dumps(plain))


@pytest.mark.parametrize("cell", [[0, 1, 1], [90, 0, 1], [0, 0, -3]])
def test_roles_in_each_others_way_or_far_outside_are_refused(project, six_cs, cell):
    add_role(project, six_cs, {"en": "History"})
    plain = json.loads(role_set_of(project, six_cs).packed())
    plain["roles"][0]["cell"] = cell
    with pytest.raises(InvalidOperation):
        RoleSet.unpacked(json.dumps(plain))


def test_only_a_model_told_by_roles_takes_a_template(project):
    act = lambda: create_model(project, ModelKind.TREE, "Tree", template=RoleTemplate.SIX_CS)  # noqa: E731
    assert refusal(act) is OperationReason.NO_ROLES
    assert list_models(project) == ()


def test_the_process_view_takes_both_kinds_of_conditions_as_its_context(project):
    codes = {}
    for role in (Role.CONTEXTUAL, Role.INTERVENING, Role.STRATEGY):
        codes[role] = create_code(project, CodeDraft(role.value))
        set_code_role(project, codes[role], role)
    made = create_model(project, ModelKind.PARADIGM, "Process", template=RoleTemplate.PROCESS, from_levels=True)
    model = load_model(project, made)
    assert model.codes_in("process-context") == (codes[Role.CONTEXTUAL], codes[Role.INTERVENING])
    assert model.codes_in("process-change") == ()
