"""Serves the form in a process in which a day passes in half a second, and says how long it was to wait for each.

Called with a port, and with settings as `serve` takes them from the environment.
"""

import sys
import threading

DAY = 24 * 60 * 60
_OF_A_DAY = 0.5  # seconds


class Hurried(threading.Event):
    """Waits as it is told, only faster, where it is the thread of each day that waits."""

    def wait(self, timeout: float | None = None) -> bool:
        if timeout is None or threading.current_thread().name != "daily":
            return super().wait(timeout)
        sys.stdout.write(f"to wait: {timeout:g}\n")
        sys.stdout.flush()
        return super().wait(timeout / DAY * _OF_A_DAY)


if __name__ == "__main__":
    threading.Event = Hurried  # type: ignore[misc]  # before the program takes it

    from decision_aid.cli import main

    sys.exit(main(["serve", "--port", sys.argv[1]]))
