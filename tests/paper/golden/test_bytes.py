import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from decision_aid.services import Paper
from tests.journeys.walking import TODAY
from tests.paper.conftest import CLINIC
from tests.paper.golden import again, documents
from tests.paper.golden.documents import Document
from tests.paper.golden.printing import Prints


@pytest.mark.parametrize(("name", "seed"), [("short", "0"), ("scripts", "1"), ("records", "2")])
def test_the_same_answers_on_the_same_day_give_the_same_bytes_in_any_process(
    prints: Prints, name: str, seed: str, tmp_path: Path
) -> None:
    file, records = tmp_path / "draft.json", tmp_path / "records.json"
    records.write_bytes(again.LOOKED_UP.dump_json(dict(documents.looked_up(name))))
    file.write_text(json.dumps(documents.draft(name).as_data()), encoding="utf-8")
    given = [
        str(file),
        str(records),
        Paper.LETTER.value,
        TODAY.isoformat(),
        documents.DIGEST,
        CLINIC.name,
        CLINIC.contact,
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    told = subprocess.run(
        [sys.executable, "-P", again.__file__, *given], capture_output=True, check=True, env=environment, cwd=tmp_path
    )
    assert told.stdout == prints[Document(name, Paper.LETTER)].pdf
