"""A document as a tree whose every piece knows the file and the place it comes from, wherever it is moved to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from decision_aid.loader.document import Document, Path


@dataclass(slots=True)
class Node:
    """A mapping or list of nodes, or a plain value; `path` leads to it in its own document."""

    value: Any
    path: Path
    document: Document
    file: str

    def __getitem__(self, key: str | int) -> Node:
        found: Node = self.value[key]
        return found


def grown(document: Document, file: str, data: Any = None, path: Path = ()) -> Node:
    """Return the tree of a document, or of data at a path in it."""
    data = document.data if path == () else data
    if isinstance(data, dict):
        data = {key: grown(document, file, inner, (*path, key)) for key, inner in data.items()}
    elif isinstance(data, list):
        data = [grown(document, file, inner, (*path, at)) for at, inner in enumerate(data)]
    return Node(data, path, document, file)


def written(tree: Node) -> Document:
    """Return a tree as one document, in which each place leads to the file and line that it comes from."""
    made = Document(None)
    data = _written(tree, (), made)
    return Document(data, made.lines, made.columns, made.slips, made.files)


def _written(node: Node, path: Path, made: Document) -> Any:
    made.lines[path], made.columns[path] = node.document.mark(node.path)
    made.files[path] = node.file
    if isinstance(node.value, dict):
        return {key: _written(inner, (*path, key), made) for key, inner in node.value.items()}
    if isinstance(node.value, list):
        return [_written(inner, (*path, at), made) for at, inner in enumerate(node.value)]
    return node.value
