"""How every report begins: of which project, when, by whom, and under whose eyes."""

from __future__ import annotations

from collections.abc import Iterable

from qdatool import __version__
from qdatool.coding.coders import list_coders
from qdatool.coding.facts import project_facts
from qdatool.coding.project import Project
from qdatool.coding.sight import is_anything_blind
from qdatool.export.calendar_dates import calendar_day
from qdatool.export.report import TextBlock
from qdatool.wording import listed, say, without_isolates
from qdatool.wording.digits import localized_digits


def titled(project: Project, kind: str, language: str) -> str:
    """Return the title of a report of a kind."""
    return say("{kind}: {project}", language, kind=kind, project=project_facts(project).title)


def opening(project: Project, language: str) -> list[TextBlock]:
    """Return when and by whom the report was made, and whether something was kept out of sight."""
    coder = coder_names(project).get(project.coder_id, "")
    facts = {
        "day": calendar_day(project.now(), language),
        "version": localized_digits(__version__, language),
    }
    if coder:
        made = say("Made on {day} for {coder}, with qdatool {version}.", language, coder=coder, **facts)
    else:
        made = say("Made on {day}, with qdatool {version}.", language, **facts)
    blocks = [TextBlock(made)]
    if is_anything_blind(project):
        blocks.append(
            TextBlock(
                say("A round is blind: what {coder} may not see yet is not in this report.", language, coder=coder)
            )
        )
    return blocks


def coder_names(project: Project) -> dict[int, str]:
    """Return the names of the coders by id."""
    return {coder.id: coder.name for coder in list_coders(project)}


def inlined(parts: Iterable[str], language: str) -> str:
    """Return parts with their own places as what goes into one place of a sentence.

    Isolates inside an isolate would hide every letter from it, and so turn Persian round.
    """
    return without_isolates(listed(parts, language))
