"""The names of fixed lists under which a running form counts what happens."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """How the printing of a document ended."""

    MADE = "made"
    BUSY = "busy"
    FAILED = "failed"


class Refusal(StrEnum):
    """Why a request was not done."""

    BAD_REQUEST = "bad-request"
    STALE = "stale"  # the form's token is not of this browser's visit, or another site sent it
    EXPIRED = "expired"  # its visit has ended
    UNKNOWN = "unknown"
    METHOD = "method"
    CONFLICT = "conflict"
    NO_LENGTH = "no-length"
    TOO_LARGE = "too-large"
    INVALID = "invalid"
    LIMIT = "limit"
    UNAVAILABLE = "unavailable"


class Reply(StrEnum):
    """What came of asking the registry of trials for a record."""

    ANSWERED = "answered"
    NOT_FOUND = "not-found"
    REFUSED = "refused"  # it turns us away
    UNREACHABLE = "unreachable"
    UNUSABLE = "unusable"  # something came, but no record
    NOT_ASKED = "not-asked"  # it failed too often just before, or too many people wait
