"""Every version that went live stays readable, marked as an earlier one."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import ProtectedError
from django.test.utils import CaptureQueriesContext

from articles.models import Correction
from clinic.models import PendingNote, User, Version
from clinic.models.version import RecordError
from clinic.models.versioned import Said
from tests import factories

pytestmark = pytest.mark.django_db
