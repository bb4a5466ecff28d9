"""Whatever stops the server, a week's count says no more than happened, and no less than was acknowledged."""

from __future__ import annotations

import re
import sqlite3
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from random import Random
from threading import Event, Semaphore
from urllib.parse import urlencode

import pytest

from tests.deploy.promtool import promtool
from tests.reliability.serving_group import ServingGroup, serving

KILLS = 5
BEGINNERS = 4
TOKEN = re.compile(r'name="token" value="(\w+)"')


def begun(port: int, acknowledged: Semaphore) -> int:
    """Begin visits, one after the other, until the server is gone; return how many were acknowledged."""
    count = 0
    with suppress(OSError, HTTPException), closing(HTTPConnection("127.0.0.1", port, timeout=30)) as line:
        while True:
            line.request("GET", "/")
            shown = line.getresponse()
            page = shown.read().decode()
            cookie = (shown.getheader("Set-Cookie") or "").partition(";")[0]
            headers = {"Cookie": cookie, "Sec-Fetch-Site": "same-origin"}
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            line.request("POST", "/start", urlencode({"token": TOKEN.findall(page)[0]}), headers)
            answer = line.getresponse()
            answer.read()
            if answer.status == 303:
                count += 1
                acknowledged.release()
    return count


def numbers(database: Path) -> tuple[int, int]:
    """Return how many drafts there are, and how many the week says were begun."""
    with closing(sqlite3.connect(database)) as connection:
        (drafts,) = connection.execute("SELECT count(*) FROM draft").fetchone()
        (counted,) = connection.execute("SELECT coalesce(sum(times), 0) FROM week").fetchone()
    return drafts, counted


def test_a_count_lies_between_what_was_acknowledged_and_what_was_done(tmp_path: Path) -> None:
    chance, done = Random(7), 0  # noqa: S311 - moments, not secrets
    with serving(tmp_path) as group:
        for _ in range(KILLS):
            acknowledged = Semaphore(0)
            with ThreadPoolExecutor(BEGINNERS) as pool:
                beginning = [pool.submit(begun, group.port, acknowledged) for _ in range(BEGINNERS)]
                for _ in range(chance.randint(1, 6)):
                    assert acknowledged.acquire(timeout=60), "nobody could begin"
                Event().wait(chance.uniform(0, 0.2))
                group.kill()
                done += sum(each.result() for each in beginning)
            group.start()
            drafts, counted = numbers(tmp_path / "state" / "drafts.sqlite")
            assert 0 < done <= counted <= drafts


# --- the numbers of a real server


@pytest.fixture
def behind_a_proxy(tmp_path: Path) -> Iterator[ServingGroup]:
    group = ServingGroup(tmp_path, tls_proxy="1", trusted_hosts="form.clinic.example")
    try:
        group.start()
        yield group
    finally:
        group.close()


def asked(group: ServingGroup, **headers: str) -> tuple[int, str]:
    request = urllib.request.Request(f"http://127.0.0.1:{group.port}/metrics")
    for name, value in headers.items():
        request.add_header(name.replace("_", "-"), value)
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def test_behind_a_proxy_only_who_asks_past_it_gets_the_numbers(behind_a_proxy: ServingGroup) -> None:
    status, text = asked(behind_a_proxy)
    assert (status, "decision_aid_ready" in text) == (200, True)
    refused = (
        {"X_Forwarded_For": "192.0.2.7"},
        {"X_Forwarded_For": "127.0.0.1, 192.0.2.7"},  # somebody says to be this machine; the proxy adds who asks
        {"Host": "form.clinic.example"},
        {"Host": "form.clinic.example", "X_Forwarded_For": "192.0.2.7"},
    )
    for headers in refused:
        status, text = asked(behind_a_proxy, **headers)
        assert (status, "decision_aid" in text) == (403, False), headers


def test_prometheus_finds_nothing_to_mend_in_the_numbers(behind_a_proxy: ServingGroup) -> None:
    _, text = asked(behind_a_proxy)
    done = promtool("check", "metrics", given=text)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_what_is_told_badly_is_found_out(tmp_path: Path) -> None:
    done = promtool("check", "metrics", given="decision_aid_wait_days 3\n", folder=tmp_path)
    assert done.returncode != 0
