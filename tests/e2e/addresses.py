"""The addresses that the journeys visit: one of every type of page."""

HOME = "/"
JOURNAL = "/mental-health-journal/"
ARTICLE = "/mental-health-journal/rewiring-the-brain/"
# By what they cite: ARTICLE has 58 sources, these the most and the fewest of the journal.
LONGEST_ARTICLE = (
    f"{JOURNAL}ketamine-treatment-the-science-behind-mental-health-relief/"
)
SHORTEST_ARTICLE = f"{JOURNAL}ketamine-therapy-for-mood-disorders/"
CONDITION = "/conditions/ptsd/"
SIDE_EFFECT = "/side-effects/nausea/"
REFERENCE = "/references/zarate-2012/"
AUTHOR = "/authors/athens-ketamine-center/"
KEY_FACT = "/key-facts/what-is-licensed/"
STANDARD_PAGE = "/privacy/"
CONTACT = "/contact/"
THANKS = "/contact/thanks/"
INDEXES = [
    JOURNAL,
    "/conditions/",
    "/side-effects/",
    "/references/",
    "/authors/",
    "/key-facts/",
]
SINGLE_PAGES = [
    HOME,
    ARTICLE,
    CONDITION,
    SIDE_EFFECT,
    REFERENCE,
    AUTHOR,
    KEY_FACT,
    STANDARD_PAGE,
    CONTACT,
]
MISSING = "/no-such-page/"
SEARCH = "/search/?q=ketamine"
SEARCHES = [
    "/search/",
    SEARCH,
    "/search/?q=ketamine&type=reference&year=2018",
    "/search/?q=suicide+zebra",
    "/mental-health-journal/?condition=ptsd&kind=explainer",
]
COMPARISON = "/side-effects/compare/"
EVERY_TYPE = [*SINGLE_PAGES, *INDEXES, COMPARISON, THANKS, *SEARCHES, MISSING]
