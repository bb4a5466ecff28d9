"""What docs/registry.md lets the form out to: a clinic's proxy, and a registry behind it or reached without it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import trustme

from decision_aid.registry.wire import HOST as REAL
from tests.deploy import guide
from tests.deploy.machine import Machine
from tests.registry.numbered import begin
from tests.registry.server import Proxy, Registry, data, proxying, serving, study
from tests.reliability.writers import Browser

NUMBER, TITLE = "NCT01051882", "Cells of the Day"
PROXY, EVERYWHERE = "Through a proxy of the clinic", "To every address."
ADDRESS = "192.0.2.7"  # of another machine, as the guide has it
_PROXY_PORT, _PORT = 3128, 8000
_SETTINGS = "/etc/decision-aid/settings.env"
_DROP_IN = "/etc/systemd/system/decision-aid.service.d/override.conf"  # where `systemctl edit` writes
_LIVE = "DECISION_AID_REGISTRY_LIVE=1"


@dataclass(frozen=True)
class Outside:
    """The other machines of a clinic's network, and the form's own as it is set up to reach them."""

    clinic: Machine
    registry: Registry
    proxy: Proxy

    def set_up(self, way: str, *, let_out: bool) -> None:
        """Do as the guide says for this way: the settings, and the change of the unit where `let_out`."""
        unit, settings = _told(way)
        files = self.clinic.root
        (files / "srv/way.env").write_text(settings or _LIVE)
        (files / "srv/way.conf").write_text(unit if let_out else "")
        self.clinic.said(
            f"cp --archive /srv/before.env {_SETTINGS}; cat /srv/way.env >> {_SETTINGS}\n"
            f"install -D /srv/way.conf {_DROP_IN}; systemctl daemon-reload; systemctl restart decision-aid"
        )

    def page(self) -> str:
        """Give a study's number in a visit of its own; return the page that asks whether that is the study."""
        with closing(Browser(_PORT)) as browser:
            begin(browser, NUMBER)
            return browser.get("/offer/1/q/same-study").html


@contextmanager
def network(clinic: Machine) -> Iterator[Outside]:
    """Put a registry and a proxy where the guide has them, with an authority that the machine is told to trust."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(clinic.root / "usr/local/share/ca-certificates/clinic.crt"))
    clinic.said(
        f"update-ca-certificates --fresh; cp --archive {_SETTINGS} /srv/before.env; systemctl stop nginx\n"
        f"ip address replace {ADDRESS}/32 dev lo; echo '{ADDRESS} {REAL}' >> /etc/hosts"
    )
    try:
        with (
            clinic.inside(),
            serving(REAL, signed_by=authority, at=(ADDRESS, 443)) as registry,
            proxying(443, ADDRESS, _PROXY_PORT) as proxy,
        ):
            registry.on(NUMBER, data(study(NUMBER, briefTitle=TITLE)))
            yield Outside(clinic, registry, proxy)
    finally:
        clinic.said(
            f"cp --archive /srv/before.env {_SETTINGS}; rm --force {_DROP_IN}; systemctl daemon-reload\n"
            "systemctl restart decision-aid; systemctl start nginx"
        )


def _told(way: str) -> tuple[str, str]:
    """Return what the guide writes for a way: the change of the unit, and the settings where they are more than one."""
    _, found, told = guide.text("registry.md").partition(f"**{way}")
    assert found, f"the guide has no way called {way}"
    blocks = re.findall(r"(?:^ {4}.*\n)+", told.partition("\n**")[0], re.MULTILINE)
    plain = [re.sub(r"^ {4}", "", block, flags=re.MULTILINE) for block in blocks]
    return plain[0], "".join(plain[1:])
