"""What is new since a moment that the user has chosen, shared by tree, codebook and history."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from qdatool.ui.dates import shown_moment
from qdatool.ui.project_bridge import ProjectBridge
from qdatool.wording import tr

if TYPE_CHECKING:
    from qdatool.coding.changed_since import ChangedThings, News, Since, Visit
    from qdatool.coding.project import Project

_LOOK_AFTER_MS = 90
"""A view is painted with what has just been done before it is looked up what that makes new."""


class SinceMarks(QObject):
    """The moment since which things are marked as new; nothing is marked until one is chosen."""

    changed = Signal()
    """Another moment is chosen, or other things are new since it: ask for ``things`` again."""

    def __init__(self, bridge: ProjectBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._project: Project | None = None
        self._last_visit: Visit | None = None
        self._since: Since | None = None
        self._news: News | None = None
        self._things: ChangedThings | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_LOOK_AFTER_MS)
        self._timer.timeout.connect(self._look_again)
        bridge.changed.connect(self._on_changed)

    def open(self, project: Project | None, last_visit: Visit | None) -> None:
        """Mark nothing in another project, or in none, and know when the user closed it last."""
        if project is not self._project:
            self._timer.stop()
            self._project, self._last_visit = project, last_visit
            self._since, self._news, self._things = None, None, None
            self.changed.emit()

    def project(self) -> Project | None:
        """Return the project in which things are marked."""
        return self._project

    def last_visit(self) -> Visit | None:
        """Return how far the user had seen the project when they closed it last, None on the first visit."""
        return self._last_visit

    def since(self) -> Since | None:
        """Return the moment that is chosen."""
        return self._since

    def choose(self, since: Since | None) -> None:
        """Mark what is new since a moment; None marks nothing. Raises ProjectFileError for a snapshot that is gone."""
        from qdatool.coding.changed_since import News

        news = News(self._project, since) if since is not None and self._project is not None else None
        self._things = news.look() if news is not None else None
        self._since, self._news = since, news
        self.changed.emit()

    def things(self) -> ChangedThings | None:
        """Return what is new, or None while nothing is marked."""
        return self._things

    def name(self) -> str:
        """Say since when, or nothing while nothing is marked."""
        return since_name(self._since, self._last_visit)

    def summary(self) -> str:
        """Say how many codes are new, changed and gone, or nothing while nothing is marked."""
        if self._things is None:
            return ""
        from qdatool.coding.changed_since import Difference
        from qdatool.coding.changes import Kind

        added, changed, removed = (len(self._things.ids(Kind.CODE, one)) for one in Difference)
        return tr(
            "Codes added: {added}, changed: {changed}, removed: {removed}",
            added=added,
            changed=changed,
            removed=removed,
        )

    def _on_changed(self, _changes: object) -> None:
        if self._since is not None:
            self._timer.start()

    def _look_again(self) -> None:
        from qdatool.errors import QdaError

        try:
            self._things = self._news.look() if self._news is not None else None
        except QdaError:
            # The snapshot was pushed off the list meanwhile: there is nothing left to compare with.
            self._since, self._news, self._things = None, None, None
        self.changed.emit()


def since_name(since: Since | None, last_visit: Visit | None) -> str:
    """Say since when things are marked."""
    if since is None:
        return ""
    if isinstance(since, datetime):
        return tr("New since {when}", when=shown_moment(since))
    if since is last_visit:
        return tr("New since your last visit, {when}", when=shown_moment(since.at))
    return tr("New since the snapshot of {when}", when=shown_moment(since.at))
