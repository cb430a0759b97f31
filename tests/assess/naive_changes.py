"""What changed since a record stood before, by the second implementation; erasure (CP609) is left to others."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tests.assess.naive import MATTERS, PHASES, Naive, Record, is_meeting, listed, power
from tests.assess.naive_rules import Found


def changed(before: Naive, after: Naive) -> list[Found]:
    """What CP6xx find; `before` is judged by its own day."""
    found: list[Found] = []
    stood = {one["id"]: one for one in before.every if not before.planned(one)}
    for name, old in stood.items():
        new = after.by_id.get(name)
        if new is None:
            found.append(Found("CP601", None, name))
            continue
        moved = old["date"] != new["date"] or sorted(listed(old["phase"])) != sorted(listed(new["phase"]))
        if moved:
            found.append(Found("CP607", None, name))
        elif new.get("planned"):
            found.append(Found("CP601", None, name))
        found += of_session(before, after, old, new)
    found += added(stood, after)
    for table, key in (("said", "id"), ("readings", "id"), ("answers", None), ("feedback", None)):
        found += [Found("CP604", None, None, table) for _ in voices_lost(before.file, after.file, table, key)]
    withdrawn = {one["id"] for one in after.file.get("readings", []) if one["said"] == "withdrawn"}
    for old in before.file.get("readings", []):
        if old["id"] in withdrawn and old["said"] != "withdrawn":
            found.append(Found("CP608", None, None, old["id"]))
    return [*found, *bar_lowered(before, after)]


def of_session(before: Naive, after: Naive, old: Record, new: Record) -> Iterable[Found]:
    if raised(old, new):
        yield Found("CP602", None, old["id"])
    if after.size(new, "community") > before.size(old, "community") or after.size(new, "professional") < before.size(
        old, "professional"
    ):
        yield Found("CP603", None, old["id"])
    if any(lost(words_of(old.get(key)), words_of(new.get(key))) for key in REWRITTEN):
        yield Found("CP608", None, old["id"])


def raised(old: Record, new: Record) -> bool:
    own = any(
        power(own_level(new, matter)) and not power(own_level(old, matter) or old.get("level"))
        for matters in MATTERS.values()
        for matter in matters
    )
    became = not is_meeting(old) and is_meeting(new) and power(new.get("level"))
    return own or became or (power(new.get("level")) and not power(old.get("level")))


def added(stood: dict[str, Record], after: Naive) -> Iterable[Found]:
    for one in after.every:
        if one["id"] in stood or after.planned(one):
            continue
        lowered = [
            old
            for name, old in stood.items()
            if old["date"] == one["date"]
            and set(listed(old["phase"])) & set(listed(one["phase"]))
            and (new := after.by_id.get(name)) is not None
            and ((new.get("level") is not None and not power(new["level"])) or ("level" in old and "level" not in new))
        ]
        if power(one.get("level")) and lowered:
            yield Found("CP602", None, one["id"])
        latest = max((old["date"] for old in stood.values()), default=None)
        if latest and (latest - one["date"]).days > after.days:
            yield Found("CP606", None, one["id"])


def bar_lowered(before: Naive, after: Naive) -> Iterable[Found]:
    claimed = set(before.about.get("claim", PHASES)) - set(after.about.get("claim", PHASES))
    yield from (Found("CP605", phase) for phase in claimed)
    if after.share < before.share:
        yield Found("CP605", None, None, "community_share")
    if after.days > before.days:
        yield Found("CP605", None, None, "feedback_days")
    yield from (Found("CP605", None, None, one) for one in after.given.keys() - before.given.keys())
    gone = set(before.about.get("affected", [])) - set(after.about.get("affected", []))
    yield from (Found("CP605", None, None, one) for one in gone)
    ends: dict[Any, date] = {}
    for one in before.file.get("waivers", []):
        key = one["rule"], one.get("session")
        ends[key] = max(ends.get(key, one["until"]), one["until"])
    for one in after.file.get("waivers", []):
        if one["until"] > ends.get((one["rule"], one.get("session")), date.min):
            yield Found("CP605", None, None, one["rule"])


def voices_lost(before: Record, after: Record, table: str, key: str | None) -> Iterable[Record]:
    """The records of a table that are gone, or say something else than they did."""
    left, rest = list(before.get(table, [])), list(after.get(table, []))
    for one in before.get(table, []):
        if one in rest:
            left.remove(one)
            rest.remove(one)
    for old in left:
        if key:
            fits = [one for one in rest if one.get(key) == old.get(key)]
        else:
            fits = [one for one in rest if one["date"] == old["date"] and one.get("to") == old.get("to")]
        others = [one for one in left if one["date"] == old["date"] and one.get("to") == old.get("to")]
        if not fits or (key is None and max(len(fits), len(others)) > 1):
            yield old
            continue
        new = fits[0]
        # A reading that only became withdrawn is no change; what its readers took back goes with it.
        withdrawn = table == "readings" and new.get("said") == "withdrawn"
        but = {"share", *({"said", "level", "words", "settles"} if withdrawn else ())}
        # Readers whom a reading counts are more than none.
        nobody = {"readers"} if withdrawn and old.get("readers") == 0 else set()
        if any(lost(value, new.get(name)) for name, value in old.items() if name not in but | nobody):
            yield old


def lost(old: Any, new: Any) -> bool:
    """Whether something that was recorded is no more; an addition to a list or a table is no loss."""
    if old in (None, "", [], {}):
        return False
    if isinstance(old, list) and isinstance(new, list):
        return any(one not in new for one in old)
    if isinstance(old, dict) and isinstance(new, dict):
        return any(lost(value, new.get(name)) for name, value in old.items())
    return bool(old != new)


def words_of(value: Any) -> Any:
    """What a session settled, without the levels, of which CP602 speaks."""
    if isinstance(value, dict):
        return {name: one["what"] if isinstance(one, dict) else one for name, one in value.items()}
    return value


def own_level(session: Record, matter: str) -> str | None:
    settled = session.get("settled", {}).get(matter)
    return settled.get("level") if isinstance(settled, dict) else None


REWRITTEN = ["settled", "decided", "heard", "asked", "feeds_back", "agenda"]
