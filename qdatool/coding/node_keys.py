"""The stable keys of a figure's nodes: pins are stored by them, the window hits and drags by them."""

from __future__ import annotations

_CODE = "code"
_ROLE = "role"
_LINK = "link:"


def code_key(code_id: int) -> str:
    """Return the key of the node that stands for a code, such as ``code:12``."""
    return f"{_CODE}:{code_id}"


def role_key(role: str) -> str:
    """Return the key of the node that stands for a role's box, such as ``role:causal``."""
    return f"{_ROLE}:{role}"


def code_of_key(key: str) -> int | None:
    """Return the code that a node stands for, or None for a node of another kind."""
    kind, _, number = key.partition(":")
    return int(number) if kind == _CODE and number.isdigit() else None


def role_of_key(key: str) -> str | None:
    """Return the role whose box a node stands for, or None for a node of another kind."""
    kind, _, name = key.partition(":")
    return name if kind == _ROLE else None


def link_key(source_key: str, target_key: str) -> str:
    """Return the key of the line from one node to another."""
    return f"{_LINK}{source_key}>{target_key}"


def is_link(key: str) -> bool:
    """Tell whether a key is that of a line between two nodes."""
    return key.startswith(_LINK)


def ends_of(key: str) -> tuple[str, str]:
    """Return the keys of the two nodes that a link joins."""
    source, _, target = key.removeprefix(_LINK).partition(">")
    return source, target
