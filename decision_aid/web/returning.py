"""The page to come back on, and the page that somebody was on when their visit ended."""

from __future__ import annotations

import json
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from decision_aid.core import journey
from decision_aid.core.journey import Step
from decision_aid.services import Visit
from decision_aid.web import current, forms, late, questions, security, sent, stars
from decision_aid.web.addresses import onward
from decision_aid.web.pages import form_token, render


def ways_back(*, status: int = 200, notice: str = "", problem: str = "", field: str = "code") -> ResponseReturnValue:
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
        own=request.form.get("own", "") if own() else "",
        codes=current.services().drafts.gives_codes,
        on=onward() if current.visit() else "",
        ended=False,
    )


def own() -> dict[str, Any] | None:
    """Return what was given when a visit ended, if that was in this browser: its page may be another person's."""
    return current.services().sealer.enclosed(request.form.get("own", ""), form_token())


def typed_before(visit: Visit | None) -> dict[str, Any] | None:
    """Return what was given when a visit ended, if it is of the draft that this one is."""
    typed = current.services().sealer.unseal(visit, request.form.get("sealed", "")) if visit else None
    found: dict[str, Any] | None = json.loads(typed) if typed else None
    return found


def page_again(typed: dict[str, Any], *, anew: bool = False) -> ResponseReturnValue:
    """Show the page on which the session ended, with what was typed on it; its words where it is asked no more.

    A draft that was begun `anew` has revisions of its own, and a code that is shown when that page is kept.
    """
    if "stars" in typed:
        return stars.page_again(tuple(typed["stars"]), anew=anew)
    step, given = Step(*typed["step"]), MultiDict[str, str](typed["form"])
    if step.page not in current.questionnaire().page:
        return late.dropped(given.items(multi=True), on=url_for("keeping.keep_page") if anew else "")
    asked = journey.questions(current.questionnaire(), step)
    raws = forms.given(asked, given)
    if typed.get("paused"):
        raws = forms.as_chosen_before(asked, raws, current.answers().about(step.offer))
    revision = current.draft().revision(step.key, step.offer) if anew else str(typed["revision"])
    then = sent.KEEP if anew else str(typed.get("then", ""))
    return questions.page_of(step, raws, revision=revision, notice="back", then=then)
