from django.db import migrations

NAME = "Clinical review"
GROUP = "Clinical reviewers"


def make_workflow(apps, schema_editor):
    """A workflow of one step, at which the clinical reviewers sign.

    Only for a home page to which nobody has assigned a workflow, and if there is none of
    that name: what a site has decided for itself stays.
    """
    HomePage = apps.get_model("clinic", "HomePage")
    Task = apps.get_model("clinic", "ClinicalReviewTask")
    Workflow = apps.get_model("wagtailcore", "Workflow")
    WorkflowPage = apps.get_model("wagtailcore", "WorkflowPage")
    home = HomePage.objects.order_by("path").first()
    is_taken = home is None or WorkflowPage.objects.filter(page_id=home.pk).exists()
    if is_taken or Workflow.objects.filter(name=NAME).exists():
        return
    ContentType = apps.get_model("contenttypes", "ContentType")
    kind, _ = ContentType.objects.get_or_create(
        app_label="clinic", model="clinicalreviewtask"
    )
    task = Task.objects.create(name=NAME, content_type_id=kind.pk)
    groups = apps.get_model("auth", "Group").objects.filter(name=GROUP)
    task.groups.add(*groups.values_list("pk", flat=True))
    workflow = Workflow.objects.create(name=NAME)
    steps = apps.get_model("wagtailcore", "WorkflowTask").objects
    steps.create(workflow_id=workflow.pk, task_id=task.pk, sort_order=0)
    WorkflowPage.objects.create(workflow_id=workflow.pk, page_id=home.pk)


def unmake_workflow(apps, schema_editor):
    """Without it, unless a page has been through it."""
    workflows = apps.get_model("wagtailcore", "Workflow").objects.filter(name=NAME)
    tasks = apps.get_model("clinic", "ClinicalReviewTask").objects.filter(name=NAME)
    workflows.filter(workflow_states=None).delete()
    tasks.filter(workflow_tasks=None, task_states=None).delete()


class Migration(migrations.Migration):
    """Clinical texts wait for the signature of a clinical reviewer."""

    dependencies = [
        ("articles", "0006_drawing"),
        ("clinic", "0011_clinical_review"),
        ("wagtailcore", "0098_apitoken"),
    ]

    operations = [migrations.RunPython(make_workflow, unmake_workflow)]
