"""The figure as a file: what the panel shows is what is written."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from qdatool.coding.models import list_models, take_from_slot
from qdatool.coding.roles import Role
from qdatool.figures.spec import POINTS_PER_MM, FigureLanguage
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.workspace import NoticeKind


@pytest.fixture
def panel(study):
    study.window.actions.trigger(ModelAction.SHOW_EXPORT)
    return study.workspace.export


def choose_format(panel, suffix):
    panel.choices.format.setCurrentIndex(panel.choices.format.findData(suffix))


def save(study, dialogs, qtbot, path):
    dialogs.target = path
    study.workspace.export.save_button.click()
    qtbot.waitUntil(lambda: study.window.notice() is not None, timeout=10_000)
    assert study.window.notice().kind is NoticeKind.OK


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        ("svg", b"<"),
        ("pdf", b"%PDF"),
        ("png", b"\x89PNG"),
        ("tiff", b"II*"),
        ("docx", b"PK"),
        ("pptx", b"PK"),
        ("drawio", b"<?xml"),
        ("graphml", b"<?xml"),
    ],
)
def test_a_figure_is_written_in_each_format(study, panel, dialogs, qtbot, tmp_path, suffix, start):
    choose_format(panel, suffix)
    path = tmp_path / f"figure.{suffix}"
    save(study, dialogs, qtbot, path)
    assert path.read_bytes().startswith(start)


def test_a_picture_has_the_dots_that_were_asked_for(study, panel, dialogs, qtbot, tmp_path):
    choose_format(panel, "png")
    panel.choices.dpi.button(300).click()
    panel.choices.width_mm.setValue(90)
    path = tmp_path / "figure.png"
    save(study, dialogs, qtbot, path)
    assert QImage(str(path)).width() == round(90 / 25.4 * 300)


def test_a_forgotten_suffix_is_added(study, panel, dialogs, qtbot, tmp_path):
    choose_format(panel, "svg")
    save(study, dialogs, qtbot, tmp_path / "figure")
    assert (tmp_path / "figure.svg").exists()


def test_the_svg_speaks_the_language_chosen(study, panel, dialogs, qtbot, tmp_path):
    choose_format(panel, "svg")
    panel.choices.language.button(FigureLanguage.FA).click()
    path = tmp_path / "figure.svg"
    save(study, dialogs, qtbot, path)
    written = path.read_text(encoding="utf-8")
    assert "مقولهٔ" in written


def test_a_preset_sets_the_width(study, panel):
    row = panel.choices.presets.findText("Elsevier, two columns", flags=Qt.MatchFlag.MatchStartsWith)
    panel.choices.presets.setCurrentIndex(row)
    panel.choices.presets.activated.emit(row)
    assert panel.figure().width == pytest.approx(190 * POINTS_PER_MM)


def take_preset(panel, name):
    row = panel.choices.presets.findText(name, flags=Qt.MatchFlag.MatchStartsWith)
    panel.choices.presets.setCurrentIndex(row)
    panel.choices.presets.activated.emit(row)


def test_a_preset_sets_the_dots_per_inch_and_a_format_that_the_journal_takes(study, panel):
    choose_format(panel, "svg")
    take_preset(panel, "Springer, two columns")
    assert panel.choices.suffix == "tiff"
    assert panel.choices.options(None).dpi == 1200
    take_preset(panel, "Elsevier, one column")
    assert (panel.choices.suffix, panel.choices.options(None).dpi) == ("tiff", 1000)
    take_preset(panel, "APA")
    assert (panel.choices.suffix, panel.choices.options(None).dpi) == ("tiff", 600)


def test_a_format_that_the_journal_does_not_take_is_said(study, panel):
    take_preset(panel, "PLOS")
    assert "only" not in panel._check.text()
    choose_format(panel, "png")
    assert "PLOS" in panel._check.text() and "TIFF" in panel._check.text()
    panel.choices.width_mm.setValue(123.0)
    assert "only" not in panel._check.text()


def test_a_width_of_no_journal_is_ones_own(study, panel):
    panel.choices.width_mm.setValue(123.0)
    assert panel.choices.presets.currentIndex() == -1
    assert panel.figure().width == pytest.approx(123 * POINTS_PER_MM)


def test_a_caption_written_in_the_panel_belongs_to_the_model(study, panel):
    panel.choices.caption.setChecked(True)
    QTest.keyClicks(panel.choices.caption_words, "Why they leave")
    QTest.keyClick(panel.choices.caption_words, Qt.Key.Key_Return)
    assert list_models(study.project)[0].captions == {"en": "Why they leave"}
    assert any("Why they leave" in line.text for line in panel.figure().texts)


def test_turning_away_from_the_dialog_writes_nothing(study, panel, dialogs, tmp_path):
    before = set(tmp_path.iterdir())
    dialogs.target = None
    panel.save_button.click()
    assert set(tmp_path.iterdir()) == before


def test_a_missing_folder_is_said(study, panel, dialogs, qtbot, tmp_path):
    dialogs.target = tmp_path / "nowhere" / "figure.pdf"
    panel.save_button.click()
    qtbot.waitUntil(lambda: study.window.notice() is not None, timeout=10_000)
    assert study.window.notice().kind is NoticeKind.ERROR


def test_an_empty_phenomenon_is_warned_of(study, panel):
    assert not panel._warning.isVisible()
    model = list_models(study.project)[0]
    take_from_slot(study.project, model.id, Role.PHENOMENON, study.codes["Phenomenon"])
    assert panel._warning.isVisible()


def test_the_screen_style_never_reaches_a_file(make_study, dialogs, qtbot, tmp_path):
    study = make_study(theme="dark")
    study.window.actions.trigger(ModelAction.SHOW_EXPORT)
    study.workspace.export.choices.format.setCurrentIndex(study.workspace.export.choices.format.findData("png"))
    path = tmp_path / "figure.png"
    save(study, dialogs, qtbot, path)
    assert QImage(str(path)).pixelColor(1, 1).name() == "#ffffff"
