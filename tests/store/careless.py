"""Stores that are wrong on purpose: what the damage done to ours must show in them."""

from pathlib import Path
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from decision_aid.core.draft import Draft
from decision_aid.services import Visit
from decision_aid.store import plain
from decision_aid.store.drafts import SealedDrafts

from .conftest import opened
from .rows import put, value

_NONCE = 12


class WithoutPlace:
    """Seals each draft under a key of its own, but never says to what draft and revision a text belongs."""

    def __init__(self, ours: SealedDrafts, path: Path) -> None:
        self._ours = ours  # makes the rows; their sealed text is written over
        self._path = path
        self._keys: dict[str, AESGCM] = {}
        self._tokens: dict[str, str] = {}

    def start(self, draft: Draft) -> str:
        token = self._ours.start(draft)
        self._tokens[opened(self._ours, token).code] = token
        self._keys[token] = AESGCM(AESGCM.generate_key(256))
        self._keep(token, draft)
        return token

    def save(self, visit: Visit, draft: Draft) -> Visit:
        self._keep(str(visit.key), draft)
        return visit

    def open(self, token: str) -> Visit | None:
        kept = value(self._path, token, "sealed")
        try:
            assert isinstance(kept, bytes)
            draft = Draft.from_data(plain.read(self.unsealed(self._keys[token], kept)))
        except (AssertionError, InvalidTag, KeyError, TypeError, ValueError):
            return None
        code = next(code for code, whose in self._tokens.items() if whose == token)
        return Visit(draft, 1, token, code)

    def resume(self, code: str) -> str | None:
        return self._tokens.get(code)

    def leave(self, token: str) -> None:
        """Have no session to end."""

    def _keep(self, token: str, draft: Draft) -> None:
        put(self._path, token, "sealed", self.sealed(self._keys[token], plain.text(draft)))

    def sealed(self, key: AESGCM, text: bytes) -> bytes:
        nonce = token_bytes(_NONCE)
        return nonce + key.encrypt(nonce, text, None)

    def unsealed(self, key: AESGCM, sealed: bytes) -> bytes:
        return key.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)


class Unsealed(WithoutPlace):
    """Keeps drafts as they are."""

    def sealed(self, _: AESGCM, text: bytes) -> bytes:
        return text

    def unsealed(self, _: AESGCM, sealed: bytes) -> bytes:
        return sealed
