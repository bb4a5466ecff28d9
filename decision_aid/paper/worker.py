"""What runs in a printing process. Importing this module does not load the engine; only the process itself does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from typing import TYPE_CHECKING, Any

from decision_aid.core.schema import Questionnaire
from decision_aid.core.summary import Summary
from decision_aid.paper.job import Job, Printed
from decision_aid.paper.letterhead import Letterhead

if TYPE_CHECKING:
    from decision_aid.paper.setting import Setting

NEEDS_PANGO = (
    "Printing needs a library that is not on this machine. "
    "Install the Debian packages libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0."
)
Plain = tuple[Any, ...]


class _Place:
    """What this process keeps from one document to the next: how it sets type, or why it cannot."""

    setting: Setting | None = None
    trouble = Printed(error="NotReady")


def begin(language: str, letterhead: Letterhead) -> Iterable[str]:
    """Load the engine and make ready to print in this language; return where fonts are."""
    from decision_aid.paper.fonts import folders  # noqa: PLC0415 - as below

    try:
        from decision_aid.paper.engine import Engine  # noqa: PLC0415 - loaded in the printing process alone
    except OSError as error:
        _Place.trouble = Printed(error=type(error).__name__, sentence=NEEDS_PANGO)
        return ()
    _Place.setting = _setting(Engine(), language, letterhead)
    return folders()


def _setting(engine: Any, language: str, letterhead: Letterhead) -> Setting:
    from decision_aid.core.words import Words  # noqa: PLC0415 - needed in the printing process alone
    from decision_aid.locales import day_in, number_in  # noqa: PLC0415 - as above
    from decision_aid.paper.setting import Setting  # noqa: PLC0415 - as above
    from decision_aid.paper.sheet import Sheet  # noqa: PLC0415 - as above

    words = Words(day=day_in(language), number=number_in(language))
    return Setting(Sheet(words, letterhead), engine)


def print_summary(summary: Summary, data: bytes, paper: str) -> Plain:
    """Print the two pages and annex; return a `Printed` as plain data."""
    setting = _Place.setting
    return astuple(setting.summary(summary, data, paper) if setting else _Place.trouble)


def print_blank(questionnaire: Questionnaire, paper: str) -> Plain:
    """Print the empty form; return a `Printed` as plain data."""
    setting = _Place.setting
    return astuple(setting.blank(questionnaire, paper) if setting else _Place.trouble)


def print_job(job: Job) -> Plain:
    """Print one piece of HTML; return a `Printed` as plain data."""
    setting = _Place.setting
    return astuple(setting.engine.printed(job) if setting else _Place.trouble)
