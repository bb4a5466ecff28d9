"""Why the registry gave no answer that can be used."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from decision_aid.counted import Reply


class Reason(StrEnum):
    """What came instead of an answer; these names, and nothing of what was asked, may stand in a log."""

    CONNECTION = "no-connection"
    PROXY = "proxy"
    TLS = "tls"  # its certificate is not one to trust, or another host's
    SLOW = "too-slow"
    SERVER = "server-error"
    TURNED_AWAY = "turned-away"  # 429 or 403
    STATUS = "status"  # any other that is no answer, as a 400
    REDIRECT = "redirect"  # to anything but another number of the same study
    TOO_LARGE = "too-large"
    CUT_SHORT = "cut-short"
    NOT_JSON = "not-json"
    OTHER_STUDY = "other-study"
    RECORD = "record"  # JSON, but no record that can be read


_UNREACHABLE: Final = {Reason.CONNECTION, Reason.PROXY, Reason.TLS, Reason.SLOW, Reason.SERVER}


_SENTENCES: Final = {
    Reason.CONNECTION: "cannot be reached: look at this machine's network, or name the clinic's proxy in "
    "DECISION_AID_REGISTRY_PROXY",
    Reason.PROXY: "is not reached by the proxy of DECISION_AID_REGISTRY_PROXY: look whether it runs, and lets this "
    "through",
    Reason.TLS: "has a certificate that this machine does not trust: install the package ca-certificates, and that of "
    "your network if it has one of its own",
    Reason.SLOW: "did not answer in time: try again later",
    Reason.SERVER: "has trouble of its own: try again later",
    Reason.TURNED_AWAY: "turns this machine away: wait an hour, then try again",
    Reason.TOO_LARGE: "sent more than is taken: ask for less",
    Reason.CUT_SHORT: "broke off in the middle: try again",
}
_NO_ANSWER: Final = "sent something else than its records: a page to sign in, perhaps, of a network in between"


class Unanswered(Exception):
    """Nothing came that can be used. `pause` is for how many seconds the registry asks to be left alone, if it does."""

    def __init__(self, reason: Reason, pause: float = 0.0) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.pause = pause

    @property
    def reply(self) -> Reply:
        if self.reason is Reason.TURNED_AWAY:
            return Reply.REFUSED
        return Reply.UNREACHABLE if self.reason in _UNREACHABLE else Reply.UNUSABLE

    @property
    def sentence(self) -> str:
        """Return what happened and the mend, for whoever gave the command."""
        return f"ClinicalTrials.gov {_SENTENCES.get(self.reason, _NO_ANSWER)}. Nothing is changed."
