"""What the form asks of other machines: nothing, or the registry of trials."""

from __future__ import annotations

from collections.abc import Iterator

from decision_aid.remarks import Remark, careful, ok
from decision_aid.settings import Settings


def remarks(settings: Settings) -> Iterator[Remark]:
    """Give a remark on what leaves; nothing is sent for it."""
    if not settings.registry_live:
        yield ok("The form asks nothing of the internet (DECISION_AID_REGISTRY_LIVE=0).")
    elif settings.registry_proxy:
        yield ok(
            f"The form asks ClinicalTrials.gov for study numbers that people give, through {settings.registry_proxy}. "
            "The service must be let through to that proxy (docs/registry.md)."
        )
    else:
        yield careful(
            "The form asks ClinicalTrials.gov for study numbers that people give (DECISION_AID_REGISTRY_LIVE=1): the "
            "service must be let out for that, to every address. A proxy is the narrower way: "
            "DECISION_AID_REGISTRY_PROXY (docs/registry.md)."
        )
