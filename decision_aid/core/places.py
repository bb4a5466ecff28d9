"""Whether a place that a person told of stands in a record: by whole names, since one word alone may be a person's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from decision_aid.core.record import Site, TrialRecord

_SHORTEST_MISSED = 4  # letters; a shorter word, such as "USA", may stand for a longer name
_SHORTEST_ABBREVIATION = 3  # letters
_CAPITALS = re.compile(r"\b[A-Z]{3,}\b")
_FEW = 4  # words; in longer lines a name begins with a large letter, as other words do not
_PARTS = re.compile(r"[,;()]|\s[-–]\s")
_SOMEBODY = re.compile(
    r"\b(?:dr|prof|professor|doctor|mr|mrs|ms)\b\.?(?:\s+[^\W\d_]+['’-]?[^\W\d_]*\.?){1,2}(?:,?\s+(?:md|phd)\b)?",
    re.IGNORECASE,
)
# Words that many places, products and studies have in their names, so that they tell no two of them apart.
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "advanced america american an and at britain british by care cell cells center centers centre centres "
        "clinic clinical clinics co company corporation da de del department der di do du el england et for "
        "foundation from general gmbh health healthcare hospital hospitals in inc incorporated institute "
        "institution international into is la le limited llc ltd medical medicine my national neurology "
        "neuroscience no north of offer on or organisation organization our patient patients program regenerative "
        "republic research school science sciences south sponsor state states stem study system that the their "
        "therapeutics therapies therapy this to treatment trial united university van von with "
        # what is said of how and where in the body it is done, and of what is not known
        "abroad answer area arms asked away back blood body bone both brain canal city clear cord could country "
        "doctor doctors does done dont down either epidural fluid given head here home house infusion injected "
        "injection inside intrathecal intravenous know known later local lower lumbar marrow maybe more muscle "
        "muscles near nearby neck needle neurologist none nothing office operating outpatient outside overseas "
        "place places room said same shot sign site skin somewhere spinal spine sure surgery tell there they "
        "thing told town unknown upper vein veins were what when where which will would your",
    )
)


def named(told: str, record: TrialRecord) -> tuple[str, ...]:
    """Return the words of a text that make up a whole name in a record: the sponsor's, a partner's, or of a place.

    A place that takes part no more is neither found nor missing.
    """
    given = set(_telling(told))
    whole = [name for name in _names(record, record.sites) if name <= given]
    return tuple(word for word in _telling(told) if any(word in name for name in whole))


def is_missing(place: str, record: TrialRecord) -> bool:
    """Tell whether a text names a place of which no word stands in a record; not where it may name none.

    A word that may be short for a name in the record, such as "UCLA" or "Mass General", or the other way round, is
    neither found nor missing.
    """
    stand = {word for name in _names(record, record.sites + record.former_sites) for word in name}
    given = _telling(place)
    told = [word for word in given if len(word) >= _SHORTEST_MISSED and _is_a_name(word, place)]
    return bool(told) and not stand & set(given) and not _may_be_short(place, given, record)


def _may_be_short(place: str, given: Iterable[str], record: TrialRecord) -> bool:
    """Tell whether a told word may be short for a name in the record, or a word there for what was told."""
    sites = (" ".join(site.names) for site in record.sites + record.former_sites)
    names, said = (record.sponsor, *record.collaborators, *sites), _words(place)
    of_record = (word for name in names for word in _CAPITALS.findall(name))
    return any(_shortens(word, _words(name)) for name in names for word in given) or any(
        _shortens(word.casefold(), said) for word in of_record
    )


def _shortens(word: str, name: Iterable[str]) -> bool:
    """Tell whether a word is made of the beginnings of words of a name in their order: "umass" of a university."""
    reached = {0} if len(word) >= _SHORTEST_ABBREVIATION else set()
    for part in name:
        pieces = {part[:1], part} if part in _COMMON else {part[: end + 1] for end in range(len(part))}
        reached |= {at + len(piece) for at in reached for piece in pieces if word.startswith(piece, at)}
    return len(word) in reached


def _names(record: TrialRecord, sites: Iterable[Site]) -> Iterator[frozenset[str]]:
    """Go through the names in a record and of sites, each as its telling words; those without one are left out."""
    for name in (record.sponsor, *record.collaborators, *(name for site in sites for name in site.names)):
        yield from filter(None, (frozenset(_telling(part)) for part in _PARTS.split(name)))


def _telling(text: str) -> tuple[str, ...]:
    """Return the words of a text that tell places apart, in small letters without accents, each once."""
    found = _words(_SOMEBODY.sub(" ", text))
    return tuple(word for word in dict.fromkeys(found) if len(word) > 1 and word not in _COMMON)


def _is_a_name(word: str, text: str) -> bool:
    plain = _plain(text)
    return len(_words(text)) <= _FEW or re.search(rf"\b{word.capitalize()}|\b{word.upper()}\b", plain) is not None


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W\d_]+", _plain(text).casefold())


def _plain(text: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
