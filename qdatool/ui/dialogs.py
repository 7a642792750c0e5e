"""The desktop's own dialogs for files, and the few questions; one object, so that a test can answer instead."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from qdatool.wording import tr

PROJECT_SUFFIX = ".qdatool"


def ending_in(path: Path, *suffixes: str) -> Path:
    """Return the path a user chose, with the first of the suffixes after its name if it ends in none of them."""
    return path if path.name.lower().endswith(suffixes) else path.with_name(f"{path.name}{suffixes[0]}")


class Dialogs:
    """Asks the user for files, folders and a yes or no; None means that the user turned away."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent

    def project_to_open(self, folder: Path) -> Path | None:
        """Ask for an existing project file."""
        kinds = f"{tr('qdatool projects')} (*{PROJECT_SUFFIX})"
        chosen, _ = QFileDialog.getOpenFileName(self._parent, tr("Open project"), str(folder), kinds)
        return Path(chosen) if chosen else None

    def files_to_open(self, title: str, folder: Path, kinds: str) -> list[Path]:
        """Ask for existing files; ``title`` and ``kinds`` are translated, the latter in Qt's filter notation."""
        chosen, _ = QFileDialog.getOpenFileNames(self._parent, title, str(folder), kinds)
        return [Path(one) for one in chosen]

    def file_to_write(self, title: str, proposed: Path, kinds: str) -> Path | None:
        """Ask where to write a file."""
        chosen, _ = QFileDialog.getSaveFileName(self._parent, title, str(proposed), kinds)
        return Path(chosen) if chosen else None

    def folder(self, title: str, start: Path) -> Path | None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(self._parent, title, str(start))
        return Path(chosen) if chosen else None

    def is_confirmed(self, question: str, explanation: str, act: str) -> bool:
        """Ask whether to go on; ``act`` names the button that does it."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "qdatool", question, parent=self._parent)
        box.setInformativeText(explanation)
        go_on = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole)
        box.exec()
        return box.clickedButton() is go_on

    def tell(self, sentence: str, explanation: str = "") -> None:
        """Say one sentence that must not be overlooked."""
        box = QMessageBox(QMessageBox.Icon.NoIcon, "qdatool", sentence, parent=self._parent)
        box.setInformativeText(explanation)
        box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
        box.exec()
