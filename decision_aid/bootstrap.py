"""Joins the rooms: from settings to everything a running form needs. The only place that asks the clock."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from threading import Event, Thread

from decision_aid import loader
from decision_aid.core.errors import StoreUnavailable
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir.exchange import FhirExchange, open_exchange
from decision_aid.lint import reading
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import QUEUE, WorkerPress, open_press
from decision_aid.services import Services
from decision_aid.settings import Settings
from decision_aid.store.drafts import Keeping, SealedDrafts, open_passing, open_store
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
    closing.callback(_every_day(drafts.purge))
    return Running(services, closing)


def _every_day(act: Callable[[], object]) -> Callable[[], None]:
    """Do something now and once a day in a thread of its own; return what ends it."""
    ended = Event()

    def keep_on() -> None:
        while not ended.wait(_DAY):
            with suppress(StoreUnavailable):
                act()

    act()
    Thread(target=keep_on, name="daily", daemon=True).start()
    return ended.set


def storing(settings: Settings) -> SealedDrafts:
    """Return the drafts alone, as `purge` needs them. Raises StoreRefused or SecretsRefused."""
    session = _KIOSK_SESSION if settings.kiosk else _USUAL_SESSION
    if settings.no_retention:
        return open_passing(clock=now, session=session)
    keeping = Keeping(settings.keep_days, session)
    return open_store(settings.database, clock=now, keeping=keeping, secrets=settings.secrets_folder)


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
    """Return how many threads a server needs: those for pages, and one for everybody who may be waiting for paper."""
    return settings.threads + settings.print_workers + QUEUE
