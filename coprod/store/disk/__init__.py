"""Bytes on disk: locked, replaced whole or not at all, and true words for what went wrong."""
