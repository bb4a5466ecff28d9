"""How fast and how light the form is, measured beside a bare Flask application in one run."""
