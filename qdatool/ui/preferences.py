"""Preferences: language, theme, reading size, the user's name, and the keys; each takes effect at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QButtonGroup,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSlider,
    QTabWidget,
    QWidget,
)

from qdatool.settings import READING_FONT_PX, Settings
from qdatool.ui.controls import SentenceLabel
from qdatool.ui.key_choice import OwnedRow
from qdatool.ui.keys_page import KeysPage
from qdatool.ui.sheet import Sheet
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.theme import interface_font
from qdatool.ui.tokens import FontSize, Space
from qdatool.wording import interface_language, localized_number, tr

_THEMES = {"light": "Light", "dark": "Dark", "system": "As the desktop"}
_LANGUAGES = {"fa": "فارسی", "en": "English"}


class PreferencesDialog(Sheet):
    """What the user can choose about the program; there is no Save."""

    changed = Signal()
    """A choice was made and saved; apply the settings."""

    def __init__(self, parent: QWidget, settings: Settings, rows: tuple[OwnedRow, ...] = ()) -> None:
        super().__init__(parent, "Preferences")
        self._settings = settings
        self.language = Segments(_LANGUAGES, settings.language, is_translated=False)
        self.language.chosen.connect(lambda value: self._choose("language", value))
        self.theme = Segments(_THEMES, settings.theme)
        self.theme.chosen.connect(lambda value: self._choose("theme", value))
        self.size = QSlider(Qt.Orientation.Horizontal)
        self.size.setRange(*READING_FONT_PX)
        self.size.setValue(settings.reading_font_px)
        self.size.setFixedWidth(180)
        self.size.valueChanged.connect(self._on_size)
        self._shown_size = QLabel()
        wear(self._shown_size, Look.DENSE)
        self.coder = QLineEdit(settings.coder_name)
        self.coder.editingFinished.connect(self._on_coder)
        self._sample = QLabel()
        self.keys = KeysPage(settings, rows)
        self.keys.changed.connect(self.changed)
        self.pages = QTabWidget()
        self.pages.setDocumentMode(True)
        self._lay_out()
        self.add_close()
        self.resize(640, 560)
        self.retranslate()

    def retranslate(self) -> None:
        """Show the sample line in the interface's language."""
        super().retranslate()
        self.pages.setTabText(0, tr("General"))
        self.pages.setTabText(1, tr("Keys"))
        self._show_size()
        self.size.setAccessibleName(tr("Size of transcripts"))
        self.coder.setAccessibleName(tr("Your name as coder"))

    def _lay_out(self) -> None:
        general = QWidget()
        form = QFormLayout(general)
        form.setContentsMargins(0, Space.L, 0, 0)
        form.setHorizontalSpacing(Space.XL)
        form.setVerticalSpacing(Space.M + 2)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(SentenceLabel("Language of the window"), self.language)
        digits = SentenceLabel("Digits follow the language of the window, not those of a transcript.", Look.META)
        form.addRow(QWidget(), digits)
        form.addRow(SentenceLabel("Theme"), self.theme)
        size = QHBoxLayout()
        size.setSpacing(Space.M)
        size.addWidget(self.size)
        size.addWidget(self._shown_size)
        size.addStretch(1)
        form.addRow(SentenceLabel("Size of transcripts"), size)
        form.addRow(QWidget(), self._sample)
        form.addRow(SentenceLabel("Your name as coder"), self.coder)
        name = SentenceLabel("New projects and new codings carry this name.", Look.META)
        form.addRow(QWidget(), name)
        self.pages.addTab(general, "")
        self.pages.addTab(self.keys, "")
        self.body.addWidget(self.pages)

    def _choose(self, field: str, value: str) -> None:
        setattr(self._settings, field, value)
        self._save()

    def _on_size(self, value: int) -> None:
        self._settings.reading_font_px = value
        self._show_size()
        self._save()

    def _on_coder(self) -> None:
        name = self.coder.text().strip()
        if name and name != self._settings.coder_name:
            self._settings.coder_name = name
            self._save()

    def _save(self) -> None:
        self._settings.save()
        self.changed.emit()

    def _show_size(self) -> None:
        self._shown_size.setText(localized_number(self.size.value(), interface_language()))
        font = QFont(interface_font(FontSize.BASE))
        font.setPixelSize(self.size.value())
        self._sample.setFont(font)
        self._sample.setText(tr("So large is a line of an interview."))


class Segments(QWidget):
    """A few choices side by side, one of them chosen."""

    chosen = Signal(str)

    def __init__(
        self, choices: dict[str, str], present: str, *, is_translated: bool = True, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._choices = choices
        self._is_translated = is_translated
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS)
        for value in choices:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setChecked(value == present)
            button.clicked.connect(lambda _checked=False, value=value: self.chosen.emit(value))
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)
        row.addStretch(1)
        self.retranslate()

    def button(self, value: str) -> QPushButton:
        """Return the button of one choice."""
        return self._buttons[value]

    def retranslate(self) -> None:
        """Show the choices in the interface's language."""
        for value, button in self._buttons.items():
            button.setText(tr(self._choices[value]) if self._is_translated else self._choices[value])
