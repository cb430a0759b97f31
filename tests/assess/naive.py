"""A second implementation of the definition, read from it word by word and as simple as it can be.

It takes a project as TOML gives it. What it leaves to others: personal data (CP904), erasure (a name that an id took
the place of, CP609), and names that are no ids but were moved into `[people]`.
"""

import hashlib
import json
import unicodedata
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

Record = dict[str, Any]

MATTERS = {
    "co-planning": ["problem", "people", "approach", "timeframe", "funding", "management"],
    "co-design": ["definition", "ideas", "testing"],
    "co-delivery": ["method", "roles", "place"],
    "co-evaluation": ["success", "measures", "voices", "data"],
}
PHASES = list(MATTERS)
LEVELS = ["informed", "listened", "supported", "considered", "deciding", "shared-power"]
CAPACITIES = ["community", "professional", "supporting"]


class Naive:
    """What a record shows on a day, within a period."""

    def __init__(
        self,
        project: Record,
        today: date,
        during: tuple[date | None, date | None] = (None, None),
        *,
        whole: bool = False,
    ) -> None:
        self.file, self.about, self.today = project, project["project"], today
        self.names = project.get("people", {})
        self.since, end = during
        self.during = during != (None, None)
        self.last = min(today, end) if end else today
        self.every = [dict(one, id=one.get("id", f"#{n}")) for n, one in enumerate(project.get("sessions", []))]
        self.by_id = {one["id"]: one for one in self.every}
        self.sessions = [one for one in self.every if not self.planned(one) and (whole or self.counts(one))]
        self.said = [one for one in project.get("said", []) if self.counts(one)]
        self.answers = [one for one in project.get("answers", []) if self.counts(one)]
        self.feedback = [one for one in project.get("feedback", []) if self.counts(one)]
        self.readings = [one for one in project.get("readings", []) if self.counts(one)]
        self.given = self.about.get("given", {})
        ended = self.about.get("ended")
        self.ended = ended if ended and ended <= self.last else None
        self.until = self.ended or self.last
        thresholds = project.get("check", {})
        self.share = thresholds.get("community_share", 0.34)
        self.days = thresholds.get("feedback_days", 42)

    # What counts, and who was there.

    def counts(self, record: Record) -> bool:
        return record["date"] <= self.last and (self.since is None or record["date"] >= self.since)

    def planned(self, session: Record) -> bool:
        return bool(session.get("planned")) or session["date"] > self.today

    def person(self, label: str) -> str:
        if label in self.names:
            return label
        return next((own for own, name in self.names.items() if name == label), label)

    def persons(self, sessions: Iterable[Record], side: str) -> set[str]:
        return {self.person(label) for session in sessions for label in session.get(side, [])}

    def size(self, session: Record, side: str) -> int:
        """People of a session, counted ones too; some are two."""
        counted = session.get("also_present", {}).get(side, 0)
        return len(self.persons([session], side)) + (2 if counted == "some" else counted)

    def some(self, session: Record, side: str) -> bool:
        return bool(session.get("also_present", {}).get(side) == "some")

    def crowd(self, sessions: list[Record], side: str) -> int:
        """The larger of the distinct persons and the fullest single session."""
        return max([len(self.persons(sessions, side)), *(self.size(one, side) for one in sessions)])

    def of(self, phase: str) -> list[Record]:
        return [one for one in self.sessions if phase in listed(one["phase"])]

    def with_community(self, sessions: Iterable[Record]) -> list[Record]:
        return [one for one in sessions if self.size(one, "community") > 0]

    def with_partners(self, phase: str) -> list[Record]:
        return [one for one in self.with_community(self.of(phase)) if is_meeting(one) and power(one.get("level"))]

    def part(self, session: Record) -> str:
        """What somebody who came to a session in a community capacity was."""
        level = session.get("level")
        if is_meeting(session) and level is None:
            return "took_part"
        if is_meeting(session) and power(level):
            return "partner"
        return "informed" if level == "informed" else "consulted"

    def people(self, phase: str) -> Record:
        """The numbers of people of a phase, as JSON gives them."""
        parts = ["partner", "took_part", "consulted", "informed"]
        strongest: dict[str, str] = {}
        for part in reversed(parts):
            for session in self.of(phase):
                if self.part(session) == part:
                    strongest |= dict.fromkeys(self.persons([session], "community"), part)
        numbers = Counter(strongest.values())
        found: Record = {}
        for side in CAPACITIES:
            counted = [one.get("also_present", {}).get(side, 0) for one in self.of(phase) if is_meeting(one)]
            found[side] = {
                "people": len(self.persons(self.of(phase), side)),
                "attendances": sum(len(self.persons([one], side)) for one in self.of(phase)),
                "counted": max([number for number in counted if number != "some"], default=0),
            }
            if any(self.some(one, side) for one in self.of(phase)):
                found[side]["uncounted"] = True
        for kind, name in (("survey", "replies"), ("ballot", "votes")):
            # No output shows a number of some people.
            full = [
                self.size(one, "community") - 2 * self.some(one, "community")
                for one in self.of(phase)
                if one.get("kind") == kind
            ]
            found["community"][name] = max(full, default=0)
        found["community"] |= {"partners" if part == "partner" else part: numbers[part] for part in parts}
        return found

    # Statuses, standing, verdict, matrix.

    def status(self, phase: str) -> str:
        came = self.with_community(self.of(phase))
        if not self.of(phase):
            return "nothing-logged"
        if not came:
            return "professional-led"
        if self.with_partners(phase):
            with_staff = any(self.size(one, "professional") for one in self.of(phase))
            return "co-produced" if with_staff else "community-led"
        if all(one.get("level") == "informed" for one in came):
            return "informed"
        if any(is_meeting(one) and one.get("level") is None for one in came):
            return "took-part"
        return "consulted"

    def stands(self, phase: str) -> bool:
        return self.status(phase) in {"co-produced", "community-led"}

    def standing_until(self, phase: str) -> date | None:
        return max((one["date"] for one in self.with_partners(phase)), default=None)

    def faded(self, phase: str) -> bool:
        until = self.standing_until(phase)
        days = [one["date"] for one in self.of(phase) if self.ended is None or one["date"] <= self.ended]
        return until is not None and bool(days) and (max(days) - until).days > 365

    def verdict(self) -> str:
        found = {self.status(phase) for phase in PHASES}
        if found == {"community-led"}:
            return "community-led"
        if found <= {"co-produced", "community-led"}:
            return "co-produced"
        if found <= {"co-produced", "community-led", "took-part"}:
            return "cannot-tell"
        return "not-co-produced"

    def axis(self, phases: list[str]) -> str | None:
        sessions = [one for one in self.sessions if set(phases) & set(listed(one["phase"]))]
        partners = [one for one in self.with_community(sessions) if is_meeting(one) and power(one.get("level"))]
        if not sessions:
            return None
        if not self.with_community(sessions):
            return "professional"
        if any(self.size(one, "professional") for one in partners):
            return "both"
        if partners and not any(self.size(one, "professional") for one in sessions):
            return "community"
        return None

    def matrix(self) -> tuple[str | None, str | None]:
        return self.axis(["co-planning", "co-design"]), self.axis(["co-delivery"])

    # Matters.

    def settlings(self, matter: str) -> list[tuple[date, str, str]]:
        """Each settling with its words and how, but for what is confirmed, and what is given and was settled apart."""
        found = []
        for session in self.sessions:
            if matter in session.get("settled", {}):
                settled = session["settled"][matter]
                what, own = (settled, None) if isinstance(settled, str) else (settled["what"], settled.get("level"))
                level = own or session.get("level")
                if not self.size(session, "community") or session.get("kind") == "survey":
                    how = "apart"
                elif level is None:
                    how = "unknown"
                else:
                    how = "together" if power(level) else "apart"
                if not (how == "apart" and matter in self.given):
                    found.append((session["date"], what, how))
        kept = []
        for day, what, how in found:
            agreed = [(other, words) for other, words, one in found if one == "together" and other <= day]
            latest = {plain(words) for other, words in agreed if other == max(agreed)[0]}
            if how == "together" or plain(what) not in latest:
                kept.append((day, what, how))
        return kept

    def settled(self, matter: str) -> str | None:
        rank = ["apart", "unknown", "together"]
        found = [(day, rank.index(how)) for day, _, how in self.settlings(matter)]
        return rank[max(found)[1]] if found else None

    def days_settled(self, matter: str, how: str) -> list[date]:
        return sorted(day for day, _, one in self.settlings(matter) if one == how)

    def told_of(self, matter: str) -> str | None:
        """Which of CP201, CP202, CP206 and CP207 speaks of a matter."""
        if matter in self.given:
            return None
        apart, together = self.days_settled(matter, "apart"), self.days_settled(matter, "together")
        partners = [one["date"] for phase in PHASES for one in self.with_partners(phase)]
        early = [day for day in apart if not partners or day < min(partners)]
        if matter in MATTERS["co-planning"] and early and not any(day >= early[0] for day in together):
            return "CP201"
        if apart and any(day < apart[-1] for day in together) and together[-1] < apart[-1]:
            return "CP206"
        if self.settled(matter) == "apart":
            return "CP202"
        alone = [day for day in apart if day not in together]
        if alone and together and alone[0] < together[-1] and alone[-1] < together[-1]:
            return "CP207"
        return None

    # Readings and answers.

    def latest_answer(self, name: str) -> Record | None:
        def open_most(answer: Record) -> int:
            if answer["outcome"] == "open":
                return 0
            return 1 if not answer.get("told") else 2 + ["declined", "partly", "done"].index(answer["outcome"])

        answers: list[Record] = [one for one in self.answers if one["to"] == name]
        if not answers:
            return None
        last = max(one["date"] for one in answers)
        return min((one for one in answers if one["date"] == last), key=open_most)

    def is_answered(self, reading: Record) -> bool:
        answer = self.latest_answer(reading["id"])
        return answer is not None and answer["outcome"] != "open" and bool(answer.get("told"))

    def is_settled(self, reading: Record) -> bool:
        return any(
            one.get("settles") == reading["id"]
            and one["said"] in {"agree", "cannot-say"}
            and side_of(one) == side_of(reading)
            and one["date"] >= reading["date"]
            and not ("readers" in one and "readers" in reading and one["readers"] < reading["readers"])
            for one in self.readings
        )

    def decides(self, reading: Record) -> bool:
        """Whether a reading decides something: one of a session outside the period does not."""
        session = self.by_id.get(reading["session"])
        return session is None or self.planned(session) or self.counts(session)

    def differs(self, reading: Record) -> bool:
        if reading["said"] != "differs" or self.is_settled(reading) or not self.decides(reading):
            return False
        session = self.by_id.get(reading["session"])
        if session is None or self.planned(session) or "level" not in reading:
            return True
        return bool(session.get("level") != reading["level"])

    def contesting(self, session: Record) -> list[str]:
        return [
            one["id"]
            for one in self.readings
            if one["session"] == session["id"]
            and self.differs(one)
            and not self.is_answered(one)
            and side_of(one) == "community"
            and "level" in one
            and not power(one["level"])
        ]

    def contested(self, phase: str) -> bool:
        partners = self.with_partners(phase)
        return bool(partners) and 2 * sum(bool(self.contesting(one)) for one in partners) >= len(partners)

    def current(self, reading: Record) -> bool:
        if reading["session"] == "project":
            return bool(reading["read"] == self.project_fingerprint(reading["date"]))
        session = self.by_id.get(reading["session"])
        return session is not None and reading["read"] == self.fingerprint(session)

    # Fingerprints.

    def fingerprint(self, session: Record) -> str:
        keys = ["date", "level", "title", "kind", "settled", "decided", "agenda", "asked"]
        content = {name: session[name] for name in keys if name in session} | {"phases": listed(session["phase"])}
        content |= {name: sorted(session[name]) for name in ("heard", "feeds_back") if name in session}
        if content.get("kind") == "meeting":
            del content["kind"]
        for side in CAPACITIES:
            number = len(self.persons([session], side))
            if self.some(session, side):
                content[side] = f"{number}+some" if number else "some"
            else:
                content[side] = (number + session.get("also_present", {}).get(side, 0)) or None
        settled = content.get("settled", {}).items()
        content["settled"] = {
            matter: one["what"] if isinstance(one, dict) and "level" not in one else one for matter, one in settled
        }
        return digest(content)

    def reading_fingerprint(self, reading: Record) -> str:
        keys = ["session", "date", "side", "readers", "were_there", "said", "level", "words", "settles"]
        content = {name: reading[name] for name in keys if name in reading}
        if side_of(reading) == "community":
            content.pop("side", None)
        return digest(content)

    def project_fingerprint(self, day: date) -> str:
        return digest(
            sorted(self.fingerprint(one) for one in self.every if one["date"] <= day and not one.get("planned"))
        )

    def judged(self, *, so_far: bool = False, through: str | None = None) -> list[str]:
        claim = self.about.get("claim", PHASES)
        if through:
            claim = [one for one in claim if PHASES.index(one) <= PHASES.index(through)]
        return [one for one in PHASES if one in claim and (self.of(one) or not so_far)]


def listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def is_meeting(session: Record) -> bool:
    return bool(session.get("kind", "meeting") == "meeting")


def power(level: str | None) -> bool:
    return level in {"deciding", "shared-power"}


def side_of(reading: Record) -> str:
    return str(reading.get("side", "community"))


def plain(words: str) -> str:
    """Words with case folded, and each run of white space and punctuation read as one blank."""
    folded = words.casefold()
    return " ".join("".join(" " if unicodedata.category(char)[0] in "PZC" else char for char in folded).split())


def letters(label: str) -> str:
    parts = unicodedata.normalize("NFKD", label.casefold())
    return "".join(char for char in parts if char.isalnum())


def a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=28 if (day.month, day.day) == (2, 29) else day.day)


def one_line_end(value: Any) -> Any:
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n")
    if isinstance(value, dict):
        return {name: one_line_end(one) for name, one in value.items()}
    return [one_line_end(one) for one in value] if isinstance(value, list) else value


def digest(content: Any) -> str:
    if isinstance(content, dict):
        content = {name: value for name, value in content.items() if value not in (None, "", [], {})}
    text = json.dumps(one_line_end(content), ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
