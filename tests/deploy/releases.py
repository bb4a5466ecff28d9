"""What a clinic installs from: this version of the program, and one that is still to come."""

from __future__ import annotations

import shutil
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

from decision_aid.store.tables import SCHEMAS
from tests.house.checkout import ROOT, configuration, tracked

VERSION = str(configuration()["project"]["version"])
NEXT_SCHEMA = f"{int(SCHEMAS[-1]) + 1:04}"
_MIGRATION = f'''"""What a later version may add: a column that this one knows nothing of."""

from alembic import op
from sqlalchemy import Column, Integer

revision = "{NEXT_SCHEMA}"
down_revision = "{SCHEMAS[-1]}"


def upgrade() -> None:
    op.add_column("pepper", Column("later", Integer))
'''


def wheel(source: Path, folder: Path) -> Path:
    """Build the wheel of this source into a folder, with what `scripts/wheel` puts beside it."""
    build = [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", str(folder), str(source)]
    bill = [sys.executable, str(source / "scripts/sbom"), str(folder)]
    for command in (build, bill, [str(source / "scripts/guides"), str(folder)]):
        built = subprocess.run(command, capture_output=True, check=False, text=True)
        assert built.returncode == 0, built.stdout + built.stderr
    shutil.copy(source / "requirements.lock", folder)
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in sorted(folder.iterdir())]
    (folder / "SHA256SUMS").write_text("".join(lines))
    return next(folder.glob("*.whl"))


def next_version(folder: Path, number: str, *, tables: bool = True) -> Path:
    """Return a source like this one, but with a later number and, unless told otherwise, one more change of tables."""
    for path in tracked():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / path, folder / path)
    _change(folder / "pyproject.toml", f'version = "{VERSION}"', f'version = "{number}"')
    if tables:
        _change_tables(folder / "decision_aid/store")
    return folder


def packages(folder: Path, python: str, lock: str = "requirements.lock") -> None:
    """Fetch the locked packages for this version of Python into a folder."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"]
    locked = ["--require-hashes", "--only-binary", ":all:", "--python-version", python]
    call = [*command, *locked, "--requirement", str(ROOT / lock), "--dest", str(folder)]
    fetched = subprocess.run(call, capture_output=True, check=False, text=True)
    assert fetched.returncode == 0, fetched.stderr


def _change_tables(store: Path) -> None:
    _change(store / "tables.py", f'"{SCHEMAS[-1]}")', f'"{SCHEMAS[-1]}", "{NEXT_SCHEMA}")')
    (store / f"migrations/versions/r{NEXT_SCHEMA}_later.py").write_text(_MIGRATION)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, path
    path.write_text(text.replace(old, new), encoding="utf-8")
