"""The public trial records: a list kept in the state folder, and, where a clinic turns it on, the registry itself."""
