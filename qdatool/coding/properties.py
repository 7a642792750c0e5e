"""Properties of a category, their dimensions, and where quotations stand on them (Strauss & Corbin 1990, ch. 5)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, Table, delete, insert, select, update

from qdatool.coding.bare_quotations import drop_bare_quotations
from qdatool.coding.changes import Operation
from qdatool.coding.known_rows import require_row
from qdatool.coding.project import Project
from qdatool.coding.sight import seen_quotations
from qdatool.errors import InvalidOperation, OperationReason
from qdatool.storage import schema
from qdatool.storage.rows import new_id, next_position
from qdatool.text.normalisation import one_line


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a quotation stands on a dimension: 0 at its low end, 1 at its high one."""

    quotation_id: int
    document_id: int
    value: float


@dataclass(frozen=True, slots=True)
class Dimension:
    """A line between two named ends, with marks by value."""

    id: int
    low_name: str
    high_name: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Property:
    """A property of a category with its dimensions in order."""

    id: int
    code_id: int
    name: str
    dimensions: tuple[Dimension, ...]


def list_properties(project: Project, code_id: int) -> tuple[Property, ...]:
    """Return the properties of a code in order, with the quotations in sight."""
    db, quotation = project.read(), seen_quotations(project)
    table, dimension, mark = schema.code_property, schema.dimension, schema.dimension_mark
    mine = select(table.c.id).where(table.c.code_id == code_id)
    of_mine = select(dimension.c.id).where(dimension.c.code_property_id.in_(mine))
    marks: dict[int, list[Mark]] = {}
    for row in db.execute(
        select(mark.c.dimension_id, mark.c.quotation_id, quotation.c.document_id, mark.c.value)
        .join_from(mark, quotation, mark.c.quotation_id == quotation.c.id)
        .where(mark.c.dimension_id.in_(of_mine))
        .order_by(mark.c.value, mark.c.id)
    ):
        marks.setdefault(row.dimension_id, []).append(Mark(row.quotation_id, row.document_id, row.value))
    dimensions: dict[int, list[Dimension]] = {}
    for row in db.execute(
        select(dimension).where(dimension.c.code_property_id.in_(mine)).order_by(dimension.c.position, dimension.c.id)
    ):
        found = Dimension(row.id, row.low_name, row.high_name, tuple(marks.get(row.id, ())))
        dimensions.setdefault(row.code_property_id, []).append(found)
    rows = db.execute(select(table).where(table.c.code_id == code_id).order_by(table.c.position, table.c.id))
    return tuple(Property(row.id, row.code_id, row.name, tuple(dimensions.get(row.id, ()))) for row in rows)


def add_property(project: Project, code_id: int, name: str) -> int:
    """Add a property as the last of a code and return it; raises InvalidOperation(UNKNOWN_CODE or EMPTY_LABEL)."""
    wanted = _checked(name)
    require_row(project.read(), schema.code, code_id)
    table = schema.code_property
    with project.change(Operation.ADD_PROPERTY) as db:
        position = next_position(db, table.c.position, table.c.code_id == code_id)
        return new_id(db.execute(insert(table).values(code_id=code_id, name=wanted, position=position)))


def rename_property(project: Project, property_id: int, name: str) -> None:
    """Give a property another name; raises InvalidOperation(UNKNOWN_PROPERTY or EMPTY_LABEL)."""
    wanted = _checked(name)
    _owner(project, schema.code_property, property_id)
    with project.change(Operation.RENAME_PROPERTY) as db:
        db.execute(update(schema.code_property).where(schema.code_property.c.id == property_id).values(name=wanted))


def move_property(project: Project, property_id: int, place: int) -> None:
    """Put a property at a place among those of its code; raises InvalidOperation(UNKNOWN_PROPERTY)."""
    code_id = _owner(project, schema.code_property, property_id)
    with project.change(Operation.MOVE_PROPERTY) as db:
        _reorder(db, schema.code_property, "code_id", code_id, property_id, place)


def remove_property(project: Project, property_id: int) -> None:
    """Take a property away with its dimensions and marks; raises InvalidOperation(UNKNOWN_PROPERTY)."""
    _owner(project, schema.code_property, property_id)
    dimension = schema.dimension
    with project.change(Operation.REMOVE_PROPERTY) as db:
        mine = set(db.scalars(select(dimension.c.id).where(dimension.c.code_property_id == property_id)))
        held = _held(db, mine)
        db.execute(delete(schema.code_property).where(schema.code_property.c.id == property_id))
        drop_bare_quotations(db, held)


def add_dimension(project: Project, property_id: int, low_name: str, high_name: str) -> int:
    """Add a dimension between two ends and return it; raises InvalidOperation(UNKNOWN_PROPERTY or EMPTY_LABEL)."""
    low, high = _checked(low_name), _checked(high_name)
    _owner(project, schema.code_property, property_id)
    table = schema.dimension
    with project.change(Operation.ADD_DIMENSION) as db:
        position = next_position(db, table.c.position, table.c.code_property_id == property_id)
        values = {"code_property_id": property_id, "low_name": low, "high_name": high, "position": position}
        return new_id(db.execute(insert(table).values(values)))


def rename_dimension(project: Project, dimension_id: int, low_name: str, high_name: str) -> None:
    """Give the ends of a dimension other names; raises InvalidOperation(UNKNOWN_DIMENSION or EMPTY_LABEL)."""
    low, high = _checked(low_name), _checked(high_name)
    _owner(project, schema.dimension, dimension_id)
    with project.change(Operation.RENAME_DIMENSION) as db:
        mine = schema.dimension.c.id == dimension_id
        db.execute(update(schema.dimension).where(mine).values(low_name=low, high_name=high))


def move_dimension(project: Project, dimension_id: int, place: int) -> None:
    """Put a dimension at a place among those of its property; raises InvalidOperation(UNKNOWN_DIMENSION)."""
    property_id = _owner(project, schema.dimension, dimension_id)
    with project.change(Operation.MOVE_DIMENSION) as db:
        _reorder(db, schema.dimension, "code_property_id", property_id, dimension_id, place)


def remove_dimension(project: Project, dimension_id: int) -> None:
    """Take a dimension away with its marks; raises InvalidOperation(UNKNOWN_DIMENSION)."""
    _owner(project, schema.dimension, dimension_id)
    with project.change(Operation.REMOVE_DIMENSION) as db:
        held = _held(db, {dimension_id})
        db.execute(delete(schema.dimension).where(schema.dimension.c.id == dimension_id))
        drop_bare_quotations(db, held)


def place_on_dimension(project: Project, dimension_id: int, quotation_id: int, value: float) -> None:
    """Place a quotation on a dimension, 0 at the low end and 1 at the high one; a second time moves it.

    Moving the same mark within a minute is one undo step. Raises InvalidOperation(UNKNOWN_DIMENSION or
    UNKNOWN_QUOTATION), and ValueError outside 0..1.
    """
    if not 0 <= value <= 1:
        raise ValueError(f"a place on a dimension lies between 0 and 1, not at {value}")
    _owner(project, schema.dimension, dimension_id)
    require_row(project.read(), schema.quotation, quotation_id)
    table = schema.dimension_mark
    mine = (table.c.dimension_id == dimension_id) & (table.c.quotation_id == quotation_id)
    with project.change(Operation.PLACE_ON_DIMENSION, merge_key=f"mark {dimension_id} {quotation_id}") as db:
        if not db.execute(update(table).where(mine).values(value=value)).rowcount:
            db.execute(insert(table).values(dimension_id=dimension_id, quotation_id=quotation_id, value=value))


def take_off_dimension(project: Project, dimension_id: int, quotation_id: int) -> None:
    """Take a quotation off a dimension; raises InvalidOperation(UNKNOWN_DIMENSION)."""
    _owner(project, schema.dimension, dimension_id)
    table = schema.dimension_mark
    with project.change(Operation.TAKE_OFF_DIMENSION) as db:
        db.execute(delete(table).where(table.c.dimension_id == dimension_id, table.c.quotation_id == quotation_id))
        drop_bare_quotations(db, {quotation_id})


def _checked(name: str) -> str:
    wanted = one_line(name)
    if not wanted:
        raise InvalidOperation(OperationReason.EMPTY_LABEL)
    return wanted


def _owner(project: Project, table: Table, row_id: int) -> int:
    """Return the code of a property or the property of a dimension."""
    is_property = table is schema.code_property
    column = table.c.code_id if is_property else table.c.code_property_id
    found = project.read().scalar(select(column).where(table.c.id == row_id))
    if found is None:
        raise InvalidOperation(OperationReason.UNKNOWN_PROPERTY if is_property else OperationReason.UNKNOWN_DIMENSION)
    return int(found)


def _reorder(db: Connection, table: Table, owner: str, owner_id: int, moved: int, place: int) -> None:
    """Number the rows of one owner anew with one of them at ``place``."""
    order = [
        row_id
        for row_id in db.scalars(
            select(table.c.id).where(table.c[owner] == owner_id).order_by(table.c.position, table.c.id)
        )
        if row_id != moved
    ]
    order.insert(place, moved)
    for position, row_id in enumerate(order):
        db.execute(update(table).where(table.c.id == row_id).values(position=position))


def _held(db: Connection, dimension_ids: set[int]) -> set[int]:
    table = schema.dimension_mark
    return set(db.scalars(select(table.c.quotation_id).where(table.c.dimension_id.in_(dimension_ids))))
