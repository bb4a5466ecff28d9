"""Sealing: AES-256-GCM whose associated data ties a sealed text to its one place and revision.

Sources: NIST SP 800-38D (GCM), RFC 5869 (HKDF).
"""

from __future__ import annotations

import struct
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from secrets import token_bytes

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = 1
KEY_BYTES = 32
ID_BYTES = 16
TOKEN_BYTES = 32
TOKEN_CHARACTERS = 43
STEP = 4096

_NONCE_BYTES = 12
_SESSION_INFO = b"decision-aid session key 1"
_PLACE = struct.Struct(">H16sHIQ")  # fixed widths: no two places have the same bytes


class Kind(IntEnum):
    """What is sealed; a text sealed as one kind never opens as another."""

    DRAFT = 1
    SESSION_KEY = 2
    RESUME_KEY = 3
    TYPED = 4
    DRAFT_NAME = 5
    ENCLOSED = 6


class Unopened(Exception):
    """The sealed bytes are not what was sealed at this place; carries no detail on purpose."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed text belongs: draft id (16 bytes), kind, schema number and revision."""

    draft: bytes
    kind: Kind
    schema: int = 0
    revision: int = 0

    def encoded(self) -> bytes:
        """Return the associated data: format, draft id, kind, schema and revision, each at a fixed width."""
        return _PLACE.pack(FORMAT, self.draft, self.kind, self.schema, self.revision)


def new_id() -> bytes:
    return token_bytes(ID_BYTES)


def new_key() -> bytes:
    return token_bytes(KEY_BYTES)


def seal(cipher: AESGCM, plain: bytes, place: Place) -> bytes:
    """Return a fresh 96-bit nonce followed by the ciphertext and its tag."""
    nonce = token_bytes(_NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, place.encoded())


def unseal(cipher: AESGCM, sealed: bytes, place: Place) -> bytes:
    """Return what was sealed at exactly this place. Raises Unopened for anything else."""
    try:
        return cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], place.encoded())
    except (InvalidTag, ValueError, struct.error):
        raise Unopened from None


def padded(text: bytes) -> bytes:
    """Return JSON text filled with spaces, which JSON ignores, to the next multiple of 4 KiB."""
    return text.ljust(-(-len(text) // STEP) * STEP)


def new_token() -> bytes:
    return token_bytes(TOKEN_BYTES)


def written(token: bytes) -> str:
    """Return the token as the 43 URL-safe characters a cookie carries."""
    return urlsafe_b64encode(token).rstrip(b"=").decode("ascii")


def read_token(text: str) -> bytes | None:
    """Return the 32 bytes of a token, or nothing if the text is not exactly what `written` gives."""
    if len(text) != TOKEN_CHARACTERS:
        return None
    try:
        token = urlsafe_b64decode(text + "=")
    except (NotBase64, ValueError):
        return None
    return token if written(token) == text else None


def fingerprint(token: bytes) -> bytes:
    """Return the SHA-256 by which a session is found; the token itself is never kept."""
    return sha256(token).digest()


def session_cipher(token: bytes) -> AESGCM:
    """Return the cipher that seals a draft's data key for the holder of this token."""
    return AESGCM(HKDF(SHA256(), KEY_BYTES, salt=None, info=_SESSION_INFO).derive(token))
