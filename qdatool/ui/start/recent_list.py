"""The list of recent projects with their health."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QSizePolicy, QVBoxLayout, QWidget

from qdatool.settings import RecentProject
from qdatool.ui.controls import ClickableFrame, ElidedLabel, IconButton, IconLabel, SentenceLabel
from qdatool.ui.dates import shown_time
from qdatool.ui.fuzzy import fuzzy_match
from qdatool.ui.icons import Icon, Ink, icon
from qdatool.ui.start.folders import short_folder
from qdatool.ui.start.health import Health, HealthMark, health_of, is_in_synced_folder
from qdatool.ui.start.template_cards import TEMPLATE_NAMES
from qdatool.ui.style_sheet import Look, wear
from qdatool.ui.tokens import IconSize, Space
from qdatool.wording import tr

TEMPLATE_ICONS = {
    "grounded-theory": Icon.MODELS,
    "thematic-network": Icon.NETWORK,
    "gioia": Icon.TREE,
    "blank": Icon.TRANSCRIPT,
}
_NARROW = 640
_ROW = 58


class RecentList(QFrame):
    """Rows of recent projects, pinned ones first; a missing file stays, with a way to find it."""

    opened = Signal(object)
    """The user opens the project at this path."""
    opened_read_only = Signal(object)
    located = Signal(object)
    removed = Signal(object)
    pinned = Signal(object)
    """The user pins or unpins the project at this path."""
    snapshots_asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        wear(self, Look.CARD)
        self._projects: list[RecentProject] = []
        self._filter = ""
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(1, 1, 1, 1)
        self._rows.setSpacing(0)

    def show_projects(self, projects: list[RecentProject]) -> None:
        """Show these projects, given newest first."""
        self._projects = sorted(projects, key=lambda one: not one.is_pinned)
        self.retranslate()

    def filter_by(self, typed: str) -> None:
        """Show only the projects whose title or folder fits."""
        self._filter = typed.strip()
        self.retranslate()

    def rows(self) -> list[RecentRow]:
        """Return the rows that are shown, from the top."""
        found = [self._rows.itemAt(i).widget() for i in range(self._rows.count())]
        return [row for row in found if isinstance(row, RecentRow)]

    def retranslate(self) -> None:
        """Build the rows anew in the interface's language."""
        while self._rows.count():
            widget = self._rows.takeAt(0).widget()
            widget.hide()
            widget.deleteLater()
        fitting = [one for one in self._projects if self._fits(one)]
        for i, project in enumerate(fitting):
            self._rows.addWidget(self._made_row(project, is_last=i == len(fitting) - 1))
        if not fitting:
            sentence = "No project fits." if self._projects else "No projects yet. Make one below or open a sample."
            label = SentenceLabel(sentence, Look.DENSE)
            label.setContentsMargins(Space.L, Space.L, Space.L, Space.L)
            self._rows.addWidget(label)

    def _fits(self, project: RecentProject) -> bool:
        names = (project.title, str(project.file().parent))
        return not self._filter or any(fuzzy_match(self._filter, name) is not None for name in names)

    def _made_row(self, project: RecentProject, *, is_last: bool) -> RecentRow:
        row = RecentRow(project, is_last=is_last)
        path = project.file()
        is_missing = row.mark.health is Health.MISSING
        row.clicked.connect(lambda: (self.located if is_missing else self.opened).emit(path))
        row.menu_asked.connect(lambda place: self._show_menu(project, row.mark, place))
        row.pin.clicked.connect(lambda: self.pinned.emit(path))
        return row

    def _show_menu(self, project: RecentProject, mark: HealthMark, place: QPoint) -> None:
        path = project.file()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if mark.health is Health.MISSING:
            menu.addAction(icon(Icon.SEARCH), tr("Locate the file"), lambda: self.located.emit(path))
        else:
            menu.addAction(icon(Icon.OPEN_FOLDER), tr("Open"), lambda: self.opened.emit(path))
            read_only = tr("Open for reading only")
            menu.addAction(icon(Icon.LOCKED), read_only, lambda: self.opened_read_only.emit(path))
            menu.addAction(icon(Icon.HISTORY), tr("Snapshots"), lambda: self.snapshots_asked.emit(path))
        menu.addSeparator()
        pin = tr("Unpin") if project.is_pinned else tr("Pin to the top")
        pin_icon = Icon.UNPIN if project.is_pinned else Icon.PIN
        menu.addAction(icon(pin_icon), pin, lambda: self.pinned.emit(path))
        menu.addAction(icon(Icon.CLOSE), tr("Remove from this list"), lambda: self.removed.emit(path))
        menu.popup(place)


class RecentRow(ClickableFrame):
    """One recent project; a click or Enter opens it."""

    menu_asked = Signal(QPoint)

    def __init__(self, project: RecentProject, *, is_last: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.project = project
        self.mark = health_of(project)
        self.setObjectName("recentRow")
        self.setProperty("place", "last" if is_last else "inner")
        self.setFixedHeight(_ROW)
        is_missing = self.mark.health is Health.MISSING
        sign = IconLabel(
            Icon.MISSING if is_missing else TEMPLATE_ICONS.get(project.template, Icon.TRANSCRIPT),
            IconSize.NORMAL,
            Ink.FAINT if is_missing else Ink.NORMAL,
        )
        self._folder = ElidedLabel("\u2066" + short_folder(project.file().parent) + "\u2069", Look.META)
        self._folder.setFixedWidth(150)
        self.pin = IconButton(Icon.PIN, "Unpin" if project.is_pinned else "Pin to the top", IconSize.DENSE)
        self.pin.setCheckable(True)
        self.pin.setChecked(project.is_pinned)
        more = IconButton(Icon.MORE, "More", IconSize.DENSE)
        more.clicked.connect(lambda: self.menu_asked.emit(more.mapToGlobal(more.rect().bottomLeft())))
        when = QLabel(_when(project))
        wear(when, Look.META)
        when.setMinimumWidth(96)
        when.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.M, 0, Space.M, 0)
        row.setSpacing(Space.M)
        row.addWidget(sign)
        row.addLayout(self._names(is_missing), 1)
        row.addWidget(self._folder)
        row.addWidget(HealthLabel(self.mark))
        row.addWidget(when)
        row.addSpacing(Space.XS)
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        buttons.addWidget(self.pin)
        buttons.addWidget(more)
        row.addLayout(buttons)
        self.setAccessibleName(f"{project.title}, {_summary(project)}")

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_asked.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._folder.setVisible(self.width() >= _NARROW)
        super().resizeEvent(event)

    def _names(self, is_missing: bool) -> QVBoxLayout:
        title = ElidedLabel(self.project.title, Look.STRONG)
        title.setEnabled(not is_missing)
        first = QHBoxLayout()
        first.setSpacing(Space.S)
        first.addWidget(title)
        if is_in_synced_folder(self.project.file()):
            chip = SentenceLabel("in a synced folder", Look.CHIP_WARN)
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            chip.setToolTip(tr("Wait until the folder has synced before you open this project on another computer."))
            first.addWidget(chip)
        first.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addStretch(1)
        column.addLayout(first)
        column.addWidget(ElidedLabel(_summary(self.project), Look.META))
        column.addStretch(1)
        return column


class HealthLabel(QWidget):
    """The health mark: an icon and a word."""

    def __init__(self, mark: HealthMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign, ink, look, sentence = _MARKS[mark.health]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.XS + 2)
        row.addWidget(IconLabel(sign, IconSize.DENSE, ink))
        label = ElidedLabel(tr(sentence, days=mark.days), look)
        row.addWidget(label, 1)
        self.setFixedWidth(140)


_MARKS = {
    Health.CHECKED: (Icon.HEALTHY, Ink.OK, Look.META_OK, "Checked"),
    Health.UNCHECKED: (Icon.FILE, Ink.FAINT, Look.META, "Not checked yet"),
    Health.OLD_SNAPSHOT: (Icon.WARNING, Ink.WARN, Look.META_WARN, "Snapshot {days} days old"),
    Health.MISSING: (Icon.ERROR, Ink.ERROR, Look.META_ERROR, "File not found"),
}


def _summary(project: RecentProject) -> str:
    return tr(
        "{template} · {documents} documents · {codes} codes",
        template=tr(TEMPLATE_NAMES.get(project.template, project.template)),
        documents=project.documents,
        codes=project.codes,
    )


def _when(project: RecentProject) -> str:
    try:
        moment = datetime.fromisoformat(project.opened_at)
    except ValueError:
        return ""
    if moment.tzinfo is None:
        return ""
    return shown_time(moment, datetime.now(UTC))
