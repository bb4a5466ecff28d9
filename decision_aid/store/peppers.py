"""What joins secrets and database: which pepper a draft's code rests on, and that every one needed is there."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from decision_aid.core.errors import SecretsRefused
from decision_aid.store import crypto, keyring, keys, tables
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.keyring import Keyring
from decision_aid.store.keys import CodeKeys, Cost, Stretcher


@dataclass(frozen=True, slots=True)
class Way:
    """How a code leads to a draft: what its row must hold."""

    epoch: int
    lookup: bytes = field(repr=False)
    resume_key: bytes = field(repr=False)

    @property
    def columns(self) -> dict[str, object]:
        return {"pepper_epoch": self.epoch, "lookup": self.lookup, "resume_key": self.resume_key}


class Peppers:
    """The secrets at work. Without a `stretcher` there are no codes."""

    def __init__(self, secrets: Keyring, stretcher: Stretcher | None = None) -> None:
        self.secrets = secrets
        self._stretcher = stretcher

    @classmethod
    def opened(cls, connection: Connection, folder: Path, today: date, cost: Cost) -> Peppers:
        """Return the secrets of this folder and database, made at a first start.

        Raises SecretsRefused if one that drafts need is missing or is not the one they were sealed with.
        """
        known = connection.execute(tables.PEPPERS).first() is not None
        found = cls(keyring.open_folder(folder, today, first=not known), Stretcher(cost))
        found.check(connection, today)  # first: a new pepper must not take the name of a lost one
        found.secrets.renew(today)
        for epoch in found.secrets.peppers():
            found.register(connection, epoch)
        return found

    @property
    def gives_codes(self) -> bool:
        return self._stretcher is not None

    def key_for(self, use: bytes) -> bytes:
        """Return a key of this installation for one use."""
        return hmac.digest(self.secrets.server, b"decision-aid " + use, sha256)

    def way(self, code: str, key: bytes, draft: bytes, today: date, epoch: int | None = None) -> Way:
        """Return what makes this code lead to the draft, with the draft's pepper or else the newest."""
        self.secrets.renew(today)
        peppers = self.secrets.peppers()
        chosen = epoch if epoch is not None and epoch in peppers else max(peppers)
        found = keys.of_code(self._stretched(code), peppers[chosen])
        return Way(chosen, found.lookup, crypto.seal(found.cipher, key, Place(draft, Kind.RESUME_KEY)))

    def tried(self, code: str) -> Mapping[bytes, CodeKeys]:
        """Return what this code gives with each pepper, by what its row is found by."""
        if not self.gives_codes:
            return {}
        stretched = self._stretched(code)
        found = (keys.of_code(stretched, pepper) for pepper in self.secrets.peppers().values())
        return {each.lookup: each for each in found}

    def register(self, connection: Connection, epoch: int) -> None:
        """Note that there is this pepper. Raises SecretsRefused if another is known under its day."""
        fingerprint = self._fingerprint(epoch)
        known = dict(connection.execute(tables.PEPPERS).all())
        if epoch not in known:
            connection.execute(tables.NEW_PEPPER, {"epoch": epoch, "fingerprint": fingerprint})
        elif known[epoch] != fingerprint:
            raise _mixed_up(epoch)

    def check(self, connection: Connection, today: date) -> None:
        """Raise SecretsRefused unless every pepper that drafts need is there."""
        there = self.secrets.peppers()
        for epoch, fingerprint in connection.execute(tables.NEEDED, {"today": today}):
            if epoch not in there:
                raise SecretsRefused(
                    f"The secret {_name(epoch)} is missing, and codes of kept answers need it: put it back from the "
                    "backup of the secrets folder. If it is lost for ever, run decision-aid new-key --give-up-lost: "
                    "then those codes open nothing any more."
                )
            if self._fingerprint(epoch) != fingerprint:
                raise _mixed_up(epoch)

    def give_up_lost(self, connection: Connection) -> int:
        """Take the codes from all drafts whose pepper is missing or another one; return how many codes."""
        there = self.secrets.peppers()
        known = connection.execute(tables.PEPPERS).all()
        lost = [epoch for epoch, mark in known if epoch not in there or self._fingerprint(epoch) != mark]
        gone = 0
        for epoch in lost:
            gone += connection.execute(tables.GIVE_UP_CODES, {"epoch": epoch}).rowcount
            connection.execute(tables.FORGET_PEPPER, {"epoch": epoch})
        return gone

    def clear(self, connection: Connection, today: date) -> None:
        """Make this month's pepper, and delete those that no draft can rest on any more."""
        self.secrets.renew(today)
        there = self.secrets.peppers()
        known = {*there, *(epoch for epoch, _ in connection.execute(tables.PEPPERS))}
        for epoch in known - {max(there, default=0)}:
            if keyring.last_day(epoch) < today:
                self.secrets.drop(epoch)
                connection.execute(tables.FORGET_PEPPER, {"epoch": epoch})

    @staticmethod
    def last_day(wanted: date, epoch: int | None) -> date:
        """Return the wanted day, or the last on which a draft of this pepper can be kept."""
        return wanted if epoch is None else min(wanted, keyring.last_day(epoch))

    def _stretched(self, code: str) -> bytes:
        if self._stretcher is None:
            raise TypeError("there are no codes")
        return self._stretcher.stretched(code, self.secrets.salt)

    def _fingerprint(self, epoch: int) -> bytes:
        return keys.fingerprint(self.secrets.peppers()[epoch], self.secrets.salt)


def _name(epoch: int) -> str:
    return f"pepper-{date.fromordinal(epoch).isoformat()}"


def _mixed_up(epoch: int) -> SecretsRefused:
    return SecretsRefused(
        f"The secret {_name(epoch)} (or salt) is not the one that kept answers were sealed with: put the right secrets "
        "folder in place, from its backup or from another server of this form."
    )
