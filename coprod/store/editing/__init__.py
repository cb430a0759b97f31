"""Editing a project file in a person's own editor: the private copy, and ids that stay."""
