"""The inspector's page for a category or theme: labels, numbers, the codes below it, its quotations."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from qdatool.coding.node_keys import code_of_key
from qdatool.figures.spec import code_key
from qdatool.ui.controls import ElidedLabel, LinkButton, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.fold_part import FoldPart
from qdatool.ui.models.inspector.label_fields import LabelFields
from qdatool.ui.models.inspector.look_part import LookPart
from qdatool.ui.models.inspector.page import InspectorPage, PartList, opening_card, passages
from qdatool.ui.models.inspector.parts import CodeRow, Fact, FactCells, SectionHead
from qdatool.ui.models.inspector.signs import CodeSquare
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import Space
from qdatool.wording import interface_language, localized_number, tr

_FIRST_QUOTATIONS = 12
_MORE_QUOTATIONS = 30


class CodePage(InspectorPage):
    """Shows one code of the figure and leads to its sentences."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._code_id: int | None = None
        self._limit = _FIRST_QUOTATIONS
        self._square = CodeSquare()
        self._title = WrappingLabel("", Look.HEADING)
        self._chip = QLabel()
        wear(self._chip, Look.CHIP)
        self._chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._other = ElidedLabel("", Look.DENSE)
        self.labels = LabelFields(session)
        self._facts = FactCells()
        self.look, self.fold = LookPart(session), FoldPart(session)
        self._under = ElidedLabel("", Look.META)
        self._below_head = SectionHead("Codes below it")
        self._below = PartList(0)
        self._quotations_head = SectionHead("Quotations", Icon.QUOTE)
        self._quotations = PartList()
        self._more = LinkButton("Show more quotations")
        self._more.clicked.connect(self._show_more)
        head = QHBoxLayout()
        head.setSpacing(Space.S)
        head.addWidget(self._square)
        head.addWidget(self._title, 1)
        head.addWidget(self._chip)
        head.addWidget(self.labels.edit_button)
        self.column.addLayout(head)
        for part in (
            self._other,
            self.labels,
            self._under,
            self._facts,
            self.fold,
            self.look,
            self._below_head,
            self._below,
        ):
            self.column.addWidget(part)
        self.column.addWidget(self._quotations_head)
        self.column.addWidget(self._quotations)
        self.column.addWidget(self._more)
        self.column.addStretch(1)

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        parts = [*self._below.parts(), *self._quotations.parts()]
        return parts[0] if parts else self.labels.edit_button

    def cards(self) -> list[QWidget]:
        """Return the cards of quotations shown."""
        return self._quotations.parts()

    def show_key(self, key: str) -> None:
        """Show the code that a node stands for, as it is now."""
        code_id = code_of_key(key)
        if code_id != self._code_id:
            self._code_id, self._limit = code_id, _FIRST_QUOTATIONS
        self.look.show_key(key)
        self.fold.show_sentence(self.session.folding.sentence(key) if self.session.folding is not None else "")
        self._refresh()

    def _show_more(self) -> None:
        self._limit += _MORE_QUOTATIONS
        self._refresh()

    def _refresh(self) -> None:
        code, content = self.session.code(self._code_id), self.session.content
        if code is None or content is None:
            return
        language = interface_language()
        other = "en" if language == "fa" else "fa"
        label, second = code.label_in(language), code.labels.get(other) or code.label
        self._square.show_color(code.color)
        self._title.show_text(label)
        self._other.setText(second if second != label else "")
        self._other.setVisible(second != label)
        self.labels.show_code(code)
        level = next((level for level in content.levels if level.id == code.level_id), None)
        self._chip.setText(level.name_in(language) if level is not None else "")
        above = self.session.label(code.parent_id) if code.parent_id is not None else ""
        self._under.setText(tr("Under {category}", category=above) if above else "")
        self._under.setVisible(bool(above))
        found = content.quotations_of(code.id)
        below = content.tree.children_of(code.id)
        interviews = len(set(found.values()))
        self._facts.setToolTip(tr("Quotations of all coders, with those of the codes below"))
        self._facts.show_facts(
            Fact(localized_number(len(found), language), tr("quotations")),
            Fact(tr("{some} of {all}", some=interviews, all=len(content.documents)), tr("interviews")),
            Fact(localized_number(len(below), language), tr("codes below")),
        )
        self._show_below(below)
        self._quotations_head.show_count(len(found))
        shown = dict.fromkeys(list(found)[: self._limit])
        cards = [
            opening_card(self.session, passage) for passage in passages(content.project, self.session, dict(shown))
        ]
        self._quotations.show_parts(cards or [WrappingLabel(tr("No quotation yet."), Look.META)])
        self._more.setVisible(len(found) > self._limit)

    def _show_below(self, below: tuple[int, ...]) -> None:
        content = self.session.content
        self._below_head.setVisible(bool(below))
        self._below_head.show_count(len(below))
        counts = {code_id: content.count_of(code_id) for code_id in below}
        most = max((count.quotations for count in counts.values()), default=0) or 1
        rows = []
        for code_id, count in counts.items():
            code = content.tree.codes[code_id]
            row = CodeRow(
                code.label_in(interface_language()),
                code.color,
                (count.quotations, count.documents),
                count.quotations / most,
                has_below=bool(content.tree.children_of(code_id)),
            )
            row.clicked.connect(lambda wanted=code_id: self.session.choose(code_key(wanted)))
            rows.append(row)
        self._below.show_parts(rows)
