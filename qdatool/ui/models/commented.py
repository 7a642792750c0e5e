"""What a review comment would be on in a model, and the way back from a comment to its box or link."""

from __future__ import annotations

from qdatool.coding.model_links import role_of
from qdatool.coding.models import Model
from qdatool.coding.node_keys import code_of_key, is_link
from qdatool.coding.relations import Relation
from qdatool.coding.review import Box, CommentSubject, CommentTarget, stored_boxes
from qdatool.coding.roles import ModelKind
from qdatool.figures.spec import code_key, link_key, role_key
from qdatool.ui.models.session import ModelSession
from qdatool.ui.workspace import PlaceKind


def commented(session: ModelSession) -> CommentSubject | Box | None:
    """Return the box, the relation behind the link, or the model that is chosen."""
    model, key = session.model, session.chosen_key
    if model is None:
        return None
    if is_link(key):
        relation = next((one for one in _relations(session) if link_of(session, model, one) == key), None)
        return CommentSubject(CommentTarget.RELATION, relation.id) if relation is not None else None
    return Box(model.id, key, code_of_key(key)) if key else CommentSubject(CommentTarget.MODEL, model.id)


def show_commented(session: ModelSession, kind: PlaceKind, id: int) -> None:
    """Show a box, or a model in which a relation is drawn, the present one if it is, with its link chosen."""
    if session.project is None or session.content is None:
        return
    if kind is PlaceKind.BOX:
        box = stored_boxes(session.project).get(id)
        if box is not None:
            session.show_model(box.model_id)
            session.choose(box.key)
        return
    relation = next((one for one in _relations(session) if one.id == id), None)
    present = [session.model] if session.model is not None else []
    for model in (*present, *session.content.models):
        key = link_of(session, model, relation) if relation is not None else None
        if key is not None:
            session.show_model(model.id)
            session.choose(key)
            return


def link_of(session: ModelSession, model: Model, relation: Relation) -> str | None:
    """Return the key of the arrow that stands for a relation in a model, None where there is none."""
    ends = (relation.source_id, relation.target_id)
    if model.kind is ModelKind.PARADIGM:
        source, target = (role_of(model, session.content.tree, end) for end in ends)
        return link_key(role_key(source), role_key(target)) if source is not None and target is not None else None
    if model.kind is not ModelKind.FREE or not {slot.code_id for slot in model.slots}.issuperset(ends):
        return None
    return link_key(code_key(ends[0]), code_key(ends[1]))


def _relations(session: ModelSession) -> tuple[Relation, ...]:
    return session.content.relations if session.content is not None else ()
