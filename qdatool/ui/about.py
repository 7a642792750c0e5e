"""About: version, licence, what others made, where the log and the settings lie."""

from __future__ import annotations

import platform
from pathlib import Path

import PySide6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from qdatool import __version__
from qdatool.logs import log_file
from qdatool.ui.controls import SentenceLabel, SentenceText
from qdatool.ui.sheet import Sheet
from qdatool.ui.start.side_column import Emblem
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr
from qdatool.wording.digits import localized_digits


class AboutDialog(Sheet):
    """Says what this program is and what it stands on."""

    def __init__(self, parent: QWidget, settings_file: Path) -> None:
        super().__init__(parent, "About qdatool")
        self._version = QLabel()
        wear(self._version, Look.DENSE)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(SentenceLabel("From the sentence to the model, and back", Look.STRONG))
        names.addWidget(self._version)
        head = QHBoxLayout()
        head.setSpacing(Space.M)
        head.addWidget(Emblem(48))
        head.addLayout(names, 1)
        self.body.addLayout(head)
        for sentence in (
            "Free software under the MIT licence. It works offline; your interviews never leave this computer.",
            "Icons: Lucide (ISC). Letters: Inter, Vazirmatn and Noto (SIL Open Font License). Window: Qt (LGPL).",
        ):
            label = SentenceText(sentence, Look.DENSE)
            self.body.addWidget(label)
        self.body.addLayout(self._files(settings_file))
        self.add_close()
        self.setFixedWidth(480)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the version with the interface's digits."""
        super().retranslate()
        language = interface_language()
        self._version.setText(
            tr(
                "Version {version}, with Python {python} and Qt {qt}",
                version=localized_digits(__version__, language),
                python=localized_digits(platform.python_version(), language),
                qt=localized_digits(PySide6.__version__, language),
            )
        )

    def _files(self, settings_file: Path) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(Space.M)
        grid.setVerticalSpacing(Space.XS)
        grid.setColumnStretch(1, 1)
        for row, (sentence, file) in enumerate((("Settings", settings_file), ("Log, without your texts", log_file()))):
            grid.addWidget(SentenceLabel(sentence, Look.META), row, 0)
            path = QLabel(str(file))
            path.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            path.setWordWrap(True)
            wear(path, Look.META)
            grid.addWidget(path, row, 1)
        return grid
