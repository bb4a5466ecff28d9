"""The answers, and the questionnaire itself, as data that other programs understand (HL7 FHIR R4)."""

from __future__ import annotations

from typing import Final

from flask import Blueprint, Response, redirect, url_for
from flask.typing import ResponseReturnValue

from decision_aid.services import ANSWERS_FILE
from decision_aid.web import current

pages = Blueprint("data", __name__)

# R4 wants the character encoding said: https://hl7.org/fhir/R4/http.html#mime-type
_FHIR: Final = "application/fhir+json; charset=utf-8"


@pages.get("/fhir/Questionnaire")
def questionnaire() -> ResponseReturnValue:
    return Response(current.services().exchange.questionnaire(), content_type=_FHIR)


@pages.get("/summary.fhir.json")
def answers() -> ResponseReturnValue:
    if current.visit() is None:
        return redirect(current.entrance(), 303)
    if current.settings().kiosk:  # a shared tablet keeps no file
        return redirect(url_for("review.summary"), 303)
    data = current.services().exchange.response(current.draft(), current.today())
    response = Response(data, content_type=_FHIR)
    response.headers["Content-Disposition"] = f'attachment; filename="{ANSWERS_FILE}"'
    return response
