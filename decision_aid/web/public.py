"""What anyone may read without answering: the four options, sources and method; and the fixed files of the pages."""

from __future__ import annotations

import gzip
from hashlib import sha256
from pathlib import Path
from typing import Final

from flask import Blueprint, Response, abort, current_app, request
from flask.typing import ResponseReturnValue

from decision_aid import assets
from decision_aid.accent import has_edge, text_on
from decision_aid.core import local, review
from decision_aid.core.schema import Row
from decision_aid.settings import Settings
from decision_aid.web import current
from decision_aid.web.addresses import onward
from decision_aid.web.pages import overdue, render

pages = Blueprint("public", __name__)

_FOREVER: Final = "public, max-age=31536000, immutable"
_DIGEST_LENGTH: Final = 12
_SHRINKING: Final = {"text/html", "text/css", "text/javascript", "image/svg+xml"}


@pages.get("/options")
def options_page() -> ResponseReturnValue:
    grid = current.questionnaire().option_grid
    return render("options.html", grid=grid, sources_of=_sources_of, overdue=overdue(), onward=onward())


def _sources_of(row: Row) -> tuple[str, ...]:
    """Return the sources of a row's cells, each once."""
    return tuple(dict.fromkeys(source for cell in row.cells for source in cell.sources))


@pages.get("/about")
def about_page() -> ResponseReturnValue:
    asked = current.questionnaire()
    return render(
        "about.html",
        reading=current.services().reading(),
        review_by=review.next_review(asked),
        overdue=review.overdue(asked, current.today()),
        digest=current.services().questionnaire_hash,
        local=local.changes(asked, current.words()),
        onward=onward(),
    )


@pages.get("/about/facts")
def facts_page() -> ResponseReturnValue:
    return render("facts.html", overdue=overdue(), onward=onward())


@pages.after_request
def shrink(response: Response) -> Response:
    """Send what everybody may read compressed; pages with a secret never are, since their size would tell of it."""
    if response.mimetype in _SHRINKING:
        response.vary.add("Accept-Encoding")
        if request.accept_encodings.best_match(["gzip"]):
            response.set_data(gzip.compress(response.get_data(), mtime=0))
            response.content_encoding = "gzip"
    return response


@pages.get("/static/<name>")
def static_file(name: str) -> ResponseReturnValue:
    files: dict[str, tuple[bytes, str]] = current_app.extensions["decision_aid.static"]
    if name not in files:
        abort(404)
    content, kind = files[name]
    return Response(content, mimetype=kind, headers={"Cache-Control": _FOREVER})


def static_files(settings: Settings) -> tuple[dict[str, tuple[bytes, str]], dict[str, str]]:
    """Return the files that pages ask for by their fingerprinted names, and those names by what they are."""
    files: dict[str, tuple[bytes, str]] = {}
    names: dict[str, str] = {}
    for what, (content, kind, ending) in _shipped(settings).items():
        names[what] = f"{what}-{sha256(content).hexdigest()[:_DIGEST_LENGTH]}{ending}"
        files[names[what]] = (content, kind)
    return files, names


def _shipped(settings: Settings) -> dict[str, tuple[bytes, str, str]]:
    folder = assets.templates() / "page"
    found = {
        "style": (_style(folder / "style.css", settings), "text/css", ".css"),
        "resume": ((folder / "resume.js").read_bytes(), "text/javascript", ".js"),
        "icon": ((folder / "icon.svg").read_bytes(), "image/svg+xml", ".svg"),
    }
    if settings.clinic_logo:
        logo = settings.clinic_logo
        found["logo"] = (logo.read_bytes(), settings.logo_type, logo.suffix.lower())
    return found


def _style(path: Path, settings: Settings) -> bytes:
    accent = settings.accent
    edge = accent if has_edge(accent) else "var(--line)"
    return path.read_bytes() + f":root{{--accent:{accent};--on-accent:{text_on(accent)};--edge:{edge}}}\n".encode()
