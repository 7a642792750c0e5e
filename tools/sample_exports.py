"""Do the program's main job where no window can be shown: `python tools/sample_exports.py FOLDER`.

Copies the Persian sample project to the folder and exports its figure and its tables there, all through the command
line. bootstrap.py starts it; PYTHONPATH leads to the checkout.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys
from pathlib import Path

from qdatool.cli.program import run

SAMPLE = "grounded-theory-fa"


def export_sample(folder: Path) -> int:
    """Copy the sample and write its exports; return the exit status of the first command that fails, else 0.

    A copy that is already there is used as it is, since somebody may have worked in it; the exports are written anew.
    """
    folder.mkdir(parents=True, exist_ok=True)
    project = folder / f"{SAMPLE}.qdatool"
    if not project.exists():
        status = run(["sample", SAMPLE, str(project)])
        if status:
            return status
    status, model = paradigm_of(project)
    if status:
        return status
    if model is None:
        sys.stderr.write(f"{project} holds no paradigm model any more: move it elsewhere and call this again.\n")
        return 1
    exports = {
        folder / "paradigm.svg": ["figure", str(project), "--model", model, "--out"],
        folder / "paradigm.pdf": ["figure", str(project), "--model", model, "--out"],
        folder / "paradigm.png": ["figure", str(project), "--model", model, "--out"],
        folder / "codes.csv": ["codes", "export", str(project)],
        folder / "codings.csv": ["codings", "export", str(project)],
    }
    for target, command in exports.items():
        target.unlink(missing_ok=True)
        status = run([*command, str(target)])
        if status:
            return status
    print("The project, its figure and its tables:")
    for path in (project, *exports):
        print(f"  {path}")
    return 0


def paradigm_of(project: Path) -> tuple[int, str | None]:
    """Return the exit status of listing the models, and the name of the first paradigm among them, or None."""
    listing = io.StringIO()
    with contextlib.redirect_stdout(listing):
        status = run(["model", "list", str(project), "--json"])
    if status:
        return status, None
    models = json.loads(listing.getvalue())["models"]
    return 0, next((model["name"] for model in models if model["kind"] == "paradigm"), None)


if __name__ == "__main__":
    sys.exit(export_sample(Path(sys.argv[1])))
