"""Lists of the inspector that are made anew after every step: the keyboard stays in them, Tab meets them in order."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox

from qdatool.coding.models import list_models
from qdatool.coding.roles import LineStyle
from qdatool.ui.controls import IconButton
from qdatool.ui.models.actions import ModelAction
from qdatool.ui.models.inspector.role_part import RolePart

CONTEXT = "process-context"


@pytest.fixture
def role_part(study):
    """Return the fields for place and arrows of the first role of a process view."""
    study.window.actions.trigger(ModelAction.NEW_PROCESS)
    study.canvas.choose(f"role:{CONTEXT}")
    part = study.workspace.inspector.findChild(RolePart)
    part.opener.click()
    QCoreApplication.processEvents()
    return part


def arrows_of(study):
    model = list_models(study.project)[-1]
    role = next(role for role in model.roles if role.key == CONTEXT)
    return {arrow.target: arrow.line_style for arrow in role.arrows}


def press(key):
    QTest.keyClick(QApplication.focusWidget(), key)
    QCoreApplication.processEvents()


def test_the_form_of_an_arrow_is_chosen_key_by_key(study, role_part):
    role_part.arrows.parts()[0].findChild(QComboBox).setFocus()
    press(Qt.Key.Key_Down)
    assert arrows_of(study)["process-action"] is LineStyle.DASHED
    press(Qt.Key.Key_Up)
    assert arrows_of(study) == {"process-action": LineStyle.SOLID, "process-change": LineStyle.SOLID}
    assert QApplication.focusWidget() is role_part.arrows.parts()[0].findChild(QComboBox)


def test_tab_goes_through_arrows_between_what_stands_above_and_below(study, role_part):
    role_part.core.setFocus()
    met = []
    for _ in range(5):
        press(Qt.Key.Key_Tab)
        met.append(QApplication.focusWidget())
    rows = role_part.arrows.parts()
    wanted = [field for row in rows for field in (row.findChild(QComboBox), row.findChild(IconButton))]
    assert met == [*wanted, role_part.targets]


def test_after_the_last_row_is_gone_the_keyboard_is_on_the_page(study):
    study.canvas.choose("role:causal")
    page = study.workspace.inspector.role
    page.category_rows()[0].findChild(IconButton).setFocus()
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.category_rows()[0].findChild(IconButton)
    press(Qt.Key.Key_Space)
    assert QApplication.focusWidget() is page.first_field()
