"""What the exit codes mean; the same for every command and format."""

DONE = 0
FLAGGED = 1
UNUSABLE = 2
INTERNAL = 3
INTERRUPTED = 130
