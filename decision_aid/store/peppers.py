"""What joins secrets and database: which pepper a draft's code rests on, and that every one needed is there."""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from decision_aid.core.errors import SecretsRefused
from decision_aid.store import crypto, keyring, keys, tables
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.database import is_shared, wait_for_turn
from decision_aid.store.keyring import Keyring
from decision_aid.store.keys import CodeKeys, Cost, Mark, Stretcher
from decision_aid.store.pulse import Pulse


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
    """The secrets at work. Without a `stretcher` there are no codes.

    With `shared`, other machines use the same database with copies of these secrets: only one of them makes a new one.
    """

    def __init__(self, secrets: Keyring, stretcher: Stretcher | None = None, *, shared: bool = False) -> None:
        self.secrets = secrets
        self._stretcher = stretcher
        self._shared = shared
        self.pulse = Pulse(self.key_for(b"pulse"))

    @classmethod
    def opened(cls, connection: Connection, folder: Path, now: datetime, cost: Cost, *, sure: bool) -> Peppers:
        """Return the secrets of this folder and database, made at a first start.

        Raises SecretsRefused if one that drafts need is missing, or as `lacking`.
        """
        found = cls.lacking(connection, folder, now, cost, sure=sure)
        found.check(connection, now.date())  # first: a new pepper must not take the name of a lost one
        newest = keyring.newest(keyring.come(found.secrets.peppers(), now.date()))
        if keyring.is_old(newest, now.date()):  # else the next purge does, if its clock can be believed
            found.renew(connection, now.date())
        for epoch in found.secrets.peppers():
            found.register(connection, epoch)
        return found

    @classmethod
    def lacking(cls, connection: Connection, folder: Path, now: datetime, cost: Cost, *, sure: bool) -> Peppers:
        """Return the same, also where peppers are missing: enough to forget what is past its day.

        Raises SecretsRefused if one that is there is not the one that drafts were sealed with, or if the clock is
        behind, unless one is `sure` of it.
        """
        wait_for_turn(connection)
        known = connection.execute(tables.PEPPERS).first() is not None
        secrets = keyring.open_folder(folder, now.date(), first=not known)
        found = cls(secrets, Stretcher(cost), shared=is_shared(connection.engine))
        if not sure:
            found.check_clock(connection, now)
        found.check_right(connection)
        return found

    @property
    def gives_codes(self) -> bool:
        return self._stretcher is not None

    @property
    def slots_in_use(self) -> int:
        """Return how many codes are being worked out now."""
        return self._stretcher.in_use if self._stretcher else 0

    def key_for(self, use: bytes) -> bytes:
        """Return a key of this installation for one use."""
        return hmac.digest(self.secrets.server, b"decision-aid " + use, sha256)

    def way(self, code: str, key: bytes, draft: bytes, today: date, epoch: int | None = None) -> Way:
        """Return what makes this code lead to the draft, with the draft's pepper or else the newest."""
        newest = keyring.newest(keyring.come(self._there(), today))
        if not self._shared and keyring.is_old(newest, today):  # else one server makes it
            self.secrets.renew(today)
        peppers = self._there()
        come = keyring.come(peppers, today)
        if not come:
            raise SecretsRefused("Every pepper is of a day to come: set the clock of this machine.")
        chosen = epoch if epoch in come else keyring.newest(come)
        found = keys.of_code(self._stretched(code), peppers[chosen])
        return Way(chosen, found.lookup, crypto.seal(found.cipher, key, Place(draft, Kind.RESUME_KEY)))

    def tried(self, code: str) -> Mapping[bytes, CodeKeys]:
        """Return what this code gives with each pepper, by what its row is found by."""
        if not self.gives_codes:
            return {}
        stretched = self._stretched(code)
        found = (keys.of_code(stretched, pepper) for pepper in self._there().values())
        return {each.lookup: each for each in found}

    def lacks_any(self, connection: Connection, today: date) -> bool:
        """Tell whether a pepper is not here that codes may need: another server's, or one that was taken away."""
        return not {epoch for epoch, _ in self._needed(connection, today)} <= self.secrets.peppers().keys()

    @property
    def are_there(self) -> bool:
        """Tell whether a code can be made now; somebody may have taken the secrets away while the form runs."""
        try:
            return not self.gives_codes or bool(self._there())
        except SecretsRefused:
            return False

    def _there(self) -> Mapping[int, bytes]:
        """Return every pepper. Raises SecretsRefused where there is none any more."""
        found = self.secrets.peppers()
        if not found:
            raise SecretsRefused("There is no pepper any more: put the secrets folder back from its own backup.")
        return found

    def renew(self, connection: Connection, today: date) -> None:
        """Make this month's pepper if there is none, unless another server has made one that is still to be copied.

        Raises SecretsRefused where today's was made before and is missing: another must not take its name.
        """
        there, known = self.secrets.peppers(), self.known(connection)
        if self._shared and keyring.newest(keyring.come([*there, *known], today)) not in {0, *there}:
            return
        epoch = keyring.of_day(today)
        if epoch in known and epoch not in there and keyring.is_due(there, today):
            raise SecretsRefused(
                f"The secret {keyring.name(epoch)} is missing, and another must not take its name: put it back from "
                "the backup of the secrets folder. If it is lost for ever, run decision-aid new-key --give-up-lost."
            )
        self.secrets.renew(today)

    def register(self, connection: Connection, epoch: int) -> None:
        """Note that there is this pepper. Raises SecretsRefused if another is known under its day."""
        ours = self.mark(epoch)
        known = self.known(connection)
        if epoch not in known:
            connection.execute(tables.NEW_PEPPER, {"epoch": epoch, "fingerprint": ours.written})
            return
        self.compare(epoch, known[epoch])
        if known[epoch] != ours:  # it was made before the server key was marked too
            self._note(connection, epoch)

    def compare(self, epoch: int, known: Mark) -> None:
        """Raise SecretsRefused unless the pepper that is here, salt and server key are those that are known."""
        ours = self.mark(epoch)
        if known.pepper != ours.pepper:
            raise SecretsRefused(
                f"The secret {keyring.name(epoch)} (or salt) is not the one that kept answers were sealed with: put "
                "the right secrets folder in place, from its backup or from another server of this form."
            )
        if known.server not in {b"", ours.server}:
            raise SecretsRefused(
                "The secret server-key is not the one that this database knows: put the right one in place, from the "
                "backup of the secrets folder or from another server of this form."
            )

    @staticmethod
    def known(connection: Connection) -> dict[int, Mark]:
        """Return what the database knows of each pepper, by its epoch."""
        return {epoch: Mark.read(mark) for epoch, mark in connection.execute(tables.PEPPERS)}

    def mark(self, epoch: int) -> Mark:
        return Mark.of(self.secrets.peppers()[epoch], self.secrets.salt, self.secrets.server)

    def _note(self, connection: Connection, epoch: int) -> None:
        connection.execute(tables.MARK_PEPPER, {"day": epoch, "fingerprint": self.mark(epoch).written})

    def check(self, connection: Connection, today: date) -> None:
        """Raise SecretsRefused unless every pepper that drafts need is there, and each is the right one.

        Shared, every one that can be needed.
        """
        there = self.secrets.peppers()
        for epoch, _ in self._needed(connection, today):
            if epoch not in there:
                raise SecretsRefused(
                    f"The secret {keyring.name(epoch)} is missing, and codes of kept answers need it: put it back from "
                    f"{'another server of this form or from ' if self._shared else ''}the backup of the secrets "
                    "folder. If it is lost for ever, run decision-aid new-key --give-up-lost: then those codes open "
                    "nothing any more."
                )
        self.check_right(connection)

    def check_right(self, connection: Connection) -> None:
        """Raise SecretsRefused unless each secret that is there is the one that is known."""
        there = self.secrets.peppers()
        for epoch, mark in self.known(connection).items():
            if epoch in there:
                self.compare(epoch, mark)

    def check_clock(self, connection: Connection, now: datetime) -> None:
        """Raise SecretsRefused where the clock is behind: what is saved now would be gone once it is right."""
        newest, last = keyring.day_of(keyring.newest(self.secrets.peppers()) or 1), self.pulse.last(connection)
        if self.pulse.is_behind(connection, now):
            raise _behind(now.date(), f"the form was at work on {_day(last)}")
        # A purge about now shows that the clock is right, unless it was on that day: then the clock went back.
        is_right = last is not None and self.pulse.is_right(connection, now) and last.date() + keyring.AHEAD < newest
        if newest > now.date() + keyring.AHEAD and not is_right:
            raise _behind(now.date(), f"there is a secret of {newest}")

    def _needed(self, connection: Connection, today: date) -> list[tuple[int, Mark]]:
        if not self._shared:
            return [(epoch, Mark.read(mark)) for epoch, mark in connection.execute(tables.NEEDED, {"today": today})]
        return [(epoch, mark) for epoch, mark in self.known(connection).items() if keyring.last_day(epoch) >= today]

    def give_up_lost(self, connection: Connection) -> int:
        """Take the codes from all drafts whose pepper is missing or another one; return how many codes."""
        there = self.secrets.peppers()
        gone = 0
        for epoch, mark in self.known(connection).items():
            if epoch in there and self.mark(epoch).pepper == mark.pepper:
                self._note(connection, epoch)  # the server key may be a new one: no code rests on it
                continue
            gone += connection.execute(tables.GIVE_UP_CODES, {"epoch": epoch}).rowcount
            connection.execute(tables.FORGET_PEPPER, {"epoch": epoch})
        return gone

    def clear(self, connection: Connection, today: date) -> None:
        """Make this month's pepper, and delete those that no draft can rest on any more."""
        wait_for_turn(connection)
        if self.are_there:  # else a new one would be made where the folder's disk is not mounted just now
            self.renew(connection, today)
        there = self.secrets.peppers()
        newest = keyring.newest(keyring.come(there, today))
        if self._shared and newest:
            self.register(connection, newest)  # now: another server must not make one as well
        known = {*there, *(epoch for epoch, _ in connection.execute(tables.PEPPERS))}
        for epoch in known - {newest}:
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


def _day(time: datetime | None) -> date | None:
    return time.date() if time else None


def _behind(today: date, what: str) -> SecretsRefused:
    return SecretsRefused(
        f"The clock of this machine says {today}, but {what}: set the clock, then start again. If the clock is right "
        "now and was wrong before, run decision-aid purge --clock-is-right."
    )
