"""How to come back, and coming back: this browser, the kept file, the link or picture, the code."""

from __future__ import annotations

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue

from decision_aid.core import codes
from decision_aid.core.errors import CodeMistyped, DraftChanged
from decision_aid.services import Visit
from decision_aid.web import current, haste, security
from decision_aid.web.addresses import onward
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import form_token, render
from decision_aid.web.qr import drawn
from decision_aid.web.returning import page_again, typed_before, ways_back
from decision_aid.web.taking import already_taken, look_into, take_over

pages = Blueprint("keeping", __name__)


@pages.get("/keep")
def keep_page() -> ResponseReturnValue:
    visit = current.visit()
    if visit is None:
        return redirect(url_for("keeping.resume_page"), 303)
    if successor := current.services().drafts.successor(security.token()):  # the answer with a new code was lost
        security.renew(successor)
        return redirect(url_for("keeping.keep_page"), 303)
    return _keep(visit)


@pages.post("/keep")
def new_code() -> ResponseReturnValue:
    visit = current.visit()
    if visit is None:
        return redirect(url_for("keeping.resume_page"), 303)
    if not security.is_ours():
        return _keep(visit, status=403, notice="stale")
    try:
        token = current.services().drafts.reissue(security.token())
    except DraftChanged:
        return redirect(url_for("keeping.resume_page"), 303)
    security.renew(token)
    record(Event.CODE_REISSUED, visit)
    return redirect(url_for("keeping.keep_page"), 303)


@pages.get("/resume")
def resume_page() -> ResponseReturnValue:
    current.leave_another_aside()
    return ways_back()


@pages.post("/resume")
def come_back() -> ResponseReturnValue:
    current.leave_another_aside()
    if taken := already_taken():
        return taken
    if not security.is_ours():
        return ways_back(status=403, notice=security.why_not_ours())
    if request.form.get("here"):
        return _put_in_again()
    if request.form.get("taken"):
        return take_over()
    if "file" in request.files:
        return look_into(request.files["file"].stream.read())
    return _with_code(request.form.get("code", ""))


def _keep(visit: Visit, *, status: int = 200, notice: str = "") -> ResponseReturnValue:
    link = f"{request.host_url}resume#{codes.written(visit.code)}" if visit.code else ""
    return render(
        "keep.html",
        status=status,
        notice=notice,
        token=form_token(),
        code=codes.written(visit.code) if visit.code else "",
        link=link,
        picture=drawn(link, current.said("The link as a picture for a telephone")) if link else "",
        last_day=current.words().day(current.last_day(visit).isoformat()),
        codes=current.services().drafts.gives_codes,
        coded=bool(visit.code) or current.is_kept(current.visit_name()),
        begun=bool(visit.draft.pages),
        on=onward(),
    )


def _with_code(typed: str) -> ResponseReturnValue:
    try:
        code = codes.read(typed)
    except CodeMistyped as slip:
        return ways_back(status=422, problem=current.words().ui(slip.sentence, **slip.values))
    services = current.services()
    services.drafts.count_attempt(request.remote_addr or "")
    token = services.drafts.resume(code)
    found = _opened(token) if token else None
    if token is None or found is None:
        record(Event.RESUME_FAILED, None)
        return _nothing_kept()
    if current.is_of_another(found):
        record(Event.RESUME_FAILED, None)
        services.drafts.leave(token)
        return _kept_elsewhere()
    if _is_another(found) and not haste.is_sure():
        services.drafts.leave(token)
        return _leave_first(codes.written(code))
    return _enter(token)


def _nothing_kept() -> ResponseReturnValue:
    problem = current.said(
        "No answers are kept under this code. "
        "They may have been cleared, their time may be up, or a newer code was made."
    )
    return ways_back(status=422, problem=problem)


def _kept_elsewhere() -> ResponseReturnValue:
    problem = current.said(
        "These answers were given in another questionnaire, so this form does not open them. "
        "Nothing is lost: they are kept as they are. Ask your clinic where that form is."
    )
    return ways_back(status=422, problem=problem)


def _opened(token: str) -> Visit | None:
    """Return the visit of a session that was just begun; where it does not open, the session ends at once."""
    drafts, found = current.services().drafts, None
    try:
        found = drafts.open(token, touch=False)
    finally:
        if found is None:
            drafts.leave(token)
    return found


def _is_another(found: Visit) -> bool:
    """Tell whether this visit leads away from what is open here, and not back to what was just typed."""
    visit = current.visit()
    return visit is not None and visit.key != found.key and typed_before(found) is None


def _leave_first(code: str) -> ResponseReturnValue:
    """Ask before another draft takes the place of the one that is open: a link to it may be somebody else's."""
    sealed = request.form.get("sealed", "")
    return render("another.html", token=form_token(), shown=haste.now(), code=code, sealed=sealed, on=onward())


def _enter(token: str) -> ResponseReturnValue:
    """Make the draft of this token the one of this browser, and go on with it."""
    if current.visit():
        current.services().drafts.leave(security.token())
    security.renew(token)
    visit = current.enter(token)
    record(Event.DRAFT_RESUMED, visit)
    typed = typed_before(visit)
    if typed:
        return page_again(typed)
    return redirect(
        url_for("review.check") if current.news() or any(answer.note for answer in current.gone()) else onward(), 303
    )


def _put_in_again() -> ResponseReturnValue:
    """Take up what was typed when a visit ended, if another window has come back without typing a code."""
    typed = typed_before(current.visit())
    return page_again(typed) if typed else ways_back(status=422, notice="elsewhere")
