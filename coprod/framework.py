"""The field's published ideas as plain data.

Phases and principles: Roper, Grey & Cadogan (2018). Levels: Shier (2001). Matrix: Bovaird (2007), in the labels
of Boyle & Harris (2009). Nothing here computes; everything that prints a name reads it from this module.
"""

from typing import Literal, get_args

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


#: The four phases in the order in which the source tells them, each with what it exists to agree. They overlap and
#: loop; the order is for reading only.
PHASES: dict[PhaseName, tuple[MatterName, ...]] = {
    "co-planning": ("problem", "people", "approach", "timeframe", "funding", "management"),
    "co-design": ("definition", "ideas", "testing"),
    "co-delivery": ("method", "roles", "place"),
    "co-evaluation": ("success", "measures", "voices", "data"),
}

#: Every matter, with the phase that exists to agree it.
MATTERS: dict[MatterName, PhaseName] = {matter: phase for phase, matters in PHASES.items() for matter in matters}

#: Shier's three stages of commitment at every level, in his order: ready, able, bound.
COMMITMENTS: tuple[CommitmentName, ...] = get_args(CommitmentName)

#: `informed`, which is IAP2's, and Shier's levels, lowest first, each with its number. From `deciding` on, people are
#: partners; from `listened` to `considered` they are consulted.
LEVELS: dict[LevelName, int] = {level: number for number, level in enumerate(get_args(LevelName))}

#: Shier's own levels; readiness asks of these.
SHIER_LEVELS: dict[ShierLevel, int] = {level: LEVELS[level] for level in get_args(ShierLevel)}

#: The level that the Convention asks for if children are affected, all the way through its obligation; Shier draws
#: the line there. The levels above go beyond article 12.1.
UNCRC_FLOOR: ShierLevel = "considered"

#: The levels at which people help to decide.
PARTNER_LEVELS: frozenset[LevelName] = frozenset({"deciding", "shared-power"})

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
