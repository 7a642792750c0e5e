"""Whole sentences with named places, looked up by their English text."""

from __future__ import annotations

import json
from functools import cache

from qdatool.resources import resource_folder
from qdatool.wording.digits import localized_number

_FIRST_STRONG_ISOLATE = "\u2068"
_POP_ISOLATE = "\u2069"
_interface = {"language": "en"}


def set_interface_language(language: str) -> None:
    """Set the language (``fa`` or ``en``) in which ``tr`` answers from now on."""
    _interface["language"] = language


def interface_language() -> str:
    """Return the language of the interface, ``fa`` or ``en``."""
    return _interface["language"]


def tr(sentence: str, **places: object) -> str:
    """Return the sentence in the interface's language, its places filled; see ``say``."""
    return say(sentence, interface_language(), **places)


def say(sentence: str, language: str, **places: object) -> str:
    """Return the sentence in ``language`` with its places filled.

    Numbers take the digits of the language. In Persian, text put into a place is isolated (U+2068..U+2069), so that
    a Latin name cannot reorder the words around it; in English only text that holds right-to-left letters is.
    A sentence with no translation is answered in English.
    """
    template = catalogue(language).get(sentence, sentence)
    if not places:
        return template
    return template.format(**{name: _placed(value, language) for name, value in places.items()})


def without_isolates(text: str) -> str:
    """Return a text without the marks round its places, for programs that show them as boxes."""
    return text.replace(_FIRST_STRONG_ISOLATE, "").replace(_POP_ISOLATE, "")


@cache
def catalogue(language: str) -> dict[str, str]:
    """Return every translated sentence of ``language``, keyed by its English text."""
    sentences: dict[str, str] = {}
    for file in sorted((resource_folder("i18n") / language).glob("*.json")):
        sentences.update(json.loads(file.read_text(encoding="utf-8")))
    return sentences


def _placed(value: object, language: str) -> str:
    if isinstance(value, bool | int | float):
        return localized_number(value, language)
    text = str(value)
    if not text or (language == "en" and not _has_right_to_left(text)):
        return text
    return f"{_FIRST_STRONG_ISOLATE}{text}{_POP_ISOLATE}"


def _has_right_to_left(text: str) -> bool:
    return any("\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc" for character in text)
