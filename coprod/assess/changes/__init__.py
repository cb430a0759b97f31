"""Two records compared: what stood before and what stands now; for `--against`, `--since`, `edit` and `resolve` alike.

One comparison, and whoever asks reads from it what they need.
"""

from coprod.assess.changes.compare import Changes, Earlier, Kept, Placed, TableChanges, Version, compared

__all__ = ["Changes", "Earlier", "Kept", "Placed", "TableChanges", "Version", "compared"]
