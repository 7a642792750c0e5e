"""Models: paradigm models, thematic networks, trees and free maps as objects made of codes.

A model holds which codes stand in which place, and where the figure's nodes were put by hand. It holds no words of
its own but its title and caption: a renamed code is renamed in every figure.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, exists, insert, select, update

from qdatool.coding.changes import Operation
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.guids import make_guid
from qdatool.coding.languages import id_of_language, words_by_language
from qdatool.coding.levels import AXIAL, list_levels
from qdatool.coding.model_options import ModelOption
from qdatool.coding.model_roles import RoleNames, read_own_roles, read_role_names, roles_of, write_roles
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.node_styles import UNSTYLED, NodeStyle, read_node_styles
from qdatool.coding.pictures import drop_unused_pictures
from qdatool.coding.project import Project
from qdatool.coding.role_templates import READY_ROLES, ModelRole, RoleTemplate
from qdatool.coding.roles import Direction, ModelKind, Role
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.normalisation import normalise, one_line


@dataclass(frozen=True, slots=True)
class NodePlace:
    """Where a node was put: its centre in points on a figure 160 mm wide, ``x_pt`` counted from the start edge.

    The start edge is the left one of a figure that reads from left to right, so that turning a figure round keeps
    what the user arranged.
    """

    x_pt: float
    y_pt: float


@dataclass(frozen=True, slots=True)
class Slot:
    """One code in one place; ``role`` is None in models without roles."""

    role: str | None
    code_id: int
    position: int


@dataclass(frozen=True, slots=True)
class Model:
    """A model. ``titles`` and ``captions`` are keyed by language, ``pinned`` by node key such as ``code:12``.

    ``role_names`` are its own names of roles by language, where they are not the textbook's; ``styles`` says by node
    key what is drawn otherwise than usual. ``roles`` are those it is told by, in order; only paradigm models have some.
    """

    id: int
    guid: str
    kind: ModelKind
    title: str
    titles: Mapping[str, str]
    captions: Mapping[str, str]
    direction: Direction
    options: Mapping[str, object]
    slots: tuple[Slot, ...]
    pinned: Mapping[str, NodePlace]
    role_names: RoleNames
    styles: Mapping[str, NodeStyle]
    roles: tuple[ModelRole, ...] = ()

    def title_in(self, language: str) -> str:
        """Return the title in ``language``, or the name of the model where that is missing."""
        return self.titles.get(language) or self.title

    def role_alike(self, role: Role | None) -> str | None:
        """Return the key of the model's role to which codes with that role of the paradigm belong, or None."""
        return next((own.key for own in self.roles if role in own.alike), None) if role is not None else None

    def codes_in(self, role: str | None) -> tuple[int, ...]:
        """Return the codes in a role in order."""
        return tuple(slot.code_id for slot in self.slots if slot.role == role)


def list_models(project: Project) -> tuple[Model, ...]:
    """Return the models in the order in which they were made."""
    db = project.read()
    titles = words_by_language(db, schema.model_label.c.model_id, schema.model_label.c.title)
    captions = words_by_language(db, schema.model_label.c.model_id, schema.model_label.c.caption)
    slots: dict[int, list[Slot]] = {}
    for row in db.execute(select(schema.model_slot).order_by(schema.model_slot.c.position, schema.model_slot.c.id)):
        slots.setdefault(row.model_id, []).append(Slot(row.role or None, row.code_id, row.position))
    pinned: dict[int, dict[str, NodePlace]] = {}
    for row in db.execute(select(schema.figure_node).where(schema.figure_node.c.is_pinned == 1)):
        pinned.setdefault(row.model_id, {})[row.key] = NodePlace(row.x_pt, row.y_pt)
    role_names, styles, own_roles = read_role_names(db), read_node_styles(db), read_own_roles(db)
    return tuple(
        Model(
            row.id,
            row.guid,
            ModelKind(row.kind),
            row.title,
            titles.get(row.id, {}),
            captions.get(row.id, {}),
            Direction(row.direction),
            options := json.loads(row.options),
            tuple(slots.get(row.id, ())),
            pinned.get(row.id, {}),
            role_names.get(row.id, {}),
            styles.get(row.id, {}),
            roles_of(options, own_roles.get(row.id, ())) if row.kind == ModelKind.PARADIGM else (),
        )
        for row in db.execute(select(schema.model).order_by(schema.model.c.id))
    )


def load_model(project: Project, model_id: int) -> Model:
    """Return one model; raises InvalidOperation(UNKNOWN_MODEL)."""
    for model in list_models(project):
        if model.id == model_id:
            return model
    raise InvalidOperation(OperationReason.UNKNOWN_MODEL, model=model_id)


def find_model(project: Project, name: str) -> Model:
    """Return the model called ``name`` in any language; raises InvalidOperation(UNKNOWN_MODEL)."""
    for model in list_models(project):
        if name in (model.title, *model.titles.values()):
            return model
    raise InvalidOperation(OperationReason.UNKNOWN_MODEL, model=name)


def create_model(
    project: Project,
    kind: ModelKind,
    title: str,
    *,
    template: RoleTemplate = RoleTemplate.PARADIGM,
    from_levels: bool = False,
) -> int:
    """Make a model and return its id; ``from_levels`` fills it from the codes' levels and roles.

    ``template`` says by which roles a paradigm model is told; with OWN it begins with those of the
    paradigm. Raises InvalidOperation(EMPTY_LABEL or NAME_TAKEN).
    """
    if template is not RoleTemplate.PARADIGM and kind is not ModelKind.PARADIGM:
        raise InvalidOperation(OperationReason.NO_ROLES, model=title)
    wanted = _free_title(project, title, except_id=None)
    options = {} if template is RoleTemplate.PARADIGM else {ModelOption.TEMPLATE: template.value}
    values = {"kind": kind.value, "title": wanted, "options": json.dumps(options), "created_at": project.now()}
    with project.change(Operation.CREATE_MODEL) as db:
        model_id = new_id(db.execute(insert(schema.model).values(guid=make_guid(), **values)))
        if template is RoleTemplate.OWN:
            write_roles(db, model_id, READY_ROLES[RoleTemplate.PARADIGM])
        if from_levels:
            fill_model(project, model_id)
    return model_id


def fill_model(project: Project, model_id: int) -> None:
    """Put the codes where their levels and roles say, after what stands there already.

    Paradigm: a code with a role brings the axial codes below it to that role, or itself where it is axial, is the
    central phenomenon or has none below; without an axial level its children count as axial. An axial code with a role
    of its own goes there. Other kinds: every root of the tree.
    """
    model = load_model(project, model_id)
    tree = load_codes(project)
    wanted: list[tuple[str | None, int]] = [(None, root) for root in tree.roots]
    if model.kind is ModelKind.PARADIGM:
        axial_id = next((level.id for level in list_levels(project) if level.key == AXIAL), None)
        alike = [(role.key, each) for role in model.roles for each in role.alike]
        wanted = [(key, code_id) for key, role in alike for code_id in _codes_in_role(tree, role, axial_id)]
    with project.change(Operation.FILL_MODEL) as db:
        for role, code_id in wanted:
            if not any(slot.role == role and slot.code_id == code_id for slot in model.slots):
                _append_slot(db, model_id, role, code_id)


def rename_model(project: Project, model_id: int, title: str, language: str | None = None) -> None:
    """Change the name of a model, or its title in one language; raises InvalidOperation."""
    load_model(project, model_id)
    with project.change(Operation.RENAME_MODEL) as db:
        if language is None:
            wanted = _free_title(project, title, except_id=model_id)
            db.execute(update(schema.model).where(schema.model.c.id == model_id).values(title=wanted))
        else:
            _write_label(db, model_id, language, title=one_line(title))


def caption_model(project: Project, model_id: int, language: str, caption: str) -> None:
    """Write the caption of the figure in one language; typing within a minute is one undo step."""
    load_model(project, model_id)
    with project.change(Operation.CAPTION_MODEL, merge_key=f"model {model_id} {language}") as db:
        _write_label(db, model_id, language, caption=normalise(caption).strip())


def set_model_direction(project: Project, model_id: int, direction: Direction) -> None:
    """Let the figure flow from a fixed side, or (AUTO) as its language reads."""
    load_model(project, model_id)
    with project.change(Operation.SET_MODEL_DIRECTION) as db:
        db.execute(update(schema.model).where(schema.model.c.id == model_id).values(direction=direction.value))


def set_model_option(
    project: Project, model_id: int, name: ModelOption, value: bool | int | str | Sequence[str]
) -> None:
    """Set one drawing option of a model; what it can be stands with the option."""
    model = load_model(project, model_id)
    with project.change(Operation.SET_MODEL_OPTION) as db:
        options = json.dumps({**model.options, name: value}, sort_keys=True)
        db.execute(update(schema.model).where(schema.model.c.id == model_id).values(options=options))


def put_in_slot(project: Project, model_id: int, role: str | None, code_id: int, place: int | None = None) -> None:
    """Put a code into a role at ``place`` (None = last), moving it if it stands there already.

    Raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_CODE).
    """
    model = load_model(project, model_id)
    if code_id not in load_codes(project).codes:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    order = [present for present in model.codes_in(role) if present != code_id]
    order.insert(len(order) if place is None else place, code_id)
    table = schema.model_slot
    with project.change(Operation.PUT_IN_SLOT) as db:
        for position, present in enumerate(order):
            mine = (table.c.model_id == model_id) & (table.c.role == _stored(role)) & (table.c.code_id == present)
            if not db.execute(update(table).where(mine).values(position=position)).rowcount:
                db.execute(
                    insert(table).values(model_id=model_id, role=_stored(role), code_id=present, position=position)
                )


def move_to_slot(
    project: Project, model_id: int, code_id: int, source: str | None, target: str | None, place: int | None = None
) -> None:
    """Move a code from one role to ``place`` in another (None = last), as one step; the code's own role stays.

    Raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_CODE).
    """
    with project.change(Operation.MOVE_TO_SLOT):
        take_from_slot(project, model_id, source, code_id)
        put_in_slot(project, model_id, target, code_id, place)


def take_from_slot(project: Project, model_id: int, role: str | None, code_id: int) -> None:
    """Take a code out of a role; the code itself stays."""
    table = schema.model_slot
    with project.change(Operation.TAKE_FROM_SLOT) as db:
        db.execute(
            delete(table).where(table.c.model_id == model_id, table.c.role == _stored(role), table.c.code_id == code_id)
        )


def move_node(project: Project, model_id: int, key: str, place: NodePlace) -> None:
    """Put a node of the figure somewhere and pin it there; one gesture is one step.

    Raises InvalidOperation(UNKNOWN_MODEL, or UNKNOWN_CODE for the node of a code that does not exist).
    """
    move_nodes(project, model_id, {key: place})


def move_nodes(project: Project, model_id: int, places: Mapping[str, NodePlace], *, run: str = "") -> None:
    """Put several nodes somewhere and pin them there as one step; steps of the same ``run`` within a minute are one.

    Raises InvalidOperation(UNKNOWN_MODEL, or UNKNOWN_CODE for the node of a code that does not exist).
    """
    for key in places:
        _check_node(project, model_id, key)
    merge_key = f"{model_id} {' '.join(sorted(places))} {run}" if run else None
    with project.change(Operation.MOVE_NODE, merge_key=merge_key) as db:
        for key, place in places.items():
            _pin(db, model_id, key, place)


def pin_nodes(project: Project, model_id: int, places: Mapping[str, NodePlace]) -> None:
    """Hold nodes where automatic layout put them, as one step; raises InvalidOperation(UNKNOWN_MODEL, UNKNOWN_CODE)."""
    for key in places:
        _check_node(project, model_id, key)
    with project.change(Operation.PIN_NODE) as db:
        for key, place in places.items():
            _pin(db, model_id, key, place)


def unpin_node(project: Project, model_id: int, *keys: str) -> None:
    """Give nodes back to automatic layout."""
    table = schema.figure_node
    with project.change(Operation.UNPIN_NODE) as db:
        _let_go(db, (table.c.model_id == model_id) & table.c.key.in_(keys))


def arrange_model(project: Project, model_id: int) -> None:
    """Give every node back to automatic layout."""
    with project.change(Operation.ARRANGE_MODEL) as db:
        _let_go(db, schema.figure_node.c.model_id == model_id)


def delete_model(project: Project, model_id: int) -> None:
    """Delete a model; its codes and relations stay. Raises InvalidOperation(UNKNOWN_MODEL)."""
    load_model(project, model_id)
    with project.change(Operation.DELETE_MODEL) as db:
        db.execute(delete(schema.model).where(schema.model.c.id == model_id))
        drop_unused_pictures(db)


def _codes_in_role(tree: CodeTree, role: Role, axial_id: int | None) -> list[int]:
    """Return the codes that a box of the paradigm lists, in tree order and each once."""
    found: dict[int, None] = {}
    for code in tree:
        if code.role is role:
            found.update(dict.fromkeys(_categories(tree, code, axial_id)))
    return list(found)


def _categories(tree: CodeTree, code: Code, axial_id: int | None) -> Sequence[int]:
    if code.role is Role.PHENOMENON or code.level_id == axial_id:
        return (code.id,)
    below = [tree.codes[code_id] for code_id in tree.descendants(code.id)]
    axial = [one.id for one in below if one.level_id == axial_id and one.role in (None, code.role)]
    return axial or tree.children_of(code.id) or (code.id,)


def _append_slot(db: Connection, model_id: int, role: str | None, code_id: int) -> None:
    table = schema.model_slot
    position = next_position(db, table.c.position, table.c.model_id == model_id, table.c.role == _stored(role))
    db.execute(insert(table).values(model_id=model_id, role=_stored(role), code_id=code_id, position=position))


def _pin(db: Connection, model_id: int, key: str, place: NodePlace) -> None:
    table = schema.figure_node
    mine = (table.c.model_id == model_id) & (table.c.key == key)
    values = {"x_pt": place.x_pt, "y_pt": place.y_pt, "is_pinned": 1}
    if not db.execute(update(table).where(mine).values(**values)).rowcount:
        db.execute(insert(table).values(model_id=model_id, key=key, code_id=code_of_key(key), **values))


def drop_bare_nodes(db: Connection, node_ids: Collection[int]) -> None:
    """Delete of these rows of a figure those that say nothing any more, inside a change that is open."""
    table = schema.figure_node
    db.execute(delete(table).where(table.c.id.in_(node_ids), table.c.is_pinned == 0, _is_bare()))


def _let_go(db: Connection, nodes: ColumnElement[bool]) -> None:
    """Forget where nodes were put; one that is there for more than its place stays, unpinned."""
    table = schema.figure_node
    db.execute(delete(table).where(nodes, _is_bare()))
    db.execute(update(table).where(nodes).values(x_pt=None, y_pt=None, is_pinned=0))


def _is_bare() -> ColumnElement[bool]:
    """Return whether a row is there for nothing but a place."""
    table, edges = schema.figure_node, schema.figure_edge
    has_comment = exists().where(schema.review_comment.c.figure_node_id == table.c.id)
    has_link = exists().where((edges.c.source_node_id == table.c.id) | (edges.c.target_node_id == table.c.id))
    is_own = (table.c.body != "") | table.c.quotation_id.is_not(None) | table.c.memo_id.is_not(None)
    is_own |= table.c.participant_id.is_not(None) | table.c.picture_id.is_not(None)
    is_own |= (table.c.style != UNSTYLED) | table.c.width_pt.is_not(None)
    return ~has_comment & ~has_link & ~is_own


def _check_node(project: Project, model_id: int, key: str) -> None:
    load_model(project, model_id)
    code_id = code_of_key(key)
    if code_id is not None and code_id not in load_codes(project).codes:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)


def _write_label(db: Connection, model_id: int, language: str, **values: str) -> None:
    table, language_id = schema.model_label, id_of_language(db, language)
    mine = (table.c.model_id == model_id) & (table.c.language_id == language_id)
    if not db.execute(update(table).where(mine).values(**values)).rowcount:
        db.execute(insert(table).values(model_id=model_id, language_id=language_id, **values))


def _free_title(project: Project, title: str, except_id: int | None) -> str:
    wanted = one_line(title)
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    taken = project.read().scalar(select(schema.model.c.id).where(schema.model.c.title == wanted))
    if taken is not None and taken != except_id:
        raise InvalidOperation(OperationReason.NAME_TAKEN, name=wanted)
    return wanted


def _stored(role: str | None) -> str:
    return role or ""
