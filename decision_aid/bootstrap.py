"""Joins the rooms: from settings to everything a running form needs. The only place that asks the clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from math import inf, nan
from pathlib import Path
from typing import Any

from decision_aid import __version__, daily, loader
from decision_aid.core.errors import ExchangeImpossible, Fault, Flaw, QuestionnaireInvalid, SettingInvalid, StoreRefused
from decision_aid.core.schema import Questionnaire
from decision_aid.fhir.exchange import FhirExchange, open_exchange
from decision_aid.fhir.kept_file import PLACES
from decision_aid.lint import graded, report, stops
from decision_aid.loader import Loaded
from decision_aid.logs import Event
from decision_aid.monitoring import content
from decision_aid.monitoring.lately import Lately
from decision_aid.monitoring.metrics import Metrics, Read
from decision_aid.monitoring.monitor import FormMonitor
from decision_aid.monitoring.readiness import Readiness, free_bytes
from decision_aid.monitoring.stats import COUNTED
from decision_aid.paper.letterhead import Letterhead
from decision_aid.paper.press import QUEUE, WorkerPress, open_press
from decision_aid.registry.opening import open_trials
from decision_aid.registry.waiting import WAITING
from decision_aid.remarks import Remark
from decision_aid.services import Monitor, Registry, Services
from decision_aid.settings import Settings
from decision_aid.store import backed_up, beginning, belonging, renewal
from decision_aid.store.buckets import Often
from decision_aid.store.checkup import looked_at
from decision_aid.store.copying import copy
from decision_aid.store.counts import weeks
from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts, open_store
from decision_aid.store.dumping import dump
from decision_aid.store.moving import move
from decision_aid.store.overdue import open_to_purge
from decision_aid.store.passing import PassingDrafts, open_passing
from decision_aid.store.patience import AS_LONG_AS_IT_TAKES, PATIENCE
from decision_aid.store.renewal import Renewed
from decision_aid.store.server import Server
from decision_aid.store.sessions import AT_A_TABLET, Keeping, Lasting
from decision_aid.store.typed import TypedSealer
from decision_aid.store.unfinished import check_apart

_MINUTE = 60.0


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
    loaded = reading_in(settings)
    closing = ExitStack()
    drafts = storing(settings, whole=True)
    closing.callback(drafts.close)
    if not settings.no_retention:
        belonging.claim(_where(settings), loaded.questionnaire.id, _today())
    made = _of_content(settings, loaded, closing)
    monitor = _monitor(settings, loaded, drafts, made["press"])
    made["registry"] = registry_of(settings, monitor, closing)
    services = Services(drafts=drafts, sealer=TypedSealer(drafts), monitor=monitor, clock=now, **made)
    closing.callback(daily.begin(drafts, monitor.happened))
    if isinstance(drafts, PassingDrafts):
        closing.callback(daily.each_minute(drafts, monitor.happened))
    return Running(services, closing)


def renewed(services: Services, settings: Settings, loaded: Loaded) -> Running:
    """Return what a form needs with another questionnaire; the drafts are those it had, and not closed with it."""
    return Running(replace(services, **_of_content(settings, loaded, closing := ExitStack())), closing)


def _of_content(settings: Settings, loaded: Loaded, closing: ExitStack) -> dict[str, Any]:
    """Return the services that a questionnaire's content decides."""
    questionnaire = loaded.questionnaire
    exchange, press = exchange_of(loaded, settings), _press(settings, questionnaire)
    closing.callback(press.close)
    closing.callback(exchange.close)
    return {
        "questionnaire": questionnaire,
        "questionnaire_hash": loaded.digest,
        "press": press,
        "exchange": exchange,
        "reading": graded.later(questionnaire),
    }


def registry_of(settings: Settings, monitor: Monitor | None = None, closing: ExitStack | None = None) -> Registry:
    """Return the trial records that can be looked up, closed with the rest."""
    registry = open_trials(settings, _today, monitor)
    (closing or ExitStack()).callback(registry.close)
    return registry


def reading_in(settings: Settings) -> Loaded:
    """Return the questionnaire, of which everything can be met, and in which nothing is claimed or judged.

    Raises QuestionnaireInvalid with every error, each a line as `check` writes it.
    """
    try:
        loaded = loader.load(settings.questions, settings.local)
    except QuestionnaireInvalid as invalid:
        raise _told(invalid, settings) from None
    if unmet := tuple(stops.errors(loaded.questionnaire, loaded.mark)):
        raise _told(_placed(unmet, loaded, settings), settings)
    return loaded


def _placed(faults: Iterable[Fault], loaded: Loaded, settings: Settings) -> QuestionnaireInvalid:
    """Return what is wrong with a questionnaire that was read, each thing at its place in a file."""
    at = [(loaded.mark(fault.path) if fault.path else (str(settings.questions), 0, 0), fault) for fault in faults]
    flaws = (Flaw(line, column, fault.rule, fault.sentence, file) for (file, line, column), fault in at)
    return loader.refusal(settings.questions, flaws)


def _told(invalid: QuestionnaireInvalid, settings: Settings) -> QuestionnaireInvalid:
    """Return the same error in lines as `check` writes them, with codes."""
    found = stops.refused(invalid, str(settings.questions))
    return QuestionnaireInvalid(tuple(map(report.line, found)), invalid.flaws)


def exchange_of(loaded: Loaded, settings: Settings) -> FhirExchange:
    """Return the exchange of a questionnaire. Raises QuestionnaireInvalid where FHIR cannot say it."""
    try:
        return open_exchange(loaded.questionnaire, loaded.digest, snomed=settings.fhir_snomed)
    except ExchangeImpossible as impossible:
        raise _told(_placed(impossible.faults, loaded, settings), settings) from None


def _monitor(settings: Settings, loaded: Loaded, drafts: SealedDrafts, press: WorkerPress) -> FormMonitor:
    asked, counts = loaded.questionnaire, drafts.counts()
    folder = None if settings.no_retention or settings.on_server else settings.state
    readiness = Readiness(asked, drafts, press, folder, _today)
    metrics = Metrics({"version": __version__, "questionnaire": asked.version, "hash": loaded.digest[:12]})
    readings: dict[str, Read] = {
        "drafts_kept": Lately(counts.kept, _MINUTE),
        "code_slots_in_use": counts.slots_in_use,
        "print_queue": lambda: press.pool.waiting,
        "prints_running": lambda: press.pool.busy,
        "disk_free_bytes": lambda: free_bytes(settings.state),
        **content.readings(asked, _today),
    }
    if not settings.no_retention:
        readings |= _of_keeping(settings, drafts)
    metrics.look_at(readings, readiness)

    def tally(event: Event) -> None:
        if event in COUNTED.values() and not settings.no_retention:
            counts.one_more(event.value, _today())

    return FormMonitor(metrics, tally, readiness)


def _of_keeping(settings: Settings, drafts: SealedDrafts) -> dict[str, Read]:
    """Return what is read of drafts that outlast the form. A database server may be backed up from elsewhere."""
    never = nan if settings.on_server else inf
    return {
        "backup_age_seconds": lambda: backed_up.age(settings.state, now().timestamp(), never),
        "purge_age_seconds": Lately(drafts.timepiece.since_last, _MINUTE),
    }


def _today() -> date:
    return now().date()


def counted(settings: Settings) -> dict[tuple[date, str], int]:
    """Return how often each event was counted, by the Monday of its week, as `stats` needs it. Raises StoreRefused."""
    return weeks(_where(settings))


def storing(settings: Settings, *, sure: bool = False, lacking: bool = False, whole: bool = False) -> SealedDrafts:
    """Return the drafts alone, also if the clock is behind where one is `sure` of it; `lacking` peppers, to purge.

    With `whole`, a file is read first, for two seconds at most. Raises StoreRefused or SecretsRefused.
    """
    if lacking:
        beginning.check(_where(settings), settings.secrets_folder, whole=False)
        return open_to_purge(_where(settings), clock=now, secrets=settings.secrets_folder, sure=sure)
    session = AT_A_TABLET if settings.kiosk else Lasting()
    often = Often(settings.drafts_per_hour, settings.resumes_per_minute, settings.resumes_per_address)
    if settings.no_retention:
        return open_passing(clock=now, session=session, often=often)
    keeping = Keeping(settings.keep_days, session, often)
    beginning.check(_where(settings), settings.secrets_folder, whole=whole)
    return open_store(_where(settings), clock=now, keeping=keeping, secrets=settings.secrets_folder, sure=sure)


def _where(settings: Settings) -> Where:
    if settings.on_server:
        return Server(settings.database.get_secret_value(), settings.database_password_file)
    return settings.database_file


def addressed(settings: Settings) -> None:
    """Look whether the database's address and password file can be used, without asking the server.

    Raises SettingInvalid, or StoreRefused for a password file, which may be put in its place later.
    """
    where = _where(settings)
    if not isinstance(where, Server):
        return
    try:
        replace(where, password_file=None).parameters()
    except StoreRefused as refused:
        raise SettingInvalid(str(refused)) from None
    where.parameters()


def copying(settings: Settings, folder: Path) -> Path:
    """Back the database up into this folder and return the file, as `backup` needs it. Raises StoreRefused."""
    check_apart(folder, settings.state, settings.secrets_folder)
    where = _where(settings)
    made = dump(where, folder) if isinstance(where, Server) else copy(where, folder)
    backed_up.note(settings.state)
    return made


def named(settings: Settings) -> str:
    """Return what the database is called; neither user nor password is in it."""
    return str(_where(settings))


def moving(settings: Settings) -> tuple[int, Path]:
    """Carry all drafts from the file over to the server; return how many, and the file's new name.

    Raises StoreRefused.
    """
    if not settings.on_server:
        raise StoreRefused("DECISION_AID_DATABASE is empty: set it to the address of the database to move to.")
    return move(settings.database_file, Server(settings.database.get_secret_value(), settings.database_password_file))


def renewing(settings: Settings, *, anew: bool) -> Renewed:
    """Make a new pepper; with `anew` also what else is missing. Raises as `renewal.renew`."""
    return renewal.renew(_where(settings), settings.secrets_folder, now(), anew=anew)


def sure_of(settings: Settings, count: int) -> None:
    """Raise SecretsRefused unless just so many codes rest on lost secrets."""
    renewal.sure_of(_where(settings), settings.secrets_folder, now().date(), count)


def giving_up(settings: Settings) -> int:
    """Take away the codes that rest on lost peppers; return how many. Raises StoreRefused or SecretsRefused."""
    return renewal.give_up_lost(_where(settings), settings.secrets_folder, now().date())


def looking(settings: Settings, *, whole: bool = False) -> Iterator[Remark]:
    """Give a remark on each thing that keeping rests on; with `whole` a file is read to its end, however long."""
    seconds = AS_LONG_AS_IT_TAKES if whole else PATIENCE
    asked = ""
    with suppress(QuestionnaireInvalid):  # told where the questionnaire is looked at
        asked = loader.load(settings.questions, settings.local).questionnaire.id
    return looked_at(_where(settings), settings.secrets_folder, now(), asked, seconds)


def printing(settings: Settings) -> WorkerPress:
    """Return the press alone, as `print-blank` needs it. Raises QuestionnaireInvalid."""
    return _press(settings, reading_in(settings).questionnaire)


def exchanging(settings: Settings) -> FhirExchange:
    """Return the exchange alone, as `export` needs it. Raises QuestionnaireInvalid."""
    return exchange_of(reading_in(settings), settings)


def _press(settings: Settings, questionnaire: Questionnaire) -> WorkerPress:
    own = questionnaire.local.contact if questionnaire.local else ()
    letterhead = Letterhead(settings.clinic_name, " · ".join((*settings.clinic_contact, *own)))
    return open_press(questionnaire, letterhead, workers=settings.print_workers)


def serving_threads(settings: Settings) -> int:
    """Return how many threads a server needs: for pages, and one for all who may wait for paper, a file or a record."""
    looking_up = WAITING if settings.registry_live else 0
    return settings.threads + settings.print_workers + QUEUE + PLACES + looking_up
