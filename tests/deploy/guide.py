"""The commands of a guide as they stand in it: every fenced block of `sh`, in the order of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.deploy.machine import Machine
from tests.house.checkout import ROOT

_FENCED = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_BY_HAND = (  # what is done before `init` has spoken, or may be done otherwise
    "/opt/decision-aid/bin/decision-aid init",
    'sed -i "s/^#DECISION_AID_CLINIC_NAME',
    "openssl req -x509",
)
KINDS = frozenset({"sh", "sh network", "text"})


@dataclass(frozen=True, slots=True)
class Block:
    """Some commands: where they stand, what they are, and whether they are told to need the network."""

    guide: str
    section: str
    line: int
    script: str
    network: bool

    def __str__(self) -> str:
        return f"{self.guide}:{self.line}"


def text(guide: str) -> str:
    return (ROOT / "docs" / guide).read_text(encoding="utf-8")


def kinds(guide: str) -> set[str]:
    """Return what the fences of a guide say of what is in them."""
    return {found[1] for found in _FENCED.finditer(text(guide))}


def quoted(guide: str) -> list[str]:
    """Return what a guide quotes of what the program says."""
    return [found[2].strip() for found in _FENCED.finditer(text(guide)) if found[1] == "text"]


def unfenced(guide: str) -> list[str]:
    """Return the lines outside of fences that are set as code by their indent: commands that nothing would run."""
    return re.findall(r"^(?: {4}|\t)\S.*$", _FENCED.sub("", text(guide)), re.MULTILINE)


def indented(said: str) -> list[str]:
    """Return the commands among what a program says, set apart by four spaces."""
    return commands("\n".join(line[4:] for line in said.splitlines() if line.startswith("    ")))


def commands(script: str) -> list[str]:
    """Return each command of a script in one line."""
    return re.sub(r"\\\n\s*", "", script).splitlines()


def blocks(guide: str) -> list[Block]:
    """Return the commands of a guide, in its order."""
    whole, found = text(guide), []
    for one in _FENCED.finditer(whole):
        if one[1] != "text":
            section = whole[: one.start()].rpartition("\n## ")[2].partition("\n")[0]
            line = whole.count("\n", 0, one.start()) + 1
            found.append(Block(guide, section, line, one[2], network=one[1].endswith("network")))
    return found


def after_init() -> list[str]:
    """Return the commands of the installation that follow `init`, up to the start of the form."""
    here = [block for block in blocks("install.md") if block.section[:1] in {"3", "4", "5"}]
    written = [command for block in here for command in commands(block.script)]
    return [command for command in written if not command.startswith(_BY_HAND)]


def carry_out(clinic: Machine, block: Block) -> str:
    """Run commands of a guide as they stand there, unless one before them failed: then there is no sense in it."""
    if clinic.failed:
        pytest.fail(f"not tried, because {clinic.failed} failed")
    clinic.failed = str(block)
    said = clinic.said(block.script, network=block.network)
    clinic.failed = ""
    return said
