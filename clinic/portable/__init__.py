"""Pages, pictures and settings, carried between the site and fixture files."""

from clinic.portable.export import export
from clinic.portable.files import Problem, Refused
from clinic.portable.load import fixture_folders, load
from clinic.portable.plan import Action, Plan

__all__ = [
    "Action",
    "Plan",
    "Problem",
    "Refused",
    "export",
    "fixture_folders",
    "load",
]
