"""In a clinic's own file a claim made outright stops the form; what only may read as one is a warning, or nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from decision_aid import assets, bootstrap
from decision_aid.core.errors import QuestionnaireInvalid
from decision_aid.lint import linter
from decision_aid.lint.assertions import assertion
from decision_aid.loader import load
from decision_aid.settings import Settings

HARMLESS = """
Our nurse helps all patients get better sleep, 555-0100
All patients get better parking from May, 555-0100
90% get better care
Most people recover well from a feeding tube.
Most people recover in a day or two.
Be careful with a clinic that calls itself an FDA-approved clinic.
ALS nurse line: 555-0100
You should wait for our nurse at the desk.
A list of FDA approved treatments is at our desk.
You should take this form to your doctor.
You should get a flu shot at our desk.
You should have your treatment records with you.
You may be eligible for help with travel costs.
You qualify for free parking at our clinic.
You can join our support group on Mondays.
They can join by phone.
Our building is safe for wheelchairs.
Park behind the clinic: it is safe to walk from there.
Our records of treatments are safe and private.
What you write stays here. It is kept safe.
Our clinic is licensed by the state.
Our nurse can be trusted with your papers.
We recommend the side door of the clinic.
Bring your papers. This will help you and us.
Ask our nurse about approved treatments for ALS.
A talk on how stem cells work: Monday at 5
Our trial office is recommended as a first stop.
Home visits can be a better choice for some people.
No stem cell treatment is approved for ALS here.
We cannot say if any treatment is safe.
Call 555-0100 to find out if you are eligible.
Nobody knows that there is no risk.
They say there is no risk.
There is no risk score to fill in.
Side effects are not rare.
Ask if side effects are rare.
Side effects are told on page 2.
Anyone can join our support group.
Everyone can join the trial team for tea.
We ask whether patients improve after shots.
Patients improve the room with our nurse.
Our patients walk to the door.
Once you can walk again, call us.
Our clinic offers help.
Call for treatment help.
Nobody knows if the cells have helped.
No cell treatment is risk-free.
FDA has not looked at our product.
FDA registered us, and that is no approval of a product.
There is no need to worry about papers.
This door is a good one.
We repair wheelchairs and restore old phones.
They walk better after a rest.
Nobody can guarantee a result.
No result is guaranteed.
Our patients improve this page with what they tell us.
50% of our rooms are for people with ALS.
Improving patients' rides to us: 555-0100
Miracle Mile Medical Center, Wilshire Boulevard
Bring FDA approved drugs to our clinic.
Ask how many of their patients improved.
Ask how many of our patients improved.
Beware of guaranteed results: ask our nurse, 555-0100
Be careful if somebody promises guaranteed results.
Beware of miracle cures.
Watch out for guaranteed cures.
A clinic that says recovery is guaranteed gives a warning sign.
Ask them what their success rate of 90% rests on.
In the trial, 20% of patients improved.
In the NEALS study 33 percent of people with ALS improved, and 28 percent of those who got placebo.
In 2024 patients improved the garden.
Ask for the success rate. 95% of our rooms have a lift.
Ask them what their success rate is: 90% is no answer.
No clinic can show a success rate of 90%.
Most people recover from a lumbar puncture in two days.
Most of those treated here come by bus.
""".strip().splitlines()
HARMFUL = """
Our cells are safe.
Our injections have been shown to be safe.
Our safe, proven treatment: call 555-0100
Our treatment has no risks.
Our treatment gets an 8 out of 10.
This treatment is right for you.
This clinic can be trusted.
Our clinic is legitimate.
Stem cells work.
Our shots cure ALS.
Our cells will stop your ALS.
ALS can be cured by our cells.
Most people get better with our cells.
We offer FDA approved stem cell therapy.
FDA has approved our product.
It is FDA approved.
The safest option is a trial with us.
This trial is the best option for you.
You should accept this offer.
You should join our trial.
We recommend this treatment.
Our doctors advise you to take the treatment.
You are not eligible.
You will qualify for our trial.
You would be a good fit for our trial.
You cannot join.
There is no risk.
There are hardly any side effects.
Side effects are rare and mild.
Everyone can join our trial.
Patients improve after our shots.
Most people got better with cells.
Our patients walk again.
Stem cells have helped many of our patients.
We are FDA registered.
Our shots: risk-free
Our cells really do help.
Our therapy works.
Nine of ten walk better after our cells.
Cells from our lab restore nerves.
FDA has looked at our product and said yes.
FDA looked at it and said yes.
There is nothing to fear from our cells.
This offer is a good one.
Miracle cells: 100% success
Guaranteed Healing ALS
90% of our patients improve
Nine out of ten patients improve.
Our patients get better.
Our lab improves patients.
A success rate of 95 percent
Recovery guaranteed
We guarantee good results.
The best clinic in Ohio: 555-0100
Our clinic promises guaranteed results.
In our trial, 90% of patients improve.
Ask us how 90% of patients improved.
Be careful: our cells are safe
Success rate: 95%
Success rates: over 90%
Success rate 98.5%
90% of our ALS patients improve
Nine out of ten ALS patients improve
85 percent of those treated got better
Three of four patients improve
Most patients improve.
Most of our patients got better
We guarantee that you get better
90% improvement
90% got better
""".strip().splitlines()
# as hospitals and practices are called, some by a surname
NAMES = """
Northwest FDA-Licensed Blood Center
Best Family Clinic
Dr. Best Clinics of Ohio
Ideal Health Clinic
Licensed Treatment Facility 12
Dr. Best Treatment Clinic
Mercy Hospital ALS Center of Excellence
Miracle Mile Medical Center
Our Lady of Miracles Hospital
Children's Miracle Network Hospitals
Harbour Hill ALS Clinic
The Neurology Clinic by the Sea
Lake Region Healing Center
Healing Arts Neurology
Hope Healing Clinic
Stem Cell Transplant Unit, St. Mary's
Saint Luke's Hospital of Kansas City
Best Practice Neurology Group
Good Samaritan Hospital
Providence Regional Medical Center
Safe Harbor Treatment Center
Strong Memorial Hospital
Research and Treatment Center for ALS
Genuine Care Clinic
Wellness and Recovery Clinic
Guarantee Trust Hospital
Performance Improvement Neurology
Success Street Clinic
The Right Treatment Center
Royal Free Hospital
Reliable Care Medical Center
Approved Therapy Center of Ohio
""".strip().splitlines()
PRAISE = """
90% recover fully
Nine of ten patients recovered
Most patients get better within weeks
Miracle cells: 100% success
Guaranteed Healing ALS
90% of our patients improve
Best Stem Cell Clinic
Proven Stem Cell Therapy
Our clinic is legitimate
Success rate: 95%
FDA-Approved Treatment Clinic
FDA Cleared Treatment Hospital
FDA-Licensed Treatment Clinic
FDA Approved Treatment Center
FDA Approved Stem Cell Center
The FDA-approved ALS Clinic
Effective Treatment Clinic
Effective Therapy Partners
Harmless Treatment Clinic
Safest Treatment Clinic
Proven Therapies Institute
""".strip().splitlines()
MAY_READ_SO = "You should wait for our nurse at the desk."
TODAY = date(2026, 11, 29)


def clinics(folder: Path, line: str) -> Path:
    """Write a clinic's own file with this contact line."""
    path = folder / "clinic.yaml"
    contact = f"contact: [{json.dumps(line)}]"
    path.write_text(f'questionnaire: als_stem_cell\nversion: "2026.1"\n{contact}\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("line", HARMFUL)
def test_a_claim_made_outright_is_found(line: str) -> None:
    assert assertion(line)


@pytest.mark.parametrize("line", HARMLESS)
def test_a_line_that_helps_people_on_their_way_is_no_claim(line: str) -> None:
    assert assertion(line) == ""


@pytest.mark.parametrize("called", NAMES)
def test_what_a_clinic_may_be_called_is_no_claim_in_its_name(called: str) -> None:
    assert assertion(called, name=True) == ""


@pytest.mark.parametrize("praise", PRAISE)
def test_praise_of_what_is_offered_is_a_claim_in_a_name_too(praise: str) -> None:
    assert assertion(praise, name=True)


def test_a_claim_made_outright_stops_the_form(tmp_path: Path) -> None:
    with pytest.raises(QuestionnaireInvalid, match=r"clinic\.yaml:3: E054 local-claim: .*“are safe”"):
        bootstrap.reading_in(Settings(local=clinics(tmp_path, HARMFUL[0])))


def test_what_may_only_read_as_a_claim_is_a_warning_and_the_form_starts(tmp_path: Path) -> None:
    own = clinics(tmp_path, MAY_READ_SO)
    assert bootstrap.reading_in(Settings(local=own)).questionnaire.local
    loaded = load(assets.questions(), own)
    found = linter.located(linter.faults(loaded.questionnaire, TODAY), str(assets.questions()), loaded.mark)
    assert [(one.file, one.line, one.rule.code) for one in found if one.rule.name in {"verdict", "local-claim"}] == [
        (str(own), 3, "W501")
    ]
