"""The form over a real store of its own, with everything around it ready to fail, as the gallery has it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from flask import Flask, template_rendered
from jinja2 import Template

from decision_aid.loader import Loaded
from decision_aid.services import Reading, Services
from decision_aid.settings import Settings
from decision_aid.store.drafts import open_store
from decision_aid.store.keys import Cost
from decision_aid.store.passing import open_passing
from decision_aid.store.sessions import AT_A_TABLET, Keeping
from decision_aid.store.typed import TypedSealer
from decision_aid.web import create_app
from tests.registry.fakes import FakeRegistry
from tests.web.fakes import FakeExchange, FakePress, PassingClock, TroubledStore
from tests.web.monitors import monitor_of
from tests.web.visitor import HOME, Visitor

LOGO = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"><path d="M0 0h2v1H0z" fill="#00aa77"/></svg>'


class File(NamedTuple):
    """What a page's link, picture or script leads to."""

    content: bytes
    kind: str


@dataclass
class House:
    """Serves visitors under one setting after another; tells which templates their pages were made of."""

    loaded: Loaded
    folder: Path
    clock: PassingClock = field(default_factory=PassingClock)
    press: FakePress = field(default_factory=FakePress)
    exchange: FakeExchange = field(default_factory=FakeExchange)
    registry: FakeRegistry = field(default_factory=FakeRegistry)
    rendered: set[str] = field(default_factory=set)
    apps: list[Flask] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.store = self._opened(Keeping())

    def _opened(self, keeping: Keeping) -> TroubledStore:
        name = f"{len(list(self.folder.iterdir()))}.sqlite"
        return TroubledStore(open_store(self.folder / name, clock=self.clock, keeping=keeping, cost=Cost(8, 1)))

    def visitor(self, settings: Settings | None = None) -> Visitor:
        return Visitor(self.app(settings).test_client())

    def app(self, settings: Settings | None = None) -> Flask:
        """Return the form under these settings."""
        grades, loaded = Reading(5.0, 7.0, "a screen", 7.5), self.loaded
        sealer = TypedSealer(self.store.store)
        services = Services(
            loaded.questionnaire,
            loaded.digest,
            self.store,
            sealer,
            self.press,
            self.exchange,
            monitor_of(loaded, self.store, self.press, self.clock),
            self.registry,
            lambda: grades,
            self.clock,
        )
        app = create_app(services, settings or Settings())
        template_rendered.connect(self._note, app)
        self.apps.append(app)
        return app

    def _note(self, sender: Flask, template: Template, **_: object) -> None:
        del sender
        self.rendered.add(template.name or "")

    @contextmanager
    def kept_otherwise(self, settings: Settings) -> Iterator[Visitor]:
        """Serve for a while over another store, as these settings ask."""
        usual = self.store
        passing = open_passing(clock=self.clock, session=AT_A_TABLET)
        self.store = TroubledStore(passing) if settings.no_retention else self._opened(Keeping(session=AT_A_TABLET))
        yield self.visitor(settings)
        self.store.store.close()
        self.store = usual

    def logo(self) -> Path:
        """Return a clinic's picture."""
        file = self.folder / "logo.svg"
        file.write_text(LOGO, encoding="utf-8")
        return file

    def file(self, address: str) -> File:
        """Return what an address leads to that a page names; its name tells of its content, so any form may give it."""
        answers = (app.test_client().get(address, base_url=HOME) for app in reversed(self.apps))
        found = next(answer for answer in answers if answer.status_code == 200)
        return File(found.data, found.content_type)
