"""From what was found to text: formats of `check`, the account of one project, and what a terminal is told."""
