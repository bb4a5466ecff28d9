"""The kinds of a study's groups, as the registry gives them."""

from __future__ import annotations

from decision_aid.core.record import TrialRecord
from decision_aid.registry.fields import ASKED
from decision_aid.registry.study import record_of
from tests.registry.studies import TODAY, put, study

GROUPS = [{"label": "A", "type": "EXPERIMENTAL"}, {"label": "B", "type": "PLACEBO_COMPARATOR"}, {"label": "C"}, None]


def read(groups: list[dict[str, str] | None]) -> TrialRecord:
    made = study()
    put(made, "protocolSection.armsInterventionsModule.armGroups", groups)
    return record_of(made, "file", TODAY)


def test_the_kind_of_each_group_is_read() -> None:
    assert read(GROUPS).groups == ("EXPERIMENTAL", "PLACEBO_COMPARATOR")
    assert read([]).groups == ()


def test_the_registry_is_asked_for_it() -> None:
    assert "ArmGroupType" in ASKED["fields"].split(",")
