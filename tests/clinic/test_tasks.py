"""Background tasks run at once, loudly; many that are the same run as one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks import task
from django_tasks.base import TaskResultStatus
from wagtail.models import ReferenceIndex

from articles.models import Correction
from clinic.models import StandardPage
from clinic.tasks import TaskFailed, each_once
from conditions.models import ArticleTopic
from tests import factories

DONE: list[str] = []


@task()
def note(word: str) -> str:
    """Write a word down."""
    DONE.append(word)
    return word


@task()
def fail() -> None:
    """Go wrong."""
    raise ZeroDivisionError("on purpose")


@pytest.fixture(autouse=True)
def nothing_done() -> None:
    """Nothing is written down yet."""
    DONE.clear()


def test_a_task_runs_when_it_is_asked_for() -> None:
    result = note.enqueue("one")
    assert DONE == ["one"]
    assert result.status == TaskResultStatus.SUCCESSFUL


def test_a_task_that_fails_is_not_hidden() -> None:
    with pytest.raises(TaskFailed, match=r"test_tasks\.fail") as caught:
        fail.enqueue()
    assert isinstance(caught.value.__cause__, ZeroDivisionError)
    assert str(caught.value.__cause__) == "on purpose"


def test_a_failure_is_told_by_who_asked_and_not_by_the_task(caplog) -> None:
    with pytest.raises(TaskFailed):
        fail.enqueue()
    assert caplog.records == []


def test_the_same_task_runs_once_when_the_block_ends() -> None:
    with each_once():
        for word in ("one", "two", "one"):
            assert note.enqueue(word).status == TaskResultStatus.READY
        assert DONE == []
    assert DONE == ["one", "two"]


def test_after_the_block_tasks_run_at_once_again() -> None:
    with each_once():
        note.enqueue("one")
    note.enqueue("two")
    assert DONE == ["one", "two"]


def test_a_block_that_fails_runs_nothing() -> None:
    with pytest.raises(ZeroDivisionError), each_once():
        note.enqueue("one")
        raise ZeroDivisionError
    note.enqueue("two")
    assert DONE == ["two"]


def test_a_task_that_fails_after_the_block_is_not_hidden() -> None:
    with pytest.raises(TaskFailed, match=r"test_tasks\.fail"), each_once():
        fail.enqueue()


def test_a_block_within_a_block_leaves_its_tasks_to_the_outer_one() -> None:
    with each_once():
        with each_once():
            note.enqueue("one")
        note.enqueue("one")
        assert DONE == []
    assert DONE == ["one"]


def test_a_saved_page_is_found_at_once(home) -> None:
    factories.standard_page(title="Glutamate and sleep")
    found = StandardPage.objects.search("glutamate")
    assert [page.title for page in found] == ["Glutamate and sleep"]


def test_a_page_is_indexed_once_with_all_its_rows(db) -> None:
    def questions(number: int) -> int:
        """How often the index of references is asked while such a page goes live."""
        article = factories.article(f"with-{number}-corrections")
        article.corrections = [Correction(text="<p>So.</p>") for _ in range(number)]
        with CaptureQueriesContext(connection) as captured, each_once():
            article.save_revision().publish()
        sql = [query["sql"] for query in captured]
        return sum('FROM "wagtailcore_referenceindex"' in one for one in sql)

    assert questions(8) == questions(1) > 0


def test_what_a_row_names_is_found_after_the_block(db) -> None:
    condition, article = factories.condition(), factories.article()
    assert not ReferenceIndex.get_references_to(condition).exists()
    with each_once():
        article.topics = [ArticleTopic(topic=condition)]
        article.save_revision().publish()
        assert not ReferenceIndex.get_references_to(condition).exists()
    found = ReferenceIndex.get_references_to(condition)
    assert {row.object_id for row in found} == {str(article.pk)}
