"""The field's published ideas as plain data.

Phases and principles: Roper, Grey & Cadogan (2018). Levels: Shier (2001). Matrix: Bovaird (2007), in the labels
of Boyle & Harris (2009). Nothing here computes; everything that prints a name reads it from this module.
"""

from typing import Literal, NamedTuple, get_args

PhaseName = Literal["co-planning", "co-design", "co-delivery", "co-evaluation"]
ShierLevel = Literal["listened", "supported", "considered", "deciding", "shared-power"]
LevelName = Literal["informed", "listened", "supported", "considered", "deciding", "shared-power"]
CommitmentName = Literal["opening", "opportunity", "obligation"]
MatterName = Literal[
    "problem", "people", "approach", "timeframe", "funding", "management",
    "definition", "ideas", "testing",
    "method", "roles", "place",
    "success", "measures", "voices", "data",
]  # fmt: skip
Recognition = Literal["paid", "expenses", "voucher", "in-kind", "voluntary", "declined", "none"]
ReadinessAnswer = Literal["yes", "partly", "no", "unknown"]
Axis = Literal["professional", "both", "community"]
Side = Literal["community", "professional"]
Capacity = Literal["community", "professional", "supporting"]
SessionKind = Literal["meeting", "survey", "ballot"]
Agenda = Literal["community", "professional", "both"]
Account = Literal["agree", "differs", "cannot-say", "not-taken-up", "withdrawn"]
Outcome = Literal["done", "partly", "declined", "open"]
Status = Literal[
    "nothing-logged", "professional-led", "informed", "consulted", "took-part", "community-led", "co-produced"
]
Verdict = Literal["co-produced", "community-led", "cannot-tell", "not-co-produced"]
Untold = Literal["no-session", "informed", "consulted", "took-part", "never-together"]
#: What is on record of a phase after its last session with partners.
Afterwards = Literal["consulted", "informed", "voted", "took-part", "professionals"]
Severity = Literal["error", "warning", "note"]

#: The statuses of a phase that stands.
STANDING: frozenset[Status] = frozenset({"co-produced", "community-led"})

#: The statuses of a phase that is missing community partners. Of `took-part` neither is known.
MISSING_PARTNERS: frozenset[Status] = frozenset({"nothing-logged", "professional-led", "informed", "consulted"})

#: The sides of a session, and every capacity in which people attend one: those who support are on neither side.
SIDES: tuple[Side, ...] = get_args(Side)
CAPACITIES: tuple[Capacity, ...] = get_args(Capacity)


class Phase(NamedTuple):
    """One of the four phases: what happens in it, and what it exists to agree, each with the question it answers."""

    name: PhaseName
    meaning: str
    matters: dict[MatterName, str]


#: The four phases in the order in which the source tells them. They overlap and loop; the order is for reading only.
PHASES: dict[PhaseName, Phase] = {
    phase.name: phase
    for phase in (
        Phase(
            "co-planning",
            "Agree what is to be done, why, with whom and with what means.",
            {
                "problem": "What is the problem or the hope?",
                "people": "Who should be at the table?",
                "approach": "How will people work and decide together?",
                "timeframe": "By when, and at what pace?",
                "funding": "What money and other means are there, and for what?",
                "management": "Who steers, and who answers for it?",
            },
        ),
        Phase(
            "co-design",
            "Define the problem together; shape and try out the answer.",
            {
                "definition": "What exactly is being designed, and for whom?",
                "ideas": "Which ideas are taken up, and which are left?",
                "testing": "How are the ideas tried out, and who says whether they work?",
            },
        ),
        Phase(
            "co-delivery",
            "Carry it out together, in shared roles.",
            {
                "method": "How is it carried out?",
                "roles": "Who does what?",
                "place": "Where does it happen?",
            },
        ),
        Phase(
            "co-evaluation",
            "Say what counts as success, gather evidence, learn from it.",
            {
                "success": "What would count as success?",
                "measures": "How will anybody know?",
                "voices": "Whose account counts?",
                "data": "Who gathers, keeps and reads the evidence?",
            },
        ),
    )
}

#: Every matter, with the phase that exists to agree it.
MATTERS: dict[MatterName, PhaseName] = {matter: phase.name for phase in PHASES.values() for matter in phase.matters}


#: Shier's three stages of commitment at every level, in his order: ready, able, bound.
COMMITMENTS: dict[CommitmentName, str] = {
    "opening": "Somebody is ready and willing.",
    "opportunity": "The means are there: time, skills, procedures, money.",
    "obligation": "It is agreed policy, built into how things are done.",
}


class Level(NamedTuple):
    """One of Shier's five levels, or the one below them, which asks nothing of an organisation.

    `meaning` says what the community's part is, `voice` the same as people would say it of a session that they came to;
    `questions` are what it asks at each stage of commitment, in Shier's order.
    """

    name: LevelName
    number: int
    meaning: str
    voice: str
    questions: dict[CommitmentName, str]


#: `informed`, which is IAP2's, and Shier's levels, lowest first. From `deciding` on, people are partners; from
#: `listened` to `considered` they are consulted. The questions are Shier's in structure; the words are ours, for
#: organisations and all whom their decisions affect.
LEVELS: dict[LevelName, Level] = {
    level.name: level
    for level in (
        Level("informed", 0, "People are told, and not asked.", "They told us, and did not ask.", {}),
        Level(
            "listened",
            1,
            "People are listened to.",
            "They listened to us.",
            {
                "opening": "Are we willing to hear people who raise something with us?",
                "opportunity": "Do our ways of working leave time and place to hear people?",
                "obligation": "Does our policy say that people must be heard?",
            },
        ),
        Level(
            "supported",
            2,
            "People are supported to say what they think.",
            "They helped us to say what we think.",
            {
                "opening": "Are we willing to help people say what they think?",
                "opportunity": "Do we have means that suit people: interpreters, easy read, visits, pay?",
                "obligation": "Does our policy say that support to speak must be given?",
            },
        ),
        Level(
            "considered",
            3,
            "People's views are taken into account.",
            "We were asked, and they decided with our views in mind.",
            {
                "opening": "Are we willing to let people's views change the outcome?",
                "opportunity": "Does our way of deciding weigh views at a set point, and record the reasons?",
                "obligation": "Does our policy say that views must be given due weight?",
            },
        ),
        Level(
            "deciding",
            4,
            "People are involved in deciding.",
            "We decided together.",
            {
                "opening": "Are we willing to have people in the meeting that decides?",
                "opportunity": "Is there a procedure by which people join the meeting that decides?",
                "obligation": "Does our policy say that people must be in the meeting that decides?",
            },
        ),
        Level(
            "shared-power",
            5,
            "People share power and responsibility for deciding.",
            "We decided together, and we answer for it together.",
            {
                "opening": "Are we willing to give up some of our power?",
                "opportunity": "Is there a procedure for deciding together, and for answering for it together?",
                "obligation": "Does our policy say that power and responsibility are shared?",
            },
        ),
    )
}

#: Shier's own levels; readiness asks of these.
SHIER_LEVELS: dict[ShierLevel, Level] = {name: LEVELS[name] for name in get_args(ShierLevel)}

#: The level that the Convention asks for if children are affected, all the way through its obligation; Shier draws
#: the line there. The levels above go beyond article 12.1.
UNCRC_FLOOR: ShierLevel = "considered"

#: The levels at which a community participant is consulted and not a partner.
CONSULTED_LEVELS: frozenset[LevelName] = frozenset({"listened", "supported", "considered"})

#: The levels at which people help to decide.
PARTNER_LEVELS: frozenset[LevelName] = frozenset({"deciding", "shared-power"})

#: What the level of a session says of the community people in it, and what can be said if no level is recorded.
CONSULTED_OR_PARTNERS = (
    "From the fourth level on, people are partners. From the first to the third, they are consulted: asked and heard, "
    "while others decide. At level 0 they are informed: told, and not asked."
)
NO_LEVEL = "If no level is recorded, nobody can tell whether people decided, and nobody is counted as a partner."

#: The label of the middle cell of the matrix.
FULL_CO_PRODUCTION = "Full co-production"

#: The design and delivery matrix: (design, delivery) to the label of the cell, as Boyle & Harris (2009) adapt Bovaird.
MATRIX: dict[tuple[Axis, Axis], str] = {
    ("professional", "professional"): "Traditional professional service provision",
    ("both", "professional"): "Professional service provision but users/communities involved in planning and design",
    ("community", "professional"): "Professionals as sole service deliverers",
    ("professional", "both"): "User co-delivery of professionally designed services",
    ("both", "both"): FULL_CO_PRODUCTION,
    ("community", "both"): "User/community delivery of services with little formal/professional input",
    ("professional", "community"): "User/community delivery of professionally planned services",
    ("both", "community"): "User/community delivery of co-planned or co-designed services",
    ("community", "community"): "Self-organised community provision",
}
