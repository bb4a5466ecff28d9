"""Joins the rooms: from settings to everything a running form needs. The only place that asks the clock."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from threading import Event as Signal
from threading import Thread

from decision_aid import loader, logs
from decision_aid.core.errors import SecretsRefused, StoreUnavailable
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir.exchange import FhirExchange, open_exchange
from decision_aid.fhir.kept_file import PLACES
from decision_aid.lint import reading
from decision_aid.logs import Event
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import QUEUE, WorkerPress, open_press
from decision_aid.remarks import Remark
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.store import renewal
from decision_aid.store.checkup import looked_at
from decision_aid.store.copying import copy
from decision_aid.store.drafts import Keeping, SealedDrafts, open_passing, open_store
from decision_aid.store.renewal import Renewed
from decision_aid.store.sessions import Lasting
from decision_aid.store.typed import TypedSealer

_DAY = 24 * 60 * 60
_USUAL_SESSION = Lasting()
# At a shared tablet: ten minutes idle, and two more to say that one needs more time (`web.kiosk`).
_KIOSK_SESSION = Lasting(idle=timedelta(minutes=12), notice=timedelta(seconds=10))


@dataclass(frozen=True, slots=True)
class Running:
    """The services and what must be closed when the program ends."""

    services: Services
    closing: ExitStack


def now() -> datetime:
    """Return the time in UTC."""
    return datetime.now(UTC)


def build(settings: Settings) -> Running:
    """Return everything a running form needs.

    Raises QuestionnaireInvalid, StoreRefused or SettingInvalid with the sentence to show.
    """
    loaded = loader.load(settings.questions)
    closing = ExitStack()
    drafts = storing(settings)
    closing.callback(drafts.close)
    press = _press(settings, loaded.questionnaire)
    closing.callback(press.close)
    exchange = open_exchange(loaded.questionnaire, loaded.digest, snomed=settings.fhir_snomed)
    closing.callback(exchange.close)
    services = Services(
        questionnaire=loaded.questionnaire,
        questionnaire_hash=loaded.digest,
        drafts=drafts,
        sealer=TypedSealer(drafts),
        press=press,
        exchange=exchange,
        reading=cache(lambda: reading.grades(loaded.questionnaire)),
        clock=now,
    )
    closing.callback(_purging(drafts))
    return Running(services, closing)


def _purging(drafts: SealedDrafts) -> Callable[[], None]:
    """Purge now, and once a day in a thread of its own; return what ends it."""
    ended = Signal()

    def keep_on() -> None:
        while not ended.wait(_DAY):
            _purge(drafts)

    gone = drafts.purge()
    if gone:  # else a start that is refused after this would say more than its one sentence
        logs.event(Event.PURGED, count=gone)
    Thread(target=keep_on, name="daily", daemon=True).start()
    return ended.set


def _purge(drafts: SealedDrafts) -> None:
    try:
        logs.event(Event.PURGED, count=drafts.purge())
    except (StoreUnavailable, SecretsRefused, OSError) as error:  # tomorrow is another day
        logs.event(Event.PURGED, level=logging.ERROR, **logs.fault(type(error), error.__traceback__))


def storing(settings: Settings) -> SealedDrafts:
    """Return the drafts alone, as `purge` needs them. Raises StoreRefused or SecretsRefused."""
    session = _KIOSK_SESSION if settings.kiosk else _USUAL_SESSION
    if settings.no_retention:
        return open_passing(clock=now, session=session)
    keeping = Keeping(settings.keep_days, session)
    return open_store(settings.database, clock=now, keeping=keeping, secrets=settings.secrets_folder)


def copying(settings: Settings, folder: Path) -> Path:
    """Copy the database to this folder and return the copy, as `backup` needs it. Raises StoreRefused."""
    return copy(settings.database, folder)


def renewing(settings: Settings, *, anew: bool) -> Renewed:
    """Make a new pepper; with `anew` also what else is missing. Raises StoreRefused or SecretsRefused."""
    return renewal.renew(settings.database, settings.secrets_folder, now().date(), anew=anew)


def sure_of(settings: Settings, count: int) -> None:
    """Raise SecretsRefused unless just so many codes rest on lost secrets."""
    renewal.sure_of(settings.database, settings.secrets_folder, now().date(), count)


def giving_up(settings: Settings) -> int:
    """Take away the codes that rest on lost peppers; return how many. Raises StoreRefused or SecretsRefused."""
    return renewal.give_up_lost(settings.database, settings.secrets_folder, now().date())


def looking(settings: Settings) -> Iterator[Remark]:
    """Give a remark on each thing that keeping rests on, as `doctor` needs it; nothing is changed."""
    return looked_at(settings.database, settings.secrets_folder, now().date())


def printing(settings: Settings) -> WorkerPress:
    """Return the press alone, as `print-blank` needs it. Raises QuestionnaireInvalid."""
    return _press(settings, loader.load(settings.questions).questionnaire)


def exchanging(settings: Settings) -> FhirExchange:
    """Return the exchange alone, as `export` needs it. Raises QuestionnaireInvalid."""
    loaded = loader.load(settings.questions)
    return open_exchange(loaded.questionnaire, loaded.digest, snomed=settings.fhir_snomed)


def _press(settings: Settings, questionnaire: Questionnaire) -> WorkerPress:
    letterhead = Letterhead(settings.clinic_name, " · ".join(settings.clinic_contact))
    return open_press(questionnaire, letterhead, workers=settings.print_workers)


def serving_threads(settings: Settings) -> int:
    """Return how many threads a server needs: for pages, and one for everybody who may wait for paper or a file."""
    return settings.threads + settings.print_workers + QUEUE + PLACES
