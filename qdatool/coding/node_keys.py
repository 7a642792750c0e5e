"""The stable keys of a figure's nodes: pins are stored by them, the window hits and drags by them."""

from __future__ import annotations

from qdatool.coding.roles import Role

_CODE = "code"
_ROLE = "role"


def code_key(code_id: int) -> str:
    """Return the key of the node that stands for a code, such as ``code:12``."""
    return f"{_CODE}:{code_id}"


def role_key(role: Role) -> str:
    """Return the key of the node that stands for a role's box, such as ``role:causal``."""
    return f"{_ROLE}:{role.value}"


def code_of_key(key: str) -> int | None:
    """Return the code that a node stands for, or None for a node of another kind."""
    kind, _, number = key.partition(":")
    return int(number) if kind == _CODE else None
