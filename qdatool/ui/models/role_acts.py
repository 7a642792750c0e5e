"""New models with the roles of another or of a file, and roles saved to a file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qdatool.coding.models import create_model
from qdatool.coding.project import Project
from qdatool.coding.role_sets import create_with_roles, role_set_of
from qdatool.coding.role_templates import RoleTemplate
from qdatool.coding.roles import ModelKind
from qdatool.export.files import file_name_for, replace_file
from qdatool.importing.role_files import ROLE_SUFFIX, read_role_file
from qdatool.ui.dialogs import ending_in
from qdatool.ui.models.session import ModelSession
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import role_template_name

_KINDS = f"(*{ROLE_SUFFIX})"


class RoleActs:
    """Acts on the roles of whole models; ``make`` makes a model under a free name and shows it."""

    def __init__(self, session: ModelSession, make: Callable[[str, Callable[[Project, str], int]], None]) -> None:
        self._session = session
        self._make = make

    def has_roles(self) -> bool:
        """Tell whether the model shown is told by roles."""
        return bool(self._session.model and self._session.model.roles)

    def new_with(self, template: RoleTemplate) -> None:
        """Make a model with a ready template, filled from the roles of codes."""

        def act(project: Project, title: str) -> int:
            return create_model(project, ModelKind.PARADIGM, title, template=template, from_levels=True)

        self._make(role_template_name(template, interface_language()), act)

    def new_like(self) -> None:
        """Make an empty model with the roles of the one shown."""
        model = self._session.model
        if model is not None:
            model_id = model.id
            self._make(
                model.title, lambda project, title: create_with_roles(project, role_set_of(project, model_id), title)
            )

    def new_from_file(self) -> None:
        """Ask for a file of roles, and make an empty model with them."""
        project = self._session.project
        if project is None:
            return
        title = tr("New model from a file of roles")
        for path in self._session.shell.dialogs.files_to_open(title, project.path.parent, _KINDS)[:1]:
            roles = self._session.attempt(lambda path=path: read_role_file(path))
            if roles is not None:
                name = path.name.removesuffix(ROLE_SUFFIX)
                self._make(name, lambda project, title, roles=roles: create_with_roles(project, roles, title))

    def save(self) -> None:
        """Ask where to, and write the roles of the model shown there."""
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return
        proposed = project.path.parent / f"{file_name_for(model.title, 'roles')}{ROLE_SUFFIX}"
        path = self._session.shell.dialogs.file_to_write(tr("Save the roles to a file"), proposed, _KINDS)
        if path is None:
            return
        self._session.attempt(lambda: self._write(project, model.id, ending_in(path, ROLE_SUFFIX)))

    def _write(self, project: Project, model_id: int, path: Path) -> None:
        replace_file(path, role_set_of(project, model_id).packed().encode("utf-8"))
        sentence = tr("The roles were saved: {file}.", file=path.name)
        self._session.shell.show_notice(Notice(NoticeKind.OK, sentence))
