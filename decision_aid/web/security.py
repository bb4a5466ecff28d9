"""What every request and answer must keep: cookies, tokens, headers and limits."""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256
from io import BytesIO
from typing import IO, Final
from urllib.parse import unquote_to_bytes, urlsplit

from flask import Flask, Response, abort, current_app, g, request
from flask import Request as FlaskRequest

LARGEST_BODY: Final = 256 * 1024
LARGEST_FILE: Final = 2 * 1024 * 1024
TAKES_FILES: Final = "keeping.come_back"  # the one endpoint with room for a kept file
MOST_FIELDS: Final = 64
FORM_FIELD: Final = "token"
_TOKEN = re.compile(r"^[A-Za-z0-9_-]{43}$")
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
}
# The one script puts the code of a link into its field; a code's fragment never reaches the server.
_WITH_SCRIPT: Final = _POLICY.replace("default-src 'none';", "default-src 'none'; script-src 'self';")
_SEVERAL: Final = "-codes"
_STARS: Final = "star"


class Request(FlaskRequest):
    """A request whose files stay in memory: what a person gives is never on a disk in clear."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


def guard(app: Flask) -> None:
    """Put the checks before, and the headers after, every request of the application."""
    app.before_request(_check)
    app.after_request(_headers)


def _check() -> None:
    _read_token()
    g.request_id = secrets.token_hex(4)
    if request.method == "POST":
        _refuse_oversize()
        _refuse_unreadable()


def cookie_name() -> str:
    return "__Host-decision-aid" if current_app.config["SECURE"] else "decision-aid"


def token() -> str:
    """Return this browser's session token, a fresh one where it has none: the answer then sets the cookie."""
    if not g.token:
        renew(secrets.token_urlsafe(32))
    found: str = g.token
    return found


def renew(token: str) -> None:
    """Give this browser a new session token."""
    g.token = token
    g.new_token = True


def forget() -> None:
    """Take the session's cookie away from this browser."""
    g.token = ""
    g.forget_token = True


def allow_script() -> None:
    """Let this answer's page run our one script."""
    g.with_script = True


def csrf_token() -> str:
    """Return the token that this session's forms carry; it lives as long as the session."""
    return hmac.new(token().encode(), b"decision-aid form", sha256).hexdigest()


def is_ours() -> bool:
    """Tell whether this POST came from one of our own forms in this session."""
    given = request.form.get(FORM_FIELD, "")
    if not g.token or not hmac.compare_digest(given.encode(), csrf_token().encode()):
        return False
    return _same_site()


def _same_site() -> bool:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    address = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return urlsplit(address).netloc == request.host


def _read_token() -> None:
    given = request.cookies.get(cookie_name(), "")
    g.token = given if _TOKEN.match(given) else ""


def _refuse_oversize() -> None:
    if request.content_length is None:
        abort(411)
    if request.endpoint == TAKES_FILES:
        request.max_content_length = LARGEST_FILE + LARGEST_BODY
    if request.content_length > (request.max_content_length or LARGEST_BODY):
        abort(413)


def _refuse_unreadable() -> None:
    if request.mimetype == "multipart/form-data":
        _refuse_unreadable_parts()
    else:
        _refuse_unreadable_body()
    if sum(1 for _ in request.form.items(multi=True)) + len(request.files) > MOST_FIELDS:
        abort(413)
    for name, values in request.form.lists():
        if len(values) > 1 and name != _STARS and not name.endswith(_SEVERAL):
            abort(400)


def _refuse_unreadable_parts() -> None:
    if request.endpoint != TAKES_FILES:
        abort(400)
    for name, value in request.form.items(multi=True):
        if "\0" in name + value or "\N{REPLACEMENT CHARACTER}" in name + value:
            abort(400)


def _refuse_unreadable_body() -> None:
    body = unquote_to_bytes(request.get_data().replace(b"+", b" "))
    try:
        body.decode()
    except UnicodeDecodeError:
        abort(400)
    if b"\0" in body:
        abort(400)


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.extend(_HEADERS)
    if g.get("with_script"):
        headers["Content-Security-Policy"] = _WITH_SCRIPT
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    _cookies(response)
    return response


def _cookies(response: Response) -> None:
    secure = current_app.config["SECURE"]
    if g.get("forget_token"):
        response.delete_cookie(cookie_name(), secure=secure, httponly=True, samesite="Strict")
    elif g.get("new_token"):
        response.set_cookie(cookie_name(), g.token, secure=secure, httponly=True, samesite="Strict")
