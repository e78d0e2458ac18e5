"""How a new article may begin: sections for each kind, with prompts for its author."""

from clinic.desk.starts import BLANK, Start, care_card, section
from clinic.rules.prompts import MARK, prompt

EXPLAINER = Start(
    "explainer",
    "Explainer",
    "How something works: what it is, what is known, what is not, what it means.",
    (
        *section("What it is", "Say it as you would to a friend, in a few sentences."),
        *section("How it works", "One step after the other. A drawing may help."),
        *section(
            "What is known",
            "What studies found, numbers first. Cite each statement with /.",
        ),
        *section("What is not known", "Say it as plainly as what is known."),
        *section(
            "What it means for you",
            "What a reader may do with this, and whom to ask before changing anything.",
        ),
    ),
    {"kind": "explainer"},
)

GUIDE = Start(
    "guide",
    "Guide to a treatment",
    "What happens before, during and afterwards, and when to get help.",
    (
        *section(
            "Who this guide is for",
            "Whom the treatment is meant for, and who should talk to a doctor first.",
        ),
        *section(
            "Before the treatment",
            "What to tell the team, what to go on taking, and who decides that.",
        ),
        (
            "do_dont",
            {
                "do": [f"{MARK} What to do on the day before"],
                "dont": [f"{MARK} What to leave"],
            },
        ),
        *section("What happens"),
        (
            "steps",
            {
                "title": "",
                "steps": [
                    {"title": f"{MARK} The first step", "text": ""},
                    {"title": f"{MARK} The next step", "text": ""},
                ],
            },
        ),
        *section(
            "Afterwards",
            "How people feel for the rest of the day, and when they may drive again.",
        ),
        *section(
            "Side effects",
            "For each that has a page, add “How often a side effect happens” here.",
        ),
        *section("When to get help", aspect="get-help"),
        care_card(
            "urgent",
            "Call the clinic the same day if",
            "A sign that can wait for an hour, but not until tomorrow",
        ),
        care_card(
            "emergency",
            "Get help now if",
            "A sign that cannot wait. The helplines are added below the card",
        ),
        *section("Questions to ask", "Three to five that a reader can take along."),
    ),
    {"kind": "guide"},
)

REVIEW = Start(
    "review",
    "Review of the evidence",
    "What was asked, what studies found, how sure that is, what is not known.",
    (
        *section(
            "The question",
            "One sentence: for whom, which treatment, compared with what.",
        ),
        *section(
            "What the studies found",
            "Begin with what matters most to a reader. One finding for each result.",
        ),
        (
            "finding",
            {
                "statement": prompt("One result, in one plain sentence, number first."),
                "certainty": "unrated",
                "population": f"{MARK} Who was studied, how many, for how long.",
                "sources": [],
            },
        ),
        *section(
            "How sure this is",
            "What makes it more or less certain: how many people, how long, who paid.",
        ),
        *section("What is not known", "The questions that no study has answered."),
        *section(
            "What it means for you",
            "What a reader may do with this, and whom to ask before changing anything.",
        ),
    ),
    {"kind": "review"},
)

NEWS = Start(
    "news",
    "News",
    "What is new, why it matters, and what stays the same.",
    (
        ("paragraph", prompt("What happened, where and when. Cite the source with /.")),
        *section("Why it matters", "To whom, and how soon."),
        *section("What stays the same", "What nobody should change because of it."),
        (
            "warning",
            {
                "title": "Do not stop a medicine on your own",
                "text": "<p>Talk to the person who prescribed it first.</p>",
            },
        ),
    ),
    {"kind": "news"},
)

STARTS = (EXPLAINER, GUIDE, REVIEW, NEWS, BLANK)
