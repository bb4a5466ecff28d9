"""Let `python -m decision_aid` be the command `decision-aid`."""

from decision_aid.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
