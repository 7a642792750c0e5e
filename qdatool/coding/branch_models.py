"""Models of single branches: the tree below one code, and one model for each branch of a larger one."""

from __future__ import annotations

from qdatool.coding.changes import Operation
from qdatool.coding.codes import load_codes
from qdatool.coding.languages import first_language
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import (
    Model,
    create_model,
    list_models,
    load_model,
    put_in_slot,
    rename_model,
    set_model_direction,
    set_model_option,
)
from qdatool.coding.project import Project
from qdatool.coding.roles import ModelKind
from qdatool.errors import InvalidOperation, OperationReason

HIERARCHIES = frozenset({ModelKind.THEMATIC_NETWORK, ModelKind.TREE})


def branch_model(project: Project, code_id: int) -> Model | None:
    """Return the first tree that shows a code with all below it and nothing else; None where there is none."""
    for model in list_models(project):
        if model.kind is ModelKind.TREE and {slot.code_id for slot in model.slots} == {code_id}:
            return model
    return None


def draw_branch(project: Project, code_id: int, kind: ModelKind = ModelKind.TREE, title: str | None = None) -> int:
    """Make a model of a code and all below it, called as the code is, and return its id.

    Raises InvalidOperation(UNKNOWN_CODE, or EMPTY_LABEL or NAME_TAKEN for the title given).
    """
    code = load_codes(project).codes.get(code_id)
    if code is None:
        raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    with project.change(Operation.DRAW_BRANCH):
        model_id = create_model(project, kind, free_title(project, code.label) if title is None else title)
        for language, label in {first_language(project): code.label, **code.labels}.items():
            rename_model(project, model_id, label, language)
        put_in_slot(project, model_id, None, code_id)
    return model_id


def branches_of(project: Project, model: Model) -> tuple[int, ...]:
    """Return the codes that each head a branch of a hierarchy: those in it, or those below where it is one alone."""
    if model.kind not in HIERARCHIES:
        return ()
    heads = tuple(dict.fromkeys(slot.code_id for slot in model.slots))
    return load_codes(project).children_of(heads[0]) if len(heads) == 1 else heads


def draw_branches(project: Project, model_id: int) -> tuple[int, ...]:
    """Make a model of the same kind and arrangement for each branch of one, as one step; return their ids in order.

    Raises InvalidOperation(UNKNOWN_MODEL, or ONE_BRANCH where there are not two branches).
    """
    model = load_model(project, model_id)
    heads = branches_of(project, model)
    if len(heads) < 2:
        raise InvalidOperation(OperationReason.ONE_BRANCH)
    with project.change(Operation.DRAW_BRANCHES):
        made = tuple(draw_branch(project, code_id, model.kind) for code_id in heads)
        for each in made:
            set_model_direction(project, each, model.direction)
            arrangement = model.options.get(ModelOption.ARRANGEMENT)
            if isinstance(arrangement, str):
                set_model_option(project, each, ModelOption.ARRANGEMENT, arrangement)
    return made


def free_title(project: Project, wanted: str) -> str:
    """Return a name for a new model: the one wanted, with a number where another model has it."""
    taken = {model.title for model in list_models(project)}
    title, number = wanted, 2
    while title in taken:
        title, number = f"{wanted} ({number})", number + 1
    return title
