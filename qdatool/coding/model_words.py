"""Every word that a figure of a model shows, in both languages: what is missing can be listed and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from qdatool.coding.codes import CodeTree, load_codes, rename_code
from qdatool.coding.languages import LANGUAGES, first_language
from qdatool.coding.model_roles import rename_role
from qdatool.coding.models import Model, caption_model, load_model, rename_model
from qdatool.coding.project import Project
from qdatool.coding.relations import Relation, list_relations, propose
from qdatool.coding.role_templates import is_own_role
from qdatool.coding.roles import ModelKind


class WordKind(StrEnum):
    """What a word names."""

    TITLE = "title"
    CAPTION = "caption"
    ROLE = "role"
    CODE = "code"
    PROPOSITION = "proposition"


@dataclass(frozen=True, slots=True)
class ModelWord:
    """One name or sentence; ``texts`` holds what is written, by language.

    ``about`` is the code or the relation, None for what belongs to the model itself; ``role`` is set for roles.
    """

    kind: WordKind
    texts: Mapping[str, str]
    about: int | None = None
    role: str | None = None

    @property
    def missing(self) -> tuple[str, ...]:
        """The languages in which it is not written; a role that has the name of a template lacks nothing."""
        if self.kind is WordKind.ROLE and not self.texts and not is_own_role(self.role or ""):
            return ()
        return tuple(language for language in LANGUAGES if not self.texts.get(language))


def list_words(project: Project, model_id: int) -> tuple[ModelWord, ...]:
    """Return the words of a model in the order of reading; raises InvalidOperation(UNKNOWN_MODEL)."""
    model, tree = load_model(project, model_id), load_codes(project)
    words = [ModelWord(WordKind.TITLE, dict(model.titles)), ModelWord(WordKind.CAPTION, dict(model.captions))]
    words += [ModelWord(WordKind.ROLE, dict(model.role_names.get(role.key, {})), role=role.key) for role in model.roles]
    own = first_language(project)
    shown = shown_codes(model, tree)
    for code_id in shown:
        code = tree.codes[code_id]
        words.append(ModelWord(WordKind.CODE, {own: code.label, **code.labels}, about=code_id))
    words += [_sentence(relation) for relation in list_relations(project) if _is_shown(relation, set(shown))]
    return tuple(words)


def write_word(project: Project, model_id: int, word: ModelWord, language: str, text: str) -> None:
    """Write a word in one language; raises InvalidOperation as the operation for its kind does."""
    if word.kind is WordKind.TITLE:
        rename_model(project, model_id, text, language)
    elif word.kind is WordKind.CAPTION:
        caption_model(project, model_id, language, text)
    elif word.role is not None:
        rename_role(project, model_id, word.role, language, text)
    elif word.about is not None and word.kind is WordKind.CODE:
        rename_code(project, word.about, text, language)
    elif word.about is not None:
        propose(project, word.about, language, text)


def shown_codes(model: Model, tree: CodeTree) -> tuple[int, ...]:
    """Return the codes that the figure of a model shows: those in its places, and below them in a network or tree."""
    found: dict[int, None] = {}
    for slot in model.slots:
        found[slot.code_id] = None
        if slot.role is None and model.kind is not ModelKind.FREE:
            found.update(dict.fromkeys(tree.descendants(slot.code_id)))
    return tuple(found)


def _sentence(relation: Relation) -> ModelWord:
    return ModelWord(WordKind.PROPOSITION, dict(relation.propositions), about=relation.id)


def _is_shown(relation: Relation, shown: set[int]) -> bool:
    return bool(relation.propositions) and {relation.source_id, relation.target_id} <= shown
