"""Opening, making and naming projects for the window; the subject is imported here only when it is needed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qdatool.coding.changed_since import Visit
from qdatool.coding.coders import Coder, Round, add_coder, list_coders, list_rounds
from qdatool.coding.counts import count_contents
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.facts import project_facts
from qdatool.coding.health import check_project
from qdatool.coding.history import newest_history_id
from qdatool.coding.project import Project
from qdatool.coding.roles import Template
from qdatool.coding.rounds import choose_round
from qdatool.settings import RecentProject, Settings
from qdatool.ui.tasks import Cancelled, Progress
from qdatool.wording import tr


def open_project(path: Path, settings: Settings, *, read_only: bool = False) -> Project:
    """Open a project with the user of this window as its coder; raises ProjectFileError."""
    project = Project.open(path, read_only=read_only)
    try:
        _choose_coder(project, settings.coder_name.strip())
        _choose_round(project, settings)
    except BaseException:
        project.close()
        raise
    return project


def create_project_file(path: Path, title: str, language: str, template: str, settings: Settings) -> Project:
    """Make a project and return it, open; raises ProjectFileError and InvalidOperation."""
    return create_project(path, ProjectDraft(title, language, Template(template), settings.coder_name))


def build_sample_copy(copy: tuple[str, Path], _progress: Progress, _cancelled: Cancelled) -> Path:
    """Build the user's own copy of a sample, given by name and place; a job for ``Tasks``.

    Raises ProjectFileError when it cannot be made.
    """
    from qdatool.importing.sample import build_sample

    name, path = copy
    build_sample(name, path).close()
    return path


def coder_name(project: Project) -> str:
    """Return the name of the coder who codes now."""
    return next((coder.name for coder in list_coders(project) if coder.id == project.coder_id), "")


def round_name(project: Project) -> str:
    """Return the name of the round in which is coded now, and whether it is blind."""
    present = next((one for one in list_rounds(project) if one.id == project.round_id), None)
    if present is None:
        return ""
    return tr("{round} (blind)", round=present.name) if present.is_blind else present.name


def project_title(project: Project) -> str:
    """Return the title of a project."""
    return project_facts(project).title


def remembered(project: Project, settings: Settings) -> RecentProject:
    """Return what the start page remembers about an open project."""
    facts, counts = project_facts(project), count_contents(project)
    known = settings.recent_project(project.path)
    return RecentProject(
        path=str(project.path),
        title=facts.title,
        template=facts.template,
        documents=counts.documents,
        codes=sum(counts.codes.values()),
        is_checked=known is not None and known.is_checked,
    )


def last_visit(project: Project, settings: Settings) -> Visit | None:
    """Return how far the user had seen a project when they closed it last."""
    known = settings.visits.get(project_facts(project).guid)
    return Visit(known[0], datetime.fromisoformat(known[1])) if known is not None else None


def note_visit(project: Project, settings: Settings) -> None:
    """Remember how far the user has seen a project."""
    settings.visits[project_facts(project).guid] = (newest_history_id(project), project.now())


def coders_of(project: Project) -> tuple[Coder, ...]:
    """Return every person who codes in a project; nobody codes as the consensus."""
    return tuple(coder for coder in list_coders(project) if not coder.is_consensus)


def rounds_of(project: Project) -> tuple[Round, ...]:
    """Return the rounds of a project."""
    return list_rounds(project)


def take_round(project: Project, round_id: int, settings: Settings) -> None:
    """Code in this round from now on, also when the project is opened again; raises InvalidOperation."""
    choose_round(project, round_id)
    settings.layouts[_round_key(project)] = str(round_id)


def join_project(project: Project, name: str) -> None:
    """Code as this person from now on, who joins the project if it does not know the name; raises InvalidOperation."""
    known = next((coder for coder in list_coders(project) if coder.name == name.strip()), None)
    project.coder_id = known.id if known is not None else add_coder(project, name)


def is_healthy(path: Path, _progress: Progress, _cancelled: Cancelled) -> bool:
    """Check a project beside the window that has it open; a job for ``Tasks``."""
    with Project.open(path, read_only=True) as project:
        return not check_project(project)


def _choose_coder(project: Project, name: str) -> None:
    """Let the user code under their own name where the project knows it, and join a project that has no coder."""
    coders = list_coders(project)
    mine = next((coder for coder in coders if coder.name == name), None)
    if mine is not None:
        project.coder_id = mine.id
    elif not coders and name and not project.is_read_only:
        add_coder(project, name)


def _choose_round(project: Project, settings: Settings) -> None:
    """Go on in the round that was coded in last, as far as it is still there."""
    kept = settings.layouts.get(_round_key(project), "")
    if any(str(present.id) == kept for present in list_rounds(project)):
        project.round_id = int(kept)


def _round_key(project: Project) -> str:
    return f"round {project_facts(project).guid}"
