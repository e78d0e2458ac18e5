"""Which words of a query say that somebody may need help at once.

The list is short on purpose, and errs on the side of showing a helpline too often: it
costs a reader a glance. It holds the plain words for suicide, self-harm and overdose,
some misspellings, and the emergency numbers themselves. The editorial desk made it; no
clinician has checked it. It is matched word by word, see `clinic.search.words`.
"""

from clinic.search.words import words

PHRASES = (
    *("suicide", "suicides", "suicidal", "sucide", "suicude", "suiside", "sucidal"),
    *("kill myself", "killing myself", "kill me", "end my life", "ending my life"),
    *("take my life", "taking my life", "take my own life", "end it all"),
    *("want to die", "wanna die", "wish i was dead", "wish i were dead"),
    *("better off dead", "no reason to live", "dont want to live"),
    *("self harm", "self harming", "selfharm", "self injury", "cutting myself"),
    *("hurt myself", "hurting myself", "harm myself", "harming myself", "cut myself"),
    *("overdose", "overdosed", "overdosing", "overdoses", "od", "took too much"),
    *("crisis", "emergency", "988", "911"),
)


def mentions_crisis(text: str) -> bool:
    """Whether the text holds one of the phrases, as whole words."""
    said = f" {' '.join(words(text))} "
    return any(f" {phrase} " in said for phrase in PHRASES)
