"""Which rules fire, by the second implementation; personal data (CP904) is left to others."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from tests.assess.naive import (
    CAPACITIES,
    MATTERS,
    PHASES,
    Naive,
    a_year_after,
    is_meeting,
    letters,
    listed,
    side_of,
)

ERRORS = {"CP101", "CP102", "CP103", "CP501", "CP505"}
NOTES = {"CP104", "CP107", "CP203", "CP207", "CP304", "CP307", "CP402", "CP404", "CP406", "CP504"}
NOTES |= {"CP606", "CP608", "CP609", "CP901", "CP902", "CP907", "CP908"}


class Found(NamedTuple):
    """A rule that fires: what tells it apart within its code is its phase, its session, or else its subject."""

    code: str
    phase: str | None = None
    session: str | None = None
    subject: str | None = None


class Rules(Naive):
    """What the rules find in a record."""

    def found(self, judged: list[str] | None = None, *, read_back: bool = False) -> list[Found]:
        """What every rule finds, but CP6xx, waivers not looked at."""
        judged = self.judged() if judged is None else judged
        found = [*self._of_phases(judged), *self._of_matters(), *self._of_balance(), *self._of_replies()]
        found += [*self._of_people(), *self._of_answers(), *self._of_references(), *self._of_labels()]
        return [*found, *self._of_readings(judged, read_back=read_back), *self._of_file()]

    def _of_phases(self, judged: list[str]) -> Iterable[Found]:
        alone = Counter(self.with_partners(phase)[0]["id"] for phase in PHASES if len(self.with_partners(phase)) == 1)
        yield from (Found("CP107", None, session) for session, number in alone.items() if number > 1)
        for phase in PHASES:
            status = self.status(phase)
            for code, when in (
                ("CP101", ["professional-led"]),
                ("CP102", ["consulted", "informed"]),
                ("CP103", ["nothing-logged"]),
            ):
                if phase in judged and status in when:
                    yield Found(code, phase)
            if status == "community-led":
                yield Found("CP104", phase)
            if status == "took-part":
                yield Found("CP204", phase)
            meetings = [one for one in self.of(phase) if is_meeting(one)]
            sides = [{side for side in CAPACITIES[:2] if self.size(one, side)} for one in meetings]
            if self.stands(phase) and len(set().union(*sides)) == 2 and not any(len(one) == 2 for one in sides):
                yield Found("CP105", phase)
            if self.faded(phase):
                yield Found("CP308", phase)
        held = Naive(self.file, self.today, whole=True)
        begun = [one for one in held.of("co-delivery") if self.ended is None or one["date"] <= self.ended]
        coming = [
            one
            for one in self.every
            if "co-evaluation" in listed(one["phase"]) and (not self.planned(one) or one["date"] >= self.today)
        ]
        if (
            begun
            and not coming
            and not any(m in one.get("settled", {}) for m in MATTERS["co-evaluation"] for one in held.sessions)
        ):
            yield Found("CP106", "co-evaluation")

    def _of_matters(self) -> Iterable[Found]:
        for phase, matters in MATTERS.items():
            told = {matter: self.told_of(matter) for matter in matters}
            yield from (Found(code, phase, None, matter) for matter, code in told.items() if code)
            together = [matter for matter in matters if self.settled(matter) == "together"]
            if self.stands(phase):
                if any(
                    one not in together and one not in self.given and told[one] in {None, "CP207"} for one in matters
                ):
                    yield Found("CP203", phase)
                apart = [one for one in matters if one in self.given or self.settled(one) == "apart"]
                if not together and apart:
                    yield Found("CP205", phase)
            agendas = [one["agenda"] for one in self.with_community(self.of(phase)) if one.get("agenda")]
            if self.stands(phase) and len(agendas) >= 3 and set(agendas) == {"professional"}:
                yield Found("CP208", phase)

    def _of_balance(self) -> Iterable[Found]:
        meetings = [one for one in self.sessions if is_meeting(one)]
        project = sum(self.crowd(meetings, side) for side in CAPACITIES[:2])
        for phase in PHASES:
            partners = self.with_partners(phase)
            if not partners:
                continue
            unknown = any(self.some(one, side) for one in partners for side in CAPACITIES[:2])
            seats = {side: sum(self.size(one, side) for one in partners) for side in CAPACITIES[:2]}
            crowd = sum(self.crowd(partners, side) for side in CAPACITIES[:2])
            if not unknown and crowd >= 4 and seats["community"] / sum(seats.values()) < self.share:
                yield Found("CP301", phase)
            names = self.persons(partners, "community")
            counted = any(one.get("also_present", {}).get("community") for one in partners)
            if len(names) == 1 and not counted and project > 4:
                yield Found("CP302", phase)
            if not counted and names <= self.persons(self.sessions, "professional"):
                yield Found("CP309", phase)
            last = max(one["date"] for one in self.with_community(self.of(phase)))
            if sum(one["date"] > last for one in self.of(phase)) >= 3 and not self.faded(phase):
                yield Found("CP306", phase)

    def _of_people(self) -> Iterable[Found]:
        groups = self.about.get("affected", [])
        heard = [one["heard"] for one in self.with_community(self.sessions) if one.get("heard")]
        for group in groups if heard else []:
            asked = [one["date"] for one in self.sessions if group in one.get("asked", {})]
            if not any(group in one for one in heard) and not any((self.until - day).days <= 365 for day in asked):
                yield Found("CP303", None, None, group)
        if not groups:
            yield Found("CP304")
        itemised = [one for one in (self.persons(self.with_partners(phase), "community") for phase in PHASES) if one]
        if len(itemised) > 1 and max(Counter(name for one in itemised for name in one).values()) == 1:
            yield Found("CP305")
        both = self.persons(self.sessions, "community") | self.persons(self.sessions, "supporting")
        yield from (
            Found("CP307", None, None, one) for one in sorted(both & self.persons(self.sessions, "professional"))
        )

    def _of_replies(self) -> Iterable[Found]:
        came = self.with_community(self.sessions)
        staffed = any(self.size(one, "professional") for one in self.sessions)
        told = [(one["date"], name, one["id"]) for one in came for name in one.get("feeds_back", [])]
        told += [(one["date"], name, "") for one in self.feedback for name in one["sessions"]]
        for session in came:
            later = [1 for day, name, by in told if name == session["id"] != by and day >= session["date"]]
            if staffed and not later and (self.until - session["date"]).days > self.days:
                yield Found("CP401")
                break
        hows = [
            (session.get("recognition") or self.about.get("recognition"), self.size(session, "professional"))
            for session in came
            if is_meeting(session) and staffed
        ]
        if any(not how for how, _ in hows):
            yield Found("CP402")
        if any(how and listed(how) == ["none"] and staff for how, staff in hows):
            yield Found("CP403")

    def _of_answers(self) -> Iterable[Found]:
        for said in self.said:
            answers = [one for one in self.answers if one["to"] == said["id"] and one["outcome"] != "open"]
            if not answers and (self.until - said["date"]).days > self.days:
                yield Found("CP405")
                break
        for said in self.said:
            answer = self.latest_answer(said["id"])
            if answer and answer["outcome"] != "open" and not answer.get("told"):
                yield Found("CP406", None, None, said["id"])
        ready = [one for one in self.file.get("readiness", []) if one["date"] <= self.last]
        if ready:
            latest = max(ready, key=lambda one: one["date"])
            levels = [one["level"] for one in self.with_community(self.sessions) if "level" in one]
            if "yes" in latest.get("shared-power", [])[1:] and levels and "shared-power" not in levels:
                yield Found("CP404")

    def _of_readings(self, judged: list[str], *, read_back: bool) -> Iterable[Found]:
        told = set()
        for phase in PHASES:
            if phase in judged and self.contested(phase):
                yield Found("CP501", phase)
                told |= {name for one in self.with_partners(phase) for name in self.contesting(one)}
            current = [
                one
                for one in self.readings
                if one["said"] != "withdrawn"
                and side_of(one) == "community"
                and one["session"] in {session["id"] for session in self.with_partners(phase)}
                and self.current(one)
            ]
            if read_back and phase in judged and self.stands(phase) and not current:
                yield Found("CP505", phase)
        for one in self.readings:
            if self.differs(one) and one["id"] not in told:
                yield Found("CP503" if self.is_answered(one) else "CP502", None, one["session"], one["id"])
        for session in self.sessions:
            readings = [one for one in self.readings if one["session"] == session["id"] and one["said"] != "withdrawn"]
            if any(one["said"] != "not-taken-up" for one in readings) and not any(map(self.current, readings)):
                yield Found("CP504", None, session["id"])
            for one in readings:
                side = side_of(one)
                many = not self.some(session, side) and one.get("were_there", 0) > self.size(session, side)
                other = one["said"] == "agree" and self.current(one) and session.get("level") is not None
                if (
                    many
                    or one["date"] < session["date"]
                    or (other and one.get("level", session["level"]) != session["level"])
                ):
                    yield Found("CP506", None, session["id"], one["id"])

    def _of_file(self) -> Iterable[Found]:
        for session in self.every:
            if session["date"] > self.today:
                yield Found("CP901", None, session["id"])
            if session.get("planned") and session["date"] < self.today:
                yield Found("CP909", None, session["id"])
            if "started" in self.about and session["date"] < self.about["started"]:
                yield Found("CP902", None, session["id"])
        for waiver in self.file.get("waivers", []):
            if waiver["until"] > a_year_after(self.today):
                yield Found("CP907", None, None, waiver["rule"])
        if self.share < 0.34:
            yield Found("CP908", None, None, "community_share")
        if self.days > 42:
            yield Found("CP908", None, None, "feedback_days")

    def _of_labels(self) -> Iterable[Found]:
        labels = [label for one in self.every for side in CAPACITIES for label in one.get(side, [])]
        names = [(own, name) for own, name in self.names.items()]
        names += [(self.person(label), label) for label in labels if label not in self.names]
        spelt: dict[str, str] = {}
        for person, label in names:
            if letters(label) and spelt.setdefault(letters(label), person) != person:
                yield Found("CP903", None, None, label)

    def _of_references(self) -> Iterable[Found]:
        sayings = {one.get("id") for one in self.file.get("said", [])}
        readings = {one.get("id") for one in self.file.get("readings", [])}
        groups = set(self.about.get("affected", []))
        unknown = [
            *(name for one in self.every for name in one.get("feeds_back", []) if name not in self.by_id),
            *(name for one in self.every for name in one.get("heard", []) if name not in groups),
            *(name for one in self.every for name in one.get("asked", {}) if name not in groups),
            *(name for one in self.file.get("feedback", []) for name in one["sessions"] if name not in self.by_id),
            *(one["to"] for one in self.file.get("answers", []) if one["to"] not in sayings | readings),
            *(one["group"] for one in self.file.get("said", []) if one.get("group") and one["group"] not in groups),
            *(
                one["settles"]
                for one in self.file.get("readings", [])
                if one.get("settles") and one["settles"] not in readings
            ),
        ]
        for table in ("said", "readings", "waivers"):
            known = self.by_id.keys() | ({"project"} if table == "readings" else set())
            unknown += [
                one["session"]
                for one in self.file.get(table, [])
                if one.get("session", None) and one["session"] not in known
            ]
        yield from (Found("CP905", None, None, name) for name in unknown)

    def waived(self, found: Iterable[Found]) -> tuple[list[Found], list[Found]]:
        """What is left of the findings, with what is told of waivers; and what is waived."""
        waived: list[Found] = []
        left = list(found)
        for waiver in self.file.get("waivers", []):
            code, able = waiver["rule"], waiver["rule"] not in ERRORS | {"CP502"} and waiver["rule"][:3] != "CP6"
            hits = [
                one for one in [*left, *waived] if one.code == code and waiver.get("session") in {None, one.session}
            ]
            ended = waiver["until"] < self.today
            unjudged = code[:3] == "CP6" or code == "CP505" or self.during
            if ended or (not (able and hits) and not unjudged):
                left.append(Found("CP906", None, None, code))
            if able and not ended:
                waived += [one for one in hits if one in left]
                left = [one for one in left if one not in hits]
        return left, waived

    def flagged(self, found: Iterable[Found], *, strict: bool = False) -> bool:
        return any(one.code in ERRORS or (strict and one.code not in NOTES) for one in self.waived(found)[0])
