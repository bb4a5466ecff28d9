"""Somebody with the file: everything that can be done to the rows of sealed drafts, and what is shown afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Protocol

from decision_aid.core.draft import FORMAT, Draft
from decision_aid.core.errors import DraftNewer
from decision_aid.services import Visit
from decision_aid.store.database import Where

from .conftest import saying
from .rows import Value, column, put, value

OWNERS, SAVES = 6, 8
FLIPS = 4124 if os.environ.get("RELIABILITY") == "release" else 120  # of each draft's 4,124 bytes
SEALED = ("sealed", "sealed_key", "resume_key", "lookup")
# By which way a draft is not to be seen any more once this column of its row is not as it was.
HIT = {"sealed_key": {"session"}, "resume_key": {"code"}, "lookup": {"code"}}
BOTH = {"session", "code"}


class Store(Protocol):
    """What the damage is tried on."""

    def start(self, draft: Draft) -> str: ...
    def open(self, token: str) -> Visit | None: ...
    def save(self, visit: Visit, draft: Draft) -> Visit: ...
    def resume(self, code: str) -> str | None: ...
    def leave(self, token: str) -> None: ...


@dataclass(frozen=True)
class Owner:
    """One person with a draft: every sealed text it has had, the last one last."""

    name: str
    token: str
    code: str
    texts: list[bytes] = field(default_factory=list)

    @property
    def present(self) -> str:
        return _shown(saying(f"{self.name} {SAVES}"))


@dataclass(frozen=True)
class Damage:
    """What is written into whose rows."""

    label: str
    column: str
    values: dict[str, Value]

    @property
    def hit(self) -> set[str]:
        return HIT.get(self.column, BOTH)


class Ward:
    """Some people's drafts in one database."""

    def __init__(self, store: Store, where: Where, flips: int = FLIPS) -> None:
        self.store = store
        self.where = where
        self.flips = flips
        self.owners = [self._owner(f"owner {number}") for number in range(OWNERS)]

    def _owner(self, name: str) -> Owner:
        token = self.store.start(saying(f"{name} 0"))
        visit = self._visit(token)
        owner = Owner(name, token, visit.code, [column(self.where, token, "sealed")])
        for number in range(1, SAVES + 1):
            visit = self.store.save(visit, saying(f"{name} {number}"))
            owner.texts.append(column(self.where, token, "sealed"))
        return owner

    def _visit(self, token: str) -> Visit:
        visit = self.store.open(token)
        assert visit is not None
        return visit

    def damages(self) -> Iterator[Damage]:
        yield from self._flips()
        yield from self._cuts()
        yield from self._swaps()
        yield from self._older()
        if isinstance(self.where, Path):  # a server lets nobody write another kind of value
            yield from self._nonsense()

    def faults(self) -> Iterator[str]:
        """Do each damage, and say what was shown that must not be, or hidden that must be shown."""
        for damage in self.damages():
            with self._done(damage):
                for owner in self.owners:
                    yield from self._wrong(owner, damage)
        if any(seen(self.store, owner) != {"session": owner.present, "code": owner.present} for owner in self.owners):
            yield "not as it was in the end"

    def _wrong(self, owner: Owner, damage: Damage) -> Iterator[str]:
        hurt = owner.token in damage.values
        if not hurt and owner is not self.owners[-1]:
            return  # one other draft is looked at each time
        for way, note in seen(self.store, owner).items():
            if hurt and way in damage.hit:
                if note is not None:
                    yield f"{damage.label}: shown by {way}"
            elif note != owner.present:
                yield f"{damage.label}: another draft or way harmed"

    def _flips(self) -> Iterator[Damage]:
        chance = Random(7431)  # noqa: S311 - no secret: the same damage in every run
        for owner in self.owners[:-1]:
            for name in SEALED:
                whole = self._value(owner, name)
                for at in sorted(chance.sample(range(len(whole)), min(self.flips, len(whole)))):
                    flipped = whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :]
                    yield Damage(f"{name} flipped", name, {owner.token: flipped})

    def _cuts(self) -> Iterator[Damage]:
        owner = self.owners[0]
        for name in SEALED:
            whole = self._value(owner, name)
            for length in (0, 1, 11, 12, 27, 28, len(whole) - 1):
                yield Damage(f"{name} cut", name, {owner.token: whole[:length]})
            yield Damage(f"{name} lengthened", name, {owner.token: whole + b"\0"})

    def _swaps(self) -> Iterator[Damage]:
        for one, other in combinations(self.owners[:-1], 2):
            for name in ("sealed", "sealed_key", "resume_key"):
                swapped: dict[str, Value] = {
                    one.token: self._value(other, name),
                    other.token: self._value(one, name),
                }
                yield Damage(f"{name} swapped", name, swapped)

    def _older(self) -> Iterator[Damage]:
        for owner in self.owners[:-1]:
            for text in owner.texts[:-1]:
                yield Damage("older text under the present revision", "sealed", {owner.token: text})

    def _nonsense(self) -> Iterator[Damage]:
        owner = self.owners[0]
        for name, values in {
            "sealed": ("", "text", 7),
            "sealed_key": ("", "text", 7),
            "resume_key": (None, "text", 7),
            "lookup": (None, "text", 7),
            "revision": (-1, 0, SAVES, SAVES + 2, "text"),
            "schema_number": (0, 1, FORMAT + 1, 99),
            "expires": ("2026-11-22", "0001-01-01", "text", 7),
            "pepper_epoch": ("text", 1.5, 0, 5000, -1, 2**62, date.max.toordinal()),
        }.items():
            for each in values:
                yield Damage(f"{name} made {each!r}", name, {owner.token: each})

    def _value(self, owner: Owner, name: str) -> bytes:
        return column(self.where, owner.token, name)

    @contextmanager
    def _done(self, damage: Damage) -> Iterator[None]:
        """Damage the rows, and make them whole again."""
        before = {token: value(self.where, token, damage.column) for token in damage.values}
        for token, damaged in damage.values.items():
            put(self.where, token, damage.column, damaged)
        yield
        for token, whole in before.items():
            put(self.where, token, damage.column, whole)


def seen(store: Store, owner: Owner) -> dict[str, str | None]:
    """What is shown by each way to a draft: what its session shows, and what its code."""
    back = store.resume(owner.code)
    shown = {"session": _note(store, owner.token), "code": _note(store, back) if back else None}
    store.leave(back or "")
    return shown


def _note(store: Store, token: str) -> str | None:
    try:
        visit = store.open(token)
    except DraftNewer:
        return None
    return None if visit is None else _shown(visit.draft)


def _shown(draft: Draft) -> str:
    return str(draft.answers.as_data()["person"])
