"""The world of the simulator: officers with clones, what they do, and the laws."""

import contextlib
import datetime as dt
import io
import os
import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from coprod.assess import Gate, assess
from coprod.cli.main import main
from coprod.errors import Unusable
from coprod.framework import CAPACITIES
from coprod.model.kinds import texts
from coprod.store import disk
from coprod.store.git import Sides
from coprod.store.read import Document, parse
from coprod.store.versions import Versions, merged_versions
from tests.simulate.disk import Killed, stops_at
from tests.simulate.truth import Facts, Torn, merged

FIRST = dt.date(2026, 3, 1)
PHASES = ("planning", "design", "delivery", "evaluation")
LEVELS = ("listened", "considered", "deciding", "shared-power")

#: Names that are no other word: whoever finds one in a file has found the person.
GIVEN = ("Zorba", "Quill", "Yvanna", "Brok", "Tamsa", "Vexa", "Ondo", "Prusk", "Hylda", "Jorvik")
FAMILY = ("Kovacz", "Roeburn", "Lindqar", "Okafort", "Mbekiz", "Tollerov", "Hadaddi", "Finchley", "Vallez", "Xandor")


_Own = dict[tuple[str, str], object]


class Broken(Exception):
    """A law does not hold."""


@dataclass
class Officer:
    """Somebody with a clone.

    Attributes:
        folder: the clone.
        state: the state folder, which holds the step that can be undone.
        facts: what this clone must hold.
        step: the facts before and after the step that undo takes back.
        clean: those forgotten whose names no step of this clone may hold any more.
    """

    folder: Path
    state: Path
    facts: _Own = field(default_factory=dict)
    step: tuple[Facts, Facts] | None = None
    clean: set[str] = field(default_factory=set)
    seen: int = 0

    @property
    def file(self) -> Path:
        """The project file."""
        return self.folder / "coprod.toml"


@dataclass(frozen=True)
class Version:
    """What a hub holds: a file's bytes and the facts that they must hold."""

    data: bytes
    facts: Facts


class World:
    """Officers, a hub through which their clones merge, and a day."""

    def __init__(self, folder: Path, seed: int, officers: int = 3) -> None:
        self.chance = random.Random(f"coprod {seed}")  # noqa: S311 - it is meant to be foreseen
        self.day = FIRST
        self.tokens = 0
        self.count: Counter[str] = Counter()
        self.told: list[str] = []
        self.names = [f"{given} {family}" for given, family in zip(GIVEN, FAMILY, strict=True)]
        self.officers = [Officer(folder / f"clone{n}", folder / f"state{n}") for n in range(officers)]
        text = b'format = 1\n\n[project]\nname = "Riverside garden"\n'
        self.hub = [Version(text, {})]
        for officer in self.officers:
            officer.folder.mkdir(parents=True)
            officer.file.write_bytes(text)

    def step(self) -> None:
        """Let one officer do something, and hold the world to its laws."""
        officer = self.chance.choice(self.officers)
        if self.chance.random() < 0.2:
            self.day += dt.timedelta(days=self.chance.choice([0, 1, 1, 30]))
        action = self.chance.choices(list(ACTIONS), list(ACTIONS.values()))[0]
        self.count["steps"] += 1
        try:
            action(self, officer)
            self.require_laws(officer)
        except Broken as broken:
            raise Broken(f"{broken}\n" + "\n".join(self.told[-40:])) from None

    # What officers do.

    def log(self, officer: Officer) -> None:
        """Log a session, now and then with a name in its title."""
        token, who = self.token(), self.chance.sample(self.names, self.chance.randint(1, 4))
        # Whoever knows that somebody wishes to be forgotten does not write the name again.
        who = [name for name in who if self.known(officer, name) or ("forgotten", name) not in officer.facts]
        if not who:
            return
        sides = dict(zip(who, self.chance.choices(["-c", "-c", "-p"], k=len(who)), strict=True))
        title = f"{token} of {who[0]}" if self.chance.random() < 0.3 and self.bears(officer, who[0]) else token
        level = self.chance.choice(LEVELS)
        args = ["log", self.chance.choice(PHASES), "--title", title, "--level", level]
        labels = {}
        for name, side in sides.items():
            label = self.label(officer, name)
            labels[name] = label
            args += [side, label]
        came = frozenset(sides.items())
        facts = {("session", token): came, ("title", token): token, ("level", token): level}
        facts |= {("label", label): name for name, label in labels.items()}
        self.record(officer, args, facts)

    def amend(self, officer: Officer) -> None:
        """Give a session another title or level."""
        found = self.sessions(officer)
        if not found:
            return
        token, id_ = self.chance.choice(found)
        if self.chance.random() < 0.5:
            new = self.token()
            self.record(officer, ["amend", id_, "--title", new], {("title", token): new})
        else:
            [now] = [one.level for one in self.document(officer).project.sessions if one.id == id_]
            level = self.chance.choice([one for one in LEVELS if one != now])
            self.record(officer, ["amend", id_, "--level", level], {("level", token): level})

    def attend(self, officer: Officer) -> None:
        """Put somebody into the record of a session, or take somebody out of it, or both."""
        found = self.sessions(officer)
        if not found:
            return
        token, id_ = self.chance.choice(found)
        came: frozenset[tuple[str, str]] = officer.facts["session", token]  # type: ignore[assignment]
        args, facts = ["amend", id_], _Own()
        name, side = self.chance.choice(sorted(came))
        if self.chance.random() < 0.6:
            flag = {"-c": "--remove-community", "-p": "--remove-professional"}[side]
            label = self.label_in(officer, id_, name)
            # Else nothing would tell those who have not seen it yet whom an id that somebody chose means.
            if re.fullmatch(r"C\d", label):
                return
            args += [flag, label]
            came -= {(name, side)}
        new, side = self.chance.choice(self.names), self.chance.choice(["-c", "-p"])
        if not came or self.chance.random() < 0.6:
            there = any(new == one for one, _ in came) or name == new
            if not there and (self.known(officer, new) or ("forgotten", new) not in officer.facts):
                label = self.label(officer, new)
                args += [side, label]
                came |= {(new, side)}
                facts["label", label] = new
        if came and len(args) > 2:
            self.record(officer, args, facts | {("session", token): came})

    def say(self, officer: Officer) -> None:
        """Record something that was said."""
        token, name = self.token(), self.chance.choice(self.names)
        text = f"{token} asked {name}" if self.chance.random() < 0.3 and self.bears(officer, name) else token
        self.record(officer, ["said", text], {("said", token): True})

    def answer(self, officer: Officer) -> None:
        """Answer something that was said."""
        found = self.document(officer).project.said
        if found:
            token, saying = self.token(), self.chance.choice(found)
            how = self.chance.choice(["--done", "--partly", "--declined"])
            told = ["--told", "letter"] if self.chance.random() < 0.5 else []
            self.record(officer, ["answer", saying.id, how, token, *told], {("answer", token): how})

    def read_back(self, officer: Officer) -> None:
        """Record what readers say of a session."""
        found = self.sessions(officer)
        if found:
            token, (_, id_) = self.token(), self.chance.choice(found)
            args = ["readback", id_, "--said", "differs", "--words", token, "--readers", "3"]
            self.record(officer, args, {("reading", token): True})

    def forget(self, officer: Officer) -> None:
        """Take somebody's name out; a command that was killed has done it or has not."""
        name = self.chance.choice(self.names)
        # Nothing says that a name in a text is that of an id.
        if not self.known(officer, name) or (self.tells(officer, name) and not self.bears(officer, name)):
            return
        old, before = officer.file.read_bytes(), self.document(officer).project.sessions
        code, _ = self.run(officer, "forget", name if self.bears(officer, name) else self.label(officer, name), "--yes")
        officer.step = None
        self.require(code != 2, "forget was refused")
        if code is None and officer.file.read_bytes() == old:
            return
        labels = {label for label, bearer in self.labels(officer).items() if bearer == name}
        facts = {key: fact for key, fact in officer.facts.items() if key[0] != "label" or fact != name}
        for was, now in zip(before, self.document(officer).project.sessions, strict=True):
            for side in CAPACITIES:
                pairs = zip(getattr(was, side), getattr(now, side), strict=True)
                facts |= {("label", new): name for label, new in pairs if label in labels}
        officer.facts = facts | {("forgotten", name): True}
        officer.clean.add(name)
        self.count["forgotten"] += 1

    def rename(self, officer: Officer) -> None:
        """Put an id in the place of somebody's name or id, one that another officer could choose too."""
        name, label = self.chance.choice(self.names), f"C{self.chance.randint(1, 6)}"
        if not self.known(officer, name) or label in self.labels(officer):
            return
        old, base = self.label(officer, name), self.hub[min(one.seen for one in self.officers)]
        mine = Version(officer.file.read_bytes(), officer.facts)
        # An id that a clone chose for somebody whom one of the others has not seen says to that one not who it is.
        if old in labels_of(parse(base.data, "")) or replaced(name, base, mine):
            facts: _Own = {("label", old): None, ("label", label): name}
            how = ["--to-id"] if self.tells(officer, name) or self.chance.random() < 0.5 else []
            self.record(officer, ["rename", old, *how, label, "--yes"], facts)

    def undo(self, officer: Officer) -> None:
        """Take back what this clone recorded last."""
        if officer.step is None:
            return
        before, after = officer.step
        code, _ = self.run(officer, "undo", "--yes", killed=False)
        if code == 0:
            self.count["undone"] += 1
            try:
                facts = merged(after, officer.facts, before)
            except Torn as torn:
                raise Broken(f"{torn}, and undo took it unsaid") from None
            # Who came to later sessions too goes on being known by that label, and who came back is known again.
            there = {("label", label) for label in self.written_labels(officer)}
            facts |= {key: fact for key, fact in {**before, **officer.facts}.items() if key in there - facts.keys()}
            officer.facts, officer.step = facts, None

    def merge(self, officer: Officer) -> None:
        """Bring in what the hub holds, and give it what this clone holds."""
        base, hub = self.hub[officer.seen], self.hub[-1]
        ours, known = officer.file.read_bytes(), {name for kind, name in officer.facts if kind == "forgotten"}
        if hub is not base and ours != base.data:
            try:
                expected: Facts | Torn = self.expected(base, Version(ours, officer.facts), hub)
            except Torn as torn:
                expected = torn
            found, other = self.pulled(officer, base.data, hub.data), joined(base.data, hub.data, ours)
            self.require((found is None) == (other is None), "4: one way round it merges, the other way it does not")
            if found is None or other is None:
                # A person chooses: what the others have.
                self.count["conflicts"] += 1
                officer.file.write_bytes(hub.data)
                officer.facts, officer.step = dict(hub.facts), None
            else:
                self.require(not isinstance(expected, Torn), f"{expected}, and it was merged unsaid")
                self.require(account(found) == account(other), f"4: two accounts: {account(found)}, {account(other)}")
                officer.file.write_bytes(found.data)
                officer.facts = self.with_bearers(found, dict(expected), officer.facts, hub.facts)  # type: ignore[arg-type]
                self.count["merges"] += 1
        elif hub is not base:
            officer.file.write_bytes(hub.data)
            # To forget an id without a name leaves no mark: a step that holds the name is the last still.
            is_last = hub.data == base.data and officer.state.exists()
            unseen = self.unseen(base, hub, officer.facts, self.everything(officer.state).encode() if is_last else b"")
            officer.facts = {key: fact for key, fact in hub.facts.items() if key not in unseen}
        # A forgetting that came by the merge has not reached what this clone keeps.
        officer.clean &= known & {name for kind, name in officer.facts if kind == "forgotten"}
        data = officer.file.read_bytes()
        if data != hub.data:
            self.hub.append(Version(data, dict(officer.facts)))
        officer.seen = len(self.hub) - 1
        self.pushed(officer)
        self.tell(officer, "merge", f"version {officer.seen}")

    def pulled(self, officer: Officer, base: bytes, theirs: bytes) -> Document | None:
        """What the hub holds merged into a clone, as git's driver does; None if a person must choose."""
        return joined(base, officer.file.read_bytes(), theirs)

    def pushed(self, officer: Officer) -> None:
        """The clone holds what the hub is to hold."""

    def expected(self, base: Version, ours: Version, theirs: Version) -> Facts:
        """The facts of a merge, but for a forgetting that is not seen."""
        facts = merged(base.facts, ours.facts, theirs.facts)
        sides = ((ours, theirs), (theirs, ours))
        unseen = [self.unseen(base, mine, other.facts, other.data) for mine, other in sides]
        return {key: fact for key, fact in facts.items() if key not in unseen[0] | unseen[1]}

    def unseen(self, base: Version, side: Version, others: Facts, holds: bytes) -> set[tuple[str, str]]:
        """The forgettings of a side that are none to another, which holds the name.

        One is seen by a session that held the name and holds another label now.
        """
        new = {key for key in side.facts if key[0] == "forgotten" and key not in others}
        return {key for key in new if key[1].encode() in holds and not replaced(key[1], base, side)}

    def with_bearers(self, document: Document, facts: _Own, *sides: Facts) -> _Own:
        """Facts with the bearer of each label of a merged file, which one side may have taken back."""
        for key in [("label", label) for label in labels_of(document)]:
            bearers = {side[key] for side in sides if key in side}
            self.require(key in facts or len(bearers) <= 1, f"2: {key[1]} is {bearers}")
            for bearer in bearers if len(bearers) == 1 else ():
                facts[key] = bearer
        return facts

    def move(self, officer: Officer) -> None:
        """Give the clone's folder another name."""
        new = officer.folder.with_name(f"{officer.folder.name[:6]}-{self.token()}")
        officer.folder.rename(new)
        officer.folder = new
        self.tell(officer, "moved", new.name)

    # How they do it.

    def record(self, officer: Officer, args: list[str], facts: Facts) -> None:
        """Run a command that records facts; if it was killed, they are there or not."""
        before, old = dict(officer.facts), officer.file.read_bytes()
        code, _ = self.run(officer, *args)
        changed = officer.file.read_bytes() != old
        self.require(code is None or (code == 0) == changed, f"ended with {code}, and the file changed: {changed}")
        if changed:
            after = {key: fact for key, fact in {**before, **facts}.items() if fact is not None}
            officer.facts = after
            # A step that was not kept takes nothing back.
            officer.step = (before, after) if code == 0 else None
            if code == 0:
                officer.clean |= {str(name) for kind, name in after if kind == "forgotten"}

    def run(self, officer: Officer, *args: str, killed: bool = True) -> tuple[int | None, str]:
        """Run a command in a clone; None is the exit code of one that was killed."""
        killed = killed and self.chance.random() < 0.15
        os.chdir(officer.folder)
        os.environ["XDG_STATE_HOME"] = str(officer.state)
        os.environ["COPROD_TODAY"] = self.day.isoformat()
        code, said = self.ended(args, killed=killed)
        self.count["kills"] += code is None
        self.tell(officer, *args, f"-> {'killed' if code is None else code}")
        self.require(code in (None, 0, 2), f"exit {code}: {said}")
        if code == 2:
            self.told.append(f"    {said.strip()}")
        return code, said

    def ended(self, args: tuple[str, ...], *, killed: bool) -> tuple[int | None, str]:
        """How a command ends in the current folder, at a point of chance if it is to be killed, and what it says."""
        said = io.StringIO()
        try:
            with (
                contextlib.redirect_stdout(said),
                contextlib.redirect_stderr(said),
                stops_at(self.chance.randint(1, 14) if killed else None),
            ):
                return main([*args]), said.getvalue()
        except Killed:
            disk.written.clear()
            return None, said.getvalue()

    def tell(self, officer: Officer, *words: str) -> None:
        self.told.append(f"{self.day} {officer.folder.name} {' '.join(words)}")

    def token(self) -> str:
        """A word that stands nowhere else."""
        self.tokens += 1
        return f"T{self.tokens:05}x"

    def document(self, officer: Officer) -> Document:
        return parse(officer.file.read_bytes(), "coprod.toml")

    def sessions(self, officer: Officer) -> list[tuple[str, str]]:
        """The sessions of a clone: the token by which each was logged, and its id."""
        tokens = {fact: key[1] for key, fact in officer.facts.items() if key[0] == "title"}
        return [
            (str(tokens[word[0]]), session.id)
            for session in self.document(officer).project.sessions
            if (word := re.findall(r"T\d{5}x", session.title or ""))
        ]

    def labels(self, officer: Officer) -> dict[str, str]:
        """Who truly bears each label of a clone."""
        return {str(key[1]): str(fact) for key, fact in officer.facts.items() if key[0] == "label"}

    def known(self, officer: Officer, name: str) -> bool:
        there = self.written_labels(officer)
        return any(bearer == name and label in there for label, bearer in self.labels(officer).items())

    def bears(self, officer: Officer, name: str) -> bool:
        """Whether the file holds somebody by name."""
        return name in {*self.written_labels(officer), *self.document(officer).project.people.values()}

    def tells(self, officer: Officer, name: str) -> bool:
        """Whether a text of the file holds a name."""
        return any(name in text for _, row, _, text, _ in texts(self.document(officer).project) if row.free)

    def written_labels(self, officer: Officer) -> set[str]:
        return labels_of(self.document(officer))

    def label(self, officer: Officer, name: str) -> str:
        """How an officer writes somebody: by a label that stands in the clone, or else by name."""
        labels, there = self.labels(officer), self.written_labels(officer)
        return min((label for label in there if labels.get(label) == name), default=name)

    def label_in(self, officer: Officer, id_: str, name: str) -> str:
        """The label by which somebody stands in a session."""
        labels = self.labels(officer)
        [session] = [one for one in self.document(officer).project.sessions if one.id == id_]
        there = [str(label) for side in CAPACITIES for label in getattr(session, side)]
        return next(label for label in there if labels.get(label) == name)

    # The laws.

    def require(self, holds: bool, words: str) -> None:
        if not holds:
            raise Broken(words)

    def require_laws(self, officer: Officer) -> None:
        """Nothing acknowledged is lost, two people are never one, and a forgotten name is nowhere."""
        text = officer.file.read_text("utf-8")
        for key, fact in officer.facts.items():
            if key[0] == "title":
                self.require(str(fact) in text, f"1: the title {fact} is lost")
            elif key[0] in {"said", "answer", "reading"}:
                self.require(str(key[1]) in text, f"1: the {key[0]} {key[1]} is lost")
        self.require_people(officer)
        forgotten = {str(key[1]) for key in officer.facts if key[0] == "forgotten"}
        kept = self.everything(officer.state) if officer.state.exists() else ""
        left = self.everything(officer.folder)
        for name in sorted(forgotten):
            # What a killed command left, and the last step, go when coprod writes next.
            clean = name in officer.clean
            for part in name.split():
                self.require(part not in (left if clean else text), f"3: {name} stands in the clone")
                self.require(not clean or part not in kept, f"3: {name} stands in a kept step")

    def require_people(self, officer: Officer) -> None:
        labels, true = (
            self.labels(officer),
            {key[1]: fact for key, fact in officer.facts.items() if key[0] == "session"},
        )
        ids = {id_: token for token, id_ in self.sessions(officer)}
        there = set()
        for session in self.document(officer).project.sessions:
            token = ids.get(session.id, "")
            self.require(token in true, f"1: {session.id} is on record, and was never logged or was taken back")
            there.add(token)
            who = Counter(
                (labels.get(label, f"nobody ({label})"), f"-{side[0]}")
                for side in CAPACITIES
                for label in getattr(session, side)
            )
            self.require(set(who) == true[token], f"2: {token} was attended by {true[token]}: {sorted(who)}")
            self.require(max(who.values()) == 1, f"2: somebody stands twice in {token}")
        self.require(there == set(true), f"1: sessions are lost: {set(true) - there}")

    def everything(self, folder: Path) -> str:
        return "\n".join(path.read_text("utf-8", "replace") for path in sorted(folder.rglob("*")) if path.is_file())


def joined(base: bytes, ours: bytes, theirs: bytes) -> Document | None:
    """Two versions merged as git's driver does; None if a person must choose."""
    try:
        return merged_versions(Versions(base, ours, theirs, Sides()), "coprod.toml")
    except Unusable:
        return None


def replaced(name: str, base: Version, side: Version) -> bool:
    """Whether a session of the common version that held a name holds its bearer on a side still."""
    before, now = (parse(version.data, "coprod.toml").project for version in (base, side))
    named = {name, *(label for label, called in before.people.items() if called == name)}
    labels = {key[1] for key, bearer in side.facts.items() if key[0] == "label" and bearer == name}
    there = {one.id: one.labels for one in now.sessions}
    held = (one.id for one in before.sessions if not named.isdisjoint(one.labels))
    return any(not labels.isdisjoint(there.get(id_, ())) for id_ in held)


def labels_of(document: Document) -> set[str]:
    """The labels that stand in sessions."""
    return {label for one in document.project.sessions for side in CAPACITIES for label in getattr(one, side)}


def account(document: Document) -> object:
    """What a file's record shows, whatever order its records stand in."""
    found = assess(document.project, dt.date(2030, 1, 1), document.line_of, file="x", gate=Gate(strict=True))
    phases = [(one.status, one.stands, one.contested, one.partners.people, one.sessions) for one in found.phases]
    findings = Counter((one.code, one.phase, one.session) for one in found.findings)
    answered = Counter((one.reading.id, one.answered) for one in found.readings)
    return found.verdict, phases, findings, answered


ACTIONS: dict[Callable[[World, Officer], None], int] = {
    World.log: 20,
    World.amend: 10,
    World.attend: 6,
    World.say: 8,
    World.answer: 8,
    World.read_back: 6,
    World.forget: 6,
    World.rename: 8,
    World.undo: 8,
    World.merge: 25,
    World.move: 1,
}
