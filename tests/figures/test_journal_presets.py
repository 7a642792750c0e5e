"""The presets as the journals' own instructions give them."""

from __future__ import annotations

import pytest

from qdatool.errors import ExportFailed, ExportReason
from qdatool.figures.journal_presets import JOURNAL_PRESETS, journal_preset

ASKED = {
    "elsevier-single": (90, 1000, {"pdf", "tiff"}),
    "elsevier-half": (140, 1000, {"pdf", "tiff"}),
    "elsevier-double": (190, 1000, {"pdf", "tiff"}),
    "springer-single": (84, 1200, {"tiff"}),
    "springer-double": (174, 1200, {"tiff"}),
    "plos": (190.5, 600, {"tiff"}),
    "apa": (165, None, set()),
    "fa-column": (75, 300, set()),
    "fa-page": (162, 300, set()),
    "fa-vaziri": (130, 300, set()),
}


def test_every_preset_asks_for_what_its_journal_asks_for():
    presets = {name: (each.width_mm, each.dpi, set(each.formats)) for name, each in JOURNAL_PRESETS.items()}
    assert presets == ASKED


@pytest.mark.parametrize("suffix", [".tiff", "tiff", ".TIFF", ".tif"])
def test_a_format_that_is_taken_is_taken_however_it_is_written(suffix):
    assert journal_preset("plos").takes(suffix)


def test_other_formats_are_not_taken():
    assert not journal_preset("springer-single").takes(".pdf")


def test_an_unknown_preset_is_refused_with_the_known_ones():
    with pytest.raises(ExportFailed) as refused:
        journal_preset("nature")
    assert refused.value.reason is ExportReason.UNKNOWN_PRESET
    assert "elsevier-single" in str(refused.value.facts["known"])
