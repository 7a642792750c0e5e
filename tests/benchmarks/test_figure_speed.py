"""How fast a figure becomes a file, in one warm process; a figure that takes longer than it may fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from qdatool.coding.models import list_models
from qdatool.coding.project import Project
from qdatool.export.figure_formats import figure_writer
from qdatool.export.figure_options import FigureOptions
from qdatool.figures.gather import FigureChoices, spec_for_model
from qdatool.figures.layout import layout_figure
from qdatool.figures.qt_text import QtTextMeasurer
from qdatool.figures.spec import FigureLanguage, FigureSpec
from qdatool.figures.style import figure_style
from qdatool.importing.sample import build_sample

WARM_UPS, ROUNDS = 5, 30
MOST_MS = {"svg": 150.0, "pdf": 300.0, "png": 800.0}
MOST_NETWORK_MS = 100.0


def spec_of(folder: Path, sample: str, **choices: object) -> FigureSpec:
    path = folder / f"{sample}.qdatool"
    with Project.open(path) if path.exists() else build_sample(sample, path) as project:
        return spec_for_model(project, list_models(project)[0].id, FigureChoices(**choices))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("figures")


@pytest.mark.parametrize("suffix", MOST_MS)
def test_the_paradigm_of_the_first_study_as_a_file(benchmark, folder, suffix):
    spec = spec_of(folder, "grounded-theory-fa", shows_counts=True, has_caption=True)
    style = figure_style()
    measurer = QtTextMeasurer(style.fonts)
    write = figure_writer(Path(f"figure.{suffix}"))
    options = FigureOptions(dpi=600)
    benchmark.pedantic(
        lambda: write(layout_figure(spec, style, measurer), options), rounds=ROUNDS, warmup_rounds=WARM_UPS
    )
    _check(benchmark, suffix, MOST_MS[suffix])


def test_the_whole_network_of_the_second_study_is_laid_out_without_overlap(benchmark, folder):
    spec = spec_of(folder, "thematic-network-en", language=FigureLanguage.FA, depth=3)
    style = figure_style()
    measurer = QtTextMeasurer(style.fonts)
    figure = layout_figure(spec, style, measurer)
    assert len(figure.nodes) == 126
    boxes = [box.rect for box in figure.boxes if box.stroke is not None]
    assert not [1 for i, a in enumerate(boxes) for b in boxes[i + 1 :] if a.overlaps(b)]
    benchmark.pedantic(lambda: layout_figure(spec, style, measurer), rounds=ROUNDS, warmup_rounds=WARM_UPS)
    _check(benchmark, "network of 126", MOST_NETWORK_MS)


def _check(benchmark, what: str, most_ms: float) -> None:
    median_ms = benchmark.stats.stats.median * 1000
    print(f"{what}: median {median_ms:.1f} ms, at most {most_ms:.0f} ms")
    assert median_ms <= most_ms
