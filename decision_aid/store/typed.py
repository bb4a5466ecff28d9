"""What a page holds, sealed, because nothing else does: what was typed when its session was over, what a file brings.

The page names its draft in a way that only this server can read; text sealed for one draft never comes back in another.
What is enclosed in a page opens with the forms of that page, which end with the session.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from decision_aid.services import Visit
from decision_aid.store import crypto, plain, rows
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.drafts import SealedDrafts

_TAG = 8
_ANY = bytes(crypto.ID_BYTES)


class TypedSealer:
    """Seals under a key of this installation. Implements `services.Sealer`; safe to share between threads."""

    def __init__(self, drafts: SealedDrafts) -> None:
        self._drafts = drafts
        self._cipher = AESGCM(drafts.key_for(b"typed"))
        self._enclosing = drafts.key_for(b"enclosed")
        self._tags = drafts.key_for(b"tags")

    def name_of(self, visit: Visit) -> str:
        return _text(crypto.seal(self._cipher, rows.opened(visit).draft, Place(_ANY, Kind.DRAFT_NAME)))

    def names(self, name: str, visit: Visit) -> bool:
        return self._named(name) == rows.opened(visit).draft

    def seal(self, name: str, typed: bytes) -> str:
        draft = self._named(name)
        if draft is None or not self._drafts.holds(draft):
            return ""  # it was finished or its time is up: nothing could bring the text back
        return _text(crypto.seal(self._cipher, typed, Place(draft, Kind.TYPED)))

    def unseal(self, visit: Visit, sealed: str) -> bytes | None:
        try:
            return crypto.unseal(self._cipher, _bytes(sealed), Place(rows.opened(visit).draft, Kind.TYPED))
        except crypto.Unopened:
            return None

    def _named(self, name: str) -> bytes | None:
        try:
            return crypto.unseal(self._cipher, _bytes(name), Place(_ANY, Kind.DRAFT_NAME))
        except crypto.Unopened:
            return None

    def enclose(self, data: Mapping[str, object], form: str) -> str:
        return _text(crypto.seal(self._of_form(form), plain.written(data), Place(_ANY, Kind.ENCLOSED)))

    def enclosed(self, sealed: str, form: str) -> dict[str, Any] | None:
        try:
            text = crypto.unseal(self._of_form(form), _bytes(sealed), Place(_ANY, Kind.ENCLOSED))
        except crypto.Unopened:
            return None
        found: dict[str, Any] = plain.read(text)
        return found

    def _of_form(self, form: str) -> AESGCM:
        return AESGCM(hmac.digest(self._enclosing, form.encode(), sha256))

    def tag(self, visit: Visit, day: date) -> str:
        return hmac.digest(self._tags, day.isoformat().encode() + rows.opened(visit).draft, sha256).hex()[:_TAG]


def _text(sealed: bytes) -> str:
    return urlsafe_b64encode(sealed).decode("ascii")


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text.encode("ascii"))
    except (NotBase64, ValueError):
        raise crypto.Unopened from None
