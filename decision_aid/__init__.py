"""Questions to ask about a stem-cell treatment or trial for ALS, and two pages for the neurologist."""

__version__ = "0.1.0"
