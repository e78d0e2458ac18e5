from django.db import migrations

GROUPS = ("Editors", "Managers")
RIGHTS = {
    "add_searchpromotion": "Can add search promotion",
    "change_searchpromotion": "Can change search promotion",
    "delete_searchpromotion": "Can delete search promotion",
}


def rights(apps):
    """The ids of the rights, made if Django has not: it does so after migrating."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(
        app_label="wagtailsearchpromotions", model="searchpromotion"
    )
    return [
        Permission.objects.get_or_create(
            content_type_id=kind.pk, codename=codename, defaults={"name": name}
        )[0].pk
        for codename, name in RIGHTS.items()
    ]


def give(apps, schema_editor):
    """Let editors and managers pin pages to searches, where there are such groups."""
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(*rights(apps))


def take(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.remove(*rights(apps))


class Migration(migrations.Migration):
    """Editors and managers choose which page stands above a search."""

    dependencies = [
        ("clinic", "0007_failed_searches"),
        ("wagtailsearchpromotions", "0008_query_verbose_name"),
    ]

    operations = [migrations.RunPython(give, take)]
