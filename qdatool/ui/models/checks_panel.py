"""The checks of a model, live; each line goes to its cause, one cause after the other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from qdatool.coding.model_check import Finding
from qdatool.coding.model_links import role_of
from qdatool.figures.spec import code_key, link_key, role_key
from qdatool.ui.controls import ClickableFrame, ElidedLabel, IconLabel, PanelHead, SentenceLabel, WrappingLabel
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.models.checks import CheckLine, Grade, check_lines, lowest_count
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Space
from qdatool.ui.workspace import Place, PlaceKind, WorkspaceId
from qdatool.wording import interface_language, localized_number, tr

_SIGNS = {
    Grade.OK: (Icon.OK, Ink.OK, Look.CHIP_OK),
    Grade.HINT: (Icon.INFO, Ink.ACCENT, Look.CHIP_ACCENT),
    Grade.WARNING: (Icon.WARNING, Ink.WARN, Look.CHIP_WARN),
    Grade.ERROR: (Icon.ERROR, Ink.ERROR, Look.CHIP_ERROR),
}


class ChecksPanel(QFrame):
    """Lists what the model lacks and what is in order."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._turns: dict[str, int] = {}
        wear(self, Look.PANEL)
        head = PanelHead("Checks of the model")
        self._chips = {grade: QLabel() for grade in (Grade.OK, Grade.WARNING, Grade.ERROR)}
        for grade, chip in self._chips.items():
            wear(chip, _SIGNS[grade][2])
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            head.add(chip)
        end = QWidget()
        end.setFixedWidth(Space.XS)
        head.add(end)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(Space.XS, Space.XS, Space.XS, Space.S)
        self._rows.setSpacing(1)
        ground = QFrame()
        wear(ground, Look.PANEL)
        ground.setLayout(self._rows)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(ground)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(head)
        column.addWidget(self._scroll, 1)
        session.refreshed.connect(self.refresh)
        session.model_shown.connect(self._turns.clear)
        self.refresh()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.refresh()

    def refresh(self) -> None:
        """Check the model as it stands now."""
        session, model, content = self._session, self._session.model, self._session.content
        lines: list[CheckLine] = []
        if model is not None and content is not None:
            labels = {code.id: code.label_in(interface_language()) for code in content.tree}
            lines = check_lines(model, session.findings(), labels, lowest_count(model, content.tree))
        focused = self._focused_place()
        while self._rows.count():
            taken = self._rows.takeAt(0).widget()
            if taken is not None:
                taken.hide()
                taken.deleteLater()
        for line in lines:
            self._rows.addWidget(CheckRow(line, self._jumper(line)))
        self._rows.addStretch(1)
        for grade, chip in self._chips.items():
            count = sum(line.grade is grade for line in lines)
            chip.setText(localized_number(count, interface_language()))
            chip.setToolTip(tr(_COUNT_NAMES[grade], count=count))
            chip.setAccessibleName(tr(_COUNT_NAMES[grade], count=count))
            chip.setVisible(count > 0)
        rows = self.rows()
        if focused is not None and focused < len(rows):
            rows[focused].setFocus()

    def rows(self) -> list[CheckRow]:
        """Return the lines shown, from above."""
        found = (self._rows.itemAt(i).widget() for i in range(self._rows.count()))
        return [row for row in found if isinstance(row, CheckRow)]

    def first_row(self) -> QWidget | None:
        """Return where the keyboard goes first, or None when no line leads anywhere."""
        return next((row for row in self.rows() if row.line.findings), None)

    def jump(self, finding: Finding) -> None:
        """Show the cause of a finding: on the figure, or among the codes where the figure has no such place."""
        session, model, content = self._session, self._session.model, self._session.content
        if model is None or content is None:
            return
        relation = next((one for one in content.relations if one.id == finding.relation_id), None)
        if relation is not None:
            ends = role_of(model, content.tree, relation.source_id), role_of(model, content.tree, relation.target_id)
            if ends[0] is not None and ends[1] is not None:
                session.choose(link_key(role_key(ends[0]), role_key(ends[1])))
                return
        if finding.code_id is not None:
            in_model = {slot.code_id for slot in model.slots}
            if in_model & {finding.code_id, *content.tree.ancestors(finding.code_id)}:
                session.choose(code_key(finding.code_id))
            else:
                session.shell.go_to(Place(WorkspaceId.CODE, PlaceKind.CODE, finding.code_id))
        elif finding.role is not None:
            session.choose(role_key(finding.role))

    def _jumper(self, line: CheckLine) -> Callable[[], None]:
        def jump() -> None:
            turn = self._turns.get(line.sentence, 0)
            self._turns[line.sentence] = turn + 1
            self.jump(line.findings[turn % len(line.findings)])

        return jump

    def _focused_place(self) -> int | None:
        return next((i for i, row in enumerate(self.rows()) if row.hasFocus()), None)


class CheckRow(ClickableFrame):
    """One line: sign, sentence, what it is about, and a link to the cause."""

    def __init__(self, line: CheckLine, jump: Callable[[], None]) -> None:
        super().__init__()
        self.line = line
        self.setObjectName("sideLink")
        icon_name, ink, _ = _SIGNS[line.grade]
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.S - 2, 5, Space.S - 2, 5)
        row.setSpacing(Space.S)
        sign = IconLabel(icon_name, IconSize.NORMAL, ink)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(WrappingLabel(line.sentence, Look.DENSE if line.grade is Grade.OK else None))
        if line.detail:
            words.addWidget(ElidedLabel(line.detail, Look.META))
        row.addLayout(words, 1)
        self.setAccessibleName(f"{line.sentence}. {line.detail}" if line.detail else line.sentence)
        if not line.findings:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            return
        show = SentenceLabel("Show", Look.LINK_TEXT)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        row.addWidget(show, 0, Qt.AlignmentFlag.AlignTop)
        self.clicked.connect(jump)


_COUNT_NAMES = {
    Grade.OK: "{count} in order",
    Grade.HINT: "{count} to know",
    Grade.WARNING: "{count} to look at",
    Grade.ERROR: "{count} missing",
}
