"""What can become of a job that brings no result. No error holds a word of what the job was about.

WorkerError
├── TooLong     not done by its deadline, waiting included; its process is gone
├── Broken      its process ended, or none could be had
└── Failed      the function raised; only the type of its error is told
"""


class WorkerError(Exception):
    """A job without a result."""


class TooLong(WorkerError):
    """The deadline passed before the job was done."""


class Broken(WorkerError):
    """The process ended before the job was done: over a limit, killed, or closed."""


class Failed(WorkerError):
    """The job's function raised an error; `kind` is the name of its type."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
