"""Where the user was in a project when it was closed: document, caret, tab, panels, filter; kept in the settings."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields

from qdatool.settings import Settings
from qdatool.ui.code_orders import kept_order
from qdatool.ui.reading.codes_panel import CodesPanel
from qdatool.ui.reading.quotations_panel import QuotationsPanel, Tab
from qdatool.ui.reading.session import ReadingSession
from qdatool.ui.reading.stripe_filter import read_filter, still_valid
from qdatool.ui.reading.transcript_pane import TranscriptPane


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """What is written; 0 and empty for what is not known. ``first_shown`` is the first position on the screen."""

    document_id: int = 0
    caret: int = 0
    first_shown: int = 0
    tab: int = 0
    code_id: int = 0
    tree_height: int = 0
    inspector_height: int = 0
    stripes: str = ""
    order: str = ""

    def written(self) -> str:
        """Return the place as one line of text."""
        return json.dumps(asdict(self))


def read_place(written: str) -> KeptPlace:
    """Return a place from the settings; what makes no sense takes its default."""
    try:
        values = json.loads(written)
    except ValueError:
        return KeptPlace()
    if not isinstance(values, dict):
        return KeptPlace()
    known = {one.name: type(one.default) for one in fields(KeptPlace)}
    return KeptPlace(**{name: values[name] for name, kind in known.items() if type(values.get(name)) is kind})


class PlaceKeeper:
    """Writes down where the user is and brings them there again; nothing of it is in the project's file."""

    def __init__(
        self,
        settings: Settings,
        session: ReadingSession,
        pane: TranscriptPane,
        codes: CodesPanel,
        quotations: QuotationsPanel,
    ) -> None:
        self._settings = settings
        self._session = session
        self._pane = pane
        self._codes = codes
        self._quotations = quotations

    def keep(self) -> None:
        """Write down the place in the project that is open."""
        heights = self._codes.splitter.sizes()
        place = KeptPlace(
            document_id=self._session.document_id or 0,
            caret=self._pane.view.caret_position(),
            first_shown=self._pane.view.first_shown(),
            tab=self._quotations.tabs.currentIndex(),
            code_id=self._codes.tree.present_code() or 0,
            tree_height=heights[0],
            inspector_height=heights[1],
            stripes=self._pane.stripe_filter().written(),
            order=self._codes.tree.codes.order.value,
        )
        self._settings.layouts[f"reading place {self._session.guid}"] = place.written()
        open_codes = " ".join(map(str, self._codes.tree.open_codes()))
        self._settings.layouts[f"open codes {self._session.guid}"] = open_codes

    def document_of(self, guid: str) -> int | None:
        """Return the document that was open in a project, if it is known."""
        return self._place(guid).document_id or None

    def restore(self) -> None:
        """Bring panels, tab, code and filter back as they were in the project that has just been opened."""
        kept = self._settings.layouts.get(f"open codes {self._session.guid}")
        if kept is not None:
            self._codes.tree.open_only(int(part) for part in kept.split() if part.isdigit())
        place = self._place(self._session.guid)
        self._codes.set_order(kept_order(place.order))
        if place.tree_height and place.inspector_height:
            self._codes.splitter.setSizes([place.tree_height, place.inspector_height])
        if place.tab in set(Tab):
            self._quotations.tabs.setCurrentIndex(place.tab)
        if place.code_id:
            self._codes.tree.show_code(place.code_id)
        self._pane.set_filter(still_valid(read_filter(place.stripes), self._session))
        if place.document_id == self._session.document_id:
            self._return_to(place)

    def _return_to(self, place: KeptPlace) -> None:
        last = len(self._session.text())
        if 0 <= place.first_shown < last:
            self._pane.view.go_to_line(place.first_shown)
        if 0 < place.caret <= last:
            self._pane.view.place_caret(place.caret)

    def _place(self, guid: str) -> KeptPlace:
        return read_place(self._settings.layouts.get(f"reading place {guid}", ""))
