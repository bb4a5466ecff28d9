import pytest
from flask import Flask, request

from decision_aid.bench.caller import asked, call
from decision_aid.bench.pairs import Pairs, bare


def echo() -> Flask:
    application = Flask("echo")
    application.add_url_rule(
        "/say", "say", lambda: f"{request.args['to']}: {request.form.get('what')}", methods=["POST"]
    )
    application.add_url_rule("/cookie", "cookie", lambda: request.headers["Cookie"])
    return application


def test_a_form_and_a_cookie_reach_the_application() -> None:
    assert call(echo(), asked("/say?to=all", form={"what": "a b&c"})).body == b"all: a b&c"
    assert call(echo(), asked("/cookie", "name=value")).body == b"name=value"


def test_a_request_can_be_made_again() -> None:
    request_ = asked("/say?to=all", form={"what": "x"})
    assert call(echo(), request_).body == call(echo(), request_).body


def test_the_bare_application_answers_a_constant() -> None:
    reply = call(bare(), asked("/"))
    assert (reply.status, reply.body) == ("200 OK", b"constant")
    assert reply.nanoseconds > 0


def test_a_request_that_fails_is_not_measured() -> None:
    pairs = Pairs(echo())
    with pytest.raises(RuntimeError, match="/gone answered 404 NOT FOUND"):
        pairs.row("gone", iter([asked("/gone")]), "200")
