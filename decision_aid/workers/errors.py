"""What can become of a job that brings no result. No error holds a word of what the job was about.

WorkerError
├── TooLong     not done by its deadline, waiting included, or over its processor time; its process is gone
├── Broken      its process ended, or none could be had
└── Failed      the function raised; only the type of its error is told
"""


class WorkerError(Exception):
    """A job without a result."""


class TooLong(WorkerError):
    """The deadline, or the processor time of a job, was over before it was done."""


class Broken(WorkerError):
    """The process ended before the job was done: killed, out of memory in native code, or closed."""


class Failed(WorkerError):
    """The job's function raised an error; `kind` is the name of its type."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind
