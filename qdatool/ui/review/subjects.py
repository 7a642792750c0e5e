"""What comments hang on, by name, and the way there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qdatool.coding.models import Model, list_models
from qdatool.coding.project import Project
from qdatool.coding.review import Box, CommentSubject, CommentTarget, stored_boxes
from qdatool.coding.things import Thing, Things
from qdatool.ui.going import icon_of
from qdatool.ui.icons import Icon
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import role_title

_SHOWN_IN_BOXES = frozenset({"code", "quotation", "memo", "participant"})


@dataclass(frozen=True, slots=True)
class SubjectName:
    """How a thing that is commented on is shown; ``color`` is a code's, ``place`` says where a passage or box is."""

    name: str
    place: str
    icon: Icon
    color: str = ""


def subject_names(
    project: Project, subjects: Iterable[CommentSubject | Box]
) -> dict[CommentSubject | Box, SubjectName]:
    """Return the names of what still exists."""
    wanted = set(subjects)
    boxes = stored_boxes(project)
    ids: dict[str, set[int]] = {}
    for subject in wanted:
        box = subject if isinstance(subject, Box) else boxes.get(subject.id)
        if isinstance(subject, CommentSubject) and subject.target is not CommentTarget.FIGURE_NODE:
            ids.setdefault(subject.target.value, set()).add(subject.id)
        elif box is not None:
            ids.setdefault("model", set()).add(box.model_id)
            if (about := _about(box.key)) is not None:
                ids.setdefault(about[0], set()).add(about[1])
    things = Things(project, interface_language())
    found = {kind: things.named(kind, some) for kind, some in ids.items()}
    models = {model.id: model for model in list_models(project)} if boxes else {}
    names = {subject: _name(subject, boxes, models, found) for subject in wanted}
    return {subject: name for subject, name in names.items() if name is not None}


def _name(
    subject: CommentSubject | Box,
    boxes: dict[int, Box],
    models: dict[int, Model],
    found: dict[str, dict[int, Thing]],
) -> SubjectName | None:
    if isinstance(subject, CommentSubject) and subject.target is not CommentTarget.FIGURE_NODE:
        thing = found[subject.target.value].get(subject.id)
        if thing is None:
            return None
        name = thing.name or tr("Memo without a title")
        return SubjectName(name, thing.place, icon_of(subject.target.value), thing.color)
    box = subject if isinstance(subject, Box) else boxes.get(subject.id)
    model = found.get("model", {}).get(box.model_id) if box is not None else None
    if box is None or model is None:
        return None
    kind, number = _about(box.key) or ("", 0)
    thing = found.get(kind, {}).get(number)
    if thing is None:
        return SubjectName(_box_name(box, models), model.name, icon_of("figure_node"))
    return SubjectName(thing.name or tr("Memo without a title"), model.name, icon_of("figure_node"), thing.color)


def _about(key: str) -> tuple[str, int] | None:
    """Return the thing that a box stands for, as kind and id; None for a role, a note and the like."""
    kind, _, number = key.partition(":")
    return (kind, int(number)) if kind in _SHOWN_IN_BOXES and number.isdigit() else None


def _box_name(box: Box, models: dict[int, Model]) -> str:
    """Return what a box that stands for no code is called."""
    kind, _, name = box.key.partition(":")
    if kind == "role":
        return role_title(models[box.model_id], name, interface_language())
    return tr("Picture on the map" if kind == "picture" else "Box in the model")
