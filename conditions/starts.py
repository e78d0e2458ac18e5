"""How the page of a new condition may begin: the sections of a health page."""

from clinic.desk.starts import BLANK, Start, care_card, section

CONDITION = Start(
    "sections",
    "With all sections",
    "What it is, symptoms, causes, diagnosis, treatments, living with it, help.",
    (
        *section(
            "What it is",
            "What it is and how common it is, in words that a person in it would use.",
            aspect="overview",
        ),
        *section("Symptoms", "What people notice first.", aspect="symptoms"),
        *section("Causes", "What is known, and what is not.", aspect="causes"),
        *section(
            "How it is found", "Who makes the diagnosis, and how.", aspect="diagnosis"
        ),
        *section(
            "Treatments",
            "First what is well studied, then what is not. Cite each with /.",
            aspect="treatments",
        ),
        *section("What you can do", "What helps day by day.", aspect="self-care"),
        *section("Living with it", "Work, family, money.", aspect="living-with"),
        *section("When to get help", aspect="get-help"),
        care_card(
            "urgent",
            "Call your doctor or the clinic the same day if",
            "A sign that can wait for an hour, but not until tomorrow",
        ),
        care_card(
            "emergency",
            "Get help now if",
            "A sign that cannot wait. The helplines are added below the card",
        ),
    ),
)

STARTS = (CONDITION, BLANK)
