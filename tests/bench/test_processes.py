import subprocess
import sys
from pathlib import Path

from decision_aid.bench.processes import cpu_of_named

WORK = "import time\nwhile time.process_time() < 0.2: pass\nprint('done', flush=True)\ninput()"
TICK = 0.01


def test_the_work_of_processes_below_this_one_is_counted_by_name() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin
        assert child.stdout
        child.stdout.readline()
        name = Path(f"/proc/{child.pid}/comm").read_text().strip()
        assert cpu_of_named(name) >= 0.2 - 2 * TICK
        assert cpu_of_named("no such program") == 0
        child.stdin.write("\n")
