"""`preview`: a questionnaire on this machine while it is written, always as it was last saved whole."""

from __future__ import annotations

import argparse
import signal
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread
from types import FrameType
from typing import TYPE_CHECKING

from pydantic import SecretStr

from decision_aid import settings as setting
from decision_aid.cli import serving, watching
from decision_aid.cli.checking import files, own
from decision_aid.cli.naming import path
from decision_aid.settings import Settings

if TYPE_CHECKING:
    from decision_aid.cli.staging import Stage  # at run time only this command needs it

_HOST = "127.0.0.1"
_PORT = 8010  # not 8001, where a second process of the form listens (docs/postgresql.md)

_WAITS = "The preview waits for a save that can be used."


def add(new: Callable[..., argparse.ArgumentParser]) -> None:
    preview = new("preview", help="show a questionnaire while it is written: every page, branch and error")
    preview.add_argument("file", nargs="?", type=path, help="the file (default: the one the form uses)")
    own(preview)
    preview.add_argument("--port", type=serving.port, default=_PORT, help=f"port to listen on (default: {_PORT})")
    preview.set_defaults(run=_preview)


def _preview(given: argparse.Namespace) -> int:
    from decision_aid.cli.staging import Stage  # noqa: PLC0415 - only this command needs the whole program

    settings = of_files(setting.read(), *files(given))
    with closing(Stage(settings)) as stage:
        server = serving.listening(stage, stage.refusal, settings, _HOST, given.port)
        signal.signal(signal.SIGTERM, _stop)
        Thread(target=watch, args=(stage, settings), name="watching", daemon=True).start()
        print(f"The preview is on http://{_HOST}:{server.effective_port}/preview (Ctrl-C ends it)", flush=True)
        if stage.waits:
            print(*stage.looked.lines(), _WAITS, sep="\n", flush=True)
        server.run()
    return 0


def _stop(_: int, __: FrameType | None) -> None:
    raise SystemExit(0)


def of_files(settings: Settings, questions: Path, local: Path | None) -> Settings:
    """Return the settings of a preview of these files: on this machine alone, and nothing on any disk."""
    apart = {"database": SecretStr(""), "no_retention": True, "kiosk": False, "authoring": True}
    alone = {"trusted_hosts": (), "tls_proxy": False, "allow_insecure_http": False}
    return settings.model_copy(update={"questions": questions, "local": local, **apart, **alone})


def watch(stage: Stage, settings: Settings) -> None:
    """Look again after every change, for ever, and say what was found."""
    paths = tuple(path for path in (settings.questions, settings.local) if path)
    changes = watching.changes(paths, partial(time.sleep, watching.EVERY))
    next(changes)
    for _ in changes:
        looked = watching.outlived(stage.look_again)
        if looked is None:
            continue
        goes_on = _WAITS if stage.waits else "The preview goes on with the last that could be used."
        shown = "The preview shows it." if looked.is_usable else goes_on
        print(*looked.lines(), shown, sep="\n", flush=True)
