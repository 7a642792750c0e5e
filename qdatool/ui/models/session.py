"""What the parts of the Models workspace share: the model shown, what is chosen in it, and everything read for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from qdatool.coding.changes import Changes, Kind
from qdatool.coding.codes import Code, CodeTree, load_codes
from qdatool.coding.documents import Document, list_documents
from qdatool.coding.levels import Level, list_levels
from qdatool.coding.model_check import Finding, check_model
from qdatool.coding.model_places import ModelPlaces, read_model_places
from qdatool.coding.model_roles import template_of
from qdatool.coding.models import Model, list_models
from qdatool.coding.node_keys import code_of_key
from qdatool.coding.project import Project
from qdatool.coding.quotations import CodeCount, Coding, codings_of_code
from qdatool.coding.relation_types import RelationType, list_relation_types
from qdatool.coding.relations import Relation, list_relations
from qdatool.coding.role_templates import RoleTemplate
from qdatool.coding.roles import ModelKind
from qdatool.figures.spec import FigureLanguage
from qdatool.wording import interface_language
from qdatool.wording.terms import role_title

if TYPE_CHECKING:
    from qdatool.ui.models.folding_acts import FoldingActs
    from qdatool.ui.workspace import Shell

T = TypeVar("T")

_READ = (
    *(Kind.CODE, Kind.CODE_LABEL, Kind.LEVEL, Kind.DOCUMENT, Kind.QUOTATION, Kind.CODING, Kind.RELATION),
    *(Kind.RELATION_TYPE, Kind.RELATION_TYPE_NAME),
    *(Kind.PROPOSITION, Kind.EVIDENCE, Kind.MODEL, Kind.MODEL_LABEL, Kind.MODEL_SLOT, Kind.FIGURE_NODE),
    *(
        Kind.MODEL_ROLE,
        Kind.MODEL_ROLE_NAME,
        Kind.MODEL_VERSION,
        Kind.FIGURE_EDGE,
        Kind.MEMO,
        Kind.PARTICIPANT,
        Kind.REVIEW_COMMENT,
    ),
)
"""The kinds of thing that a model, its figure or its evidence is made of."""


@dataclass(frozen=True)
class Content:
    """Everything read from the project at one moment; made anew after each step, never patched."""

    project: Project
    models: tuple[Model, ...]
    tree: CodeTree
    levels: tuple[Level, ...]
    relations: tuple[Relation, ...]
    relation_types: tuple[RelationType, ...]
    documents: tuple[Document, ...]
    places: ModelPlaces

    @cached_property
    def numbers(self) -> dict[int, int]:
        """The interviews' numbers in the project's order, from 1, by document."""
        return {document.id: i for i, document in enumerate(self.documents, start=1)}

    @cached_property
    def _codings(self) -> dict[int, tuple[Coding, ...]]:
        found: dict[int, list[Coding]] = {}
        for coding in codings_of_code(self.project, tuple(self.tree.codes)):
            found.setdefault(coding.code_id, []).append(coding)
        return {code_id: tuple(codings) for code_id, codings in found.items()}

    def quotations_of(self, code_id: int) -> dict[int, int]:
        """Return the quotations of a code and all below it with their documents, in document and text order."""
        ids = (code_id, *self.tree.descendants(code_id))
        codings = [coding for each in ids for coding in self._codings.get(each, ())]
        codings.sort(key=lambda coding: (self.numbers[coding.document_id], coding.start, -coding.end))
        return {coding.quotation_id: coding.document_id for coding in codings}

    def count_of(self, code_id: int) -> CodeCount:
        """Return how many quotations and interviews a code and all below it have, of all coders."""
        found = self.quotations_of(code_id)
        return CodeCount(len(found), len(set(found.values())))


class ModelSession(QObject):
    """The state of the workspace. Writes go through ``attempt``; what they changed comes back as ``refreshed``."""

    refreshed = Signal()
    """What is read from the project, which model is shown, or how, may be different: show everything anew."""
    chosen = Signal(str)
    """Another node or link is chosen; carries its key, empty for none."""
    model_shown = Signal()
    """Another model is shown than before."""
    editing_asked = Signal()
    """The user wants to go on in the inspector."""

    def __init__(self, shell: Shell, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shell = shell
        self.is_in_view: Callable[[], bool] = lambda: True
        self.folding: FoldingActs | None = None
        """Folds the figure that the canvas shows; there once there is a canvas."""
        self.content: Content | None = None
        self.before: Content | None = None
        """What was read before the last step; what a step took away is found in it."""
        self.shows_counts = False
        self._project: Project | None = None
        self._model_id: int | None = None
        self._key = ""
        self._language: FigureLanguage | None = None
        self._is_stale = False
        self.is_refreshing = False
        shell.bridge.changed.connect(self._on_changed)

    @property
    def project(self) -> Project | None:
        """The open project."""
        return self._project

    @property
    def model(self) -> Model | None:
        """The model shown, as it stands now."""
        models = self.content.models if self.content else ()
        return next((model for model in models if model.id == self._model_id), None)

    @property
    def chosen_key(self) -> str:
        """The key of the node or link that is chosen, or an empty string."""
        return self._key

    @property
    def language(self) -> FigureLanguage:
        """The language of the figure: the interface's until the user chose one."""
        return self._language or FigureLanguage(interface_language())

    @property
    def can_write(self) -> bool:
        """Whether the project takes changes."""
        return self._project is not None and not self._project.is_read_only

    def set_project(self, project: Project | None) -> None:
        """Show another project, or none."""
        self._project = project
        self._model_id, self._key, self._language = None, "", None
        self.shows_counts = False
        self.refresh()
        self.model_shown.emit()

    def refresh(self) -> None:
        """Read everything anew and tell every part."""
        self._is_stale = False
        self.is_refreshing = True
        try:
            self._show_anew()
        finally:
            self.is_refreshing = False

    def _show_anew(self) -> None:
        before, key_before = self._model_id, self._key
        self.before, self.content = self.content, _read(self._project) if self._project is not None else None
        models = self.content.models if self.content else ()
        if self.model is None:
            self._model_id = models[-1].id if before is not None and models else (models[0].id if models else None)
            self._key = ""
        elif (code_id := code_of_key(self._key)) is not None and code_id not in self.content.tree.codes:
            self._key = ""
        self.refreshed.emit()
        if self._model_id != before:
            self.model_shown.emit()
        if self._key != key_before:
            self.chosen.emit(self._key)

    def refresh_if_stale(self) -> None:
        """Catch up with what changed while the workspace was hidden."""
        if self._is_stale:
            self.refresh()

    def show_model(self, model_id: int) -> None:
        """Show another model."""
        if model_id == self._model_id or self.content is None:
            return
        self._model_id, self._key = model_id, ""
        self.refreshed.emit()
        self.model_shown.emit()
        self.chosen.emit("")

    def choose(self, key: str) -> None:
        """Choose a node or link of the figure, also one that the figure does not show at its depth."""
        if key != self._key:
            self._key = key
            self.chosen.emit(key)

    def set_language(self, language: FigureLanguage) -> None:
        """Show the figure in another language."""
        self._language = language
        self.refreshed.emit()

    def set_counts(self, shows_counts: bool) -> None:
        """Show the numbers of quotations in the figure, or hide them."""
        self.shows_counts = shows_counts
        self.refreshed.emit()

    def attempt(self, act: Callable[[], T]) -> T | None:
        """Run an operation; a refusal becomes a notice."""
        return self.shell.attempt(act)

    def write(self, act: Callable[[Project, int], T]) -> T | None:
        """Run an operation on the model shown; a refusal becomes a notice."""
        project, model = self._project, self.model
        return self.attempt(lambda: act(project, model.id)) if project is not None and model is not None else None

    def code(self, code_id: int | None) -> Code | None:
        """Return a code by its id, or None."""
        return self.content.tree.codes.get(code_id) if self.content and code_id is not None else None

    def label(self, code_id: int) -> str:
        """Return a code's label in the interface's language."""
        code = self.code(code_id)
        return code.label_in(interface_language()) if code is not None else ""

    def role_title(self, role: str) -> str:
        """Return what the model shown calls a role, in the interface's language."""
        return role_title(self.model, role, interface_language()) if self.model is not None else ""

    def role_color(self, role: str) -> str:
        """Return the colour of the category that stands for a role of the model shown, or of the first one in it."""
        model, content = self.model, self.content
        if model is None or content is None:
            return ""
        code_ids = model.codes_in(role)
        for code_id in code_ids:
            for each in (code_id, *content.tree.ancestors(code_id)):
                if model.role_alike(content.tree.codes[each].role) == role:
                    return content.tree.codes[each].color
        return content.tree.codes[code_ids[0]].color if code_ids else ""

    def findings(self) -> tuple[Finding, ...]:
        """Return what the model shown lacks."""
        model = self.model
        return check_model(self._project, model.id) if model is not None and self._project is not None else ()

    def is_textbook(self) -> bool:
        """Tell whether a paradigm model with the roles of the textbook is shown."""
        return (
            self.model is not None
            and self.model.kind is ModelKind.PARADIGM
            and template_of(self.model.options) is RoleTemplate.PARADIGM
        )

    def _on_changed(self, changes: Changes) -> None:
        if not changes.touches(*_READ):
            return
        if self.is_in_view():
            self.refresh()
        else:
            self._is_stale = True


def _read(project: Project) -> Content:
    return Content(
        project=project,
        models=list_models(project),
        tree=load_codes(project),
        levels=list_levels(project),
        relations=list_relations(project),
        relation_types=list_relation_types(project),
        documents=list_documents(project),
        places=read_model_places(project),
    )
