"""A clinic's own file laid over a questionnaire: one document, in which every place leads to its file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as FilePath

from pydantic import ValidationError

from decision_aid.core.errors import Flaw
from decision_aid.core.schema import Questionnaire
from decision_aid.loader import bounds
from decision_aid.loader.document import Document, Path
from decision_aid.loader.inspection import of_field, of_slips
from decision_aid.loader.localfile import PIECES, LocalFile
from decision_aid.loader.tree import Node, grown, written


class Misfit(Exception):
    """The clinic's own file cannot be laid over the questionnaire; `flaws` says why, each at its place."""

    def __init__(self, flaws: tuple[Flaw, ...]) -> None:
        super().__init__("the clinic's own file has faults")
        self.flaws = flaws


def laid(core: Document, asked: Questionnaire, local: Document, files: tuple[FilePath, FilePath]) -> Document:
    """Return both documents as one; `asked` is what the first holds, `files` where they come from. Raises Misfit."""
    given = _given(local)
    if flaws := tuple(local.flaw(fault.path, fault.rule, fault.sentence) for fault in bounds.faults(asked, given)):
        raise Misfit(flaws)
    trees = grown(core, str(files[0])), grown(local, str(files[1]))
    return written(_Laying(*trees, given).tree())


def _given(local: Document) -> LocalFile:
    if flaws := tuple(of_slips(local)):
        raise Misfit(flaws)
    try:
        return LocalFile.model_validate(local.data)
    except ValidationError as error:
        raise Misfit(tuple(of_field(local, one) for one in error.errors(include_url=False))) from None


class _Laying:
    def __init__(self, core: Node, local: Node, given: LocalFile) -> None:
        self.core, self.local, self.given = core, local, given
        self.questions = {one["id"].value: one for one in self._questions()}

    def tree(self) -> Node:
        self.core.value["local"] = self._told()
        self._reword()
        if self.given.part is not None:
            self._add_part()
        self._leave_out()
        for key in PIECES:
            if key in self.local.value:
                self._list(key).extend(self.local[key].value)
        return self.core

    def _questions(self) -> Iterator[Node]:
        for part in self.core["parts"].value:
            for page in part["pages"].value:
                yield from page["questions"].value

    def _list(self, key: str) -> list[Node]:
        found: list[Node] = self.core.value.setdefault(key, self._at((key,), [])).value
        return found

    def _at(self, path: Path, value: object) -> Node:
        """Return something new as a tree, whose place is where the clinic's own file speaks of it."""
        return grown(self.local.document, self.local.file, value, path)

    def _told(self) -> Node:
        told = {key: self.local[key] for key in ("version", "contact") if key in self.local.value}
        told["reworded"] = self._at(("reword",), [])
        told["reworded"].value = [self._told_of_rewording(name) for name in self.given.reword]
        told["left_out"] = self._at(("leave_out",), [])
        told["left_out"].value = [self._told_of_leaving(at) for at in range(len(self.given.leave_out))]
        if self.given.part is not None:
            told["part"] = self._at(("part", "id"), self.given.part.get("id"))
        return Node(told, ("version",), self.local.document, self.local.file)

    def _told_of_rewording(self, name: str) -> Node:
        question = self.questions[name].value
        was = {field: question[field].value if field in question else None for field in self.given.reword[name].fields}
        return self._at(("reword", name), {"question": name, "was": was})

    def _told_of_leaving(self, at: int) -> Node:
        left = self.given.leave_out[at]
        question = self.questions[left.question].value
        kept = {key: question[key] for key in ("id", "label", "number", "sources", "words") if key in question}
        told = self._at(("leave_out", at), {"why": left.why})
        told.value |= kept
        return told

    def _reword(self) -> None:
        for name in self.given.reword:
            self.questions[name].value |= self.local["reword"][name].value

    def _leave_out(self) -> None:
        gone = {left.question for left in self.given.leave_out}
        own = self.local.value.get("part")  # what is empty there is a fault to tell, and not left out
        for part in (one for one in self.core["parts"].value if one is not own):
            for page in part["pages"].value:
                page["questions"].value[:] = [one for one in page["questions"].value if one["id"].value not in gone]
            part["pages"].value[:] = [page for page in part["pages"].value if page["questions"].value]
        self.core["parts"].value[:] = [part for part in self.core["parts"].value if part is own or part["pages"].value]

    def _add_part(self) -> None:
        part, parts = self.local["part"], self.core["parts"].value
        after = part.value.pop("after", None)
        names = [one["id"].value for one in parts]
        parts.insert(names.index(after.value) + 1 if after else len(parts), part)
