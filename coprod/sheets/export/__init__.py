"""Sheets that coprod writes, and reads back as the same record."""
