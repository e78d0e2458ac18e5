"""Which words of a query say that somebody may need help at once.

It errs on the side of showing a helpline too often: that costs a reader a glance. It
holds the plain words for suicide, self-harm and overdose, said of oneself or of somebody
else, some misspellings, what an ambulance is called for, and the emergency numbers. The
editorial desk made it; no clinician has checked it. It is matched word by word, as
`clinic.search.words` makes them: an apostrophe is gone, a hyphen is a space.
"""

import re
from difflib import get_close_matches

from clinic.search.words import words

SELF = r"(my|your|him|her|it|them|our|one)sel(f|ves)"
MY = r"(my|your|his|her|their|our|ones|a)( own)?"
DO_NOT = r"(do|does|did) ?nt|(do|does|did) not"
CANNOT = r"cant|cannot|can not|couldnt|could not"

PATTERNS = (
    r"suicid\w*",
    rf"(kill|hurt|harm|hang|cut|injur|poison|shoot|burn)\w* {SELF}",
    rf"(drown|drowning|stab|stabbing) {SELF}",
    r"kill me",
    rf"(end|ending|ended|ends|take|taking|took|takes) {MY} (life|lives)",
    r"(end|ending) it all",
    r"(want|wants|wanted|wanting|going) to die|wanna die",
    r"wish (i|he|she|we|they) (was|were) (dead|never born)",
    r"better off (dead|without me)",
    r"(no reason|nothing) to live( for)?",
    rf"({DO_NOT}) (want to|wanna) (live|be alive|be here|exist|go on|wake up)",
    rf"({CANNOT}) go on",
    r"self ?(harm|injur|mutilat|cut|hurt)\w*",
    # overdose, or what may be one
    r"overdos\w*|od|(take|took|taken|taking) too (much|many)|too many (pills|tablets)",
    # what an ambulance is called for
    rf"({CANNOT}) (breathe|breath)|(not|stopped|trouble|difficulty) breathing",
    rf"({CANNOT}|wont|will not) wake( (up|him|her|them))?",
    r"chest (pain|pains)|unconscious|unresponsive|passed out",
    r"crisis|emergency|988|911",
)
CRISIS = re.compile(rf"\b({'|'.join(f'({each})' for each in PATTERNS)})\b")
# How much alike a word is to "suicide" if it was meant, of 1: "suside" has 0.77.
NAMES, ALIKE = ("suicide", "suicidal"), 0.75


def mentions_crisis(text: str) -> bool:
    """Whether the text says one of these, as whole words."""
    said = words(text)
    is_misspelled = any(
        word.startswith("s") and get_close_matches(word, NAMES, cutoff=ALIKE)
        for word in said
    )
    return is_misspelled or CRISIS.search(" ".join(said)) is not None
