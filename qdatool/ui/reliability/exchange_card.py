"""The card for a coder on another computer: a copy to take along, and bringing back what was done in it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy

from qdatool.coding.coder_copy import CoderCopy, make_coder_copy
from qdatool.coding.coders import list_coders
from qdatool.coding.merge_plan import MergePlan
from qdatool.coding.merging import merge_file, preview_merge
from qdatool.ui.controls import SentenceButton, SentenceLabel, SentenceText, WrappingLabel
from qdatool.ui.dialogs import PROJECT_SUFFIX
from qdatool.ui.icons import Icon
from qdatool.ui.reliability.card import Card
from qdatool.ui.reliability.session import ReliabilitySession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import Space
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, tr
from qdatool.wording.merge_sentences import conflict_sentence, merge_sentences

_SHOWN_CONFLICTS = 8


class ExchangeCard(Card):
    """Makes a copy for the coder chosen; shows what a copy brings before it is merged."""

    def __init__(self, session: ReliabilitySession) -> None:
        super().__init__("A coder on another computer")
        self._session = session
        self._waiting: Path | None = None
        self.foot.setSpacing(Space.S)
        self.foot.addWidget(
            SentenceText(
                "Make a copy for the coder, without what others coded in blind rounds. Later, bring the copy back: "
                "what is new in it is added, and nothing twice.",
                Look.DENSE,
            )
        )
        line = QHBoxLayout()
        line.setSpacing(Space.S)
        label = SentenceLabel("Coder", Look.DENSE)
        label.setFixedWidth(92)
        self.coder = QComboBox()
        self.coder.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        line.addWidget(label)
        line.addWidget(self.coder, 1)
        self.foot.addLayout(line)
        self.make = SentenceButton("Make a copy…", name=Icon.EXPORT)
        self.bring = SentenceButton("Bring a copy back…", name=Icon.MERGE)
        self.make.clicked.connect(self.make_copy)
        self.bring.clicked.connect(self.ask_for_copy)
        self.foot.addLayout(_line(self.make, self.bring))
        self.told = WrappingLabel("", Look.DENSE)
        self.accept = SentenceButton("Bring it in", Look.PRIMARY)
        self.leave = SentenceButton("Leave it")
        self.accept.clicked.connect(self._merge)
        self.leave.clicked.connect(lambda: self._show(None, None))
        self.foot.addWidget(self.told)
        self.foot.addLayout(_line(self.accept, self.leave))
        self._show(None, None)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the interface's language."""
        self.coder.setAccessibleName(tr("Coder"))
        self._show(None, None)
        self.refresh()

    def refresh(self) -> None:
        """Offer the coders there are; by default one who does not code here now."""
        project = self._session.project
        coders = [one for one in list_coders(project) if not one.is_consensus] if project is not None else []
        present = self.coder.currentData()
        self.coder.clear()
        for coder in coders:
            self.coder.addItem(coder.name, coder.id)
        usual = next((one.id for one in coders if project is not None and one.id != project.coder_id), None)
        wanted = present if self.coder.findData(present) >= 0 else usual
        self.coder.setCurrentIndex(max(self.coder.findData(wanted), 0))
        self.make.setEnabled(bool(coders))
        self.bring.setEnabled(project is not None and not project.is_read_only)

    def make_copy(self) -> None:
        """Ask where the copy goes, and make it."""
        project, coder_id = self._session.project, self.coder.currentData()
        if project is None or coder_id is None:
            return
        proposed = project.path.with_name(f"{project.path.stem} {self.coder.currentText()}{PROJECT_SUFFIX}")
        kinds = f"{tr('qdatool projects')} (*{PROJECT_SUFFIX})"
        shell = self._session.shell
        target = shell.dialogs.file_to_write(tr("Make a copy for another coder"), proposed, kinds)
        if target is None:
            return
        made: CoderCopy | None = shell.attempt(lambda: make_coder_copy(project, target, coder_id))
        if made is not None:
            sentence = tr(
                "{file} was made for {coder}; codings left out: {n}",
                file=made.path.name,
                coder=made.coder,
                n=made.left_out,
            )
            shell.show_notice(Notice(NoticeKind.OK, sentence))

    def ask_for_copy(self) -> None:
        """Ask for a coder's copy and show what it would bring."""
        project = self._session.project
        if project is None:
            return
        shell = self._session.shell
        chosen = shell.dialogs.project_to_open(project.path.parent)
        if chosen is not None:
            plan = shell.attempt(lambda: preview_merge(project, chosen))
            self._show(chosen if plan is not None else None, plan)

    def _merge(self) -> None:
        project, path = self._session.project, self._waiting
        if project is None or path is None:
            return
        plan = self._session.shell.attempt(lambda: merge_file(project, path))
        if plan is not None:
            sentence = merge_sentences(plan, interface_language(), is_done=True)[0]
            self._session.shell.show_notice(Notice(NoticeKind.OK, sentence))
        self._show(None, None)

    def _show(self, path: Path | None, plan: MergePlan | None) -> None:
        """Show what a file would bring, or nothing."""
        self._waiting = path
        lines = []
        if plan is not None and path is not None:
            language = interface_language()
            lines = [path.name, *merge_sentences(plan, language, is_done=False)]
            lines += [conflict_sentence(one, language) for one in plan.conflicts[:_SHOWN_CONFLICTS]]
            more = len(plan.conflicts) - _SHOWN_CONFLICTS
            lines += [tr("and {n} more", n=more)] if more > 0 else []
        self.told.show_text("\n".join(lines))
        self.told.setVisible(bool(lines))
        can_merge = plan is not None and not plan.is_empty
        self.accept.setVisible(can_merge)
        self.leave.setVisible(plan is not None)


def _line(*buttons: SentenceButton) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(Space.S)
    for button in buttons:
        line.addWidget(button)
    line.addStretch(1)
    return line
