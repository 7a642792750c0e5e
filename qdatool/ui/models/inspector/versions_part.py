"""The versions of the model shown: keep one, compare it with what stands now, bring it back."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from qdatool.coding.map_nodes import OWN_THINGS
from qdatool.coding.model_aspects import ModelAspect, changed_aspects
from qdatool.coding.model_compare import Difference, DifferenceKind, compare_contents
from qdatool.coding.model_content import ShownCode
from qdatool.coding.model_versions import (
    ModelVersion,
    delete_version,
    keep_version,
    list_versions,
    present_content,
    rename_version,
    restore_version,
    version_content,
)
from qdatool.figures.spec import code_key
from qdatool.ui.controls import ClickableFrame, ElidedLabel, IconButton, IconLabel, SentenceButton, WrappingLabel
from qdatool.ui.dates import shown_time
from qdatool.ui.icons import Icon, Ink
from qdatool.ui.models.inspector.page import PartList
from qdatool.ui.models.inspector.parts import SectionHead
from qdatool.ui.models.session import ModelSession
from qdatool.ui.style_sheet import Look
from qdatool.ui.tokens import IconSize, Space
from qdatool.ui.workspace import Notice, NoticeKind
from qdatool.wording import interface_language, listed, tr

_SENTENCES = {
    DifferenceKind.ADDED: "Added: {name}",
    DifferenceKind.REMOVED: "Removed: {name}",
    DifferenceKind.MOVED: "Moved: {name}",
    DifferenceKind.RENAMED: "Renamed: {before}, now {name}",
    DifferenceKind.REPLACED: "Another picture: {name}",
    DifferenceKind.LINK_ADDED: "New link from {name}",
    DifferenceKind.LINK_REMOVED: "Link from {name} removed",
    DifferenceKind.LINK_CHANGED: "Link from {name} changed",
}
_ASPECTS = {
    ModelAspect.TITLES: "The title or the caption is another.",
    ModelAspect.ROLES: "The roles, their names, places or arrows are others.",
    ModelAspect.ORDER: "The categories stand in another order.",
    ModelAspect.THINGS: "Other passages, memos or participants stand on the map.",
    ModelAspect.MAP_LINKS: "The links of the map are others.",
    ModelAspect.ARRANGEMENT: "Boxes or links were moved, resized or pinned.",
    ModelAspect.LOOKS: "Boxes or links look different.",
    ModelAspect.DISPLAY: "The figure is shown another way.",
}
_SIGNS = {
    DifferenceKind.ADDED: (Icon.ADD, Ink.OK),
    DifferenceKind.LINK_ADDED: (Icon.ADD, Ink.OK),
    DifferenceKind.REMOVED: (Icon.CLOSE, Ink.ERROR),
    DifferenceKind.LINK_REMOVED: (Icon.CLOSE, Ink.ERROR),
    DifferenceKind.MOVED: (Icon.SORT, Ink.ACCENT),
    DifferenceKind.RENAMED: (Icon.EDIT, Ink.WARN),
    DifferenceKind.REPLACED: (Icon.PICTURE, Ink.WARN),
    DifferenceKind.LINK_CHANGED: (Icon.EDIT, Ink.WARN),
}


class VersionsPart(QWidget):
    """A section of the inspector: the versions, the newest first, and what differs from the one compared with."""

    compared = Signal(object)
    """What differs, as a mapping of node keys to kinds of difference; empty when nothing is compared."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._compared_id: int | None = None
        self._head = SectionHead("Versions", Icon.HISTORY)
        self.keep_button = SentenceButton("Keep this version", Look.SMALL, Icon.ADD)
        self.keep_button.clicked.connect(self.keep)
        self.rows = PartList(Space.XS)
        self.differences = PartList(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.XS)
        column.addWidget(self._head)
        column.addWidget(self.rows)
        column.addWidget(self.differences)
        column.addWidget(self.keep_button, 0, Qt.AlignmentFlag.AlignLeading)

    def refresh(self) -> None:
        """Show the versions of the model shown and what differs now."""
        project, model = self._session.project, self._session.model
        if project is None or model is None:
            return
        versions = list_versions(project, model.id)
        if self._compared_id not in {version.id for version in versions}:
            self._compared_id = None
        self._head.show_count(len(versions))
        self.keep_button.setEnabled(self._session.can_write)
        none_yet = WrappingLabel(tr("None yet. A version lets you see what has changed since, and go back."), Look.META)
        self.rows.show_parts([self._row(version) for version in versions] or [none_yet])
        self._show_differences()

    def compare(self, version_id: int | None) -> None:
        """Compare what stands now with a version, or with none."""
        self._compared_id = version_id
        self.refresh()

    def _row(self, version: ModelVersion) -> QWidget:
        row = VersionRow(version, is_compared=version.id == self._compared_id, can_write=self._session.can_write)
        row.compare_button.clicked.connect(lambda is_on: self.compare(version.id if is_on else None))
        row.renamed.connect(lambda label: self._attempt_rename(version.id, label))
        row.restore_button.clicked.connect(lambda: self._restore(version.id))
        row.delete_button.clicked.connect(lambda: self._delete(version.id))
        return row

    def _show_differences(self) -> None:
        project, model = self._session.project, self._session.model
        if project is None or model is None or self._compared_id is None:
            self.differences.show_parts([])
            self.compared.emit({})
            return
        older, newer = version_content(project, self._compared_id), present_content(project, model.id)
        found = compare_contents(older, newer)
        keys = {code.guid: code_key(code.id) for code in self._session.content.tree}
        keys |= {one.guid: one.guid for one in found if one.guid.partition(":")[0] in OWN_THINGS}
        parts: list[QWidget] = [self._difference(one, keys.get(one.guid)) for one in found]
        parts += [WrappingLabel(tr(_ASPECTS[each]), Look.META) for each in changed_aspects(older, newer)]
        self.differences.show_parts(parts or [WrappingLabel(tr("Nothing has changed since."), Look.META)])
        self.compared.emit({keys[one.guid]: one.kind for one in reversed(found) if one.guid in keys})

    def _difference(self, difference: Difference, key: str | None) -> QWidget:
        name, before = _label(difference.after or difference.before), _label(difference.before)
        if key == difference.guid:
            # A picture need not have a caption.
            name, before = name or tr("Picture"), before or tr("Picture")
        elif difference.kind is DifferenceKind.RENAMED and name == before:
            # It was renamed in the other language.
            name, before = (" / ".join(code.labels.values()) for code in (difference.after, difference.before))
        sentence = tr(_SENTENCES[difference.kind], name=name, before=before)
        row = DifferenceRow(difference.kind, sentence)
        if key is not None:
            row.clicked.connect(lambda: self._session.choose(key))
        return row

    def keep(self) -> None:
        """Keep how the model shown stands now."""
        project, model = self._session.project, self._session.model
        if project is not None and model is not None:
            self._session.attempt(lambda: keep_version(project, model.id))

    def _attempt_rename(self, version_id: int, label: str) -> None:
        project = self._session.project
        if project is not None:
            self._session.attempt(lambda: rename_version(project, version_id, label))

    def _restore(self, version_id: int) -> None:
        project = self._session.project
        if project is None:
            return
        gone = self._session.attempt(lambda: restore_version(project, version_id))
        if gone:
            names = listed(gone, interface_language())
            sentence = tr("These codes are no longer in the project and were left out: {names}.", names=names)
            self._session.shell.show_notice(Notice(NoticeKind.WARNING, sentence))

    def _delete(self, version_id: int) -> None:
        project = self._session.project
        if project is not None:
            self._session.attempt(lambda: delete_version(project, version_id))


class VersionRow(QWidget):
    """One version: its label, when and by whom it was kept, and what can be done with it."""

    renamed = Signal(str)

    def __init__(self, version: ModelVersion, *, is_compared: bool, can_write: bool) -> None:
        super().__init__()
        when = shown_time(datetime.fromisoformat(version.at), datetime.now(UTC))
        self.label = QLineEdit(version.label)
        self.label.setPlaceholderText(tr("Name of the version"))
        self.label.setAccessibleName(tr("Name of the version of {time}", time=when))
        self.label.setReadOnly(not can_write)
        self.label.editingFinished.connect(self._tell)
        self.compare_button = IconButton(Icon.LAYERS, "Compare with what stands now", IconSize.DENSE)
        self.compare_button.setCheckable(True)
        self.compare_button.setChecked(is_compared)
        self.restore_button = IconButton(Icon.UNDO, "Bring this version back", IconSize.DENSE)
        self.delete_button = IconButton(Icon.DELETE, "Delete this version", IconSize.DENSE)
        for button in (self.restore_button, self.delete_button):
            button.setVisible(can_write)
        above = QHBoxLayout()
        above.setSpacing(2)
        above.addWidget(self.label, 1)
        for button in (self.compare_button, self.restore_button, self.delete_button):
            above.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(ElidedLabel(" \u00b7 ".join(part for part in (when, version.coder) if part), Look.META))

    def _tell(self) -> None:
        if self.label.isModified():
            self.label.setModified(False)
            self.renamed.emit(self.label.text())


class DifferenceRow(ClickableFrame):
    """One difference on a line: its sign and what happened."""

    def __init__(self, kind: DifferenceKind, sentence: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.XS, 2, Space.XS, 2)
        row.setSpacing(Space.S)
        sign, ink = _SIGNS[kind]
        row.addWidget(IconLabel(sign, IconSize.DENSE, ink), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(WrappingLabel(sentence, Look.DENSE), 1)
        self.setAccessibleName(sentence)


def _label(code: ShownCode | None) -> str:
    return "" if code is None else code.labels.get(interface_language()) or code.label
