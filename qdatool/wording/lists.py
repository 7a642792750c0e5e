"""Names one after another."""

from __future__ import annotations

from collections.abc import Iterable

_COMMAS = {"fa": "، ", "en": ", "}


def listed(names: Iterable[str], language: str) -> str:
    """Return the names with the commas of ``language`` between them."""
    return _COMMAS[language].join(names)
