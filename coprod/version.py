"""The version, on its own, so that nothing else is imported to say it."""

__version__ = "0.1.0"
