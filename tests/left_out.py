"""Tests that did not run: where every test must (continuous integration, a release), only few may be left out."""

from __future__ import annotations

import os

import pytest

# How the reason of a test begins that may be left out, and why nothing can be installed for it.
MAY_BE = {
    "only root ": "who runs the tests is not root everywhere",
    "this machine gives nobody ": "a container may forbid a network of one's own",
    "this machine lets nobody ": "a container may forbid mounts and users of one's own",
    "this kernel has no Landlock": "a kernel is not ours to choose",
    "This system has no package of Firefox ESR": "Ubuntu has none",
}


def begin(config: pytest.Config) -> None:
    """Look at a run in which every test must run; a worker of it reports to who started it."""
    every = "EVERY_TEST" in os.environ or os.environ.get("RELIABILITY") == "release"
    if every and not hasattr(config, "workerinput"):
        config.pluginmanager.register(LeftOut())


class LeftOut:
    """Gathers what did not run, and fails the run where something else did not than may be left out."""

    def __init__(self) -> None:
        self.found: dict[str, str] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self._note(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.found and session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        if self.found:
            terminalreporter.section("every test must run here, but these did not", red=True)
            for name, reason in self.found.items():
                terminalreporter.line(f"{name}: {reason}")

    def _note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        reason = _reason(report)
        if reason and not reason.startswith(tuple(MAY_BE)):
            self.found[report.nodeid] = reason


def _reason(report: pytest.TestReport | pytest.CollectReport) -> str:
    """Return why a test did not run; nothing of one that did, or that fails as it is expected to."""
    if not report.skipped or hasattr(report, "wasxfail"):
        return ""
    told = report.longrepr
    return (told[2] if isinstance(told, tuple) else str(told)).removeprefix("Skipped: ")
