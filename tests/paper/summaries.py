# ruff: noqa: E501 - one sentence stands in one line, as long as it is
"""Summaries at the limits of what can be printed, made by hand."""

from dataclasses import replace
from datetime import date
from itertools import cycle, islice

from decision_aid.core.schema.texts import StatusWords, SummaryTexts
from decision_aid.core.summary import Cited, Identity, Line, Raised, Section, Summary, ToAsk, TopicToAsk

TEXTS = SummaryTexts(
    title="Questions about stem cells and ALS",
    subtitle="Made from the answers of a person with ALS. It is not a medical opinion.",
    subtitle_not_said="Made from the answers given in a form. It is not a medical opinion.",
    name_line="Name and date of birth (write by hand)",
    doctor_line="Dear doctor: please go over the starred questions with me today.",
    answered_by="Answered by",
    decision="The choice",
    due="When it must be made",
    starred="Questions I most want to ask",
    no_stars="No question was starred. Please ask what matters most today.",
    room="Room to write",
    offers="What is on offer",
    no_offers="There is no offer yet. The questions still open are for when one comes.",
    offers_not_said="How many offers there are was not said. The questions still open are for when one comes.",
    signs="Warning signs seen",
    no_signs="No sign was ticked. That does not mean there is none.",
    signs_caution="A sign is a reason to ask more. It does not prove anything by itself.",
    still_open="Still open",
    numbers="Health numbers",
    no_numbers="No numbers were given. The ALS clinic may have them on file.",
    decline="Points lost each month since the first symptom",
    open_questions="Not known yet, to ask",
    no_open_questions="Nothing was marked as not known.",
    matters="What matters most to me",
    no_matters="Nothing was rated. Please ask what matters most.",
    wants="What I want from this visit",
    no_wants="Nothing was chosen. Please ask what would help most.",
    notes="Please keep in mind",
    no_notes="No notes came from these answers.",
    sources="Sources",
    annex="All answers in full",
    states=StatusWords(
        written="given in writing",
        claimed="said, not in writing",
        no="not given",
        no_answer="asked, no answer",
        not_known="not known",
        not_asked="not asked",
        nothing_given="not answered",
    ),
)
IDENTITY = Identity(
    "2026.11", "5f1d0c9a77e2b4361188", date(2026, 11, 23), date(2027, 5, 1), overdue=False, made_on=date(2026, 11, 23)
)
NOTHING = Summary(
    texts=TEXTS,
    language="en",
    answered_by="not answered",
    decision=Line("The choice", "not answered", key="decision"),
    due=Line("When it must be made", "not answered", key="due"),
    starred=(),
    offers=(),
    signs=(),
    open_topics=(),
    open_count=0,
    asked_count=31,
    numbers=(),
    decline="",
    matters=(),
    wants=(),
    wants_note="",
    notes=(),
    sources=(),
    identity=IDENTITY,
    answers=(),
    beyond_front=False,
)

_SIGNS = (
    ("A cure or sure gain is promised", "No treatment known today cures ALS, so no one can promise it."),
    ('A fee to be in a "trial"', "Charging for a study drug needs FDA's yes in writing first (21 CFR 312.8)."),
    (
        "Review board approval is shown in place of an FDA study number (IND)",
        "The board is needed too. It does not stand in for the FDA's own check.",
    ),
    ("FDA rules are said not to apply", "FDA says such cell products need its review before they are sold."),
    (
        "Nobody outside the clinic checks the work or counts the harms done",
        "With no review board and no one who tracks harms, no one can tell how often it goes wrong.",
    ),
    ('A secret or "proprietary" method', "What is kept secret cannot be checked by anyone else."),
    ("Patient stories in place of study results", "Stories leave out the people who got no better or got worse."),
    (
        "The same cells are sold for many diseases that have little in common",
        "One product is not likely to work in diseases that have different causes and different nerves.",
    ),
)
_ASKS = (
    ("Who checks it", ("Is it approved by the FDA for ALS? If not, why not?", "What is the IND number? May I see the FDA letter?", "Does the public record match what I was told about the study?", "Which review board (IRB) approved it, and how do I reach them?", "Who runs it, is there an ALS specialist in charge, and who profits?")),
    ("Risks", ("What harms are known, and out of how many people?", "Will it stop me from joining another trial later?", "Who treats me in an emergency, here and at home, and who pays for it?", "Must I stop or delay any ALS care or drug?")),
    ("Proof", ("What proof is there in people with ALS?", "Where is it published, and was there a comparison group?", "Did the study reach its main goal, or only help a subgroup?", "How many people like me took part, and what happened to all of them?")),
    ("Money", ("What is every cost, in writing?", "Do I pay for the study product, and has FDA allowed that in writing?", "Who pays for travel, stay, tests and my helper?")),
    ("Warning signs", tuple(brief for brief, _ in _SIGNS[:6])),
    ("What is on offer", ("What is the exact product, and who makes it?", "How are the cells grown, and who tests them?", "If from a donor, how will my body be kept from fighting them?")),
    ("For my neurologist", ("Do you know this group, and what would you ask them?", "What happens if I keep my usual care?", "Will you still care for me whatever I choose?")),
)  # fmt: skip
_NOTES = (
    ("Stem cells given outside a trial can close the way to later trials. The NurOwn phase 3 trial (NCT03280056) took no one who had any stem cell treatment before.", "Few people hear of this before they pay or sign.", "Which trials would turn me away after this treatment?"),
    ("Harm after a stem cell treatment can be reported to FDA MedWatch (www.fda.gov/medwatch). Questions and complaints can go to ocod@fda.hhs.gov. The ALS team should know as well.", "A clinic may not count harms. FDA asks people to tell it.", "Will you help me report any harm to MedWatch?"),
    ("A listing with an NCT number is not approval. Anyone who runs a study may list it. The listing does not mean that the government looked at it.", "A number in a public list can look like a seal of approval.", "May I see the FDA letter for the IND as well?"),
)  # fmt: skip
_MATTERS = (
    "More time",
    "Strength, speech and movement",
    "Good breathing",
    "To be at home, not in a clinic",
    "To avoid harm from a treatment",
    "Money left for care and family",
    "Not to be a burden to my family",
    "To help research, whatever it does for me",
)
_NUMBERS = (
    ("First symptom", "March 2025"), ("Diagnosis", "9 September 2025"), ("ALSFRS-R total", "36"), ("Date of that score", "14 October 2026"),
    ("Who scored it", "ALS clinic"), ("Breathing test", "FVC, sitting"), ("Breathing result", "72%"), ("Date of breathing test", "14 October 2026"),
    ("Devices", "Mask for breathing at night; cough machine; walking aid; wheelchair; speech device"),
)  # fmt: skip
_BOX = (
    ("Product", "said, not in writing", "MSC-NTF cells"), ("Cells", "My own bone marrow", ""), ("Put in by", "Into the fluid around the spine", ""), ("Doses", "3 doses", ""),
    ("Price", "20,000 to 50,000 US dollars", ""), ("NCT number", "given in writing", "NCT03280056"), ("IND number", "asked, no answer", ""), ("Review board", "not known", ""),
)  # fmt: skip
_SOURCES = (
    "FDA: regenerative medicine, facts for patients (3 June 2021)", "FDA consumer update on stem cell treatments", "Starting article 2 (trials and clinics), not public",
    "ClinicalTrials.gov: NCT03280056 (NurOwn phase 3)", "21 CFR 312.8, charging for study drugs", "ISSCR: what to ask", "ALSUntangled 56: red flags", "Turner 2017: pay to take part",
)  # fmt: skip


def raised(kind: str, text: str, why: str, ask: str, about: tuple[int, ...]) -> Raised:
    offers = ", ".join(f"Offer {number}" for number in about)
    name = f"{kind}_{sum(map(ord, text))}"
    ground = Line("Warning signs, part 1", text)
    return Raised(name, text, f"{text}: in full", why, f"{why} In full.", ask, offers, (ground,), _SOURCES[:2], about)


def section(*lines: Line) -> Section:
    return Section("My choice", lines)


def signs(count: int, about: tuple[int, ...] = ()) -> tuple[Raised, ...]:
    found = islice(cycle(_SIGNS), count)
    return tuple(
        replace(raised("sign", brief, why, "What makes you sure of it, and may I see it?", about), id=f"sign_{place}")
        for place, (brief, why) in enumerate(found)
    )


def topics(count: int, about: tuple[int, ...] = ()) -> tuple[TopicToAsk, ...]:
    """Return the first so many open questions by topic."""
    found, left = [], count
    for title, asks in _ASKS:
        kept = asks[: max(0, left)]
        left -= len(kept)
        questions = tuple(
            ToAsk(f"{title[:3]}_{at}".lower(), ask, f"Say: {ask}", "", ask, about) for at, ask in enumerate(kept)
        )
        found += [TopicToAsk(title, questions)] if questions else []
    return tuple(found)


def box(offer: int, note: str = "") -> Section:
    lines = tuple(Line(label, value, note or own, label.lower()) for label, value, own in _BOX)
    return Section(f"Offer {offer}", lines, offer, ("Paid clinic", "Clinical trial", "Expanded access")[offer - 1])


def cited(count: int) -> tuple[Cited, ...]:
    names = islice(cycle(_SOURCES), count)
    return tuple(
        Cited(
            f"source_{at}",
            brief,
            f"{brief}. The whole title of it. The publisher, 2021.",
            f"https://www.example.org/{at}",
            "",
        )
        for at, brief in enumerate(names)
    )


def some(asked: int = 14) -> Summary:
    """Return what the short path with one offer comes to."""
    found = topics(asked)
    answers = Section("My choice", (Line("The choice", "Whether to take an offer", key="decision"),))
    return replace(
        NOTHING,
        answered_by="The person with ALS, with help",
        decision=Line("The choice", "Whether to take an offer", key="decision"),
        due=Line("When it must be made", "Within one month", key="due"),
        starred=tuple(question for topic in found[:2] for question in topic.questions[:1]),
        offers=(box(1),),
        signs=signs(3),
        open_topics=found,
        open_count=asked,
        numbers=tuple(Line(label, value) for label, value in _NUMBERS[:4]),
        decline="(48 − 36) / 19 months from March 2025 to 14 October 2026 = 0.63 points a month",
        matters=tuple(Line(name, f"{5 - at % 6}") for at, name in enumerate(_MATTERS)),
        wants=("A plain view of what is known", "Help to find a trial"),
        notes=tuple(raised("note", *note, ()) for note in _NOTES[:2]),
        sources=cited(5),
        answers=(answers,),
    )


def answered(ask: str, offer: int, note: str) -> Line:
    return Line(ask, "They told me", f"{offer}. {note}"[:2000] if note else "", f"q{offer}_{sum(map(ord, ask))}")


def fullest(note: str = "A note in my own words. " * 100, star: str = "") -> Summary:
    """Return three offers with everything answered, and this note wherever the front shows one and in one part."""
    found = topics(28, (1, 2, 3))
    note = note[:2000]
    starred = tuple(replace(topic.questions[-1], text=star or topic.questions[-1].text) for topic in found[:3])
    offers = tuple(replace(box(offer, note), title=f"Offer {offer}: {note}") for offer in (1, 2, 3))
    parts = tuple(
        Section(title, tuple(answered(ask, offer, note if (part, offer) == (0, 1) else "") for ask in asks), offer)
        for offer in (1, 2, 3)
        for part, (title, asks) in enumerate(_ASKS)
    )
    return replace(
        some(28),
        answered_by="Family or friend, for the person",
        decision=Line("The choice", "Which offer to say yes to, of the ones I have", note, "decision"),
        due=Line("When it must be made", "In more than three months", note, "due"),
        starred=starred,
        offers=offers,
        signs=signs(18, (1, 2, 3)),
        open_topics=found,
        asked_count=68,
        numbers=tuple(Line(label, value, note) for label, value in _NUMBERS),
        matters=tuple(Line(name, "5, matters most") for name in _MATTERS),
        wants=("A plain view of what is known", "Help to find a trial", "Someone to call the clinic", "Time to talk about fears", "A second view", "Help with money"),
        wants_note=note,
        notes=tuple(replace(raised("note", *note, (1, 3)), id=f"note_{at}") for at, note in enumerate(islice(cycle(_NOTES), 9))),
        sources=cited(24),
        answers=parts,
        beyond_front=True,
    )  # fmt: skip


def answers_about(offer: int, name: str) -> Section:
    return Section(f"{name}: Risks", (Line("What harms are known?", "They told me.", "a note", "harms"),), offer)
