"""Files: the only code that reads, changes and writes them."""
