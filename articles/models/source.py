"""What sorts of source there are, how they were studied, and what becomes of them."""

from django.core.validators import RegexValidator
from django.db import models

PARTIAL_DATE = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    "Write a year, year-month or year-month-day, such as 2000-02.",
)
DOI = RegexValidator(r"^10\.\d{4,9}/\S+$", "A DOI begins with 10. and has a slash.")
DIGITS = RegexValidator(r"^\d{1,9}$", "A PMID is a number.")
PMCID = RegexValidator(r"^PMC\d{1,9}$", "A PMCID is PMC and a number.")


class Kind(models.TextChoices):
    """What sort of source it is; the values are CSL's names where CSL has one."""

    ARTICLE = "article-journal", "Journal article"
    WEBPAGE = "webpage", "Web page"
    BOOK = "book", "Book"
    CHAPTER = "chapter", "Book chapter"
    REPORT = "report", "Report"
    GUIDELINE = "guideline", "Guideline"
    REGULATORY = "regulatory", "Regulatory document"


class Status(models.TextChoices):
    """What has become of the source since it was published."""

    CURRENT = "current", "Current"
    CORRECTED = "corrected", "Corrected"
    CONCERN = "concern", "Expression of concern"
    RETRACTED = "retracted", "Retracted"
    WITHDRAWN = "withdrawn", "Withdrawn"
    SUPERSEDED = "superseded", "Superseded"
    UNKNOWN = "unknown", "Not checked"


# What readers need not be warned of.
SOUND = {Status.CURRENT, Status.UNKNOWN}
# What nothing should rest on any more.
GONE = {Status.RETRACTED, Status.WITHDRAWN}


class StudyDesign(models.TextChoices):
    """How it was studied, after MeSH's publication types."""

    TRIAL = "randomised controlled trial", "Randomized controlled trial"
    SYSTEMATIC = "systematic review", "Systematic review"
    META = "meta-analysis", "Meta-analysis"
    COHORT = "cohort", "Cohort study"
    SERIES = "case series", "Case series"
    ANIMAL = "animal study", "Animal study"
    LABORATORY = "laboratory study", "Laboratory study"
    REVIEW = "review", "Review"
    GUIDELINE = "guideline", "Guideline"
    LABEL = "regulatory label", "Regulatory label"
    NOTICE = "regulatory notice", "Regulatory notice"
    PATIENT = "patient information", "Information for patients"
    NEWS = "news", "News"
