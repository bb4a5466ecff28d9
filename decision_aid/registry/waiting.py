"""How many people may wait for the registry at the same time."""

from typing import Final

WAITING: Final = 8  # each holds a thread of the server; who comes then gets the list's own record at once
