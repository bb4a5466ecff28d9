"""Everything that can be refused or go wrong, as one tree.

DecisionAidError             one plain sentence: what is wrong and the mend
├── QuestionnaireInvalid     a questionnaire with faults, all of them listed
│   └── ExchangeImpossible   a questionnaire that other programs cannot be told
├── AnswerRefused            what a person gave cannot be taken as it is
├── SettingInvalid           a setting is wrong; names the setting
├── PortRefused              the form cannot listen where it was told to
├── StoreUnavailable         the drafts cannot be read or written just now
├── StoreRefused             the database file is not one we can trust or write
├── SecretsRefused           the folder of secrets is open to others, or one of them is missing
├── ClockDoubted             the clock has jumped: nothing is taken away until it has stood for a day
├── DraftChanged             somebody saved the same draft in between
├── DraftNewer               the draft was written by a newer program
├── DraftOfAnother           the draft was given in another questionnaire
├── TooOften                 the same thing was done too often; when it can be done again
├── CodeMistyped             a typed resume code cannot be one
├── PressBusy                printing is full or slow just now; try again
├── PressFailed              a document could not be printed
├── KeptFileRefused          a kept file cannot be opened, or does not fit this questionnaire
├── RecordRefused            a trial record cannot be taken as it is; names it and the field
└── TrialsRefused            trial records cannot be loaded, or the list of them cannot be used
"""

from dataclasses import dataclass


class DecisionAidError(Exception):
    """An error whose text is one sentence that a person can read and act on."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong with a questionnaire.

    `path` leads to the place in the file's data (keys and list positions); `name` is the id of the nearest
    thing that has one, or the empty string. `rests_on` holds the names that, were they unreadable, would make
    the fault no fault. `rule` is the stable name of what was broken.
    """

    path: tuple[str | int, ...]
    name: str
    sentence: str
    rests_on: tuple[str, ...] = ()
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """A fault at its place: line and column count from 1, and are 0 where no line is to blame.

    `file` is empty where only one file was read.
    """

    line: int
    column: int
    rule: str
    sentence: str
    file: str = ""


class QuestionnaireInvalid(DecisionAidError):
    """A questionnaire that must not be loaded; `lines` holds a sentence for every fault.

    `flaws` holds the same faults with their places, where it was a file that was read.
    """

    def __init__(self, lines: tuple[str, ...], flaws: tuple[Flaw, ...] = ()) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines
        self.flaws = flaws


class ExchangeImpossible(QuestionnaireInvalid):
    """A questionnaire that other programs cannot be told; `faults` lead to the places in its data."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__(tuple(fault.sentence for fault in faults))
        self.faults = faults


class AnswerRefused(DecisionAidError):
    """An answer that cannot be taken; `field` is the part of the question's form field it is about.

    `sentence` is a template and `values` fill it, so that it can be said in another language.
    """

    def __init__(self, sentence: str, field: str = "", **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.field = field
        self.values = values


class SettingInvalid(DecisionAidError):
    """A setting or file that does not let the program start, today or at the next try."""


class PortRefused(DecisionAidError):
    """A port or address that cannot be listened on just now."""


class StoreUnavailable(DecisionAidError):
    """The store cannot read or write now; nothing was acknowledged."""


class StoreRefused(DecisionAidError):
    """The database file is foreign, newer, unwritable or not durable."""


class DraftChanged(DecisionAidError):
    """The draft was saved by another request since it was opened: open it again and merge."""


class SecretsRefused(DecisionAidError):
    """A secret is missing, or others can read it: the program must not start."""


class ClockDoubted(DecisionAidError):
    """The clock has jumped since the form last purged: nothing may be taken away because of what it says."""


class DraftNewer(DecisionAidError):
    """The draft was written by a newer program: it is left as it is."""


class DraftOfAnother(DecisionAidError):
    """The draft was given in another questionnaire: it is left as it is."""


class TooOften(DecisionAidError):
    """A limit was reached; `seconds` tells when to try again (at least 1)."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"That was done too often. Try again in {seconds} seconds.")
        self.seconds = seconds


class CodeMistyped(DecisionAidError):
    """What was typed cannot be a resume code; `sentence` is a template and `values` fill it."""

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


class PressBusy(DecisionAidError):
    """All printing workers are busy and the queue is full, or the document was not ready in time."""


class PressFailed(DecisionAidError):
    """A document could not be printed within its limits."""


class KeptFileRefused(DecisionAidError):
    """A file that was to bring answers back, of which nothing was taken over.

    `sentence` is a template and `values` fill it, so that it can be said in another language.
    """

    def __init__(self, sentence: str, **values: object) -> None:
        super().__init__(sentence.format(**values))
        self.sentence = sentence
        self.values = values


class RecordRefused(DecisionAidError):
    """A trial record that cannot be taken; `number` is its own, or "" where that could not be read."""

    def __init__(self, sentence: str, number: str = "") -> None:
        super().__init__(sentence)
        self.number = number


class TrialsRefused(DecisionAidError):
    """Trial records that cannot be loaded, or a list of them that cannot be used; the old list is as it was."""
