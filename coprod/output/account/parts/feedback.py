"""What people were told came of the sessions that they took part in."""

from collections.abc import Sequence

from coprod.assess.feedback import fed_back
from coprod.model import Project, Session
from coprod.output.account.blocks import Link, Paragraph, Part, Words, paragraph
from coprod.output.account.context import Context
from coprod.output.account.dates import in_words
from coprod.output.words import counted

#: More sessions than these are not listed one by one.
_LISTED = 12


def part(context: Context) -> Part:
    """Of which sessions people were told the outcome, and of which not."""
    project = context.project
    told = fed_back(project.sessions)
    done = [session for session in project.sessions if session.id in told]
    blocks: list[Paragraph] = []
    if done:
        blocks.append(Paragraph(("People were told what came of ", *_linked(done, project), ".")))
    if rest := waiting(project):
        blocks.append(Paragraph(("Nobody has been told yet what came of ", *_linked(rest, project), ".")))
    if not blocks:
        blocks.append(paragraph("No session with community people is on record yet."))
    return Part("What people were told", tuple(blocks))


def waiting(project: Project) -> list[Session]:
    """The sessions with community people of which nothing on record tells what came of them."""
    told = fed_back(project.sessions)
    return [one for one in project.sessions if (one.community or one.also_present.community) and one.id not in told]


def in_order(project: Project) -> list[Session]:
    """The sessions, earliest first; a page numbers them in this order."""
    return sorted(project.sessions, key=lambda session: session.date)


def _linked(sessions: Sequence[Session], project: Project) -> Words:
    if len(sessions) > _LISTED:
        return (f"{counted(len(sessions), 'session')}; the list of sessions says which",)
    numbers = {one.id: number for number, one in enumerate(in_order(project), 1)}
    words: list[str | Link] = ["session " if len(sessions) == 1 else "sessions "]
    for session in sorted(sessions, key=lambda one: numbers[one.id]):
        number = numbers[session.id]
        words += [Link(f"{number} ({in_words(session.date)})", f"#session-{number}"), ", "]
    return tuple(words[:-1])
