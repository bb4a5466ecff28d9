"""Questions by topic in two columns of about the same height."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision_aid.paper.cut import width

_LINE = 43  # the width of a column
_MARK = 3  # of the brackets around the offers
_HEADING = 1.4
_PARTED = 2  # lines that parting a topic must save


@dataclass(frozen=True, slots=True)
class About:
    """The offers that something is about, none where it can mean no other; `everyone` when it is all of them."""

    offers: tuple[int, ...]
    everyone: bool

    def __bool__(self) -> bool:
        return bool(self.offers)

    def __str__(self) -> str:
        return ",\u00a0".join(str(number) for number in self.offers)


@dataclass(frozen=True, slots=True)
class Question:
    """An open question as it stands in a column."""

    text: str
    about: About


@dataclass(frozen=True, slots=True)
class Topic:
    """Questions under a heading; `continued` when the heading stands in the column before as well."""

    title: str
    items: tuple[Question, ...]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    topics: tuple[Topic, ...]


def balanced(topics: Iterable[Topic]) -> tuple[Column, ...]:
    """Return one or two columns whose higher one is as low as can be.

    A topic is parted only where both pieces keep two questions.
    """
    whole = tuple(topics)
    if sum(len(topic.items) for topic in whole) <= 1:
        return (Column(whole),) if whole else ()
    splits = list(_splits(whole))
    if not splits:
        return (Column(whole),)
    return min(splits, key=lambda pair: max(_height(pair[0]), _height(pair[1])) + _PARTED * _parted(pair))


def _splits(topics: tuple[Topic, ...]) -> Iterator[tuple[Column, Column]]:
    for index, topic in enumerate(topics):
        if index:
            yield Column(topics[:index]), Column(topics[index:])
        for count in range(2, len(topic.items) - 1):
            before = Topic(topic.title, topic.items[:count])
            after = Topic(topic.title, topic.items[count:], continued=True)
            yield Column((*topics[:index], before)), Column((after, *topics[index + 1 :]))


def _parted(pair: tuple[Column, Column]) -> bool:
    return pair[1].topics[0].continued


def _height(column: Column) -> float:
    """Estimate a column's height in lines."""
    items = [item for topic in column.topics for item in topic.items]
    return _HEADING * len(column.topics) + sum(_lines(item) for item in items)


def _lines(item: Question) -> int:
    about = len(str(item.about)) + _MARK if item.about else 0
    return 1 + (width(item.text) + about) // _LINE
