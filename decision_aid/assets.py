"""Knows where the shipped files are: inside the package when it was installed, else beside it in the checkout.

Every function returns an existing path and raises FileNotFoundError, with one sentence, if the file is gone.
"""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Return the folder of the page and print templates."""
    return _shipped("templates")


def questions() -> Path:
    """Return the questionnaire's YAML file."""
    return _shipped("questions.yaml")


def translations() -> Path:
    """Return the folder of the interface's message catalogues."""
    return _shipped("translations")


def deploy() -> Path:
    """Return the folder of the files for the machine that runs the form: unit, nginx site and their like."""
    return _shipped("deploy")


def fonts() -> Path:
    """Return the folder of the fonts that paper and pages are set in."""
    return _shipped("fonts")


def _shipped(name: str) -> Path:
    for folder in (PACKAGE, PACKAGE.parent):
        if (folder / name).exists():
            return folder / name
    message = f"{name} is missing from {PACKAGE}: install the program again."
    raise FileNotFoundError(message)
