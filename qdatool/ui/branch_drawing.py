"""From a code to the tree of all that stands below it: made in one step, or shown where there is one already."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu

from qdatool.coding.branch_models import branch_model, draw_branch
from qdatool.coding.project import Project
from qdatool.ui.icons import Icon, icon
from qdatool.ui.workspace import Place, PlaceKind, Shell, WorkspaceId
from qdatool.wording import tr


def show_branch(shell: Shell, project: Project, code_id: int) -> None:
    """Show the tree of a branch among the models, and make it first where there is none."""
    known = branch_model(project, code_id)
    model_id = known.id if known is not None else shell.attempt(lambda: draw_branch(project, code_id))
    if model_id is not None:
        shell.go_to(Place(WorkspaceId.MODELS, PlaceKind.MODEL, model_id))


def add_branch(menu: QMenu, shell: Shell, project: Project, code_id: int) -> None:
    """Offer to draw a branch."""
    menu.addAction(icon(Icon.TREE), tr("Draw this branch"), lambda: show_branch(shell, project, code_id))
