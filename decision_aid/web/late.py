"""Pages that come too late: the visit has ended, or nobody is asked them any more. What was given is never lost."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping

from flask import abort, redirect, request
from flask.typing import ResponseReturnValue

from decision_aid.core import journey
from decision_aid.core.journey import Step
from decision_aid.core.parsing import Raw
from decision_aid.counted import Refusal
from decision_aid.web import current, forms, security, sent
from decision_aid.web.addresses import onward
from decision_aid.web.audit import refuse_as
from decision_aid.web.pages import form_token, render


def after_the_end(step: Step, raws: Mapping[str, Raw]) -> ResponseReturnValue:
    """Return the ways back, with what was typed sealed for the one draft that it belongs to.

    Where nothing can bring it back it is shown, but only to the browser of that visit: after "Finish and clear" the
    next person at a shared tablet may go back in its history and have the page sent once more.
    """
    refuse_as(Refusal.EXPIRED)
    given = {
        "step": step,
        "form": sent.answers(),
        "revision": sent.revision(),
        "paused": sent.paused_beside_buttons(),
        "then": sent.then(),
    }
    sealed = _sealed(given)
    return _ways_back(sealed, given) if sealed else without_a_page(step, raws if security.is_ours() else {}, ended=True)


def stars_after_the_end(chosen: tuple[str, ...]) -> ResponseReturnValue:
    """Return the ways back, with the stars sealed for their draft; lead on where nothing could bring them back."""
    refuse_as(Refusal.EXPIRED)
    given = {"stars": chosen}
    sealed = _sealed(given)
    return _ways_back(sealed, given) if sealed else redirect(onward(), 303)


def _sealed(given: Mapping[str, object]) -> str:
    """Return what was given, to be opened in the visit that its page says it is of; "" where none can come back."""
    services, name = current.services(), request.form.get("visit", "")
    return services.sealer.seal(name, json.dumps(given).encode()) if services.drafts.gives_codes else ""


def _ways_back(sealed: str, given: Mapping[str, object]) -> ResponseReturnValue:
    """Return the ways back; in the browser of that visit what was given comes back with the person's own file too."""
    token, is_theirs = form_token(), security.is_ours()
    security.allow_script()
    return render(
        "resume.html",
        status=403,
        ended=True,
        notice="",
        problem="",
        field="code",
        token=token,
        typed_code="",
        sealed=sealed,
        own=current.services().sealer.enclose(given, token) if is_theirs else "",
        codes=True,
        on=onward() if current.visit() else "",
    )


def asked_no_more(step: Step) -> ResponseReturnValue:
    """Give back what was on a page that a newer questionnaire does not have; what is of no visit finds no page.

    Where the visit has ended as well, what was typed is sealed for its draft, as on every page. Words that no page of
    our own sent find no page either: a neighbour's would stand there as the person's.
    """
    visit, name = current.visit(), request.form.get("visit", "")
    is_open = visit is not None and current.is_page_of(visit)
    if not is_open and current.services().drafts.gives_codes and current.is_kept(name):
        return after_the_end(step, {})
    # a page of the open visit may carry the token of its session before
    if not (security.came_from_us() if is_open and name else security.is_ours() and (is_open or name)):
        abort(404)
    refuse_as(Refusal.EXPIRED)
    return dropped(sent.answers(), status=410)


def dropped(given: Iterable[tuple[str, str]], *, status: int = 200, on: str = "") -> ResponseReturnValue:
    """Show the words among what was given on a page that is asked no more, and lead `on`, or onward."""
    words = tuple(text for name, text in given if name.endswith(forms.WORDS) and text.strip())
    return render("dropped.html", status=status, words_typed=words, on=on or onward())


def without_a_page(
    step: Step, raws: Mapping[str, Raw], *, ended: bool, status: int = 403, on: str = ""
) -> ResponseReturnValue:
    """Show what was given where there is no page any more to give it on, and lead `on`, or onward."""
    return render(
        "ended.html",
        status=status,
        ended=ended,
        questions=journey.questions(current.questionnaire(), step),
        raws=raws,
        nothing=Raw(),
        on=on or onward(),
        token=form_token(),
    )
