"""How long it takes from the command to a shown window, and that nothing heavy is loaded on the way."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
WARM_UPS, ROUNDS = 2, 10
MOST_S = 1.5
HEAVY = (
    "spacy",
    "docx",
    "pptx",
    "openpyxl",
    "lxml",
    "PIL",
    "networkx",
    "alembic",
    "sqlalchemy",
    "typer",
    "rich",
    "regex",
    "numpy",
)

PROGRAM = """
import sys
from pathlib import Path
from qdatool.app import make_application, make_window
from qdatool.settings import Settings
application = make_application(["qdatool"])
window = make_window(application, Settings(Path("nowhere"), language="fa"))
window.show()
application.processEvents()
print(",".join(name for name in sys.argv[1].split(",") if name in sys.modules))
window.tasks.close()
"""


def start() -> str:
    """Start the program, show the window, end; return which of the heavy packages were loaded."""
    environment = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    command = [sys.executable, "-c", PROGRAM, ",".join(HEAVY)]
    done = subprocess.run(command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_from_the_command_to_a_shown_window(benchmark):
    loaded = benchmark.pedantic(start, rounds=ROUNDS, warmup_rounds=WARM_UPS)
    median_s = benchmark.stats.stats.median
    print(f"start to a shown window: median {median_s:.2f} s, at most {MOST_S} s")
    assert loaded == ""
    assert median_s <= MOST_S
