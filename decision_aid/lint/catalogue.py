"""What a translator gets: every sentence of the program and every text of the questionnaire, as gettext templates.

`scripts/translations` writes both into the folder `translations`.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from decision_aid import assets
from decision_aid.core.schema import Questionnaire
from decision_aid.core.schema.wording import texts

_METHODS = [("**.py", "python"), ("**.html", "jinja2.ext.babel_extract")]
_SAID_BY = {
    **dict.fromkeys(("_", "gettext", "said", "ui", "AnswerRefused", "CodeMistyped", "KeptFileRefused")),
    "ngettext": (1, 2),
}


def messages() -> bytes:
    """Return the template of the program's own sentences."""
    catalogue = Catalog(project="decision-aid", fuzzy=False)
    for folder in (assets.PACKAGE, assets.templates()):
        found = extract_from_dir(str(folder), _METHODS, keywords=_SAID_BY)
        for name, _, message, *_ in sorted(found, key=lambda entry: (entry[0], entry[1])):
            if not name.startswith("templates"):  # an installed package has them inside: they come by themselves
                catalogue.add(message, locations=[(f"{folder.name}/{Path(name).as_posix()}", 0)])
    return _written(catalogue)


def questionnaire_texts(questionnaire: Questionnaire) -> bytes:
    """Return the template of the questionnaire's texts; each says where it stands."""
    catalogue = Catalog(project=questionnaire.id, version=questionnaire.version, fuzzy=False)
    for place, text in texts(questionnaire):
        catalogue.add(text, auto_comments=[place])
    return _written(catalogue)


def _written(catalogue: Catalog) -> bytes:
    """Return the catalogue as a file without dates, so that it changes only with the words."""
    file = BytesIO()
    write_po(file, catalogue, width=0, omit_header=True, include_lineno=False)
    return file.getvalue()
