"""Asking a person at a terminal: single questions, whole interviews, and their own editor."""
