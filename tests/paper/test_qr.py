import re

from decision_aid.paper import qr
from tests.paper.listings import ADDRESS

SIDE = re.compile(r'width="([\d.]+)mm" height="([\d.]+)mm"')


def test_the_code_can_be_read_from_paper() -> None:
    width, height = (float(side) for side in SIDE.findall(qr.drawn(ADDRESS, "To the record"))[0])
    assert width == height
    assert width - 2 * qr.QUIET * qr.MODULE >= 20


def test_the_figure_has_words_and_they_are_no_markup() -> None:
    assert "<title>To &lt;b&gt; &amp; on</title>" in qr.drawn(ADDRESS, "To <b> & on")


def test_the_figure_is_vectors_of_svg_and_asks_for_nothing() -> None:
    picture = qr.drawn(ADDRESS, "To the record")
    assert picture.startswith('<svg xmlns="http://www.w3.org/2000/svg" ')
    assert set(re.findall(r"<(\w+)", picture)) == {"svg", "title", "path"}
    assert "href" not in picture
