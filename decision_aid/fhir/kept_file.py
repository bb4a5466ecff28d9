"""What a person brings back: the printout, which carries the answers, or the data file itself."""

from __future__ import annotations

from decision_aid.core.errors import KeptFileRefused
from decision_aid.fhir import attachment
from decision_aid.fhir.attachment import DAMAGED, FOUND, LARGE, LOCKED, NONE, SEVERAL
from decision_aid.services import ANSWERS_FILE
from decision_aid.workers.errors import Failed, WorkerError
from decision_aid.workers.limits import Limits
from decision_aid.workers.pool import Pool

MOST_BYTES = 2 * 1024 * 1024
MEMORY = 256 * 1024 * 1024
CPU_SECONDS = 5
SECONDS = 10.0
# Readers of PDF allow some bytes before it begins.
_BEGINS_WITHIN = 1024


class KeptFiles:
    """Takes the data out of kept files; a PDF is read in a confined process. Safe to share between threads."""

    def __init__(self, limits: Limits | None = None, seconds: float = SECONDS) -> None:
        bounds = limits or Limits(memory=MEMORY, cpu_seconds=CPU_SECONDS)
        self.pool = Pool(1, bounds, begin=attachment.begin)
        self._seconds = seconds

    def data(self, file: bytes) -> bytes:
        """Return the data file, or the one that a PDF carries. Raises KeptFileRefused."""
        if len(file) > MOST_BYTES:
            raise _refused(LARGE)
        if b"%PDF-" in file[:_BEGINS_WITHIN]:
            return self._carried(file)
        if file.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
            return file
        raise KeptFileRefused(
            "This file is neither the PDF nor the data file, so nothing was taken over. "
            "Open the file that you saved from this form."
        )

    def close(self) -> None:
        """End the process that reads."""
        self.pool.close()

    def _carried(self, file: bytes) -> bytes:
        try:
            outcome, data = self.pool.run(attachment.attached, file, ANSWERS_FILE, seconds=self._seconds)
        except Failed:
            raise _refused(DAMAGED) from None
        except WorkerError:
            raise KeptFileRefused(
                "This PDF took too much time to read, so nothing was taken over. Try again in a minute, "
                "or open the data file instead."
            ) from None
        if outcome == FOUND:
            return bytes(data)
        raise _refused(outcome)


def _refused(outcome: str) -> KeptFileRefused:
    if outcome == LOCKED:
        return KeptFileRefused(
            "This PDF has a password, so nothing was taken over. Save it again without a password and open that file."
        )
    if outcome == NONE:
        return KeptFileRefused(
            "This PDF does not carry the answers: another program may have printed or changed it. "
            "Nothing was taken over. Open the file as you saved it from this form."
        )
    if outcome == SEVERAL:
        return KeptFileRefused(
            "This PDF carries more than one set of answers, so nothing was taken over. "
            "Open the file as you saved it from this form."
        )
    if outcome == LARGE:
        return KeptFileRefused(
            "This file is too large, so nothing was taken over. Open the file as you saved it from this form."
        )
    return KeptFileRefused(
        "This PDF is damaged, so nothing was taken over. Open another copy, or save it once more from this form."
    )
