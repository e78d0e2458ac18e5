from django.conf import settings
from django.db import migrations

GROUP = "Managers"


def read_messages(apps):
    """The right, made if Django has not: it does so after migrating."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label="clinic", model="message")
    found, _ = Permission.objects.get_or_create(
        content_type_id=kind.pk,
        codename="read_messages",
        defaults={"name": "Can read, settle and delete messages"},
    )
    return found.pk


def let_managers_read(apps, schema_editor):
    """Give the right to the group of that name, if it is still there."""
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name=GROUP):
        group.permissions.add(read_messages(apps))


def take_it_back(apps, schema_editor):
    """Without the right."""
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name=GROUP):
        group.permissions.remove(read_messages(apps))


class Migration(migrations.Migration):
    """Managers read what readers write; nobody else but administrators does."""

    dependencies = [
        ("clinic", "0009_contact"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(let_managers_read, take_it_back)]
