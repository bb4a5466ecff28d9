"""From a resume code to the two values that find and open its draft.

Argon2id (RFC 9106) makes guessing dear, a pepper outside the database makes it useless without that file, and HKDF
(RFC 5869) parts what finds the row from what opens it.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from threading import BoundedSemaphore, Lock

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from decision_aid.core.errors import StoreUnavailable
from decision_aid.store.crypto import KEY_BYTES

_LOOKUP, _KEY = b"decision-aid lookup 1", b"decision-aid resume key 1"
_OF_PEPPER, _OF_SERVER = b"decision-aid pepper 1", b"decision-aid server key 1"
_MARK_BYTES = 16
SLOTS = 2
PATIENCE = 5.0  # seconds to wait for a slot


@dataclass(frozen=True, slots=True)
class Cost:
    """What one guess costs: memory in KiB and passes. OWASP and RFC 9106 ask for less than the default."""

    memory: int = 64 * 1024
    passes: int = 3


@dataclass(frozen=True, slots=True)
class CodeKeys:
    """What a code gives with one pepper: the value its row is found by, and the cipher that opens its data key."""

    lookup: bytes
    cipher: AESGCM


class Stretcher:
    """Turns codes into secrets, a few at a time: each takes 64 MiB and a quarter of a second."""

    def __init__(self, cost: Cost, slots: int = SLOTS, patience: float = PATIENCE) -> None:
        self.in_use = 0
        self._cost = cost
        self._counting = Lock()
        self._slots = BoundedSemaphore(slots)
        self._patience = patience

    def stretched(self, code: str, salt: bytes) -> bytes:
        """Return 32 bytes. Raises StoreUnavailable if no slot is free in time."""
        with self._slot():
            return Argon2id(
                salt=salt, length=KEY_BYTES, iterations=self._cost.passes, lanes=1, memory_cost=self._cost.memory
            ).derive(code.encode())

    @contextmanager
    def _slot(self) -> Iterator[None]:
        if not self._slots.acquire(timeout=self._patience):
            raise StoreUnavailable("Many people come back at once. Try again in a moment.")
        self._count(1)
        try:
            yield
        finally:
            self._count(-1)
            self._slots.release()

    def _count(self, more: int) -> None:
        with self._counting:
            self.in_use += more


def of_code(stretched: bytes, pepper: bytes) -> CodeKeys:
    """Return what a stretched code gives with this pepper."""
    mixed = hmac.digest(pepper, stretched, sha256)
    return CodeKeys(_derived(mixed, _LOOKUP), AESGCM(_derived(mixed, _KEY)))


@dataclass(frozen=True, slots=True)
class Mark:
    """What tells whether two servers have the same secrets, and nothing of them: 16 bytes each.

    Before the server key was marked too there were 16 bytes in all: of a mark read from those it is empty.
    """

    pepper: bytes
    server: bytes = b""

    @classmethod
    def of(cls, pepper: bytes, salt: bytes, server: bytes) -> Mark:
        return cls(_marked(pepper, _OF_PEPPER + salt), _marked(server, _OF_SERVER + salt))

    @classmethod
    def read(cls, written: bytes) -> Mark:
        return cls(written[:_MARK_BYTES], written[_MARK_BYTES:])

    @property
    def written(self) -> bytes:
        return self.pepper + self.server


def _marked(secret: bytes, info: bytes) -> bytes:
    return hmac.digest(secret, info, sha256)[:_MARK_BYTES]


def _derived(secret: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret)
