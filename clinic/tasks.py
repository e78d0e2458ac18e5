"""Background tasks, run at once; many that are the same can be run as one."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django_tasks.backends.immediate import ImmediateBackend
from django_tasks.base import Task, TaskResult, TaskResultStatus
from modelcluster.fields import ParentalKey

# Wagtail's task that writes down what an object names.
INDEXING = "wagtail.tasks.update_reference_index_task"

Waiting = dict[str, tuple[Task[..., Any], Any, Any]]
_waiting: ContextVar[Waiting | None] = ContextVar("waiting", default=None)


_failure: ContextVar[BaseException | None] = ContextVar("failure", default=None)


class TaskFailed(Exception):
    """A task failed; the message is its name, the cause what went wrong in it."""


def keep_failure(**told: Any) -> None:
    """Receiver of `task_finished`: keep the exception, of which the result has only text."""
    _failure.set(sys.exception())


class Immediate(ImmediateBackend):
    """Runs a task when it is asked for, and raises what goes wrong in it.

    Wagtail updates its search and reference indexes by tasks. The stock backend hides
    their failures: a page would be saved and its index silently stay as it was.
    """

    def enqueue(self, task: Task[..., Any], args: Any, kwargs: Any) -> TaskResult[Any]:
        """Run the task, or, inside `each_once`, keep it for later."""
        waiting = _waiting.get()
        if waiting is not None:
            if task.module_path == INDEXING:
                args = whole(*args)
            waiting[f"{task.module_path} {args!r} {kwargs!r}"] = (task, args, kwargs)
            return TaskResult(
                task=task,
                id="later",
                status=TaskResultStatus.READY,
                enqueued_at=None,
                started_at=None,
                finished_at=None,
                last_attempted_at=None,
                args=args,
                kwargs=kwargs,
                backend=self.alias,
                errors=[],
                worker_ids=[],
            )
        result = super().enqueue(task, args, kwargs)
        if result.status == TaskResultStatus.FAILED:
            raise TaskFailed(task.module_path) from _failure.get()
        return result


def whole(app: str, model: str, pk: str) -> tuple[str, str, str]:
    """What Wagtail indexes for a row: the page it belongs to, named as the row is."""
    kind: Any = apps.get_model(app, model)
    for field in kind._meta.get_fields():
        if isinstance(field, ParentalKey):
            rows = kind._base_manager.filter(pk=pk)
            parent = rows.values_list(field.attname, flat=True).first()
            if parent is not None:
                above = field.related_model._meta
                return whole(above.app_label, above.model_name, str(parent))
    return app, model, pk


@contextmanager
def each_once() -> Iterator[None]:
    """Keep all tasks until the block ends without a failure, then run each one once.

    A page that is saved three times, or with twenty rows, is then indexed once.
    """
    token = _waiting.set({})
    try:
        yield
        waiting = _waiting.get() or {}
    finally:
        _waiting.reset(token)
    for task, args, kwargs in waiting.values():
        task.get_backend().enqueue(task, args, kwargs)
