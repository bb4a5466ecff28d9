"""The form over a real store in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from flask import Flask

from decision_aid import assets, loader
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import Loaded
from decision_aid.services import Drafts, Reading, Services
from decision_aid.settings import Settings
from decision_aid.store.drafts import open_store
from decision_aid.store.keys import Cost
from decision_aid.store.typed import TypedSealer
from decision_aid.web import create_app
from tests.registry.fakes import FakeRegistry
from tests.web.fakes import FakeExchange, FakePress, PassingClock, TroubledStore
from tests.web.monitors import monitor_of
from tests.web.visitor import Visitor

SMALLEST = Path(__file__).parents[1] / "papers" / "smallest.yaml"


@pytest.fixture(scope="session")
def shipped() -> Loaded:
    return loader.load(assets.questions())


@pytest.fixture(scope="session")
def smallest() -> Loaded:
    return loader.load(SMALLEST)


@pytest.fixture(scope="session")
def questionnaire(shipped: Loaded) -> Questionnaire:
    return shipped.questionnaire


@pytest.fixture
def clock() -> PassingClock:
    return PassingClock()


@pytest.fixture
def press() -> FakePress:
    return FakePress()


@pytest.fixture
def exchange() -> FakeExchange:
    return FakeExchange()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file of the database."""
    return tmp_path / "state" / "drafts.sqlite"


@pytest.fixture
def store(path: Path, clock: PassingClock) -> Iterator[TroubledStore]:
    drafts = open_store(path, clock=clock, cost=Cost(memory=8, passes=1))
    yield TroubledStore(drafts)
    drafts.close()


class Make(Protocol):
    """Makes the form of a questionnaire with these settings, over the test's store or one given."""

    def __call__(self, loaded: Loaded, settings: Settings, drafts: Drafts | None = None, /) -> Flask: ...


@pytest.fixture
def registry() -> FakeRegistry:
    """No records, until a test puts some in."""
    return FakeRegistry()


@pytest.fixture
def make(
    store: TroubledStore,
    press: FakePress,
    exchange: FakeExchange,
    registry: FakeRegistry,
    clock: PassingClock,
    tmp_path: Path,
) -> Make:
    """Return what makes the form of a questionnaire with these settings."""

    def made(loaded: Loaded, settings: Settings, drafts: Drafts | None = None, /) -> Flask:
        grades, kept = Reading(5.0, 7.0, "a screen", 7.5), drafts or store
        sealer = TypedSealer(store.store)
        monitor = monitor_of(loaded, kept, press, clock, tmp_path)
        services = Services(
            loaded.questionnaire, loaded.digest, kept, sealer, press, exchange, monitor, registry, lambda: grades, clock
        )
        return create_app(services, settings)

    return made


@pytest.fixture
def app(make: Make, shipped: Loaded) -> Flask:
    return make(shipped, Settings())


@pytest.fixture
def visitor(app: Flask) -> Visitor:
    return Visitor(app.test_client())


@pytest.fixture
def other(app: Flask) -> Visitor:
    """Another browser."""
    return Visitor(app.test_client())
