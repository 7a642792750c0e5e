"""The inspector's page for the model itself: its titles, how it is drawn, its versions and its translations."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from qdatool.coding.model_roles import template_of
from qdatool.coding.model_words import list_words
from qdatool.coding.models import rename_model
from qdatool.coding.roles import ModelKind
from qdatool.ui.controls import SentenceButton, WrappingLabel
from qdatool.ui.icons import Icon
from qdatool.ui.models.inspector.drawing_options import DrawingOptions
from qdatool.ui.models.inspector.map_part import MapPart
from qdatool.ui.models.inspector.negative_part import NegativeCasesPart
from qdatool.ui.models.inspector.page import InspectorPage
from qdatool.ui.models.inspector.parts import SectionHead
from qdatool.ui.models.inspector.roles_part import RolesPart
from qdatool.ui.models.inspector.translations import TranslationsSheet
from qdatool.ui.models.inspector.versions_part import VersionsPart
from qdatool.ui.models.inspector.word_pair import WordPair
from qdatool.ui.models.session import ModelSession
from qdatool.ui.relation_types_sheet import RelationTypesSheet
from qdatool.ui.style_sheet import Look
from qdatool.wording import interface_language, tr
from qdatool.wording.terms import model_kind_name, role_template_name

_HINT = "Choose a box, a category or an arrow to see what it rests on."
_DRAG_HINT = "Drag a corner of the chosen box to resize it, or a link to bend it; a double click on a bend removes it."


class ModelPage(InspectorPage):
    """Shown while nothing is chosen on the figure."""

    def __init__(self, session: ModelSession, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self._kind = WrappingLabel("", Look.HEADING)
        self._hint = WrappingLabel("", Look.META)
        self.titles = WordPair(("Title in Persian", "Title in English"))
        self.options = DrawingOptions(session)
        self.map = MapPart(session)
        self.roles = RolesPart(session)
        self._words_head = SectionHead("Translations", Icon.LANGUAGE)
        self._words = WrappingLabel("", Look.META)
        self.translate_button = SentenceButton("Open the table of translations", Look.SMALL)
        self.types_button = SentenceButton("Types of relation\u2026", Look.SMALL)
        self.negative = NegativeCasesPart(session)
        self.versions = VersionsPart(session)
        for part in (
            self._kind,
            self._hint,
            self.map,
            self.roles,
            SectionHead("Title of the figure"),
            self.titles,
            SectionHead("Drawing"),
            self.options,
            self._words_head,
            self._words,
        ):
            self.column.addWidget(part)
        for button in (self.translate_button, self.types_button):
            self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(self.negative)
        self.column.addWidget(self.versions)
        self.column.addStretch(1)
        self.titles.written.connect(self._write_title)
        self.translate_button.clicked.connect(self.open_translations)
        self.types_button.clicked.connect(self.open_types)

    def first_field(self) -> QWidget:
        """Return where the keyboard goes first."""
        model = self.session.model
        if model is not None and model.kind is ModelKind.FREE and self.session.can_write:
            return self.map.search
        return self.titles.fields[interface_language()]

    def show_key(self, _key: str) -> None:
        """Show the model as it is now."""
        project, model = self.session.project, self.session.model
        if project is None or model is None:
            return
        language = interface_language()
        template = template_of(model.options)
        name = role_template_name(template, language) if model.roles else model_kind_name(model.kind, language)
        self._kind.show_text(name[:1].upper() + name[1:])
        is_map = model.kind is ModelKind.FREE
        hints = {ModelKind.FREE: (_DRAG_HINT,), ModelKind.PARADIGM: (_HINT, _DRAG_HINT)}
        self._hint.show_text(" ".join(tr(hint) for hint in hints.get(model.kind, (_HINT,))))
        self.titles.show_texts(model.titles, {language: model.title for language in self.titles.fields})
        self.titles.setEnabled(self.session.can_write)
        self.options.refresh()
        self.map.setVisible(is_map)
        if is_map:
            self.map.refresh()
        self.roles.setVisible(bool(model.roles))
        self.roles.refresh()
        missing = sum(len(word.missing) for word in list_words(project, model.id))
        self._words.show_text(
            tr("Every name stands in both languages.")
            if not missing
            else tr("1 name lacks a translation.")
            if missing == 1
            else tr("{count} names lack a translation.", count=missing)
        )
        self.negative.refresh()
        self.versions.refresh()

    def open_translations(self) -> None:
        """Show every word of the figure in both languages, to be written where it is missing."""
        if self.session.model is not None:
            TranslationsSheet(self.session, self.window()).open()

    def open_types(self) -> None:
        """Show the types that links can have, to be changed."""
        if self.session.project is not None:
            RelationTypesSheet(self.session.project, self.window()).open()

    def _write_title(self, language: str, title: str) -> None:
        project, model = self.session.project, self.session.model
        if project is not None and model is not None:
            self.session.attempt(lambda: rename_model(project, model.id, title, language))
