"""Which codes of a drawn hierarchy are collapsed: what stands below them is counted, not drawn.

This is a choice about the drawing like the depth and stands beside it, named by lasting ids, so that a version of the
model and a copy of the project have it too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeTree, load_codes
from qdatool.coding.model_options import ModelOption
from qdatool.coding.models import Model, load_model, set_model_option
from qdatool.coding.project import Project
from qdatool.errors import InvalidOperation, OperationReason


def collapsed_codes(model: Model, tree: CodeTree) -> frozenset[int]:
    """Return the codes that stand collapsed in a model."""
    kept = _guids(model)
    return frozenset(code.id for code in tree if code.guid in kept) if kept else frozenset()


def collapse_codes(project: Project, model_id: int, code_ids: Collection[int]) -> None:
    """Draw nothing below these codes; raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_CODE)."""
    model, guids = load_model(project, model_id), _guids_of(project, code_ids)
    with project.change(Operation.COLLAPSE_CODES):
        _write(project, model, _guids(model) | guids)


def expand_codes(
    project: Project,
    model_id: int,
    code_ids: Collection[int],
    *,
    depth: int | None = None,
    collapsed: Collection[int] = (),
) -> None:
    """Draw again what stands below these codes.

    Where the depth of the figure hides it, ``depth`` is the one that is needed, and ``collapsed`` are the codes that
    it would open beside them. Raises InvalidOperation(UNKNOWN_MODEL or UNKNOWN_CODE).
    """
    model = load_model(project, model_id)
    opened, closed = _guids_of(project, code_ids), _guids_of(project, collapsed)
    with project.change(Operation.EXPAND_CODES):
        if depth is not None:
            set_model_option(project, model_id, ModelOption.DEPTH, depth)
        _write(project, model, (_guids(model) | closed) - opened)


def expand_all(project: Project, model_id: int) -> None:
    """Collapse no code of a model any more; its depth stays. Raises InvalidOperation(UNKNOWN_MODEL)."""
    model = load_model(project, model_id)
    with project.change(Operation.EXPAND_CODES):
        _write(project, model, ())


def _guids(model: Model) -> frozenset[str]:
    kept = model.options.get(ModelOption.COLLAPSED)
    return frozenset(guid for guid in kept if isinstance(guid, str)) if isinstance(kept, list) else frozenset()


def _guids_of(project: Project, code_ids: Collection[int]) -> frozenset[str]:
    codes = load_codes(project).codes
    for code_id in code_ids:
        if code_id not in codes:
            raise InvalidOperation(OperationReason.UNKNOWN_CODE, code=code_id)
    return frozenset(codes[code_id].guid for code_id in code_ids)


def _write(project: Project, model: Model, guids: Iterable[str]) -> None:
    set_model_option(project, model.id, ModelOption.COLLAPSED, sorted(guids))
