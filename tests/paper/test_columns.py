from decision_aid.paper.columns import About, Question, Topic, balanced

NOBODY = About((), everyone=False)


def topic(title: str, count: int) -> Topic:
    return Topic(title, tuple(Question(f"{title} {at}?", NOBODY) for at in range(count)))


def shown(topics: list[Topic]) -> list[str]:
    return [item.text for column in balanced(topics) for piece in column.topics for item in piece.items]


def test_no_questions_need_no_column() -> None:
    assert balanced([]) == ()


def test_two_like_topics_stand_side_by_side() -> None:
    left, right = balanced([topic("a", 4), topic("b", 4)])
    assert [left.topics[0].title, right.topics[0].title] == ["a", "b"]


def test_a_long_topic_goes_on_in_the_second_column() -> None:
    left, right = balanced([topic("a", 10)])
    assert [left.topics[0].continued, right.topics[0].continued] == [False, True]


def test_a_topic_is_not_parted_for_a_line() -> None:
    left, right = balanced([topic("a", 4), topic("b", 5)])
    assert not right.topics[0].continued
    assert len(left.topics) == 1


def test_every_question_stands_once_and_in_order() -> None:
    topics = [topic("a", 3), topic("b", 9), topic("c", 1), topic("d", 6)]
    assert shown(topics) == [item.text for piece in topics for item in piece.items]


def test_the_offers_are_named_by_number() -> None:
    assert str(About((1, 3), everyone=False)) == "1,\u00a03"
