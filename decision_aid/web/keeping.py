"""How to come back, and coming back: this browser, the kept file, the link or picture, the code."""

from __future__ import annotations

import json
from typing import Any

from flask import Blueprint, redirect, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from decision_aid.core import changes, codes, journey
from decision_aid.core.draft import Draft
from decision_aid.core.errors import CodeMistyped, DraftChanged, KeptFileRefused
from decision_aid.core.journey import Step
from decision_aid.core.phrases import answer_words, note_of
from decision_aid.services import Kept, Visit
from decision_aid.web import current, forms, haste, late, questions, security, stars
from decision_aid.web.addresses import onward
from decision_aid.web.audit import Event, record
from decision_aid.web.pages import form_token, render
from decision_aid.web.qr import drawn

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
    return _resume()


@pages.post("/resume")
def come_back() -> ResponseReturnValue:
    current.leave_another_aside()
    if not security.is_ours():
        return _resume(status=403, notice="stale")
    if request.form.get("here"):
        return _put_in_again()
    if request.form.get("taken"):
        return _take_over(request.form["taken"])
    if "file" in request.files:
        return _look_into(request.files["file"].stream.read())
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
        last_day=current.words().day(visit.last_day.isoformat()),
        codes=current.services().drafts.gives_codes,
        coded=bool(visit.code) or current.is_kept(current.visit_name()),
        begun=bool(visit.draft.pages),
        on=onward(),
    )


def _resume(*, status: int = 200, notice: str = "", problem: str = "", field: str = "code") -> ResponseReturnValue:
    """Return the page with the four ways back; what was typed, also on a page before, stays in it."""
    security.allow_script()
    return render(
        "resume.html",
        status=status,
        notice=notice,
        problem=problem,
        field=field,
        token=form_token(),
        typed_code=request.form.get("code", "") if security.is_ours() else "",
        sealed=request.form.get("sealed", "") if security.came_from_us() else "",
        codes=current.services().drafts.gives_codes,
        on=onward() if current.visit() else "",
        ended=False,
    )


def _with_code(typed: str) -> ResponseReturnValue:
    try:
        code = codes.read(typed)
    except CodeMistyped as slip:
        return _resume(status=422, problem=current.words().ui(slip.sentence, **slip.values))
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
    return _resume(status=422, problem=problem)


def _kept_elsewhere() -> ResponseReturnValue:
    problem = current.said(
        "These answers were given in another questionnaire, so this form does not open them. "
        "Nothing is lost: they are kept as they are. Ask your clinic where that form is."
    )
    return _resume(status=422, problem=problem)


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
    return visit is not None and visit.key != found.key and _typed_before(found) is None


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
    typed = _typed_before(visit)
    if typed:
        return _page_again(typed)
    return redirect(
        url_for("review.check") if current.news() or any(answer.note for answer in current.gone()) else onward(), 303
    )


def _put_in_again() -> ResponseReturnValue:
    """Take up what was typed when a visit ended, if another window has come back without typing a code."""
    typed = _typed_before(current.visit())
    return _page_again(typed) if typed else _resume(status=422, notice="elsewhere")


def _typed_before(visit: Visit | None) -> dict[str, Any] | None:
    typed = current.services().sealer.unseal(visit, request.form.get("sealed", "")) if visit else None
    found: dict[str, Any] | None = json.loads(typed) if typed else None
    return found


def _page_again(typed: dict[str, Any]) -> ResponseReturnValue:
    """Show the page on which the session ended, with what was typed on it; its words where it is asked no more."""
    if "stars" in typed:
        return stars.page_again(tuple(typed["stars"]))
    step, given = Step(*typed["step"]), MultiDict[str, str](typed["form"])
    if step.page not in current.questionnaire().page:
        return late.dropped(given.items(multi=True))
    asked = journey.questions(current.questionnaire(), step)
    raws = forms.given(asked, given)
    if typed.get("paused"):
        raws = forms.as_chosen_before(asked, raws, current.answers().about(step.offer))
    return questions.page_of(
        step, raws, revision=str(typed["revision"]), notice="back", then=str(typed.get("then", ""))
    )


def _look_into(file: bytes) -> ResponseReturnValue:
    """Show what a kept file would bring, before anything is replaced."""
    services = current.services()
    if not file:
        return _resume(status=422, problem=current.said("Choose your file first, then press the button."), field="file")
    services.drafts.count_attempt(request.remote_addr or "")
    try:
        kept = services.exchange.read(file, current.today())
    except KeptFileRefused as refused:
        return _resume(status=422, problem=current.words().ui(refused.sentence, **refused.values), field="file")
    return _offer(kept)


def _offer(kept: Kept) -> ResponseReturnValue:
    """Show what a file brings; the page alone holds it, sealed, until somebody takes it over."""
    asked, token = current.questionnaire(), form_token()
    news = changes.changes(current.asked_now(), kept.draft.asked)
    return render(
        "taken.html",
        token=token,
        taken=current.services().sealer.enclose(kept.draft, token),
        shown=haste.now(),
        kept=kept,
        answered=_answered(kept.draft),
        new=tuple(asked.questions[name].brief for name in news.new),
        changed=tuple(asked.questions[name].brief for name in news.changed),
        going=current.visit() is not None,
        on=onward(),
    )


def _answered(draft: Draft) -> tuple[tuple[int | None, str, str, str], ...]:
    """Return every answer on the path: offer, question, answer in words, note."""
    asked, words = current.questionnaire(), current.words()
    walk = journey.walk(asked, draft.answers)
    return tuple(
        (step.offer, words(question.brief), answer_words(asked, question, given, words), note_of(question, given))
        for step in walk.steps
        for question in asked.page[step.page][1].questions
        if (given := walk.answers.about(step.offer).get(question.id))
    )


def _take_over(taken: str) -> ResponseReturnValue:
    services = current.services()
    if haste.too_soon():
        return _taken_unread()
    if request.form.get("no"):
        return redirect(onward() if current.visit() else url_for("keeping.resume_page"), 303)
    brought = services.sealer.enclosed(taken, request.form[security.FORM_FIELD])
    if brought is None:
        return _too_late()
    token = services.drafts.start(brought, once=taken)
    if token != security.token():  # else the press before has taken it over
        if current.visit():
            services.drafts.leave(security.token())
        security.renew(token)
        record(Event.DRAFT_RESUMED, current.enter(token))
    return redirect(url_for("keeping.keep_page"), 303)


def _taken_unread() -> ResponseReturnValue:
    said = current.said("That press came at once after the page before: nothing was taken over. Open your file again.")
    return _resume(status=422, problem=said, field="file")


def _too_late() -> ResponseReturnValue:
    return _resume(status=422, problem=current.said("That took too long. Open your file again."), field="file")
