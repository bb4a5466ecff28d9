"""What pydantic finds wrong with a field, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

_IDENTIFIER = "may have small letters, digits and _, and begins with a letter"
PATTERNS = {
    r"^[a-z][a-z0-9_]{0,39}$": f"{_IDENTIFIER}, at most 40 in all",
    r"^[A-Z0-9_+]{2,60}$": "may have capital letters, digits, _ and +, as the registry writes its codes",
    r"^[a-z][a-z0-9-]{0,39}$": "may have small letters, digits and -, begins with a letter, at most 40 in all",
    r"^https?://[^\s<>\"]+$|^not public$": "must be an address that begins with https://, or: not public",
    r"^(https?://|urn:)[^\s<>\"]+$": "must be the address of a code system, beginning with https:// or urn:",
    r"^\S+( \S+)*$": "must be a code without spaces around it",
    r"^NCT\d{8}$": "must be NCT and eight digits",
    r"^\d{4}(-\d{2}(-\d{2})?)?$|^not reported$": "must be a date like 2027-11-22, 2027-11 or 2027, or: not reported",
    r"^(Q[1-6]|C([1-9]|10)|b([1-9]|1\d|2[0-8]))$": "must be one of Q1 to Q6, C1 to C10, b1 to b28",
    r"^\d{4}\.\d{1,2}(\.\d{1,3})?$": "must be a version like 2026.11 or 2026.11.2",
    r"^[a-z]{2}(-[A-Z]{2})?$": "must be a language like en or en-US",
}

_NUMBER = "must be a number"
_WHOLE = "must be a whole number"
_DATE = "must be a date like 2027-11-22"
_LINES = "must hold named lines (name: value)"
_LIST = "must be a list, each line of it with a dash"
_YES_NO = "must be true or false"


def sentence(field: str, error: ErrorDetails) -> str:
    """Return what is wrong with a field, and the mend. Where the whole piece is wrong, the field is empty."""
    told = _TOLD.get(error["type"], _unclear)
    field = field if told in (_no_kind, _odd_kind) else field or "the entry"
    return told(field, error.get("ctx", {}), error["input"])


def rule(error: ErrorDetails) -> str:
    """Return the stable name of the rule that a field breaks."""
    return _RULES.get(error["type"], "kind-wrong")


_Told = Callable[[str, Mapping[str, Any], Any], str]


def _must(words: str) -> _Told:
    def told(field: str, _context: Mapping[str, Any], given: Any) -> str:
        if given is None:
            return _empty(field)
        return f"{field} {words}. Correct it."

    return told


def _empty(field: str) -> str:
    return f"{field} is empty. Write it, or take the line away."


def _unclear(field: str, _context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} cannot be understood. Correct it."


def _missing(field: str, _context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} is missing. Add it."


def _unknown(field: str, _context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} is not known here. Correct the name, or take it away."


def _not_text(field: str, _context: Mapping[str, Any], given: Any) -> str:
    if given is None:
        return _empty(field)
    if isinstance(given, bool):
        return f"{field} is read as yes or no. Put quotes around it."
    if isinstance(given, int | float):
        return f"{field} is read as a number. Put quotes around it."
    return f"{field} must be one text. Correct it."


def _too_long(field: str, context: Mapping[str, Any], given: Any) -> str:
    return f"{field} has {len(given)} characters; at most {context['max_length']} fit. Shorten it."


def _few_characters(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} needs at least {context['min_length']} characters. Write more."


def _pattern(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} {PATTERNS.get(context['pattern'], 'is not written as it must be')}. Correct it."


def _own(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field}: {context['error']}."


def _one_of(field: str, context: Mapping[str, Any], given: Any) -> str:
    if isinstance(given, bool):
        return _not_text(field, context, given)
    allowed = str(context["expected"]).replace("'", "").replace(" or ", ", ")
    return f"{field} must be one of: {allowed}. Correct it."


def _no_kind(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{_joined(field, context)} is missing. Add it."


def _odd_kind(field: str, context: Mapping[str, Any], _given: Any) -> str:
    allowed = str(context["expected_tags"]).replace("'", "")
    return f"{_joined(field, context)} must be one of: {allowed}. Correct it."


def _joined(field: str, context: Mapping[str, Any]) -> str:
    key = str(context["discriminator"]).strip("'")
    return f"{field}.{key}" if field else key


def _condition(field: str, _context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} must be a condition with one of: question and is, known, noted, all, any, not. Correct it."


def _few(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} must have {context['min_length']} or more entries. Add some."


def _many(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} must have {context['max_length']} or fewer entries. Take some away."


def _low(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} must be at least {context['ge']}. Correct it."


def _high(field: str, context: Mapping[str, Any], _given: Any) -> str:
    return f"{field} must be at most {context['le']}. Correct it."


_TOLD: dict[str, _Told] = {
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _not_text,
    "string_too_long": _too_long,
    "string_too_short": _few_characters,
    "string_pattern_mismatch": _pattern,
    "value_error": _own,
    "literal_error": _one_of,
    "union_tag_not_found": _no_kind,
    "union_tag_invalid": _odd_kind,
    "condition_unknown": _condition,
    "too_short": _few,
    "too_long": _many,
    "greater_than_equal": _low,
    "less_than_equal": _high,
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type"), _must(_LINES)),
    **dict.fromkeys(("tuple_type", "list_type"), _must(_LIST)),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _must(_WHOLE)),
    **dict.fromkeys(("bool_type", "bool_parsing"), _must(_YES_NO)),
    **dict.fromkeys(("decimal_type", "decimal_parsing", "finite_number"), _must(_NUMBER)),
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _must(_DATE)
    ),
}

_RULES = {
    **dict.fromkeys(("missing", "union_tag_not_found"), "key-missing"),
    "extra_forbidden": "key-unknown",
    "string_too_long": "text-too-long",
    "string_too_short": "text-too-short",
    "string_pattern_mismatch": "text-misshapen",
    "value_error": "text-misshapen",
    "condition_unknown": "condition-unclear",
    **dict.fromkeys(("literal_error", "union_tag_invalid"), "not-one-of"),
    **dict.fromkeys(("too_short", "too_long"), "list-length"),
    **dict.fromkeys(("greater_than_equal", "less_than_equal"), "out-of-range"),
}
