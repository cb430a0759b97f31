"""The project file as frozen, strict models: what a user may write, and nothing else.

Reading a file into these models answers one question: is this a project? What the record shows is `coprod.assess`.
There is one module for each kind of record; `kinds` is the table of them all.
"""

from coprod.model.about import About, Thresholds
from coprod.model.answers import Answer
from coprod.model.feedback import Feedback
from coprod.model.project import FORMAT, Project
from coprod.model.readiness import Readiness
from coprod.model.readings import Reading
from coprod.model.said import Saying
from coprod.model.sessions import Counted, Session
from coprod.model.waivers import Waiver

__all__ = [
    "FORMAT",
    "About",
    "Answer",
    "Counted",
    "Feedback",
    "Project",
    "Readiness",
    "Reading",
    "Saying",
    "Session",
    "Thresholds",
    "Waiver",
]
