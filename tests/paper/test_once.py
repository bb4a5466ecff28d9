import pydyf
import pytest

from decision_aid.paper.once import settle


def settled(content: bytes) -> bytes:
    """Return the bytes of a stream as they go into the file."""
    document = pydyf.PDF()
    document.add_object(pydyf.Stream([content]))
    settle(document)
    found: bytes = document.objects[-1].data
    return found


@pytest.mark.parametrize("content", [b"ends with a CR\r", b"ends with both\r\n", b"ends with neither", b""])
def test_the_end_of_line_after_a_stream_belongs_to_nothing_in_it(content: bytes) -> None:
    data = settled(content)
    length = int(data.partition(b"/Length ")[2].split(b">")[0].split(b"/")[0])
    body = data.partition(b"stream\n")[2].removesuffix(b"endstream")
    end = body.removeprefix(content)
    assert length == len(content)
    assert end in {b"\n", b"\r\n"}
    assert not (content.endswith(b"\r") and end == b"\n")
