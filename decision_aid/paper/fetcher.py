"""What a document may ask for: the shipped fonts, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from weasyprint.urls import URLFetcher, URLFetcherResponse

from decision_aid import assets

_FONTS = {"asset:regular": "Regular", "asset:bold": "Bold", "asset:italic": "Italic"}


def shipped() -> dict[str, bytes]:
    """Return the bytes of every shipped file by the address that paper uses for it."""
    folder = assets.fonts()
    return {address: (folder / f"DecisionAidSans-{style}.ttf").read_bytes() for address, style in _FONTS.items()}


class ShippedOnly(URLFetcher):  # type: ignore[misc]  # WeasyPrint ships no types
    """Answers the addresses of a table and refuses every other, on the network or on the disk."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=frozenset())
        self._files = files

    def fetch(self, url: str, headers: object = None) -> Any:
        """Return the shipped file, or raise ValueError."""
        del headers
        if url not in self._files:
            raise ValueError("not a shipped file")
        return URLFetcherResponse(url, body=self._files[url], headers={"Content-Type": "font/ttf"})
