"""What the rows of a draft and a session hold, and how an opened one becomes a visit."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy.engine import Row

from decision_aid.core.draft import FORMAT as SCHEMA
from decision_aid.core.draft import Draft
from decision_aid.core.errors import DraftNewer, StoreUnavailable
from decision_aid.services import Visit
from decision_aid.store import crypto, keyring, plain
from decision_aid.store.crypto import Kind, Place
from decision_aid.store.sessions import Session

MOST_BYTES = 1024 * 1024

Found = Row[bytes, int, int, date, int | None, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Opened:
    """What saving an opened draft needs; its key never shows in a text."""

    draft: bytes = field(repr=False)
    key: bytes = field(repr=False)
    epoch: int | None = None

    @property
    def cipher(self) -> AESGCM:
        return AESGCM(self.key)


def of_draft(draft: Draft, opened: Opened, revision: int, expires: date) -> dict[str, object]:
    """Return what a draft's row holds at this revision. Raises StoreUnavailable for one that is too long."""
    sealed = crypto.seal(opened.cipher, plain.text(draft), Place(opened.draft, Kind.DRAFT, SCHEMA, revision))
    if len(sealed) > MOST_BYTES:
        raise StoreUnavailable("The answers are too long to keep: shorten the longest note.")
    return {"schema_number": SCHEMA, "revision": revision, "expires": expires, "sealed": sealed}


def of_session(token: bytes, session: Session, draft: bytes, expires: date) -> dict[str, object]:
    """Return what the row of a session holds."""
    return {
        "fingerprint": crypto.fingerprint(token),
        "draft_id": draft,
        "expires": expires,
        "sealed_key": session.sealed(token, draft),
    }


def visit(code: str, key: bytes, row: Found) -> Visit:
    """Return the visit of an opened row. Raises DraftNewer, or crypto.Unopened for a row that was altered."""
    if row.schema_number > SCHEMA:
        raise DraftNewer("These answers were saved by a newer version of this form. They are kept as they are.")
    if not keyring.can_rest(row.expires, row.pepper_epoch):
        raise crypto.Unopened
    opened = Opened(row.id, key, row.pepper_epoch)
    text = crypto.unseal(opened.cipher, row.sealed, Place(row.id, Kind.DRAFT, row.schema_number, row.revision))
    return Visit(Draft.from_data(plain.read(text)), row.revision, opened, code, row.expires)


def opened(visit: Visit) -> Opened:
    """Return what saving this visit's draft needs. Raises TypeError for a visit of another store."""
    if not isinstance(visit.key, Opened):
        raise TypeError("a visit of another store")
    return visit.key
