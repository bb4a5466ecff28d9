"""Any sequence of starts, saves, second tabs, finishes, purges and passing days, against a plain dictionary."""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftChanged
from decision_aid.services import Visit
from decision_aid.store.drafts import open_store

from .conftest import StandingClock, saying

KEEP = timedelta(days=2)


@dataclass
class Kept:
    """What the model knows of one draft."""

    draft: Draft
    revision: int
    session_ends: date
    draft_ends: date


class Model(RuleBasedStateMachine):
    tokens: Bundle[str] = Bundle("tokens")
    visits: Bundle[tuple[str, Visit]] = Bundle("visits")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.clock = StandingClock()
        self.store = open_store(Path(self.folder.name) / "drafts", clock=self.clock)
        self.kept: dict[str, Kept] = {}

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    def today(self) -> date:
        return self.clock.time.date()

    def opens(self, token: str) -> bool:
        kept = self.kept.get(token)
        return kept is not None and self.today() <= min(kept.session_ends, kept.draft_ends)

    @rule(target=tokens, note=st.text(max_size=9))
    def start(self, note: str) -> str:
        token = self.store.start(saying(note))
        self.kept[token] = Kept(saying(note), 1, self.today() + KEEP, self.today() + KEEP)
        return token

    @rule(target=visits, token=tokens)
    def open(self, token: str) -> tuple[str, Visit]:
        visit = self.store.open(token)
        if not self.opens(token):
            assert visit is None
            return token, Visit(Draft(), 0, None)
        assert visit is not None
        assert (visit.draft, visit.revision) == (self.kept[token].draft, self.kept[token].revision)
        return token, visit

    @rule(target=visits, opened=visits, note=st.text(max_size=9))
    def save(self, opened: tuple[str, Visit], note: str) -> tuple[str, Visit]:
        token, visit = opened
        if visit.key is None:
            return opened
        kept = self.kept.get(token)
        if kept is None or kept.revision != visit.revision:
            with pytest.raises(DraftChanged):
                self.store.save(visit, saying(note))
            return opened
        saved = self.store.save(visit, saying(note))
        kept.draft, kept.revision, kept.draft_ends = saying(note), saved.revision, self.today() + KEEP
        return token, saved

    @rule(token=tokens)
    def finish(self, token: str) -> None:
        self.store.finish(token)
        self.kept.pop(token, None)

    @rule()
    def purge(self) -> None:
        past = [token for token in self.kept if not self.opens(token)]
        assert self.store.purge() == len(past)
        for token in past:
            del self.kept[token]

    @rule(days=st.integers(1, 3))
    def days_pass(self, days: int) -> None:
        self.clock.pass_days(days)

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.store = open_store(Path(self.folder.name) / "drafts", clock=self.clock)

    @invariant()
    def everything_kept_opens_and_nothing_else(self) -> None:
        for token in self.kept:
            assert (self.store.open(token) is not None) == self.opens(token)


TestModel = Model.TestCase
TestModel.settings = settings(deadline=None, max_examples=25, stateful_step_count=25)
