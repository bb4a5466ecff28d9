"""The program's commands, each in a process of its own that is forked from one with everything imported.

Each line in is a call as JSON: `arguments`, and `settings` for the environment. Each line out: its exit code and what
it said. A start of Python for every trial would take most of the time.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from typing import IO, Any

from decision_aid import bootstrap, doctor, wsgi
from decision_aid.cli import connections, main
from decision_aid.store import postgresql

LOADED = (bootstrap, connections, doctor, postgresql, wsgi)


def tried(call: dict[str, Any]) -> dict[str, Any]:
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        child = os.fork()
        if child == 0:
            run(call, out, err)
        _, status = os.waitpid(child, 0)
        out.seek(0)
        err.seek(0)
        return {"code": os.waitstatus_to_exitcode(status), "out": out.read(), "err": err.read()}


def run(call: dict[str, Any], out: IO[str], err: IO[str]) -> None:
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    os.environ.update(call["settings"])
    signal.alarm(20)  # what is served instead of refused
    code = 70  # the program let an error out
    try:
        code = main(call["arguments"])
    except SystemExit as end:
        code = int(end.code or 0)
    except BaseException:  # noqa: BLE001 - shown as Python itself would
        sys.excepthook(*sys.exc_info())
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def answer() -> None:
    for line in sys.stdin:
        sys.stdout.write(json.dumps(tried(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    answer()
