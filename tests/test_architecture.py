"""Who may import whom, where the heavy libraries stand, and how large a module may grow."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import pytest_archon.rule
from pytest_archon import archrule

import qdatool

PACKAGE = Path(qdatool.__file__).parent

LAYERS = (
    ("errors",),
    ("text",),
    ("storage",),
    ("coding",),
    ("analysis",),
    ("resources",),
    ("wording",),
    ("figures",),
    ("importing", "export"),
    ("settings", "logs"),
    ("ui",),
    ("cli", "app"),
    ("__main__",),
)
"""From the lowest to the highest; a module imports from its own layer and from those before it."""

QT_FREE = (
    "errors",
    "resources",
    "text",
    "storage",
    "coding",
    "analysis",
    "wording",
    "figures",
    "importing",
    "settings",
)
PAINTING = ("qdatool.figures.paint", "qdatool.figures.picture_dots", "qdatool.figures.qt_text")
"""What of the figures draws, and so needs QtGui."""

WRAPPERS = {
    "sqlalchemy": ("storage", "coding"),
    "alembic": ("storage.migrations",),
    "psutil": ("storage.lock",),
    "spacy": ("text.language",),
    "docx": ("export",),
    "openpyxl": ("export.tables", "export.report_xlsx", "importing.xlsx_cells"),
    "networkx": ("analysis", "figures", "export.figure_graphml"),
    "pptx": ("export",),
    "PIL": ("importing.pictures",),
    "lxml": ("importing", "export"),
    "regex": ("text.queries",),
    "platformdirs": ("settings", "logs"),
    "typer": ("cli",),
    "rich": ("cli",),
}
"""The only places that may import a library."""

NEVER_AT_START = (
    "alembic",
    "spacy",
    "docx",
    "openpyxl",
    "networkx",
    "pptx",
    "PIL",
    "lxml",
    "typer",
    "rich",
    "regex",
    "numpy.testing",
)
LONGEST_MODULE = 600
VAGUE_NAMES = re.compile(r"(^|_)(utils?|helpers?|common|managers?|misc|base)($|_)")


@pytest.fixture(autouse=True, scope="module")
def _read_imports_once() -> object:
    """Parse the package once for all rules."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pytest_archon.rule, "collect_imports", cache(pytest_archon.rule.collect_imports))
        yield


def inside(*names: str) -> tuple[str, ...]:
    """Return the patterns of packages or modules of ours with everything in them."""
    return tuple(pattern for name in names for pattern in (f"qdatool.{name}", f"qdatool.{name}.*"))


def library(name: str) -> tuple[str, str]:
    return name, f"{name}.*"


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("place", range(len(LAYERS) - 1), ids=["+".join(layer) for layer in LAYERS[:-1]])
def test_a_layer_imports_nothing_above_it(place: int) -> None:
    above = [name for layer in LAYERS[place + 1 :] for name in layer]
    archrule("layers point downwards").match(*inside(*LAYERS[place])).should_not_import(*inside(*above)).check(
        "qdatool", only_direct_imports=True
    )


def test_every_module_stands_in_a_layer() -> None:
    top = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in modules()}
    assert top - {name for layer in LAYERS for name in layer} == {"__init__"}


def test_the_command_line_needs_no_window() -> None:
    archrule("no window").match(*inside("cli")).should_not_import(
        *inside("ui", "app"), *library("PySide6.QtWidgets")
    ).check("qdatool")


def test_import_and_export_do_not_know_each_other() -> None:
    archrule("import").match(*inside("importing")).should_not_import(*inside("export")).check("qdatool")
    archrule("export").match(*inside("export")).should_not_import(*inside("importing")).check("qdatool")


def test_only_coding_knows_storage() -> None:
    archrule("storage").match("qdatool.*").exclude(*inside("storage", "coding")).should_not_import(
        *inside("storage")
    ).check("qdatool", only_direct_imports=True)


@pytest.mark.parametrize("name", WRAPPERS)
def test_a_library_stands_behind_its_wrapper(name: str) -> None:
    archrule("wrappers").match("qdatool*").exclude(*inside(*WRAPPERS[name])).should_not_import(*library(name)).check(
        "qdatool", only_direct_imports=True
    )


def test_the_subject_knows_no_qt() -> None:
    archrule("no Qt").match(*inside(*QT_FREE)).exclude(*PAINTING).should_not_import(*library("PySide6")).check(
        "qdatool", only_direct_imports=True, skip_type_checking=True
    )


def test_widgets_live_in_the_window_alone() -> None:
    archrule("widgets").match("qdatool*").exclude(*inside("ui", "app")).should_not_import(
        *library("PySide6.QtWidgets")
    ).check("qdatool", only_direct_imports=True)


def workspaces() -> list[str]:
    return sorted(folder.parent.name for folder in (PACKAGE / "ui").glob("*/workspace.py"))


@pytest.mark.parametrize("name", workspaces())
def test_workspaces_do_not_know_each_other(name: str) -> None:
    others = [f"ui.{other}" for other in workspaces() if other != name]
    archrule("workspaces").match(*inside(f"ui.{name}")).should_not_import(*inside(*others)).check(
        "qdatool", only_direct_imports=True
    )


def test_no_module_has_a_vague_name() -> None:
    names = [part for path in modules() for part in path.relative_to(PACKAGE).with_suffix("").parts]
    assert [name for name in names if VAGUE_NAMES.search(name)] == []


def test_no_module_grows_without_end() -> None:
    lengths = {
        path.relative_to(PACKAGE).as_posix(): len(path.read_text(encoding="utf-8").splitlines()) for path in modules()
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


@pytest.mark.parametrize(
    "start",
    [
        "import qdatool.__main__",
        "import qdatool.coding.project",
        pytest.param(
            "from pathlib import Path; from qdatool.app import make_application, make_window;"
            "from qdatool.settings import Settings;"
            "a = make_application(['x']); w = make_window(a, Settings(Path('none.json'))); w.show(); a.processEvents()",
            id="window",
        ),
    ],
)
def test_starting_loads_no_heavy_library(start: str) -> None:
    ask = f"{start}\nimport sys; print(*(name for name in {NEVER_AT_START!r} if name in sys.modules))"
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(PACKAGE.parent)}
    answer = subprocess.run(
        [sys.executable, "-c", ask], capture_output=True, text=True, check=True, env=environment, timeout=60
    )
    assert answer.stdout.split() == []


def test_the_tables_are_the_ones_the_architecture_names() -> None:
    from qdatool.storage.schema import metadata

    assert set(metadata.tables) == {
        *("project", "language", "coder", "round", "history", "undo_step", "snapshot_record"),
        *("document", "document_text", "turn", "finished_document"),
        *("participant", "attribute", "attribute_class", "participant_class", "participant_document"),
        *("level", "level_name", "code", "code_label", "code_provenance", "code_property", "dimension"),
        *("quotation", "dimension_mark", "coding", "quotation_link", "memo", "memo_link", "review_comment"),
        *("relation_type", "relation_type_name", "relation", "proposition", "evidence"),
        *("model", "model_label", "model_slot", "model_role", "model_role_name", "model_version"),
        *("figure_node", "figure_edge", "picture", "decision", "drawn_passage"),
    }
