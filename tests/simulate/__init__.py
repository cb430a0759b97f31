"""A programme in a box: several officers, each with a clone of one project, and four laws after every step.

They log, amend, record what was said, answer, read back, forget, rename, undo, merge and are killed, in any order, from
a seed. Commands run in this process; the day, the state folder, chance and the disk are the world's own.
"""
