"""Sheets of attendance, read through a mapping of their columns, and the sheets that coprod writes itself."""
