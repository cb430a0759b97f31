"""A duty to account for how people were involved: a file with its questions, answered from a record in its own order.

A part of the record that holds nothing yields no block; what is left for people to write is said in the duty's own
words, and nothing is made up.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from coprod.errors import Problem, Unusable, first_hundred
from coprod.output.account.blocks import Account, Facts, Link, Paragraph, Part, filled, paragraph
from coprod.output.account.context import SAYS, Context, made
from coprod.output.account.parts_voices import in_numbers
from coprod.output.words import by_number, counted, in_period, in_words, number_word, sentence
from coprod.store.positions import Positions
from coprod.store.read import read_bytes, read_toml, text_of
from coprod.words import did_you_mean

#: What a line begins with that people have to write.
TO_WRITE = "Not on record; left for you to write:"

#: The parts of a record that a question can name; the documentation tells what each holds.
_NAMED = (
    "about verdict phases sessions people groups access recognition given settled said open told readings views "
    "evidence matrix readiness waivers changed findings"
)
NAMED = tuple(_NAMED.split())

#: A page says of these parts that nothing is on record; here they answer a question only if something is.
_HOLDS: dict[str, Callable[[Context], object]] = {
    "phases": lambda context: context.sessions,
    "matrix": lambda context: context.sessions,
    "groups": lambda context: (
        context.about.affected or any(one.session.heard or one.session.asked for one in context.sessions)
    ),
    "settled": lambda context: any(one.session.settled or one.session.decided for one in context.sessions),
}

_Text = Annotated[str, Field(pattern=r"\S")]


def _part(name: str) -> str:
    if name not in NAMED:
        raise ValueError(name)
    return name


class _Table(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Question(_Table):
    """A question in a duty's words, the parts of the record that answer it, and what no record can say, or ""."""

    ask: _Text
    parts: Annotated[tuple[Annotated[str, AfterValidator(_part)], ...], Field(strict=False)] = ()
    write: _Text = ""


class Duty(_Table):
    """A duty, where it is laid down, its address or "", and its questions in its order."""

    format: Literal[1]
    title: _Text
    source: _Text
    url: _Text = ""
    questions: Annotated[tuple[Question, ...], Field(strict=False, min_length=1)]


def shipped() -> dict[str, str]:
    """The texts of the account files that come with coprod, by their names."""
    folder = resources.files("coprod.output.account") / "duties"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return {file.name.removesuffix(".toml"): file.read_text("utf-8") for file in files if file.name.endswith(".toml")}


def load(name: str) -> Duty:
    """The duty of a shipped name, or of a path that ends in `.toml`.

    Raises `Unusable` with every problem of the file, or if no account has the name.
    """
    if name.endswith(".toml"):
        return parse(text_of(read_bytes(Path(name), name), name), name)
    known = shipped()
    if name not in known:
        others = f": there are {', '.join(known)}, or name a file that ends in .toml"
        raise Unusable(Problem("", f'no account is called "{name}"{did_you_mean(name, known) or others}'))
    return parse(known[name], f"{name}.toml")


def parse(text: str, file: str) -> Duty:
    """Read an account file from its text; otherwise like `load`."""
    content, positions = read_toml(text, file), Positions(text)
    try:
        return Duty.model_validate(content)
    except ValidationError as error:
        details = error.errors(include_url=False)
    # A list is also found too short where its only item is wrong.
    around = {detail["loc"][:length] for detail in details for length in range(len(detail["loc"]))}
    wrong = [detail for detail in details if detail["loc"] not in around]
    found = [Problem(file, _message(detail), positions.line(detail["loc"])) for detail in wrong]
    raise Unusable(*first_hundred(sorted(found, key=lambda problem: problem.line or 0)))


def _message(error: ErrorDetails) -> str:
    """What is wrong in an account file, and what to write instead."""
    match error["loc"]:
        case (*path, str() as key) if error["type"] == "extra_forbidden":
            known = [*(Question if path else Duty).model_fields]
            return f'unknown key "{key}"' + (did_you_mean(key, known) or f": these are known: {', '.join(known)}")
        case ("format",):
            return "format must be 1; this coprod knows no other"
        case ("questions",) | ("questions", int()):
            return "questions are missing: write each as [[questions]] with ask and parts"
        case (*_, "parts"):
            return 'parts must be a list, such as ["settled", "said"]'
        case (*_, "parts", int()):
            part = str(error["input"])
            return f'"{part}" is no part' + (did_you_mean(part, NAMED) or f": these are: {', '.join(NAMED)}")
        case (*_, key):
            return f"{key} must be text in quotes, and not empty"
    return error["msg"]


def account(context: Context, duty: Duty) -> Account:
    """One project's record in a duty's own order."""
    context = replace(context, lists_sessions=False)
    return Account(
        duty.title if context.name == duty.title else f"{duty.title}: {context.name}",
        in_words(context.today),
        context.people.sharing,
        (_source(duty),),
        tuple(_questions(context, duty)),
        language=context.about.language or "",
    )


def account_of_many(contexts: Sequence[Context], duty: Duty) -> Account:
    """The records of many projects in a duty's own order: sums in words, then each project in turn."""
    contexts = [replace(context, lists_sessions=False) for context in contexts]
    languages = {context.about.language or "" for context in contexts}
    return Account(
        duty.title,
        in_words(contexts[0].today),
        contexts[0].people.sharing,
        (_source(duty), Part("All projects together", tuple(map(paragraph, sums(contexts))))),
        tuple(
            part._replace(title=f"{context.name}: {part.title}")
            for context in contexts
            for part in _questions(context, duty)
        ),
        language=languages.pop() if len(languages) == 1 else "",
    )


def _source(duty: Duty) -> Part:
    source = Link(duty.source, duty.url) if duty.url.startswith(("http://", "https://")) else duty.source
    questions = Paragraph(filled("The questions are those of {source}.", source=[source]))
    return Part("How to use this", (questions, paragraph(SAYS["how_to_use_a_duty"])))


def _questions(context: Context, duty: Duty) -> Iterator[Part]:
    """The project, its period and its verdict; then each question with what the record holds of its parts."""
    during = context.assessment.during
    period = (("Period", in_period(during)),) if during else ()
    about = Facts((("Project", context.name), *period, ("Day", in_words(context.today))))
    verdict = made("verdict", context)
    yield verdict._replace(blocks=(about, *verdict.blocks))
    for question in duty.questions:
        parts = [made(name, context) for name in question.parts if name not in _HOLDS or _HOLDS[name](context)]
        blocks = [block for part in parts for block in part.blocks]
        left = ([] if blocks else [question.ask]) + ([question.write] if question.write else [])
        yield Part(question.ask, (*blocks, *(paragraph(f"{TO_WRITE} {sentence(text)}", "strong") for text in left)))


def sums(contexts: Sequence[Context]) -> Iterator[str]:
    """What many records hold, in words and numbers; never a rate."""
    sessions = sum(len(context.sessions) for context in contexts)
    yield f"{counted(len(contexts), 'project')} and {counted(sessions, 'session')}, as recorded."
    said = [saying for context in contexts for saying in context.assessment.said]
    yield in_numbers(said, "records_hold") if said else "Nothing said is on record."
    every = [reading for context in contexts for reading in context.assessment.readings]
    readings = [one for one in every if one.reading.said not in {"not-taken-up", "withdrawn"}]
    if not readings:
        yield "No reading is on record."
        return
    number, differing = number_word(len(readings)).capitalize(), sum(reading.differs for reading in readings)
    told = by_number(len(readings), *SAYS["readings"], count=number)
    some = by_number(differing, *SAYS["differing"], count=number_word(differing).capitalize())
    yield f"{told} {some}" if differing else told
