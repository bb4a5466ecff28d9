"""An authority of the tests' own, and one certificate of it."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

FIRST_DAY, LAST_DAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2099, 1, 1, tzinfo=UTC)


class Certified(NamedTuple):
    """Who vouches for a host, and what the host shows."""

    authority: Path
    tls: ssl.SSLContext


def certified(folder: Path, host: str) -> Certified:
    """Make an authority and let it vouch for a host; its key and certificate are written into the folder."""
    ours, theirs = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = _unsigned("The tests' authority", ours, host=None).sign(ours, hashes.SHA256())
    shown = _unsigned(host, theirs, host=host).issuer_name(authority.subject).sign(ours, hashes.SHA256())
    (folder / "authority.pem").write_bytes(authority.public_bytes(serialization.Encoding.PEM))
    (folder / "host.pem").write_bytes(_private(theirs) + shown.public_bytes(serialization.Encoding.PEM))
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(folder / "host.pem")
    return Certified(folder / "authority.pem", tls)


def _unsigned(name: str, key: ec.EllipticCurvePrivateKey, host: str | None) -> x509.CertificateBuilder:
    called = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    plain = (
        x509.CertificateBuilder(subject_name=called, public_key=key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(FIRST_DAY)
        .not_valid_after(LAST_DAY)
        .add_extension(x509.BasicConstraints(ca=host is None, path_length=None), critical=True)
    )
    if host is None:
        return plain.issuer_name(called)
    return plain.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)


def _private(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
