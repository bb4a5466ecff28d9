"""Which trial records a form looks up: those of its list, and those of the registry where it may be asked."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from decision_aid.registry.snapshot import SnapshotRegistry
from decision_aid.settings import Settings

if TYPE_CHECKING:
    from decision_aid.registry.live import Counter, LiveRegistry


def open_trials(
    settings: Settings, today: Callable[[], date], counter: Counter | None = None
) -> SnapshotRegistry | LiveRegistry:
    """Return what looks trial records up; `close` ends it. `counter` is told how the registry replied."""
    listed = SnapshotRegistry(settings.trials_file)
    if not settings.registry_live:
        return listed
    from decision_aid.registry import live  # noqa: PLC0415 - who asks nothing outside needs no client for it

    return live.open_registry(listed, today, counter=counter, proxy=settings.registry_proxy)
