"""Take pictures of every screen in both languages, both themes and two sizes, from the sample projects.

    python tools/screenshots.py out/screens                 every scene, language, theme and scale
    python tools/screenshots.py docs/screenshots --readme   the few that the README shows
    python tools/screenshots.py out/screens --only start-fa-light-100

No screen is needed: the pictures are taken offscreen.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from PySide6.QtGui import QPixmap

    from qdatool.ui.main_window import MainWindow

LANGUAGES = ("fa", "en")
THEMES = ("light", "dark")
SCALES = (100, 150)
PIXELS = (1440, 900)
README_PICTURES = {
    "code-box-fa-light-100": "read_and_code_fa_light",
    "code-en-dark-100": "read_and_code_en_dark",
    "paradigm-fa-light-100": "models_paradigm_fa_light",
    "board-fa-light-100": "codebook_board_fa_light",
    "agreement-en-light-100": "agreement_en_light",
    "start-en-light-100": "start_page_en_light",
}
"""The pictures of the README and what they are called there."""

SAMPLES = {"fa": "grounded-theory-fa", "en": "thematic-network-en"}


def main() -> int:
    """Take the pictures that the arguments ask for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readme", action="store_true", help="only the pictures of the README")
    parser.add_argument(
        "--only", action="append", default=[], metavar="NAME", help="only this picture; may be repeated"
    )
    parser.add_argument("--worker", nargs=3, help=argparse.SUPPRESS, metavar=("LANGUAGE", "THEME", "SCALE"))
    chosen = parser.parse_args()
    wanted = set(README_PICTURES if chosen.readme else chosen.only)
    if chosen.worker:
        language, theme, scale = chosen.worker
        take(chosen.folder, language, theme, int(scale), wanted)
        return 0
    failed = 0
    for language in LANGUAGES:
        for theme in THEMES:
            for scale in SCALES:
                ending = f"{language}-{theme}-{scale}"
                names = sorted(name for name in wanted if name.endswith(ending))
                if wanted and not names:
                    continue
                failed += _in_a_process_of_its_own(chosen.folder, (language, theme, str(scale)), names)
    if chosen.readme:
        for picture, name in README_PICTURES.items():
            (chosen.folder / f"{picture}.png").replace(chosen.folder / f"{name}.png")
    return 1 if failed else 0


def _in_a_process_of_its_own(folder: Path, worker: tuple[str, str, str], names: list[str]) -> int:
    """Qt reads the scale once, so each combination gets its own process."""
    only = [part for name in names for part in ("--only", name)]
    with tempfile.TemporaryDirectory() as home:
        environment = dict(
            os.environ,
            HOME=home,
            QT_QPA_PLATFORM="offscreen",
            QT_SCALE_FACTOR=str(int(worker[2]) / 100),
            QDATOOL_CONFIG_DIR=home,
            QDATOOL_LOG_DIR=home,
        )
        command = [sys.executable, __file__, str(folder.resolve()), *only, "--worker", *worker]
        return subprocess.run(command, env=environment, check=False).returncode


def take(folder: Path, language: str, theme: str, scale: int, wanted: set[str]) -> None:
    """Take every wanted picture of one language, theme and scale; an empty set wants all."""
    from qdatool.app import make_application, make_window
    from qdatool.settings import Settings

    application = make_application(["qdatool"])
    research = Path.home() / "Research"
    research.mkdir()
    coder = "نگار صالحی" if language == "fa" else "Leila Karimi"
    settings = Settings(
        Path.home() / "settings.json", language=language, theme=theme, coder_name=coder, projects_folder=str(research)
    )
    folder.mkdir(parents=True, exist_ok=True)
    for name, scene in SCENES.items():
        picture = f"{name}-{language}-{theme}-{scale}"
        if wanted and picture not in wanted:
            continue
        window = make_window(application, settings)
        window.resize(round(PIXELS[0] * 100 / scale), round(PIXELS[1] * 100 / scale))
        window.show()
        window.activateWindow()
        if scene(window, language, research):
            settle(window)
            grab(window).save(str(folder / f"{picture}.png"))
            print(folder / f"{picture}.png")
        for sheet in application.topLevelWidgets():
            if sheet is not window:
                sheet.close()
        window.close()
        window.deleteLater()
        application.processEvents()


def settle(window: MainWindow) -> None:
    """Let pending paints, timers and jobs come to rest."""
    from PySide6.QtCore import QDeadlineTimer, QEventLoop
    from PySide6.QtWidgets import QApplication

    deadline = QDeadlineTimer(250)
    while not deadline.hasExpired() or window.tasks.is_busy():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def grab(window: MainWindow) -> QPixmap:
    """Return a picture of the window with the dialogs and menus that stand over it."""
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QApplication

    picture = window.grab()
    painter = QPainter(picture)
    for sheet in QApplication.topLevelWidgets():
        if sheet is window or not sheet.isVisible():
            continue
        image = sheet.grab()
        left = (window.width() - sheet.width()) // 2
        top = (window.height() - sheet.height()) // 3
        painter.setPen(sheet.palette().mid().color())
        painter.drawPixmap(left, top, image)
        painter.drawRect(left, top, sheet.width(), sheet.height())
    painter.end()
    return picture


Scene = Callable[["MainWindow", str, Path], bool]


def start(window: MainWindow, language: str, research: Path) -> bool:
    """The start page with both samples among the recent projects."""
    for name in (*SAMPLES.values(), SAMPLES[language]):
        window.desk.open_sample(name, research)
        settle(window)
    window.close_project()
    return True


def palette(window: MainWindow, language: str, research: Path) -> bool:
    """The palette with something typed."""
    open_sample(window, language, research)
    window.open_palette()
    type_into_focus("پروژه" if language == "fa" else "project")
    return True


def jump(window: MainWindow, language: str, research: Path) -> bool:
    """The jump to a code."""
    open_sample(window, language, research)
    window.open_jump()
    type_into_focus("اعتماد" if language == "fa" else "trust")
    return True


def code(window: MainWindow, language: str, research: Path) -> bool:
    """An interview where it is coded most densely, one passage and its code chosen."""
    from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId

    open_sample(window, language, research)
    quotation_id, code_id = busiest_passage(window)
    window.go_to(Place(WorkspaceId.CODE, PlaceKind.CODE, code_id))
    settle(window)
    window.go_to(Place(WorkspaceId.CODE, PlaceKind.QUOTATION, quotation_id))
    settle(window)
    scroll_focus_by(200)
    return window.chosen_workspace() is WorkspaceId.CODE


def code_box(window: MainWindow, language: str, research: Path) -> bool:
    """The code box, open on a sentence, with something typed."""
    from qdatool.ui.reading.actions import ReadingAction

    if not code(window, language, research):
        return False
    settle(window)
    for action in (ReadingAction.SENTENCE, ReadingAction.CODE_BOX):
        window.actions.trigger(action)
        settle(window)
    type_into_focus("سامانه" if language == "fa" else "digital")
    return True


def busiest_passage(window: MainWindow) -> tuple[int, int]:
    """Return a quotation with many others around it, and a code that it carries."""
    from qdatool.coding.documents import list_documents
    from qdatool.coding.quotations import codings_of_document

    project = window.project()
    best, found = 0, (0, 0)
    for document in list_documents(project):
        codings = codings_of_document(project, document.id, project.coder_id)
        for coding in codings:
            near = sum(abs(other.start - coding.start) < 700 for other in codings)
            if near > best:
                best, found = near, (coding.quotation_id, coding.code_id)
    return found


def paradigm(window: MainWindow, language: str, research: Path) -> bool:
    """The paradigm model with one arrow chosen, its evidence beside it and the export below."""
    from qdatool.ui.models.actions import ModelAction
    from qdatool.ui.workspace import WorkspaceId

    if not _model(window, SAMPLES["fa"], research):
        return False
    settle(window)
    window.workspace(WorkspaceId.MODELS).session.choose("link:role:strategy>role:consequence")
    window.actions.trigger(ModelAction.SHOW_EXPORT)
    settle(window)
    window.actions.trigger(ModelAction.FIT)
    return True


def network(window: MainWindow, language: str, research: Path) -> bool:
    """The first model of the English sample."""
    return _model(window, SAMPLES["en"], research)


def six_cs(window: MainWindow, language: str, research: Path) -> bool:
    """Glaser's six Cs with one role chosen, its place in the grid and its arrows beside it."""
    from PySide6.QtWidgets import QApplication, QScrollArea

    from qdatool.ui.models.actions import ModelAction
    from qdatool.ui.workspace import WorkspaceId

    if not _model(window, SAMPLES["fa"], research):
        return False
    window.actions.trigger(ModelAction.NEW_SIX_CS)
    workspace = window.workspace(WorkspaceId.MODELS)
    workspace.session.choose("role:six-cause")
    place = workspace.inspector.role.place
    place.opener.click()
    settle(window)
    QApplication.processEvents()
    for area in workspace.inspector.findChildren(QScrollArea):
        area.ensureWidgetVisible(place.remove_button)
    return True


def top_down(window: MainWindow, language: str, research: Path) -> bool:
    """The tree of the English sample from above, one of its branches collapsed."""
    from qdatool.coding.collapsing import collapse_codes
    from qdatool.coding.model_options import Arrangement, ModelOption
    from qdatool.coding.models import load_model, set_model_option
    from qdatool.ui.models.actions import ModelAction
    from qdatool.ui.workspace import WorkspaceId

    if not _model(window, SAMPLES["en"], research):
        return False
    session = window.workspace(WorkspaceId.MODELS).session
    project, model_id = window.project(), session.model.id
    set_model_option(project, model_id, ModelOption.ARRANGEMENT, Arrangement.TOP_DOWN.value)
    root = load_model(project, model_id).slots[0].code_id
    collapse_codes(project, model_id, [session.content.tree.children_of(root)[1]])
    settle(window)
    return window.actions.trigger(ModelAction.FIT)


def _model(window: MainWindow, sample: str, research: Path) -> bool:
    from qdatool.coding.models import list_models
    from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId

    window.desk.open_sample(sample, research)
    settle(window)
    model = list_models(window.project())[0]
    window.go_to(Place(WorkspaceId.MODELS, PlaceKind.MODEL, model.id))
    return window.chosen_workspace() is WorkspaceId.MODELS


def codebook(window: MainWindow, language: str, research: Path) -> bool:
    """The codebook as a table."""
    return _workspace(window, language, research, "codebook")


def board(window: MainWindow, language: str, research: Path) -> bool:
    """The codebook as a board."""
    from qdatool.ui.codebook.actions import CodebookAction

    return codebook(window, language, research) and window.actions.trigger(CodebookAction.SHOW_BOARD)


def memos(window: MainWindow, language: str, research: Path) -> bool:
    """The memos."""
    return _workspace(window, language, research, "memos")


def agreement(window: MainWindow, language: str, research: Path) -> bool:
    """Two coders compared, with a disagreement."""
    return _workspace(window, "fa", research, "reliability")


def saturation(window: MainWindow, language: str, research: Path) -> bool:
    """When interviews stopped bringing new codes."""
    return _workspace(window, language, research, "saturation")


def history(window: MainWindow, language: str, research: Path) -> bool:
    """The audit trail and the snapshots."""
    return _workspace(window, language, research, "history")


def find(window: MainWindow, language: str, research: Path) -> bool:
    """Words found in the whole project."""
    if not _workspace(window, language, research, "find"):
        return False
    settle(window)
    type_into_focus("اعتماد" if language == "fa" else "trust")
    settle(window)
    return True


def free_map(window: MainWindow, language: str, research: Path) -> bool:
    """A free map with codes, a passage and a note."""
    from qdatool.coding.codes import load_codes
    from qdatool.coding.map_nodes import MapThing, add_note, add_to_map, link_on_map
    from qdatool.coding.relations import relate_codes
    from qdatool.ui.models.actions import ModelAction

    if not _workspace(window, language, research, "models"):
        return False
    window.actions.trigger(ModelAction.NEW_MAP)
    project = window.project()
    model = window.workspace(window.chosen_workspace()).session.model.id
    codes = [code.id for code in load_codes(project)][2:40:6]
    keys = [add_to_map(project, model, MapThing.CODE, code) for code in codes]
    passage = add_to_map(project, model, MapThing.QUOTATION, busiest_passage(window)[0])
    note = add_note(project, model, "این دو را باید با هم سنجید." if language == "fa" else "Compare these two.")
    link_on_map(project, model, passage, keys[0], "leads_to")
    link_on_map(project, model, note, keys[2], "associated")
    relate_codes(project, codes[0], codes[1], "leads_to")
    relate_codes(project, codes[1], codes[2], "contradicts")
    return True


def _workspace(window: MainWindow, language: str, research: Path, name: str) -> bool:
    from qdatool.ui.workspace import WorkspaceId

    open_sample(window, language, research)
    window.show_workspace(WorkspaceId(name))
    settle(window)
    return window.chosen_workspace() is WorkspaceId(name)


def snapshots(window: MainWindow, language: str, research: Path) -> bool:
    """The list of snapshots."""
    open_sample(window, language, research)
    window.desk.take_snapshot()
    window.desk.open_snapshots()
    return True


def preferences(window: MainWindow, language: str, research: Path) -> bool:
    """The preferences."""
    from qdatool.ui.shell_actions import ShellAction

    return window.actions.trigger(ShellAction.PREFERENCES)


def keys(window: MainWindow, language: str, research: Path) -> bool:
    """The keyboard sheet."""
    from qdatool.ui.shell_actions import ShellAction

    open_sample(window, language, research)
    return window.actions.trigger(ShellAction.HELP)


def first_steps(window: MainWindow, language: str, research: Path) -> bool:
    """The first ten minutes."""
    window.open_first_steps()
    return True


def about(window: MainWindow, language: str, research: Path) -> bool:
    """What stands behind the program."""
    from qdatool.ui.shell_actions import ShellAction

    return window.actions.trigger(ShellAction.ABOUT)


def refusal(window: MainWindow, language: str, research: Path) -> bool:
    """A project that cannot be opened, with the way out."""
    junk = research / "notes.qdatool"
    junk.write_bytes(b"not a project" * 50)
    window.open_path(junk)
    return True


def open_sample(window: MainWindow, language: str, research: Path) -> None:
    """Open the sample of a language."""
    window.desk.open_sample(SAMPLES[language], research)
    settle(window)


def scroll_focus_by(pixels: int) -> None:
    """Move the text that has the keyboard, so that what is chosen stands in its middle."""
    from PySide6.QtWidgets import QAbstractScrollArea, QApplication

    text = QApplication.focusWidget()
    if isinstance(text, QAbstractScrollArea):
        bar = text.verticalScrollBar()
        bar.setValue(bar.value() + pixels)


def type_into_focus(text: str) -> None:
    """Type into the field that has the keyboard."""
    from PySide6.QtWidgets import QApplication, QLineEdit

    QApplication.processEvents()
    field = QApplication.focusWidget()
    if isinstance(field, QLineEdit):
        field.insert(text)


SCENES: dict[str, Scene] = {
    "start": start,
    "palette": palette,
    "jump": jump,
    "code": code,
    "code-box": code_box,
    "paradigm": paradigm,
    "network": network,
    "top-down": top_down,
    "six-cs": six_cs,
    "free-map": free_map,
    "codebook": codebook,
    "board": board,
    "memos": memos,
    "agreement": agreement,
    "saturation": saturation,
    "find": find,
    "history": history,
    "snapshots": snapshots,
    "preferences": preferences,
    "keys": keys,
    "first-steps": first_steps,
    "about": about,
    "refusal": refusal,
}

if __name__ == "__main__":
    sys.exit(main())
