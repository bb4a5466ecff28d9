"""The questionnaire as checked, frozen models."""

from decision_aid.core.schema.evidence import Cell, EvidenceCard, Fact, GlossaryWord, IpdasItem, OptionGrid, Row, Source
from decision_aid.core.schema.local import LeftOut, Local, Reworded
from decision_aid.core.schema.questionnaire import BoxLine, Page, Part, Questionnaire
from decision_aid.core.schema.questions import (
    Choice,
    ExactDate,
    ExactNumber,
    Measure,
    Option,
    Question,
    Several,
    Signs,
    State,
    Text,
)
from decision_aid.core.schema.registry import RecordGate, RecordRow, RegistryTexts
from decision_aid.core.schema.rules import Note, WarningSign
from decision_aid.core.schema.texts import Topic
from decision_aid.core.schema.wording import Voice, both_voices, voiced

__all__ = [
    "BoxLine",
    "Cell",
    "Choice",
    "EvidenceCard",
    "ExactDate",
    "ExactNumber",
    "Fact",
    "GlossaryWord",
    "IpdasItem",
    "LeftOut",
    "Local",
    "Measure",
    "Note",
    "Option",
    "OptionGrid",
    "Page",
    "Part",
    "Question",
    "Questionnaire",
    "RecordGate",
    "RecordRow",
    "RegistryTexts",
    "Reworded",
    "Row",
    "Several",
    "Signs",
    "Source",
    "State",
    "Text",
    "Topic",
    "Voice",
    "WarningSign",
    "both_voices",
    "voiced",
]
