"""A registry to ask, and what asks it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from decision_aid.registry.wire import Wire

from .clocks import Clock
from .server import HOST, Registry, serving


@pytest.fixture
def registry() -> Iterator[Registry]:
    with serving() as registry:
        yield registry


@pytest.fixture
def wire(registry: Registry) -> Wire:
    return Wire(HOST, registry.port, trust=registry.trust)


@pytest.fixture
def clock() -> Clock:
    return Clock()
