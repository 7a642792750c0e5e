"""Persian layouts on a real X server: the keys that xdotool presses arrive as a person's would."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "setxkbmap", "xkbcomp", "xdotool")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        sys.platform != "linux" or any(shutil.which(name) is None for name in NEEDED),
        reason="needs Xvfb, setxkbmap, xkbcomp and xdotool",
    ),
]
ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys, tempfile
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTextEdit
from qdatool.app import make_application, make_window
from qdatool.coding.codes import CodeDraft, create_code, load_codes
from qdatool.coding.creation import ProjectDraft, create_project
from qdatool.coding.documents import add_document
from qdatool.coding.roles import Template
from qdatool.importing.formats import read_document
from qdatool.settings import Settings

folder = Path(sys.argv[1])
application = make_application(["qdatool"])
settings = Settings(folder / "s.json", language="fa", theme="light", projects_folder=str(folder))
window = make_window(application, settings)
window.show()
project = create_project(folder / "study.qdatool", ProjectDraft("Study", "fa", Template.BLANK, "Negar"))
source = folder / "interview.txt"
source.write_text("م۱: این جملهٔ نخست است. این یکی دوم است.", encoding="utf-8")
add_document(project, read_document(source))
create_code(project, CodeDraft("Trust"))
project.close()
window.open_path(folder / "study.qdatool")

def say(text):
    print(text, flush=True)

def watch():
    say(f"codes {len(load_codes(window.project()))} palette {window._palette.isVisible()}")
    focused = application.focusWidget()
    if isinstance(focused, QTextEdit):
        say(f"selected {focused.textCursor().selectedText()}")

timer = QTimer()
timer.timeout.connect(watch)
timer.start(50)
QTimer.singleShot(20000, application.quit)
say("ready")
application.exec()
"""


@pytest.fixture
def display(tmp_path):
    """Start an X server on a free display of its own and return the environment to reach it."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        number = told.readline().strip()
    environment = dict(os.environ, DISPLAY=f":{number}", QT_QPA_PLATFORM="xcb")
    yield environment
    server.terminate()
    server.wait(10)


@pytest.fixture
def program(display, tmp_path):
    """Start the window with one undoable step in it."""
    running = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(tmp_path)],
        env=display,
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    yield running
    running.kill()
    running.wait(10)
    running.stdout.close()


def waits_for(program, wanted: str) -> bool:
    """Read what the program says until it says this, for ten seconds at most."""
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        line = program.stdout.readline()
        if not line:
            return False
        if line.strip() == wanted:
            return True
    return False


def press(display, *keycodes_held_first: int) -> None:
    """Press keys by their place on the keyboard, whatever they type."""
    downs = [f"keydown {code}" for code in keycodes_held_first]
    ups = [f"keyup {code}" for code in reversed(keycodes_held_first)]
    for act in (*downs, *ups):
        subprocess.run(["xdotool", *act.split()], env=display, check=True)


CONTROL, SHIFT, KEY_Z, KEY_P, KEY_S, KEY_G = 37, 50, 52, 33, 39, 42


def give_keyboard(display, layout: str) -> None:
    """Set the layout and put the keyboard into the window."""
    subprocess.run(["setxkbmap", "-layout", layout], env=display, check=True)
    search = ["xdotool", "search", "--sync", "--onlyvisible", "--name", "Study"]
    found = subprocess.run(search, env=display, check=True, capture_output=True, text=True)
    subprocess.run(["xdotool", "windowfocus", "--sync", found.stdout.split()[0]], env=display, check=True)


@pytest.mark.parametrize("layout", ["ir", "ir,us"])
def test_undo_redo_and_palette_work_with_a_persian_keyboard(display, program, layout):
    assert waits_for(program, "codes 1 palette False")
    give_keyboard(display, layout)
    press(display, CONTROL, KEY_Z)
    assert waits_for(program, "codes 0 palette False")
    press(display, CONTROL, SHIFT, KEY_Z)
    assert waits_for(program, "codes 1 palette False")
    press(display, CONTROL, SHIFT, KEY_P)
    assert waits_for(program, "codes 1 palette True")


def test_single_letters_work_in_the_text_with_a_persian_keyboard(display, program):
    assert waits_for(program, "codes 1 palette False")
    give_keyboard(display, "ir")
    assert waits_for(program, "selected")
    press(display, KEY_S)
    assert waits_for(program, "selected این جملهٔ نخست است.")


@pytest.mark.parametrize("layout", ["ir", "ir,us"])
def test_a_selection_grows_and_with_shift_shrinks_with_a_persian_keyboard(display, program, layout):
    assert waits_for(program, "codes 1 palette False")
    give_keyboard(display, layout)
    assert waits_for(program, "selected")
    press(display, KEY_G)
    assert waits_for(program, "selected این")
    press(display, KEY_G)
    assert waits_for(program, "selected این جملهٔ نخست است.")
    press(display, SHIFT, KEY_G)
    assert waits_for(program, "selected این")
