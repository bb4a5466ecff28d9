"""What public records say of numbers, made by hand."""

from dataclasses import replace

from decision_aid.core.summary import Beside, Gate, Line, Listing, Section, Standing, Summary
from tests.paper import summaries

NUMBER = "NCT01234567"
ADDRESS = f"https://clinicaltrials.gov/study/{NUMBER}"
ALWAYS = "Anyone may list a study."
FOUND = Listing(
    standing=Standing.FOUND,
    number=NUMBER,
    address=ADDRESS,
    title="Cells for People With ALS",
    about=(Line("Sponsor", "Sponsor of the Study"), Line("As of", "1 October 2026")),
    question="Is this the study?",
    always=ALWAYS,
    rows=(
        Beside("phase", "Phase", "Phase 1.", "Phase 2", "What is it meant to show?", "These are not the same."),
        Beside("payment", "Payment", "No field for it.", "45,000 US dollars", "What would I pay?"),
    ),
    gates=(Gate("alsfrs", "ALSFRS-R", ("“At least 30”",), (Line("ALSFRS-R total", "36 of 48"),), "Which total?"),),
    sources=("A source",),
    offer=1,
    asked="nct number",
    heading="What the record says",
    gates_title="Bring these",
    gates_lead="Only the team can tell.",
    told_title="You were told",
)
OTHER = replace(FOUND, standing=Standing.OTHER, about=(), rows=(), gates=(), question="What is the right number?")
NOT_LISTED = replace(OTHER, standing=Standing.NOT_LISTED, title="", question="", notices=("Not in our list.",))
UNREAD = replace(NOT_LISTED, standing=Standing.UNREAD, number="", address="", notices=("Eight digits are needed.",))


def offered(count: int, note: str = NUMBER) -> tuple[Section, ...]:
    """Return so many offers whose NCT number was given with this note."""
    return tuple(numbered(summaries.box(offer), note) for offer in range(1, count + 1))


def numbered(box: Section, note: str) -> Section:
    lines = tuple(replace(line, note=note) if line.key == "nct number" else line for line in box.lines)
    return replace(box, lines=lines)


def listed(*listings: Listing, note: str = NUMBER) -> Summary:
    """Return a summary with an offer for each of these."""
    about = tuple(replace(listing, offer=offer) for offer, listing in enumerate(listings, start=1))
    return replace(summaries.some(), offers=offered(len(about), note), listings=about)
