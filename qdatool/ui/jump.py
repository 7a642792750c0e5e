"""Everything in a project that one can jump to by typing its name."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from qdatool.coding.codes import load_codes
from qdatool.coding.documents import list_documents
from qdatool.coding.memos import list_memos, memo_name
from qdatool.coding.models import list_models
from qdatool.coding.project import Project
from qdatool.ui.icons import Icon
from qdatool.ui.palette import Choice
from qdatool.ui.theme import tokens
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import interface_language, tr


def jump_choices(project: Project, go_to: Callable[[Place], object]) -> list[Choice]:
    """Return documents, codes, memos and models as choices; ``go_to`` shows the place of the one chosen."""

    def _to(workspace: WorkspaceId, kind: PlaceKind, id: int) -> Callable[[], object]:
        return partial(go_to, Place(workspace, kind, id))

    language = interface_language()
    other = "en" if language == "fa" else "fa"
    choices = [
        Choice((one.name,), _to(WorkspaceId.CODE, PlaceKind.DOCUMENT, one.id), Icon.TRANSCRIPT, tr("Documents"))
        for one in list_documents(project)
    ]
    for code in load_codes(project):
        names = tuple(dict.fromkeys((code.label_in(language), code.label_in(other), code.label)))
        run = _to(WorkspaceId.CODE, PlaceKind.CODE, code.id)
        choices.append(Choice(names, run, None, tr("Codes"), color=tokens().code_color(code.color)))
    for memo in list_memos(project):
        name = memo_name(memo) or tr("Memo without a title")
        choices.append(Choice((name,), _to(WorkspaceId.MEMOS, PlaceKind.MEMO, memo.id), Icon.MEMO, tr("Memos")))
    for model in list_models(project):
        names = tuple(dict.fromkeys((model.title_in(language), model.title_in(other), model.title)))
        run = _to(WorkspaceId.MODELS, PlaceKind.MODEL, model.id)
        choices.append(Choice(names, run, Icon.MODELS, tr("Models")))
    return choices
