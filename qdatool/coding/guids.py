"""Identities that survive exchange between projects."""

from __future__ import annotations

import os


def make_guids(count: int) -> list[str]:
    """Return ``count`` random 128-bit identities as 32 hexadecimal digits; one call of the system for all of them."""
    digits = os.urandom(16 * count).hex()
    return [digits[start : start + 32] for start in range(0, 32 * count, 32)]


def make_guid() -> str:
    """Return one random identity."""
    return make_guids(1)[0]
