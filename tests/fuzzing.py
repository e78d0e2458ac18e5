"""How many examples the fuzzed parsers are given: 200, in `make test-deep` 10,000."""

import os

import pytest
from hypothesis import HealthCheck, settings

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
settings.register_profile(
    "short", max_examples=200, deadline=None, suppress_health_check=SLOW
)
settings.register_profile("deep", settings.get_profile("short"), max_examples=10_000)

# A decorator: `make test-deep` runs each test with "fuzzed" in its name that has it.
fuzzed = settings.get_profile(os.environ.get("FUZZING", "short"))

# For modules of fuzzed tests, which know no database: once is enough.
without_database = pytest.mark.skipif(
    os.environ.get("JOURNAL_TEST_DATABASE") == "postgres", reason="ran on SQLite"
)
