"""The names that the form may be called by; a page of any other name could be somebody else's."""

from __future__ import annotations

import pytest
from flask import Flask


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1:8000", "[::1]", "[::1]:8000"])
def test_the_form_answers_to_its_names_with_any_port(app: Flask, name: str) -> None:
    assert status(app, name) == 200


@pytest.mark.parametrize("name", ["[::2]:8000", "[::1]:0", "[::1].evil.example", "[", "[::1", "evil.example", "::1"])
def test_the_form_answers_to_no_other_name(app: Flask, name: str) -> None:
    assert status(app, name) == 400


def status(app: Flask, name: str) -> int:
    return app.test_client().get("/", headers={"Host": name}).status_code
