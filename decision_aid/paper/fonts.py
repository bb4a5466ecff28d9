"""Where this machine keeps its fonts, so that a confined process may read them and nothing beside them."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator

_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_LISTS = ("FcConfigGetFontDirs", "FcConfigGetCacheDirs", "FcConfigGetConfigFiles")


def folders() -> tuple[str, ...]:
    """Return the folders and files that fontconfig reads: fonts, caches, configuration; none where it is missing."""
    library = next(_loaded(), None)
    return tuple(path for name in _LISTS for path in _listed(library, name)) if library else ()


def _loaded() -> Iterator[ctypes.CDLL]:
    for name in _LIBRARIES:
        try:
            yield ctypes.CDLL(name)
        except OSError:
            continue


def _listed(library: ctypes.CDLL, name: str) -> Iterator[str]:
    first, after, done = (library[called] for called in (name, "FcStrListNext", "FcStrListDone"))
    first.restype, after.restype = ctypes.c_void_p, ctypes.c_char_p
    names = ctypes.c_void_p(first(None))
    while path := after(names):
        yield path.decode(errors="surrogateescape")
    done(names)
