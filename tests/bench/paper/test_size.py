import zlib

from decision_aid.bench.paper.size import pages


def test_pages_are_counted_among_compressed_objects() -> None:
    objects = zlib.compress(b"1 0 2 9 <</Type /Pages>> <</Type /Page/Tabs /S>> <</Type /Page>>")
    assert pages(b"%PDF-1.7\n5 0 obj\n<</Type /ObjStm/N 3>>\nstream\n" + objects + b"\nendstream\nendobj") == 2
