"""What the program remembers about its user between two runs; nothing about the content of a project. Qt-free.

One JSON file in the user's configuration folder, or in ``QDATOOL_CONFIG_DIR`` where that is set. A missing, broken or
half-written file never stops the program: what can be read is used, the rest takes its default.
"""

from __future__ import annotations

import getpass
import json
import locale
import logging
import os
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import UTC, datetime
from pathlib import Path

from platformdirs import user_config_path, user_documents_path

_LOG = logging.getLogger(__name__)

READING_FONT_PX = (12, 24)
"""Smallest and largest size of the transcript's letters, in logical pixels."""

MOST_RECENT = 20
"""How many recent projects are remembered."""


@dataclass(frozen=True)
class RecentProject:
    """A project on the start page, as it was when it was last open.

    ``opened_at`` is an ISO time with zone. ``documents`` and ``codes`` are counts, ``lowest_level`` names what the
    codes are. ``is_checked`` tells whether the last look at the file's integrity found nothing.
    """

    path: str
    title: str
    template: str = "blank"
    opened_at: str = ""
    documents: int = 0
    codes: int = 0
    is_pinned: bool = False
    is_checked: bool = False

    def file(self) -> Path:
        """Return where the project lay."""
        return Path(self.path)


@dataclass
class Settings:
    """The user's choices; ``save`` writes them to ``store``."""

    store: Path
    language: str = "en"
    theme: str = "system"
    coder_name: str = ""
    reading_font_px: int = 15
    projects_folder: str = ""
    recent: list[RecentProject] = field(default_factory=list)
    layouts: dict[str, str] = field(default_factory=dict)
    """Geometry and dock states by the name of what they belong to, in Qt's own encoding as base64."""
    pinned_codes: dict[str, list[int]] = field(default_factory=dict)
    """Codes on the keys 1 to 9, by the project's GUID."""
    shortcuts: dict[str, list[str]] = field(default_factory=dict)
    """Keys that the user chose, by action id and portably written; an empty list is an action without keys."""

    visits: dict[str, tuple[int, str]] = field(default_factory=dict)
    """How far the user has seen a project, by its GUID: the newest entry of its history then, and when that was."""

    @classmethod
    def load(cls, store: Path | None = None) -> Settings:
        """Read the settings, from the user's configuration folder unless another file is given."""
        settings = cls(store or default_store(), language=_language_of_locale(), coder_name=_account_name())
        settings._take(_stored(settings.store))
        if not _is_folder(Path(settings.projects_folder or "?")):
            settings.projects_folder = str(_usual_projects_folder())
        return settings

    def save(self) -> None:
        """Write the settings beside the old file, then put them in its place.

        A folder that cannot be written is logged and otherwise ignored: no choice of the user's is worth a refusal.
        """
        values = {key: value for key, value in asdict(self).items() if key != "store"}
        draft = self.store.with_suffix(".tmp")
        try:
            self.store.parent.mkdir(parents=True, exist_ok=True)
            draft.write_text(json.dumps(values, ensure_ascii=False, indent=1), encoding="utf-8")
            draft.replace(self.store)
        except OSError as error:
            _LOG.info("settings could not be written: %s", type(error).__name__)

    def remember_project(self, project: RecentProject) -> None:
        """Put a project first among the recent ones; its pin survives."""
        known = self.recent_project(project.file())
        if known is not None:
            project = replace(project, is_pinned=known.is_pinned)
        others = [one for one in self.recent if not _same_file(one.file(), project.file())]
        stamped = replace(project, opened_at=project.opened_at or datetime.now(UTC).isoformat(timespec="seconds"))
        self.recent = [stamped, *others][:MOST_RECENT]

    def recent_project(self, path: Path) -> RecentProject | None:
        """Return what is remembered about the project at ``path``."""
        return next((one for one in self.recent if _same_file(one.file(), path)), None)

    def forget_project(self, path: Path) -> None:
        """Take a project off the list; its file stays."""
        self.recent = [one for one in self.recent if not _same_file(one.file(), path)]

    def change_recent(self, path: Path, changed: RecentProject) -> None:
        """Replace what is remembered about the project at ``path``, in its place."""
        self.recent = [changed if _same_file(one.file(), path) else one for one in self.recent]

    def _take(self, stored: dict[str, object]) -> None:
        """Take over every stored value that makes sense."""
        self.language = _choice(stored.get("language"), ("fa", "en"), self.language)
        self.theme = _choice(stored.get("theme"), ("light", "dark", "system"), self.theme)
        self.coder_name = _text(stored.get("coder_name"), self.coder_name)
        self.projects_folder = _text(stored.get("projects_folder"), self.projects_folder)
        size = stored.get("reading_font_px")
        if isinstance(size, int):
            self.reading_font_px = min(max(size, READING_FONT_PX[0]), READING_FONT_PX[1])
        self.recent = [project for row in _rows(stored.get("recent")) if (project := _recent(row)) is not None]
        layouts = stored.get("layouts")
        if isinstance(layouts, dict):
            self.layouts = {str(name): state for name, state in layouts.items() if isinstance(state, str)}
        self.shortcuts = _lists_of_text(stored.get("shortcuts"))
        visits = stored.get("visits")
        if isinstance(visits, dict):
            known = {str(guid): _visit(value) for guid, value in visits.items()}
            self.visits = {guid: visit for guid, visit in known.items() if visit is not None}
        pinned = stored.get("pinned_codes")
        if isinstance(pinned, dict):
            self.pinned_codes = {
                str(guid): [code for code in codes if isinstance(code, int)]
                for guid, codes in pinned.items()
                if isinstance(codes, list)
            }


def _visit(value: object) -> tuple[int, str] | None:
    """Return a stored visit, or None for one whose number or time makes no sense."""
    if not isinstance(value, list) or len(value) != 2 or type(value[0]) is not int or not isinstance(value[1], str):
        return None
    try:
        has_zone = datetime.fromisoformat(value[1]).tzinfo is not None
    except ValueError:
        return None
    return (value[0], value[1]) if has_zone else None


def default_store() -> Path:
    """Return where the settings lie when nobody says otherwise."""
    folder = os.environ.get("QDATOOL_CONFIG_DIR")
    return (Path(folder) if folder else user_config_path("qdatool", appauthor=False)) / "settings.json"


def _stored(store: Path) -> dict[str, object]:
    try:
        values = json.loads(store.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        _LOG.info("settings could not be read and take their defaults: %s", type(error).__name__)
        return {}
    return values if isinstance(values, dict) else {}


def _recent(row: dict[str, object]) -> RecentProject | None:
    """Return a stored row as a project, or None when it names no file; wrong values take their default."""
    if not isinstance(row.get("path"), str) or not row["path"]:
        return None
    kinds = {"str": str, "int": int, "bool": bool}
    known = {one.name: kinds[str(one.type)] for one in fields(RecentProject)}
    sound = {name: row[name] for name, kind in known.items() if type(row.get(name)) is kind}
    title = sound.pop("title", Path(str(row["path"])).stem)
    path = sound.pop("path")
    return RecentProject(str(path), str(title), **sound)  # type: ignore[arg-type]  # kinds checked just above


def _rows(value: object) -> list[dict[str, object]]:
    return [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []


def _choice(value: object, allowed: tuple[str, ...], otherwise: str) -> str:
    return value if isinstance(value, str) and value in allowed else otherwise


def _text(value: object, otherwise: str) -> str:
    return value if isinstance(value, str) and value.strip() else otherwise


def _lists_of_text(value: object) -> dict[str, list[str]]:
    if not isinstance(value, dict):
        return {}
    return {
        str(name): list(texts)
        for name, texts in value.items()
        if isinstance(texts, list) and all(isinstance(text, str) for text in texts)
    }


def _same_file(one: Path, other: Path) -> bool:
    return os.path.normcase(one) == os.path.normcase(other)


def _language_of_locale() -> str:
    name = locale.getlocale()[0] or os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    return "fa" if name.lower().startswith(("fa", "persian")) else "en"


def _usual_projects_folder() -> Path:
    """Return the folder for documents, or the home folder where the desktop has made none."""
    documents = user_documents_path()
    return documents if _is_folder(documents) else Path.home()


def _is_folder(path: Path) -> bool:
    """Tell whether there is a folder; one in a place that may not be entered is none for us."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _account_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
