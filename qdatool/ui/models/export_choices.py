"""What a user chooses about a figure that becomes a file: journal, width, format, lettering, colours, caption."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qdatool.coding.models import Model
from qdatool.export.figure_options import FigureOptions, TextMode
from qdatool.figures.gather import FigureChoices
from qdatool.figures.layout import NARROWEST_MM
from qdatool.figures.spec import FigureCaption, FigureLanguage
from qdatool.figures.style import Palette
from qdatool.ui.controls import NumberField, SentenceLabel
from qdatool.ui.direction import direction_of
from qdatool.ui.figure_presets import DEFAULT_PRESET, PRESETS, Preset
from qdatool.ui.segments import Segment, Segments
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, tr

FORMATS = {
    "pdf": "PDF document",
    "svg": "SVG, editable drawing",
    "png": "PNG picture",
    "tiff": "TIFF picture, for journals",
    "docx": "Word, with caption",
    "pptx": "PowerPoint, editable shapes",
    "drawio": "draw.io diagram",
    "graphml": "GraphML, for network programs",
}
"""What each format is called, in the order in which they are offered."""

PALETTES = {
    Palette.GREY: "Grey, ready for print",
    Palette.PATTERNS: "Grey with patterns",
    Palette.COLOR: "Colours",
}

_OF_DOTS = frozenset({"png", "tiff", "docx"})
_MAY_BE_TRANSPARENT = frozenset({"png", "svg"})
_MAY_BE_OUTLINES = frozenset({"pdf", "svg"})
_RESOLUTIONS = (300, 600, 1000, 1200)
_DEFAULT_RESOLUTION = 600
_WIDEST_MM = 400.0
_FIELD_WIDTH = 168


class ExportChoices(QFrame):
    """The fields of the export panel, above each other; ``changed`` whenever the figure would come out otherwise."""

    changed = Signal()
    caption_written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model: Model | None = None
        self._chosen_language: FigureLanguage | None = None
        self._shown_language = FigureLanguage.FA
        wear(self, Look.PANEL)
        self.presets = _choice()
        self.presets.setMaxVisibleItems(len(PRESETS))
        self.width_mm = NumberField()
        self.format = _choice()
        self.palette_choice = _choice()
        self.language = Segments(
            (
                Segment(FigureLanguage.FA, "\u0641\u0627\u0631\u0633\u06cc", "The figure in Persian"),
                Segment(FigureLanguage.EN, "English", "The figure in English"),
                Segment(FigureLanguage.BOTH, "Both", "The figure in both languages"),
            ),
            "Language of the figure",
        )
        self.dpi = Segments(tuple(Segment(dpi, str(dpi), "Dots per inch") for dpi in _RESOLUTIONS), "Dots per inch")
        self.outlines = QCheckBox()
        self.transparent = QCheckBox()
        self.counts = QCheckBox()
        self.caption = QCheckBox()
        self.title = QCheckBox()
        self.caption_words = QLineEdit()
        self._lay_out()
        self._set_defaults()
        self.retranslate()
        self._connect()

    @property
    def suffix(self) -> str:
        """The suffix of the format chosen, without its dot."""
        return str(self.format.currentData())

    @property
    def refusing_preset(self) -> Preset | None:
        """The journal shown, where it does not take the format chosen."""
        row = self.presets.currentIndex()
        return PRESETS[row] if row >= 0 and not PRESETS[row].asks.takes(self.suffix) else None

    @property
    def palette_chosen(self) -> Palette:
        """The colours, greys or patterns chosen."""
        return Palette(self.palette_choice.currentData())

    @property
    def figure_language(self) -> FigureLanguage:
        """The language chosen here, or else the one that the canvas shows."""
        return self._chosen_language or self._shown_language

    def figure_choices(self) -> FigureChoices:
        """Return what the figure shall show."""
        return FigureChoices(
            self.figure_language,
            shows_counts=self.counts.isChecked(),
            has_caption=self.caption.isChecked(),
            has_title=self.title.isChecked(),
        )

    def options(self, caption: FigureCaption | None) -> FigureOptions:
        """Return how the file shall be written; ``caption`` is the one that the format writes by itself."""
        dpi, suffix = self.dpi.value(), self.suffix
        has_outlines = suffix in _MAY_BE_OUTLINES and self.outlines.isChecked()
        return FigureOptions(
            dpi=dpi if isinstance(dpi, int) else _DEFAULT_RESOLUTION,
            text=TextMode.OUTLINES if has_outlines else TextMode.LIVE,
            is_transparent=suffix in _MAY_BE_TRANSPARENT and self.transparent.isChecked(),
            caption=caption,
        )

    def show_model(self, model: Model | None, language: FigureLanguage, *, can_write: bool) -> None:
        """Show what belongs to a model, and offer only what fits the format."""
        self._model, self._shown_language = model, language
        self.language.show_value(self.figure_language)
        self.dpi.parentWidget().setVisible(self.suffix in _OF_DOTS)
        self.transparent.setVisible(self.suffix in _MAY_BE_TRANSPARENT)
        self.outlines.setVisible(self.suffix in _MAY_BE_OUTLINES)
        self.caption_words.setEnabled(can_write)
        self._show_caption()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.outlines.setText(tr("Letters as outlines"))
        self.outlines.setToolTip(tr("Needs no font anywhere, but cannot be searched or edited"))
        self.transparent.setText(tr("Without a white ground"))
        self.counts.setText(tr("Numbers of quotations"))
        self.title.setText(tr("Title above the figure"))
        self.caption.setText(tr("Caption below the figure"))
        self.caption_words.setPlaceholderText(tr("What the figure shows"))
        self.caption_words.setAccessibleName(tr("Caption"))
        self.width_mm.setLocale(QLocale("fa_IR" if interface_language() == "fa" else "en_US"))
        self.width_mm.setSuffix(" " + tr("mm"))
        self.width_mm.setAccessibleName(tr("Width in millimetres"))
        self.presets.setAccessibleName(tr("Journals and pages"))
        self.presets.setPlaceholderText(tr("Own width"))
        self.format.setAccessibleName(tr("Format"))
        self.palette_choice.setAccessibleName(tr("Colours"))
        for row, name in enumerate(FORMATS.values()):
            self.format.setItemText(row, tr(name))
        for row, name in enumerate(PALETTES.values()):
            self.palette_choice.setItemText(row, tr(name))
        for row, preset in enumerate(PRESETS):
            name = tr("{preset} \u00b7 {width} mm", preset=tr(preset.name), width=preset.width_mm)
            self.presets.setItemText(row, name)

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(Space.S, Space.S, Space.S, Space.S)
        rows.setSpacing(Space.XS + 2)
        rows.addWidget(self.presets)
        self.width_mm.setRange(NARROWEST_MM, _WIDEST_MM)
        self.width_mm.setDecimals(1)
        self.width_mm.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.width_mm.setFixedWidth(104)
        for field in (self.format, self.palette_choice):
            field.setFixedWidth(_FIELD_WIDTH)
        rows.addWidget(_labelled("Width", self.width_mm))
        rows.addWidget(_labelled("Format", self.format))
        rows.addWidget(_labelled("Dots per inch", self.dpi))
        rows.addWidget(_labelled("Language", self.language))
        rows.addWidget(_labelled("Colours", self.palette_choice))
        for box in (self.outlines, self.transparent, self.counts, self.title, self.caption):
            rows.addWidget(box)
        rows.addWidget(self.caption_words)
        rows.addStretch(1)

    def _set_defaults(self) -> None:
        for suffix, name in FORMATS.items():
            self.format.addItem(name, suffix)
        for palette, name in PALETTES.items():
            self.palette_choice.addItem(name, palette.value)
        for preset in PRESETS:
            self.presets.addItem(preset.name, preset.width_mm)
        self.dpi.show_value(_DEFAULT_RESOLUTION)
        self.width_mm.setValue(PRESETS[DEFAULT_PRESET].width_mm)
        self._show_preset()

    def _connect(self) -> None:
        self.presets.activated.connect(lambda row: self._take_preset(PRESETS[row]))
        self.width_mm.valueChanged.connect(self._on_width)
        self.language.picked.connect(self._on_language)
        self.dpi.picked.connect(lambda _value: self.changed.emit())
        for field in (self.format, self.palette_choice):
            field.currentIndexChanged.connect(lambda _row: self.changed.emit())
        for box in (self.outlines, self.transparent, self.counts, self.title, self.caption):
            box.toggled.connect(lambda _is_on: self.changed.emit())
        self.caption_words.editingFinished.connect(self._on_caption)

    def _take_preset(self, preset: Preset) -> None:
        """Take the width and the dots per inch of a journal, and a format that it takes."""
        asks = preset.asks
        self.dpi.show_value(asks.dpi or _DEFAULT_RESOLUTION)
        if not asks.takes(self.suffix):
            self.format.setCurrentIndex(self.format.findData(asks.formats[0]))
        self.width_mm.setValue(asks.width_mm)
        self.changed.emit()

    def _on_width(self, _width_mm: float) -> None:
        self._show_preset()
        self.changed.emit()

    def _show_preset(self) -> None:
        """Show the preset that asks for the present width; the one chosen stays where several do."""
        width_mm = self.width_mm.value()
        if self.presets.currentData() != width_mm:
            same = next((i for i, preset in enumerate(PRESETS) if preset.width_mm == width_mm), -1)
            self.presets.setCurrentIndex(same)

    def _on_language(self, language: FigureLanguage) -> None:
        self._chosen_language = language
        self.changed.emit()

    def _show_caption(self) -> None:
        """Show the caption in the main language of the figure, to be written where it stands."""
        language = self.figure_language.main
        stored = self._model.captions.get(language, "") if self._model is not None else ""
        if self.caption_words.text() != stored and not self.caption_words.isModified():
            self.caption_words.setText(stored)
            self.caption_words.setCursorPosition(0)
        self.caption_words.setVisible(self.caption.isChecked())
        self.caption_words.setLayoutDirection(direction_of(stored or ("\u0627" if language == "fa" else "a")))

    def _on_caption(self) -> None:
        if self.caption_words.isModified():
            self.caption_words.setModified(False)
            self.caption_written.emit(self.caption_words.text())


def _choice() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def _labelled(sentence: str, field: QWidget) -> QWidget:
    row = QWidget()
    across = QHBoxLayout(row)
    across.setContentsMargins(0, 0, 0, 0)
    across.addWidget(SentenceLabel(sentence, Look.DENSE))
    across.addStretch(1)
    across.addWidget(field)
    return row
