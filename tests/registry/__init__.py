"""The room of the trial records."""
