from django.conf import settings
from django.db import migrations

GROUP = "Clinical reviewers"
PAGES = {"add_page": "Can add page", "change_page": "Can change page"}


def right(apps, app, model, codename, name):
    """The id of a permission, made if Django has not: it does so after migrating."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    found, _ = Permission.objects.get_or_create(
        content_type_id=kind.pk, codename=codename, defaults={"name": name}
    )
    return found.pk


def make_group(apps, schema_editor):
    """A group that works on drafts and says how certain findings are.

    A group of that name that is already there stays as it is.
    """
    Group = apps.get_model("auth", "Group")
    HomePage = apps.get_model("clinic", "HomePage")
    home = HomePage.objects.order_by("path").first()
    if home is None or Group.objects.filter(name=GROUP).exists():
        return
    group = Group.objects.create(name=GROUP)
    group.permissions.add(
        right(apps, "wagtailadmin", "admin", "access_admin", "Can access Wagtail admin"),
        right(
            apps,
            "articles",
            "claim",
            "rate_findings",
            "Can say how certain a finding is",
        ),
    )
    rows = apps.get_model("wagtailcore", "GroupPagePermission").objects
    for codename, name in PAGES.items():
        permission = right(apps, "wagtailcore", "page", codename, name)
        rows.create(group_id=group.pk, page_id=home.pk, permission_id=permission)


def unmake_group(apps, schema_editor):
    """Without the group, unless somebody is in it."""
    Group = apps.get_model("auth", "Group")
    Group.objects.filter(name=GROUP, user=None).delete()


class Migration(migrations.Migration):
    """The group of those who may say how certain a finding is."""

    dependencies = [
        ("articles", "0004_watch"),
        ("clinic", "0005_groups"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(make_group, unmake_group)]
