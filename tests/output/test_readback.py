from coprod.framework import LEVELS
from coprod.model import Project, Session
from coprod.output.paper import spoken
from coprod.output.shared import Shared
from tests.conftest import document


def told(text: str, *, shared: bool = False) -> str:
    project: Project = document(text).project
    [session] = project.sessions
    return spoken(session, Shared(project) if shared else Shared(project, names=True))


def one(who: str, more: str = "") -> str:
    return f'[[sessions]]\ndate = 2026-01-12\nphase = "co-planning"\n{who}\n{more}\n'


def test_only_what_is_recorded_is_told() -> None:
    assert told(one('community = ["A"]')) == (
        "This is about 12 January 2026. 1 person from the community came. No decision is on record."
    )
    assert told(one('professional = ["A", "B"]')) == (
        "This is about 12 January 2026. 2 professionals came. Nobody from the community came. No decision is on record."
    )
    assert "12 people from the community and 1 professional came." in told(
        one('community = ["A"]\nprofessional = ["B"]\nalso_present = { community = 11 }')
    )


def test_what_else_was_decided_is_told_and_whether_people_replied_or_voted() -> None:
    text = told(
        one('community = ["A"]', 'decided = ["It is called Riverside"]\nkind = "ballot"\nsettled = { place = "Here" }')
    )
    assert text == (
        "This is about 12 January 2026. 1 person from the community voted. This was decided: Where does it happen? "
        "Here. It is called Riverside."
    )
    assert "12 people from the community replied." in told(one("also_present = { community = 12 }", 'kind = "survey"'))


def test_people_whom_nobody_counted_are_no_number() -> None:
    assert "Some people from the community and 1 professional came." in told(
        one('professional = ["B"]\nalso_present = { community = "some" }')
    )
    assert "3 people from the community, and others, and some professionals came." in told(
        one('community = ["A", "B", "C"]\nalso_present = { community = "some", professional = "some" }')
    )


def test_what_is_shared_names_nobody_and_counts_no_small_group_out() -> None:
    text = one('community = ["Ana"]\nprofessional = ["Jo"]', 'title = "At Ana\'s"\nsettled = { people = "Jo decides" }')
    assert "Ana's" in told(text)
    shared = told(text, shared=True)
    assert "Fewer than five people from the community and fewer than five professionals came." in shared
    assert "Ana" not in shared
    assert "Jo" not in shared


def test_what_was_fixed_is_told_with_the_sessions_of_its_phase() -> None:
    given = '[project]\nname = "x"\n[project.given]\nfunding = "Capped."\nroles = "Staff only"\n'
    text = told(given + one('community = ["A"]'))
    assert text.endswith(
        "This is recorded as fixed from outside: What money and other means are there, and for what? Capped."
    )


def test_the_recorded_level_cannot_be_told_from_it() -> None:
    def read(level: str) -> str:
        return told(one('community = ["A"]\nprofessional = ["B"]', f'{level}\nsettled = {{ people = "All" }}'))

    assert len({read(level) for level in ("", *(f'level = "{level}"' for level in LEVELS))}) == 1


def test_every_session_can_be_read_out() -> None:
    session = Session.model_validate({"date": "2026-01-12", "phase": "co-design", "community": ["A"]}, strict=False)
    assert "These were heard" not in spoken(session, Shared(document("").project, names=True))
