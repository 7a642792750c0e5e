"""The second step: what was found, where the key goes, and what happens to the snapshots."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from qdatool.ui.controls import ElidedLabel, EmptyState, SentenceButton, SentenceLabel, SentenceText, WrappingLabel
from qdatool.ui.dialogs import Dialogs, ending_in
from qdatool.ui.pseudonyms.found_tree import FoundTree
from qdatool.ui.pseudonyms.plan import FoundGroup
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.wording import tr


class FoundPage(QWidget):
    """Shows the groups and what is needed to replace them; ``changed`` when ``why_not`` may answer otherwise."""

    changed = Signal()

    def __init__(self, dialogs: Dialogs, proposed: Path, *, snapshots: int, pictures: int) -> None:
        super().__init__()
        self._pictures = pictures
        self._dialogs = dialogs
        self._proposed = proposed
        self._snapshots = snapshots
        self.key_path: Path | None = None
        self.tree = FoundTree()
        self.tree.agreed_changed.connect(self._say)
        self._summary = WrappingLabel("", Look.DENSE)
        self._key = ElidedLabel("", Look.DENSE)
        self.key_button = SentenceButton("Choose where the key goes", Look.SMALL)
        self.key_button.clicked.connect(self.choose_key)
        self.snapshots = QCheckBox()
        self.snapshots.setChecked(True)
        self.snapshots.setVisible(False)
        self._lay_out()
        self.retranslate()

    def retranslate(self) -> None:
        """Take the interface's language."""
        self.snapshots.setText(tr("Delete the snapshots too ({n}): they hold the names", n=self._snapshots))
        self._show_key()
        self._say()

    def show_groups(self, groups: tuple[FoundGroup, ...]) -> None:
        """Show what was found."""
        self._pages.setCurrentIndex(0 if groups else 1)
        self.tree.show_groups(groups)

    def left(self) -> int:
        """Return how many places stay as they are."""
        return self.tree.count() - self.ticked()

    def ticked(self) -> int:
        """Return how many places will be replaced."""
        return sum(len(group.occurrences) for group in self.tree.agreed())

    def deletes_snapshots(self) -> bool:
        """Tell whether the snapshots go as well."""
        return self._snapshots > 0 and self.snapshots.isChecked()

    def is_ready(self) -> bool:
        """Tell whether something is ticked, and everything ticked has a pseudonym."""
        agreed = self.tree.agreed()
        return bool(agreed) and all(group.pseudonym for group in agreed)

    def _lay_out(self) -> None:
        found = QWidget()
        rows = QVBoxLayout(found)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(Space.S)
        rows.addWidget(self._summary)
        rows.addWidget(self.tree, 1)
        rows.addSpacing(Space.XS)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(SentenceLabel("Key", Look.SECTION))
        head.addWidget(self._key, 1)
        head.addWidget(self.key_button)
        rows.addLayout(head)
        rows.addWidget(
            SentenceText(
                "The key says who is who and is written before anything is replaced. Keep it apart from the project; "
                "without it nobody can turn the pseudonyms back, and the act cannot be undone.",
                Look.META,
            )
        )
        rows.addWidget(self.snapshots)
        self.snapshots.setVisible(self._snapshots > 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(found)
        self._pages.addWidget(EmptyState("Nothing of what you look for stands in this project."))
        frame = QVBoxLayout(self)
        frame.setContentsMargins(0, 0, 0, 0)
        frame.addWidget(self._pages)

    def choose_key(self) -> None:
        """Ask where the key goes."""
        proposed = self.key_path or self._proposed
        chosen = self._dialogs.file_to_write(tr("Key of the pseudonyms"), proposed, f"{tr('Tables')} (*.csv)")
        if chosen is not None:
            self.key_path = ending_in(chosen, ".csv")
            self._show_key()
            self.changed.emit()

    def _show_key(self) -> None:
        self._key.setText(str(self.key_path) if self.key_path is not None else tr("not chosen yet"))

    def _say(self) -> None:
        left = self.left()
        left_over = tr("Left as they are: {n}.", n=left) if left else tr("None is left.")
        change = tr("Enter or a double click on a pseudonym changes it.")
        unseen = tr("Pictures that are not looked through: {n}.", n=self._pictures) if self._pictures else ""
        sentences = (tr("Replaced: {n}.", n=self.ticked()), left_over, unseen, change)
        self._summary.show_text(" ".join(filter(None, sentences)))
        self.changed.emit()
