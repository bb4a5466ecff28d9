"""What `init` makes: the state folder with its secrets, the settings, and the files of `deploy/` filled in.

Nothing that is there is changed. What differs from what would be made now is said.
"""
