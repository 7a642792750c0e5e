"""What the keys of a figure's nodes and links stand for."""

from __future__ import annotations

from qdatool.coding.roles import Role

_LINK = "link:"


def code_of(key: str) -> int | None:
    """Return the code that a node key stands for, or None."""
    kind, _, number = key.partition(":")
    return int(number) if kind == "code" and number.isdigit() else None


def role_of_key(key: str) -> Role | None:
    """Return the role whose box a node key stands for, or None."""
    kind, _, name = key.partition(":")
    return Role(name) if kind == "role" else None


def is_link(key: str) -> bool:
    """Tell whether a key is that of a line between two nodes."""
    return key.startswith(_LINK)


def ends_of(key: str) -> tuple[str, str]:
    """Return the keys of the two nodes that a link joins."""
    source, _, target = key.removeprefix(_LINK).partition(">")
    return source, target
