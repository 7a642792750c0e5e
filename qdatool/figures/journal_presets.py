"""What journals and pages ask of a figure: its width, its dots per inch, the formats taken, the height that fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from qdatool.errors import ExportFailed, ExportReason

_SPELLINGS = {"tif": "tiff"}


@dataclass(frozen=True, slots=True)
class JournalPreset:
    """What one journal or page asks for; ``formats`` empty takes every format, None as ``dpi`` leaves it open.

    The dots per inch are those asked of line art, which all figures are.
    """

    width_mm: float
    dpi: int | None = None
    formats: tuple[str, ...] = ()
    most_height_mm: float | None = None

    def takes(self, suffix: str) -> bool:
        """Return whether a file with that suffix, with or without its dot, is taken."""
        plain = suffix.removeprefix(".").lower()
        return not self.formats or _SPELLINGS.get(plain, plain) in self.formats


_ELSEVIER_FORMATS = ("pdf", "tiff")

JOURNAL_PRESETS: Mapping[str, JournalPreset] = {
    "elsevier-single": JournalPreset(90, 1000, _ELSEVIER_FORMATS),
    "elsevier-half": JournalPreset(140, 1000, _ELSEVIER_FORMATS),
    "elsevier-double": JournalPreset(190, 1000, _ELSEVIER_FORMATS),
    "springer-single": JournalPreset(84, 1200, ("tiff",)),
    "springer-double": JournalPreset(174, 1200, ("tiff",)),
    "plos": JournalPreset(190.5, 600, ("tiff",), most_height_mm=222.3),
    "apa": JournalPreset(165),
    "fa-column": JournalPreset(75, 300),
    "fa-page": JournalPreset(162, 300),
    "fa-vaziri": JournalPreset(130, 300),
}


def journal_preset(name: str) -> JournalPreset:
    """Return a preset by its name; ExportFailed(UNKNOWN_PRESET) when there is none."""
    try:
        return JOURNAL_PRESETS[name]
    except KeyError:
        raise ExportFailed(ExportReason.UNKNOWN_PRESET, preset=name, known=tuple(JOURNAL_PRESETS)) from None
