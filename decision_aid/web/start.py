"""The way in and the way out: start, settings of this visit, finish and clear."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core.schema import Voice
from decision_aid.counted import Refusal
from decision_aid.web import current, haste, security
from decision_aid.web.addresses import looked_over, onward
from decision_aid.web.audit import Event, record, refuse_as
from decision_aid.web.look import Look
from decision_aid.web.pages import form_token, overdue, render
from decision_aid.web.review import session

pages = Blueprint("start", __name__)


@pages.get("/")
def start_page() -> ResponseReturnValue:
    if security.came_without_cookies():
        return _come_again()
    security.begin_anew()
    current.leave_another_aside()
    return _start()


@pages.post("/start")
def start() -> ResponseReturnValue:
    another = current.leave_another_aside()
    if not security.is_ours():
        return _start(status=403, notice=security.why_not_ours())
    if (another or current.visit()) and not haste.is_sure():
        return render("startover.html", token=form_token(), shown=haste.now(), on="" if another else onward())
    drafts = current.services().drafts
    token = drafts.start(current.new_draft())
    if current.visit():
        drafts.leave(security.token())
    security.renew(token)
    record(Event.DRAFT_CREATED, current.enter(token))
    return redirect(url_for("keeping.keep_page"), 303)


def _start(*, status: int = 200, notice: str = "") -> ResponseReturnValue:
    on = onward() if _going() else ""
    return render("start.html", status=status, token=form_token(), on=on, overdue=overdue(), notice=notice)


def _come_again() -> ResponseReturnValue:
    """Have the browser ask once more, now from our own page: then it shows us a visit that it may have."""
    response = make_response(render("again.html"))
    response.headers["Refresh"] = f"0; url={url_for('start.start_page')}"
    return response


@pages.get("/settings")
def settings_page() -> ResponseReturnValue:
    return _settings()


@pages.post("/settings")
def change_settings() -> ResponseReturnValue:
    if not security.is_ours():
        return _settings(status=403, notice=security.why_not_ours())
    voice = next((voice for voice in Voice if voice.value == request.form.get("wording")), None)
    look = replace(
        Look(),
        bigger_buttons=request.form.get("buttons") == "bigger",
        larger_text=request.form.get("text") == "larger",
        one_press=request.form.get("going") == "choice",
        voice=voice,
        language=_language(request.form.get("language", "")),
    )
    response = make_response(redirect(_going_on(), 303))
    secure = current.settings().secure
    response.set_cookie(Look.COOKIE, str(look), secure=secure, httponly=True, samesite="Strict")
    return response


@pages.get("/finish")
def finish_page() -> ResponseReturnValue:
    """Ask before everything is cleared: nothing brings it back, and a hand may slip."""
    return _finish() if _going() else redirect(current.entrance(), 303)


@pages.post("/finish")
def finish() -> ResponseReturnValue:
    if current.visit() is None:
        return _finish_what_ended()
    if not security.is_ours():
        return _finish(stale=True)
    if not haste.is_sure():
        return redirect(url_for("start.finish_page"), 303)
    services, visit = current.services(), current.visit()
    if not services.drafts.finish(security.token()):
        return _finish_what_ended()
    services.press.forget(session())
    record(Event.DRAFT_FINISHED, visit)
    security.forget()
    return redirect(url_for("start.finished"), 303)


def _finish(*, stale: bool = False) -> ResponseReturnValue:
    status = 403 if stale else 200
    return render(
        "finish.html",
        status=status,
        stale=stale,
        token=form_token(),
        shown=haste.now(),
        visit=current.visit_name(),
        on=onward(),
    )


def _finish_what_ended() -> ResponseReturnValue:
    """Say so where the visit is over and its answers are still kept: without their key they cannot be told apart."""
    if current.is_kept(request.form.get("visit", "")):
        refuse_as(Refusal.EXPIRED)
        return render("unfinished.html", status=403)
    return redirect(url_for("start.finished"), 303)


@pages.get("/finished")
def finished() -> ResponseReturnValue:
    """Say that all is gone, on a page of its own: who comes by again has nothing to send again."""
    if security.came_without_cookies():  # a visit may be open: nobody is told that it is cleared
        return redirect(url_for("start.start_page"), 303)
    if current.visit() is not None:
        return redirect(onward(), 303)
    response = make_response(render("finished.html"))
    security.clear_browser(response)
    return response


def _language(code: str) -> str:
    return code if code in current.languages() else ""


def _settings(*, status: int = 200, notice: str = "") -> ResponseReturnValue:
    return render(
        "settings.html",
        status=status,
        token=form_token(),
        on=_going_on(),
        back=_back(),
        notice=notice,
        going=_going(),
        visit=current.visit_name(),
        languages=tuple(current.languages().values()),
    )


def _going_on() -> str:
    """Return where somebody goes on: to check answers where they came from there, else to what is still to answer."""
    return _back() if _going() and _back() else onward()


def _back() -> str:
    given = request.values.get("on", "")
    return given if given in {looked_over(offer) for offer in (None, 1, 2, 3)} else ""


def _going() -> bool:
    return current.visit() is not None
