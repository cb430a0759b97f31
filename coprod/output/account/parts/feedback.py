"""What people were told came of the sessions that they took part in."""

from collections.abc import Sequence

from coprod.assess.record import Attended
from coprod.model import Feedback
from coprod.output.account.blocks import Link, Paragraph, Part, Words, paragraph
from coprod.output.account.context import Context
from coprod.output.dates import in_words
from coprod.output.words import counted

#: More sessions than these are not listed one by one.
_LISTED = 12


def part(context: Context) -> Part:
    """Of which sessions people were told the outcome, and of which not."""
    letters = sorted((one for one in context.project.feedback if one.date <= context.today), key=lambda one: one.date)
    done = [one for one in context.sessions if one.session.id in context.fed_back]
    blocks: list[Paragraph] = []
    if done:
        blocks.append(Paragraph(("People were told what came of ", *_linked(done, context), ".")))
    if context.waiting:
        blocks.append(Paragraph(("Nobody has been told yet what came of ", *_linked(context.waiting, context), ".")))
    blocks += [Paragraph(_letter(one, context)) for one in letters]
    if not blocks:
        blocks.append(paragraph("No session with community people is on record yet."))
    return Part("What people were told", tuple(blocks))


def _letter(feedback: Feedback, context: Context) -> Words:
    """When and how people were told outside sessions, and of which; one that is not on record has no number."""
    how = context.people.text(feedback.how, "how people were told")
    of = [one for one in context.sessions if one.session.id in feedback.sessions]
    which = ("what came of ", *_linked(of, context)) if of else ("what came of a session that is not on record",)
    return (f"On {in_words(feedback.date)} people were told ", *which, f": {how.rstrip('.')}.")


def _linked(sessions: Sequence[Attended], context: Context) -> Words:
    if len(sessions) > _LISTED:
        return (f"{counted(len(sessions), 'session')}; the list of sessions says which",)
    words: list[str | Link] = ["session " if len(sessions) == 1 else "sessions "]
    for number, one in enumerate(context.sessions, 1):
        if one in sessions:
            words += [Link(f"{number} ({in_words(one.session.date)})", f"#session-{number}"), ", "]
    return tuple(words[:-1])
