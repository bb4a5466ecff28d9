"""What goes to a printing process and what comes back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Job:
    """A document to print on `letter` or `a4`; a trial is only laid out.

    `data` is attached as the file of the answers, dated with the document's own day (`2026-11-23`).
    """

    html: str
    paper: str
    trial: bool = False
    data: bytes = b""
    day: str = ""


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF, or why there is none: a page that is overfull, or the type of an error.

    `missing` names the code points that no font could draw, `warnings` what else the engine complained of.
    `sentence` is for a person.
    """

    pdf: bytes = b""
    first_over: bool = False
    second_over: bool = False
    missing: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: str = ""
    sentence: str = ""
