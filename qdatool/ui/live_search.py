"""A search that brings its hits bit by bit while the window goes on; the next one takes the place of the last."""

from __future__ import annotations

from collections.abc import Collection
from threading import Event

from PySide6.QtCore import QObject, Signal

from qdatool.coding.project import Project
from qdatool.coding.search import MOST_HITS, Search, SearchKind, SearchPart, search_part
from qdatool.errors import QdaError
from qdatool.text.queries import Query
from qdatool.ui.tasks import Tasks
from qdatool.wording import tr


class LiveSearch(QObject):
    """Runs the parts of one search as jobs.

    Signals: ``began()``, after which nothing that came before counts; ``found(tuple of Hit)`` several times;
    ``ended(is_cut_short)``; ``refused(QdaError)`` where a pattern is none or takes too long.
    """

    began = Signal()
    found = Signal(object)
    ended = Signal(bool)
    refused = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._search: Search | None = None
        self._stop = Event()

    def start(
        self,
        project: Project,
        query: Query,
        kinds: Collection[SearchKind] = tuple(SearchKind),
        *,
        document_id: int | None = None,
    ) -> None:
        """Search for something else from now on; of one document where its id is given."""
        self.stop()
        self.began.emit()
        try:
            self._search = Search(project, query, kinds, document_id=document_id, most_hits=MOST_HITS)
        except QdaError as error:
            self.refused.emit(error)
            return
        self._go_on(self._search)

    def stop(self) -> None:
        """Bring no more hits."""
        self._stop.set()
        self._stop = Event()
        self._search = None

    def is_going_on(self) -> bool:
        """Tell whether hits may still come."""
        return self._search is not None

    def _go_on(self, search: Search) -> None:
        part = search.next_part()
        if part is None:
            self._search = None
            self.ended.emit(search.is_cut_short)
            return
        stop = self._stop

        def _job(data: SearchPart, progress: object, is_cancelled) -> object:
            return search_part(data, progress, lambda: stop.is_set() or is_cancelled())

        def _take(found) -> None:
            if search is not self._search:
                return
            hits = search.take(found)
            if hits:
                self.found.emit(hits)
            # Whoever heard of the hits may have asked for something else.
            if search is self._search:
                self._go_on(search)

        def _refuse(error: QdaError) -> None:
            if search is self._search:
                self._search = None
                self.refused.emit(error)

        self._tasks.run(tr("Searching"), _job, part, _take, on_error=_refuse)
