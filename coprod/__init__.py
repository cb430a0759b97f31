"""coprod: a tracker for co-production, with its projects as text files and its judgement as recorded."""

__version__ = "0.1.0"
