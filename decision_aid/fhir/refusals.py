"""What can be said against a kept file as a whole: plain names, which a process can send, and their sentences."""

from __future__ import annotations

from decision_aid.core.errors import KeptFileRefused

FOUND = "found"
NEITHER, LARGE, SLOW, BUSY, DAMAGED = "neither", "large", "slow", "busy", "damaged"
LOCKED, NOT_CARRIED, SEVERAL = "locked", "not carried", "several"
NO_ANSWERS, CHANGED = "no answers", "changed"


def refused(outcome: str) -> KeptFileRefused:
    """Return the refusal for what came of a file; for an unknown name, that of a damaged one."""
    return _of_pdf(outcome) or _of_reading(outcome) or _of_data(outcome) or _damaged()


def _of_pdf(outcome: str) -> KeptFileRefused | None:
    if outcome == LOCKED:
        return KeptFileRefused(
            "This PDF has a password, so nothing was taken over. Save it again without a password and open that file."
        )
    if outcome == NOT_CARRIED:
        return KeptFileRefused(
            "This PDF does not carry the answers: another program may have printed or changed it. "
            "Nothing was taken over. Open the file as you saved it from this form."
        )
    if outcome == SEVERAL:
        return KeptFileRefused(
            "This PDF carries more than one set of answers, so nothing was taken over. "
            "Open the file as you saved it from this form."
        )
    return None


def _of_reading(outcome: str) -> KeptFileRefused | None:
    if outcome == SLOW:
        return KeptFileRefused(
            "This file took too much time to read, so nothing was taken over. Try again in a minute."
        )
    if outcome == BUSY:
        return KeptFileRefused("Other files are being read just now, so nothing was taken over. Try again in a moment.")
    return None


def _of_data(outcome: str) -> KeptFileRefused | None:
    if outcome == NEITHER:
        return KeptFileRefused(
            "This file is neither the PDF nor the data file, so nothing was taken over. "
            "Open the file that you saved from this form."
        )
    if outcome == LARGE:
        return KeptFileRefused(
            "This file is too large, so nothing was taken over. Open the file as you saved it from this form."
        )
    if outcome == NO_ANSWERS:
        return KeptFileRefused(
            "This file holds no answers, so nothing was taken over. Open the file that you saved from this form."
        )
    if outcome == CHANGED:
        return KeptFileRefused(
            "This file was changed or damaged, so nothing was taken over. Open the file as you saved it from this form."
        )
    return None


def _damaged() -> KeptFileRefused:
    return KeptFileRefused(
        "This file is damaged, so nothing was taken over. Open another copy, or save it once more from this form."
    )
