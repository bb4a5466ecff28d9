"""What every request and answer must keep: cookies, tokens, headers and limits."""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Iterable
from hashlib import sha256
from io import BytesIO
from typing import IO, Final
from urllib.parse import unquote_to_bytes

from flask import Flask, Response, abort, current_app, g, request
from flask import Request as FlaskRequest

from decision_aid.web.look import Look

LARGEST_BODY: Final = 256 * 1024
LARGEST_FILE: Final = 2 * 1024 * 1024
TAKES_FILES: Final = "keeping.come_back"  # the one endpoint with room for a kept file
MOST_FIELDS: Final = 64
FORM_FIELD: Final = "token"
OF_SESSION: Final = "of-"  # begins the name of the field that makes each session's forms others than the last one's
_BY_ITSELF: Final = frozenset({"same-origin", "none"})
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
_WITH_SCRIPT: Final = "default-src 'none'; script-src 'self';"
_SEVERAL: Final = "-codes"
_STARS: Final = "star"


class Request(FlaskRequest):
    """A request whose files stay in memory: what a person gives is never on a disk in clear."""

    def _get_file_stream(self, *_: object, **__: object) -> IO[bytes]:
        return BytesIO()


class _Name(str):
    """A name that stays whole: werkzeug cuts each at its first colon, and would never know an address in brackets."""

    __slots__ = ()

    def partition(self, _: str, /) -> tuple[str, str, str]:
        return self, "", ""


def trusted(hosts: Iterable[str]) -> list[str]:
    """Return the names that the form may be called by, without ports, as werkzeug compares them."""
    return [_Name(host) for host in hosts]


def guard(app: Flask) -> None:
    """Put the checks before, and the headers after, every request of the application."""
    app.before_request(_check)
    app.after_request(_headers)


def _check() -> None:
    _read_tokens()
    g.request_id = secrets.token_hex(4)
    if request.method == "POST":
        _refuse_oversize()
        _refuse_unreadable()


def cookie_name() -> str:
    return "__Host-decision-aid" if current_app.config["SECURE"] else "decision-aid"


def form_cookie_name() -> str:
    return f"{cookie_name()}-form"


def token() -> str:
    """Return this browser's session token, or "" where it has none."""
    found: str = g.token
    return found


def renew(token: str) -> None:
    """Give this browser a new session token."""
    # No other cookie changes with it: by their changes Chrome judges whether a left page may come back from its memory.
    g.token, g.new_token = token, True


def begin_anew() -> None:
    """Take no form of before any more: whoever comes to the start may be somebody else."""
    g.form, g.new_form = secrets.token_urlsafe(32), True


def forget() -> None:
    """Take our cookies away from this browser."""
    g.token = g.form = ""
    g.forget_all = True


def clear_browser(response: Response) -> None:
    """Have the browser forget all it has of ours, unless somebody else's page led it here."""
    if came_by_itself():
        forget()
        _delete(response, Look.COOKIE)
        # not "cookies": those of the clinic's other programs under the same domain would go with ours
        response.headers["Clear-Site-Data"] = '"cache", "storage"'


def allow_script(more: str = "") -> None:
    """Let this answer's page run a script of ours, and do what `more` of the policy says, now or before."""
    g.allowed = g.get("allowed", "") + more
    g.policy = _POLICY.replace("default-src 'none';", _WITH_SCRIPT + g.allowed)


def show_frame() -> None:
    """Let this answer's page hold another of ours in a frame."""
    g.policy = f"{_POLICY}; frame-src 'self'"


def be_framed() -> None:
    """Let this answer, whatever comes of it, stand in a frame of our own pages."""
    g.policy, g.framed = _POLICY.replace("frame-ancestors 'none'", "frame-ancestors 'self'"), True


def is_framed() -> bool:
    return "framed" in g


def stands_in_a_frame() -> bool:
    """Tell whether the browser says that it shows this answer in the frame that may hold it."""
    return is_framed() and request.headers.get("Sec-Fetch-Dest") == "iframe"


def fills_a_window() -> bool:
    """Tell whether the browser says that it shows this answer as a page of its own, and in no frame."""
    return request.headers.get("Sec-Fetch-Dest") == "document"


def csrf_token() -> str:
    """Return the token that this browser's forms carry; it lives as long as the session.

    Before there is a session it hangs on a cookie of its own: a link from another site comes without the session's
    cookie, which must not be replaced then.
    """
    if not g.token and not g.form:
        begin_anew()
    return _form_token(g.token or g.form)


def is_ours() -> bool:
    """Tell whether this POST came from one of our own forms in this browser's present session, or before it had one.

    Only then may words that came with it be shown again: somebody else may sit there now and have it sent once more.
    """
    return bool(secret_of_form()) and came_from_us()


def secret_of_form() -> str:
    """Return the cookie that the form which was sent hangs on, "" where it is none of this browser's."""
    given = request.form.get(FORM_FIELD, "").encode()
    known = (each for each in (g.token, g.form) if each)
    return next((each for each in known if hmac.compare_digest(given, _form_token(each).encode())), "")


def came_from_us() -> bool:
    """Tell whether a page of our own sent this; else nothing of it may stand in a page as if the person had given it.

    A neighbour (another port or name of this host's domain) is of the same site, so it is asked for the same origin.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    # Older browsers send Origin, or with a form of the same origin Referer alone: a page can keep both back, not forge
    # them. Who sends neither cannot answer here at all, so nothing is lost by not believing them.
    told = request.headers.get("Origin") or request.headers.get("Referer") or ""
    return f"{told}/".startswith(f"{request.scheme}://{request.host}/")


def why_not_ours() -> str:
    """Return the notice for a form that is not ours: "cookies" where this browser sends none, else "stale"."""
    return "cookies" if came_from_us() and not (g.token or g.form) else "stale"


def came_by_itself() -> bool:
    """Tell whether this browser came here from our own pages or by an address of its own, and by nobody else's."""
    site = request.headers.get("Sec-Fetch-Site")
    return site in _BY_ITSELF if site is not None else bool(g.token or g.form or Look.COOKIE in request.cookies)


def came_without_cookies() -> bool:
    """Tell whether a link on another site led here: a browser keeps our cookies to itself then, if it has any."""
    return not g.token and request.headers.get("Sec-Fetch-Site", "none") not in _BY_ITSELF


def _form_token(secret: str) -> str:
    return hmac.digest(secret.encode(), b"decision-aid form", sha256).hex()


def _read_tokens() -> None:
    g.token, g.form = (_well_formed(request.cookies.get(name, "")) for name in (cookie_name(), form_cookie_name()))


def _well_formed(token: str) -> str:
    return token if _TOKEN.match(token) else ""


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
    if "policy" in g:
        headers["Content-Security-Policy"] = g.policy
    if is_framed():
        headers["X-Frame-Options"] = "SAMEORIGIN"
    if "Cache-Control" not in headers:
        headers["Cache-Control"] = "no-store"
    if request.is_secure:
        headers["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
    _cookies(response)
    return response


def _cookies(response: Response) -> None:
    if g.get("forget_all"):
        _delete(response, cookie_name())
        _delete(response, form_cookie_name())
        return
    if g.get("new_token"):
        _set(response, cookie_name(), g.token)
    if g.get("new_form"):
        _set(response, form_cookie_name(), g.form)


def _set(response: Response, name: str, value: str) -> None:
    response.set_cookie(name, value, secure=current_app.config["SECURE"], httponly=True, samesite="Strict")


def _delete(response: Response, name: str) -> None:
    response.delete_cookie(name, secure=current_app.config["SECURE"], httponly=True, samesite="Strict")
