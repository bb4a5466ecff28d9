"""Requests that are too big, unreadable or for somebody else."""

from io import BytesIO

import pytest

from tests.web.fakes import PassingClock
from tests.web.page import fields
from tests.web.refused import said
from tests.web.visitor import HOME, OURS, Visitor
from tests.web.ways import code_of, opened, resumed, way

KIND = "application/x-www-form-urlencoded"


def test_a_trusted_host_of_a_forwarded_request_is_not_believed(visitor: Visitor) -> None:
    response = visitor.client.get("/", base_url=HOME, headers={"X-Forwarded-Host": "evil.example"})
    assert response.status_code == 200
    assert "evil.example" not in response.get_data(as_text=True)


@pytest.mark.parametrize("address", ["/start", "/q/who", "/offer/1/q/offer", "/stars", "/settings", "/finish"])
def test_a_body_of_unknown_length_is_refused(visitor: Visitor, address: str) -> None:
    response = visitor.client.post(
        address,
        base_url=HOME,
        headers={**OURS, "Transfer-Encoding": "chunked"},
        content_type=KIND,
        input_stream=BytesIO(b"token=x"),
    )
    assert response.status_code == 411


def test_a_body_over_256_kib_is_refused_with_the_mend(visitor: Visitor) -> None:
    visitor.begin()
    refused = visitor.post("/q/decision", {"decision-note": "x" * (256 * 1024)})
    assert refused.status == 413
    assert "Press Back in your browser. Your text may still be there." in refused.text


def too_long(visitor: Visitor, typed: str) -> tuple[str, str]:
    """Give a note that is too long; return what the page says of it and what stands in its field again."""
    visitor.begin()
    refused = visitor.press(visitor.get("/q/decision"), {"decision-note": typed.replace("\n", "\r\n")})
    assert refused.status == 422
    again = fields(refused.page.form())["decision-note"][0]
    return said(refused), "\n".join(again.splitlines())


# A letter as a form sends it is 1 byte where it is Latin without accents, 6 in Cyrillic and Hebrew, 9 in Chinese.
@pytest.mark.parametrize(
    ("sign", "fits"), [("x", 119_999), ("\n", 28_000), ("\u0436", 43_000), ("\u05d0", 43_000), ("\u6cbb", 29_000)]
)
def test_a_long_text_that_can_be_sent_comes_back_whole_with_its_own_count(
    visitor: Visitor, sign: str, fits: int
) -> None:
    typed = f"x{sign * (fits - 2)}x"
    count, again = too_long(visitor, typed)
    assert count == f"Shorten this text to 2,000 characters or fewer. It has {fits:,} now."
    assert again == typed


@pytest.mark.parametrize(("sign", "more"), [("\u0436", 44_000), ("\u6cbb", 30_000)])
def test_a_longer_text_in_letters_of_more_bytes_is_refused_whole_and_never_cut(
    visitor: Visitor, sign: str, more: int
) -> None:
    visitor.begin()
    shown = visitor.get("/q/decision")
    assert more < int(shown.page.one("textarea").get("maxlength"))
    refused = visitor.press(shown, {"decision-note": sign * more})
    assert refused.status == 413
    assert "Press Back in your browser. Your text may still be there." in refused.text
    assert sign not in refused.text
    assert fields(visitor.get("/q/decision").page.form())["decision-note"] == [""]


def test_as_much_as_a_browser_takes_of_english_comes_back_whole(visitor: Visitor) -> None:
    visitor.begin()
    most = int(visitor.get("/q/decision").page.one("textarea").get("maxlength"))
    assert most >= 120_000
    typed = ("They wrote: \u201cIt\u2019s new\u201d, na\u00efve.\n" * most)[: most - 1] + "x"
    assert too_long(visitor, typed)[1] == typed


@pytest.mark.parametrize("sign", ["x", "\u6cbb"])
def test_a_long_text_that_comes_after_the_end_of_the_visit_comes_back_with_the_code(
    visitor: Visitor, clock: PassingClock, sign: str
) -> None:
    visitor.begin()
    code, shown = code_of(visitor), visitor.get("/q/decision")
    typed = sign * (28_000 if sign != "x" else int(shown.page.one("textarea").get("maxlength")))
    clock.pass_days(2)
    ended = visitor.press(shown, {"decision-note": typed})
    again = visitor.post("/resume", {**fields(way(ended, "code")), "code": code})
    assert fields(again.page.form())["decision-note"] == [typed]


def test_64_fields_are_read_and_65_are_refused(visitor: Visitor) -> None:
    visitor.begin()
    assert visitor.post("/q/decision", {f"field{number}": "x" for number in range(64)}).status == 403
    assert visitor.post("/q/decision", {f"field{number}": "x" for number in range(65)}).status == 413


@pytest.mark.parametrize(
    "body", [b"decision-note=%00", b"decision-note=\0", b"decision-note=%ff", b"\xff=1", b"%C3%28=1"]
)
def test_what_is_no_text_is_refused(visitor: Visitor, body: bytes) -> None:
    visitor.begin()
    response = visitor.client.post("/q/decision", base_url=HOME, headers=OURS, content_type=KIND, data=body)
    assert response.status_code == 400
    assert "could not read" in response.get_data(as_text=True)


@pytest.mark.parametrize("name", ["decision-note", "token", "visit", "revision", "then"])
def test_a_single_field_that_comes_twice_is_refused_and_nothing_is_kept(visitor: Visitor, name: str) -> None:
    address = visitor.begin()
    given = fields(visitor.get(address).page.form())
    twice = visitor.post(address, {**given, "decision-note": ["Kolibri"], name: [*given.get(name, [""]), "Kolibri"]})
    assert twice.status == 400
    assert "Kolibri" not in visitor.get(address).html
    assert visitor.post(address, {**given, "decision-note": ["Kolibri"]}).status == 303


@pytest.mark.parametrize("part", [b'name="token"\r\n\r\n\0', b'name="to\0ken"\r\n\r\nx', b'name="code"\r\n\r\n\xff'])
def test_what_is_no_text_beside_a_kept_file_is_refused(visitor: Visitor, part: bytes) -> None:
    body = b"--x\r\nContent-Disposition: form-data; " + part + b"\r\n--x--\r\n"
    kind = "multipart/form-data; boundary=x"
    response = visitor.client.post("/resume", base_url=HOME, headers=OURS, content_type=kind, data=body)
    assert response.status_code == 400
    assert "could not read" in response.get_data(as_text=True)


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/json", "multipart/form-data", "multipart/form-data; boundary=x", ""]
)
def test_a_body_of_another_kind_is_no_form_of_ours(visitor: Visitor, kind: str) -> None:
    visitor.begin()
    response = visitor.client.post("/q/decision", base_url=HOME, headers=OURS, content_type=kind, data=b'{"token": 1}')
    assert response.status_code in {400, 403}


def test_an_address_that_cannot_be_used_that_way_says_so(visitor: Visitor) -> None:
    for shown, allowed in (
        (visitor.post("/answers", {}), {"GET", "HEAD", "OPTIONS"}),
        (visitor.get("/start"), {"POST", "OPTIONS"}),
    ):
        assert shown.status == 405
        assert set(shown.response.headers["Allow"].split(", ")) == allowed
        assert shown.response.mimetype == "text/html"
        assert shown.response.headers.getlist("Content-Type") == ["text/html; charset=utf-8"]


@pytest.mark.parametrize(
    "address",
    [
        "/q/nothing",
        "/q/offer",
        "/offer/1/q/who",
        "/offer/1/q/nothing",
        "/offer/0/q/offer",
        "/offer/4/q/offer",
        "/offer/99999999999999999999/q/offer",
        "/offer/-1/q/offer",
        "/offer/one/q/offer",
        "/q/",
        "/q/who/",
        "/q/%00",
        "/static/../settings.py",
        "/static/%2e%2e/base.html",
    ],
)
def test_an_unknown_page_is_404(visitor: Visitor, address: str) -> None:
    visitor.begin("one")
    assert visitor.get(address).status == 404


def test_kept_files_are_counted_as_tries_to_come_back(visitor: Visitor, clock: PassingClock) -> None:
    shown = [opened(visitor, b"rubbish") for _ in range(14)]
    assert {one.status for one in shown[:10]} == {422}
    refused = next(one for one in shown if one.status == 429)
    assert int(refused.response.headers["Retry-After"]) >= 1
    assert resumed(visitor, "0000-0000-0000-0000").status == 429  # codes and files share one count
    clock.pass_days(1)
    assert opened(visitor, b"rubbish").status == 422
