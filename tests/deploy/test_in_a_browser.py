"""A real browser at nginx: a file that is far too long brings a page in plain words, not a broken connection."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.deploy.nginx import Nginx, nginx, program
from tests.deploy.test_nginx import MIB, behind


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nginx]:
    program()
    folder = tmp_path_factory.mktemp("browsed")
    form = behind(folder)
    try:
        form.start()
        (folder / "nginx").mkdir()
        with nginx(folder / "nginx", [form.port]) as running:
            yield running
    finally:
        form.close()


@pytest.fixture
def page(browser: Browser, front: Nginx) -> Iterator[Page]:
    with browser.new_context(base_url=f"https://127.0.0.1:{front.secure}", ignore_https_errors=True) as window:
        yield window.new_page()


@pytest.mark.parametrize("mebibytes", [3, 40])
def test_a_file_that_is_too_long_is_refused_in_plain_words(page: Page, tmp_path: Path, mebibytes: int) -> None:
    long = tmp_path / "long.pdf"
    long.write_bytes(b"%PDF-" + bytes(mebibytes * MIB))
    page.goto("/resume")
    page.locator('input[type="file"]').set_input_files(long)
    page.locator('form:has(input[type="file"]) button').first.click()
    page.wait_for_load_state()
    assert page.locator("h1").inner_text() == "This file is too large"
    page.go_back()
    assert page.locator('input[type="file"]').count() == 1
