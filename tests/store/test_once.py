"""A draft that is begun by two presses of one button: it is one draft."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from decision_aid.store.database import Where
from decision_aid.store.drafts import SealedDrafts

from .conftest import Opening, opened, saying
from .rows import rows


def test_what_is_begun_once_more_is_the_same_draft(store: SealedDrafts, where: Where) -> None:
    begun = [store.start(saying(note), once=once) for note, once in (("a", "1"), ("b", "1"), ("c", "2"))]
    assert begun[0] == begun[1] != begun[2]
    assert [opened(store, token).draft for token in begun] == [saying("a"), saying("a"), saying("c")]
    assert rows(where, "draft") == rows(where, "session") == 2


def test_two_presses_at_one_moment_begin_one_draft(opening: Opening, where: Where) -> None:
    servers, together = [opening() for _ in range(4)], Barrier(4)

    def press(server: SealedDrafts) -> str:
        together.wait()
        return server.start(saying("a file"), once="sealed")

    with ThreadPoolExecutor(4) as presses:
        assert len(set(presses.map(press, servers))) == 1
    assert rows(where, "draft") == 1
    for server in servers:
        server.close()
