"""The only code that touches files: find, read, place, append, replace."""
