"""The workspace in Persian: at the start, and when the language changes while it is shown."""

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from qdatool.ui.models.actions import ModelAction
from qdatool.ui.shell_actions import ShellAction

ALLOWED = {"EN", "فا+EN", "English", "Strategies"}
"""Names that are the same in both languages, and the textbook's English name of a role in the field for it."""
OF_THE_STUDY = ("Training", "Lower costs", "P1", "Paradigm", "Letter", "The chief", "Nobody", "Late", "We went")


def english(root: QWidget) -> set[str]:
    """Return the texts shown with Latin letters, but for what the user wrote."""
    said = set()
    for widget in root.findChildren(QWidget):
        if not widget.isVisible():
            continue
        texts = [widget.accessibleName(), widget.toolTip()]
        if (isinstance(widget, QLabel) and widget.accessibleName() == "") or isinstance(widget, QAbstractButton):
            texts.append(widget.text())
        if isinstance(widget, QLineEdit):
            texts.append(widget.placeholderText())
        said.update(texts)
    latin = {text for text in said if any("a" <= letter.lower() <= "z" for letter in text)}
    return {text for text in latin - ALLOWED if not any(own in text for own in OF_THE_STUDY) and "Ctrl" not in text}


@pytest.fixture
def walk():
    """Return a walk through everything the workspace can show."""

    def _walk(study) -> set[str]:
        study.window.actions.trigger(ModelAction.SHOW_EXPORT)
        choices = study.workspace.export.choices
        choices.format.setCurrentIndex(choices.format.findData("png"))
        found = english(study.workspace.widget)
        for key in ("link:role:strategy>role:consequence", "link:role:causal>role:phenomenon", "role:strategy"):
            study.canvas.choose(key)
            found |= english(study.workspace.widget)
        study.canvas.choose(study.key("Training"))
        return found | english(study.workspace.widget)

    return _walk


def shortcuts(texts: set[str]) -> set[str]:
    """Return the texts that hold more than a name in Persian and a key."""
    return {text for text in texts if not any("\u0600" <= letter <= "\u06ff" for letter in text)}


def test_no_english_is_left_in_the_persian_workspace(make_study, walk):
    assert shortcuts(walk(make_study(language="fa"))) == set()


def test_no_english_is_left_after_a_change_of_language(study, walk, qapp):
    walk(study)
    study.window.actions.trigger(ModelAction.SHOW_EXPORT)
    study.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    qapp.processEvents()
    assert shortcuts(walk(study)) == set()


def test_the_figure_follows_the_language_of_the_window(study, qapp):
    study.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    qapp.processEvents()
    figure = study.canvas.figure()
    assert figure.node("role:causal").label == "شرایط علّی"
    assert figure.node("role:causal").rect.x > figure.node("role:consequence").rect.x


def test_the_status_bar_says_the_facts_in_the_language_of_the_window(study, qapp):
    study.window.actions.trigger(ShellAction.SWITCH_LANGUAGE)
    qapp.processEvents()
    shown = [label.text() for label in study.window.findChildren(QLabel) if label.isVisible()]
    assert any("۵ نقش از ۶" in text for text in shown)


def test_the_dark_figure_has_the_shades_of_the_theme(study, qapp):
    light = {box.stroke for box in study.canvas.figure().boxes}
    study.window.actions.trigger(ShellAction.SWITCH_THEME)
    qapp.processEvents()
    dark = {box.stroke for box in study.canvas.figure().boxes}
    assert light - {None} != dark - {None}
