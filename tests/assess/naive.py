"""A second implementation of the definition, read from it word by word and as simple as it can be."""

from datetime import date
from typing import Any

PHASES = {
    "co-planning": ["problem", "people", "approach", "timeframe", "funding", "management"],
    "co-design": ["definition", "ideas", "testing"],
    "co-delivery": ["method", "roles", "place"],
    "co-evaluation": ["success", "measures", "voices", "data"],
}
POWER = ["deciding", "shared-power"]
ASKED = ["informed", "listened", "supported", "considered"]


def community_came(session: dict[str, Any]) -> bool:
    return len(session["community"]) > 0 or session["also_present"]["community"] != 0


def professionals_came(session: dict[str, Any]) -> bool:
    return len(session["professional"]) > 0 or session["also_present"]["professional"] != 0


def up_to(project: dict[str, Any], today: date, table: str) -> list[dict[str, Any]]:
    return [record for record in project[table] if record["date"] <= today and not record.get("planned")]


def of_phase(project: dict[str, Any], today: date, phase: str) -> list[dict[str, Any]]:
    return [session for session in up_to(project, today, "sessions") if phase in session["phase"]]


def status(project: dict[str, Any], today: date, phase: str) -> str:
    sessions = of_phase(project, today, phase)
    with_community = [session for session in sessions if community_came(session)]
    if not sessions:
        return "nothing-logged"
    if not with_community:
        return "professional-led"
    if any(session["level"] in POWER for session in with_community):
        if any(professionals_came(session) for session in sessions):
            return "co-produced"
        return "community-led"
    if all(session["level"] in ASKED for session in with_community):
        return "consulted"
    return "took-part"


def verdict(project: dict[str, Any], today: date) -> str:
    found = [status(project, today, phase) for phase in PHASES]
    if found == ["community-led"] * 4:
        return "community-led"
    if all(one in ("co-produced", "community-led") for one in found):
        return "co-produced"
    if all(one in ("co-produced", "community-led", "took-part") for one in found):
        return "cannot-tell"
    return "not-co-produced"


def settled(project: dict[str, Any], today: date, matter: str) -> str | None:
    settlings = []
    for session in up_to(project, today, "sessions"):
        if matter in session["settled"]:
            if not community_came(session) or session["level"] in ASKED:
                if matter not in project["project"]["given"]:
                    settlings.append((session["date"], 0, "apart"))
            elif session["level"] in POWER:
                settlings.append((session["date"], 2, "together"))
            else:
                settlings.append((session["date"], 1, "not-known"))
    return max(settlings)[2] if settlings else None


def answered(project: dict[str, Any], today: date, name: str) -> bool:
    latest = None
    for answer in up_to(project, today, "answers"):
        if answer["to"] == name and (latest is None or answer["date"] >= latest["date"]):
            latest = answer
    return latest is not None and latest["outcome"] != "open"


def contested(project: dict[str, Any], today: date, phase: str) -> bool:
    stands_on = [s for s in of_phase(project, today, phase) if community_came(s) and s["level"] in POWER]
    for session in stands_on:
        disputes = [
            reading
            for reading in up_to(project, today, "readings")
            if reading["session"] == session["id"]
            and reading["said"] == "differs"
            and reading["side"] == "community"
            and reading["level"] in ASKED
            and not answered(project, today, reading["id"])
        ]
        if not disputes:
            return False
    return len(stands_on) > 0


def person(project: dict[str, Any], label: str) -> str:
    if label in project["people"]:
        return label
    for name_id, name in project["people"].items():
        if name == label:
            return str(name_id)
    return label


def partners(project: dict[str, Any], today: date, phase: str) -> set[str]:
    return {
        person(project, label)
        for session in of_phase(project, today, phase)
        if session["level"] in POWER
        for label in session["community"]
    }
