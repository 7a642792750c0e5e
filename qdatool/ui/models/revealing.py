"""What an undo or redo has just changed, shown on the figure: the model, what is chosen, and a frame for a moment."""

from __future__ import annotations

from collections.abc import Iterator

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.model_links import role_of
from qdatool.coding.model_places import ModelPlace, changed_places
from qdatool.coding.node_keys import code_key, link_key, role_key
from qdatool.coding.relations import Relation
from qdatool.ui.models.canvas.figure_canvas import FigureCanvas
from qdatool.ui.models.session import ModelSession


def reveal_step(session: ModelSession, canvas: FigureCanvas, changes: Changes, *, may_choose: bool) -> None:
    """Show the model that a step changed, choose what it changed there where that may be, and frame all of it."""
    if session.content is None:
        return
    before = session.before.places if session.before is not None else {}
    places = list(changed_places(changes, before, session.content.places))
    models = {place.model_id for place in places} & {model.id for model in session.content.models}
    if models and (session.model is None or session.model.id not in models):
        session.show_model(next(place.model_id for place in places if place.model_id in models))
    model_id = session.model.id if session.model is not None else None
    shown = set(canvas.keys_in_order())
    # Rows of nodes that came or went with a link that is seen are there for that link alone.
    ends = {end for place in places if place.key in shown for end in place.instead}
    mine = [place for place in places if place.model_id == model_id and place.key and place.key not in ends]
    keys = list(dict.fromkeys(key for place in (*mine, *_others(session, changes)) for key in _seen(place, shown)))
    if keys and may_choose:
        session.choose(keys[0])
    canvas.flash(keys)


def _seen(place: ModelPlace, shown: set[str]) -> tuple[str, ...]:
    """Return the keys by which a place is seen on the figure."""
    return (place.key,) if place.key in shown else tuple(key for key in place.instead if key in shown)


def _others(session: ModelSession, changes: Changes) -> Iterator[ModelPlace]:
    """Yield the links of relations, and the codes, that a step made, changed or took away."""
    model, content = session.model, session.content
    if model is None or content is None:
        return
    touched = changes.added(Kind.RELATION) | changes.updated(Kind.RELATION)
    gone = session.before.relations if session.before is not None else ()
    relations = [each for each in content.relations if each.id in touched]
    relations += [each for each in gone if each.id in changes.removed(Kind.RELATION)]
    for relation in relations:
        yield from _links_of(session, relation)
    for code_id in sorted(changes.added(Kind.CODE) | changes.updated(Kind.CODE)):
        yield ModelPlace(model.id, code_key(code_id))


def _links_of(session: ModelSession, relation: Relation) -> Iterator[ModelPlace]:
    """Yield what stands for a relation: a link between its codes, or the arrow between their roles."""
    model, content = session.model, session.content
    if model is None or content is None:
        return
    ends = code_key(relation.source_id), code_key(relation.target_id)
    if not model.roles:
        yield ModelPlace(model.id, link_key(*ends), ends)
        return
    known = [end if end in content.tree.codes else None for end in (relation.source_id, relation.target_id)]
    roles = [role_of(model, content.tree, end) if end is not None else None for end in known]
    if roles[0] is not None and roles[1] is not None:
        yield ModelPlace(model.id, link_key(role_key(roles[0]), role_key(roles[1])), ends)
