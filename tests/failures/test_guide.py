"""docs/failures.md tells of what is tried, and of nothing else."""

from __future__ import annotations

from pathlib import Path

from .guide import failures

TRIED = "".join(path.read_text("utf-8") for path in Path(__file__).parent.glob("test_*.py"))


def test_every_failure_of_the_guide_is_tried() -> None:
    assert len(failures()) > 80
    assert [happened for happened in failures() if happened not in TRIED] == []
