"""The small table of words that are names too, or that stand beside names, folded; `name_words.toml` holds them."""

import re
from pathlib import Path

import rtoml

from coprod.model.folding import key

_WORDS = {
    name: frozenset(map(key, words.split()))
    for name, words in rtoml.loads(Path(__file__).with_suffix(".toml").read_text("utf-8")).items()
}
DAYS, LITTLE, NAMES, BODIES = (_WORDS[name] for name in ("days", "little", "names", "bodies"))
TITLES, PARTICLES, HONORIFICS = (_WORDS[name] for name in ("titles", "particles", "honorifics"))

#: Words that are names, too: in doubt, they are words.
TABLE = DAYS | LITTLE | NAMES

#: Those of the bodies and roles that nobody is called; Tîm is a team in Welsh.
ROLES = BODIES - NAMES - {"tim"}

#: What Arabic and Hebrew write onto the beginning of a word.
PROCLITICS = re.compile("[وفו]?[بكلسש]?[בלמכ]?(?:ال|[لה])?")

#: Words that only fold to somebody's name: on, to Ali.
UNFOLDED = frozenset(("على",))

#: Letters that are also written as two.
SPELLED_OUT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "Å": "Aa", "Ø": "Oe"}
)
