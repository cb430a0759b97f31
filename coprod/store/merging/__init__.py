"""Merging versions of a project file: record by record, and what git has to do with it."""
