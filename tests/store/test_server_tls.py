"""The way to the server under TLS: certificate and name are checked, and the doctor says so."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_aid.core.errors import StoreRefused
from decision_aid.store.checkup import looked_at
from decision_aid.store.database import open_database
from decision_aid.store.server import Server
from tests.cluster import Cluster, cluster
from tests.reliability.certificates import certified

from .conftest import StandingClock


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Cluster, Path]]:
    """A server that proves itself as `localhost`, and the certificate of who vouches for that."""
    folder = tmp_path_factory.mktemp("certificates")
    authority = certified(folder, "localhost").authority
    with cluster() as server:
        shown, owner = Path(shutil.copy(folder / "host.pem", server.folder)), server.folder.stat()
        shown.chmod(0o600)
        os.chown(shown, owner.st_uid, owner.st_gid)
        server.stop()
        server.start("ssl=on", f"ssl_cert_file={shown}", f"ssl_key_file={shown}")
        yield server, authority


def address(server: Cluster, host: str, authority: Path) -> Server:
    plain = server.address(server.new_database()).replace("127.0.0.1", host)
    return Server(f"{plain}?sslmode=verify-full&sslrootcert={authority}")


def test_a_server_that_proves_itself_is_used_under_tls(
    guarded: tuple[Cluster, Path], tmp_path: Path, clock: StandingClock
) -> None:
    server, authority = guarded
    where = address(server, "localhost", authority)
    open_database(where).dispose()
    said = [remark.sentence for remark in looked_at(where, tmp_path / "secrets", clock())]
    assert "The way to the database server is under TLS." in said


def test_a_server_under_another_name_or_authority_is_refused(guarded: tuple[Cluster, Path], tmp_path: Path) -> None:
    server, authority = guarded
    other = certified(tmp_path, "localhost").authority
    for where in (address(server, "127.0.0.1", authority), address(server, "localhost", other)):
        with pytest.raises(StoreRefused, match="cannot prove who it is over TLS: look at its certificate"):
            open_database(where)
