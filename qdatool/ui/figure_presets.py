"""The journals and pages that a figure can be made for, as export panels offer them."""

from __future__ import annotations

from dataclasses import dataclass

from qdatool.figures.journal_presets import JOURNAL_PRESETS, JournalPreset


@dataclass(frozen=True, slots=True)
class Preset:
    """One width that a journal or page asks for; ``name`` is a key for ``tr``."""

    preset_id: str
    name: str

    @property
    def width_mm(self) -> float:
        """The width of the figure."""
        return self.asks.width_mm

    @property
    def asks(self) -> JournalPreset:
        """All that the journal or page asks for."""
        return JOURNAL_PRESETS[self.preset_id]


PRESETS: tuple[Preset, ...] = (
    Preset("elsevier-single", "Elsevier, one column"),
    Preset("elsevier-half", "Elsevier, one and a half"),
    Preset("elsevier-double", "Elsevier, two columns"),
    Preset("springer-single", "Springer, one column"),
    Preset("springer-double", "Springer, two columns"),
    Preset("plos", "PLOS, whole page"),
    Preset("apa", "APA, whole page"),
    Preset("fa-column", "Persian journal, one column"),
    Preset("fa-page", "Persian journal, whole page"),
    Preset("fa-vaziri", "Thesis, vaziri page"),
)
DEFAULT_PRESET = 1
