"""The yardstick asks the same: every question, one a page, under the same conditions."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from werkzeug.test import Client

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import load
from tests.effort.plain import plain_form


@pytest.fixture(scope="module")
def questionnaire() -> Questionnaire:
    return load(assets.questions()).questionnaire


def first_choices(html: str) -> dict[str, str]:
    """Return the first choice of a page's one question."""
    found = re.search(r'type="(?:radio|checkbox)" name="([^"]+)" value="([^"]+)"', html)
    return {found[1]: found[2]} if found else {}


def walk(client: Client, **chosen: str) -> list[str]:
    """Go from the start to check answers; return the addresses."""
    found = re.search(r'href="(/ask/[^"]+)"', client.get("/").text)
    assert found
    here, walked = found[1], []
    while here != "/check":
        walked.append(here)
        given = first_choices(client.get(here).text)
        given |= {name: chosen[name] for name in given if name in chosen}
        here = urlsplit(client.post(here, data=given).headers["Location"]).path
    return walked


def test_every_sign_and_every_rating_has_a_page_of_its_own(questionnaire: Questionnaire) -> None:
    walked = walk(plain_form(questionnaire).test_client(), **{"length-codes": "full", "how_many-codes": "one"})
    assert len([address for address in walked if "/signs_" in address]) == 18
    assert len([address for address in walked if "/matter_" in address]) == 8
    assert len(walked) == len(set(walked))


def test_what_is_asked_depends_on_the_answers_as_in_our_form(questionnaire: Questionnaire) -> None:
    client = plain_form(questionnaire).test_client()
    assert "/ask/0/considering" in walk(client, **{"length-codes": "full", "how_many-codes": "none"})
    assert "/ask/0/considering" not in walk(client, **{"length-codes": "full", "how_many-codes": "one"})
    assert "/ask/3/ind" in walk(client, **{"how_many-codes": "three"})


def test_check_answers_shows_every_answer_with_a_link_to_change_it(questionnaire: Questionnaire) -> None:
    client = plain_form(questionnaire).test_client()
    walked = walk(client, **{"who-codes": "family", "how_many-codes": "none"})
    checked = client.get("/check").text
    assert re.findall(r'<dd><a href="([^"]+)">Change<', checked) == walked
    assert "Family or friend, for the person" in checked
    assert "[you|" not in checked
