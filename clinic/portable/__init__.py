"""Pages, pictures and settings, carried between the site and fixture files."""

from clinic.portable.clear import clear, what_goes
from clinic.portable.export import export
from clinic.portable.files import Problem, Refused
from clinic.portable.load import fixture_folders, load
from clinic.portable.one_file import one_file
from clinic.portable.plan import Action, Plan

__all__ = [
    "Action",
    "Plan",
    "Problem",
    "Refused",
    "clear",
    "export",
    "fixture_folders",
    "load",
    "one_file",
    "what_goes",
]
