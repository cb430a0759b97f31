"""The files that spreadsheets come in: bytes become tables of cells, and rows become CSV."""
