"""Keeps drafts sealed in a database that holds nothing readable; `drafts.open_store` is the way in."""
