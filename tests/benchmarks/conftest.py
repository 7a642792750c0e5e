"""Benchmarks measure the program as its users have it."""

from __future__ import annotations

import pytest

from qdatool.storage import connection


@pytest.fixture(scope="session", autouse=True)
def durable_pragmas() -> tuple[str, ...]:
    """Let every benchmark wait for the disk, unlike the tests."""
    return connection.PRAGMAS
