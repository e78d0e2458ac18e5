from django.conf import settings
from django.db import migrations

# The rights on pages: those that Wagtail gives on the root, and ours on the home page.
THEIRS = {
    "Editors": {"add_page", "change_page"},
    "Moderators": {"add_page", "change_page", "publish_page", "lock_page", "unlock_page"},
}
OURS = {
    "Editors": {"add_page", "change_page", "publish_page"},
    "Managers": {
        "add_page",
        "change_page",
        "publish_page",
        "lock_page",
        "unlock_page",
        "bulk_delete_page",
    },
}
# What managers may do besides: app, model, right, its name.
ELSEWHERE = [
    ("clinic", "clinicsettings", "change_clinicsettings", "Can change clinic settings"),
    ("clinic", "user", "add_user", "Can add user"),
    ("clinic", "user", "change_user", "Can change user"),
    ("clinic", "user", "delete_user", "Can delete user"),
]
COLLECTIONS = [
    ("wagtailcore", "collection", "add_collection", "Can add collection"),
    ("wagtailcore", "collection", "change_collection", "Can change collection"),
    ("wagtailcore", "collection", "delete_collection", "Can delete collection"),
]
PAGES = {
    "add_page": "Can add page",
    "change_page": "Can change page",
    "publish_page": "Publish any page",
    "lock_page": "Lock/unlock pages you've locked",
    "unlock_page": "Unlock any page",
    "bulk_delete_page": "Delete pages with children",
}


def right(apps, app, model, codename, name):
    """The id of a permission, made if Django has not: it does so after migrating.

    Ids throughout: going back, two states of one model meet, and Django takes a row
    of the one for no row of the other.
    """
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    kind, _ = ContentType.objects.get_or_create(app_label=app, model=model)
    found, _ = Permission.objects.get_or_create(
        content_type_id=kind.pk, codename=codename, defaults={"name": name}
    )
    return found.pk


def untouched(apps, name, page, codenames):
    """The group of that name if it has these rights on that page and no others."""
    Group = apps.get_model("auth", "Group")
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    group = Group.objects.filter(name=name).first()
    rows = GroupPagePermission.objects.filter(group_id=group and group.pk)
    has = set(rows.values_list("page_id", "permission__codename"))
    is_so = page and has == {(page.pk, codename) for codename in codenames}
    return group if group and is_so else None


def give(apps, group, page, codenames):
    """These rights on that page, instead of all that the group had on pages."""
    GroupPagePermission = apps.get_model("wagtailcore", "GroupPagePermission")
    GroupPagePermission.objects.filter(group_id=group.pk).delete()
    for codename in sorted(codenames):
        permission = right(apps, "wagtailcore", "page", codename, PAGES[codename])
        GroupPagePermission.objects.create(
            group_id=group.pk, page_id=page.pk, permission_id=permission
        )


def rename(apps, group, name):
    """Another name for the group, and for the workflow and task called after it."""
    old, group.name = group.name, name
    group.save()
    for model in ("Workflow", "Task"):
        rows = apps.get_model("wagtailcore", model).objects
        rows.filter(name=f"{old} approval").update(name=f"{name} approval")


def root_and_home(apps):
    Page = apps.get_model("wagtailcore", "Page")
    HomePage = apps.get_model("clinic", "HomePage")
    home = HomePage.objects.order_by("path").first()
    return (
        Page.objects.filter(depth=1).first(),
        home and Page.objects.get(pk=home.pk),
    )


def make_groups(apps, schema_editor):
    """Let editors publish; turn Wagtail's moderators into managers.

    A group that somebody has changed, renamed or deleted stays as it is.
    """
    Group = apps.get_model("auth", "Group")
    root, home = root_and_home(apps)
    if home is None:
        return
    if group := untouched(apps, "Editors", root, THEIRS["Editors"]):
        give(apps, group, home, OURS["Editors"])
    group = untouched(apps, "Moderators", root, THEIRS["Moderators"])
    if group is None or Group.objects.filter(name="Managers").exists():
        return
    give(apps, group, home, OURS["Managers"])
    group.permissions.add(*(right(apps, *names) for names in ELSEWHERE))
    Collection = apps.get_model("wagtailcore", "Collection")
    GroupCollectionPermission = apps.get_model(
        "wagtailcore", "GroupCollectionPermission"
    )
    for names in COLLECTIONS:
        GroupCollectionPermission.objects.get_or_create(
            group_id=group.pk,
            collection_id=Collection.objects.get(depth=1).pk,
            permission_id=right(apps, *names),
        )
    rename(apps, group, "Managers")


def unmake_groups(apps, schema_editor):
    """Back to what Wagtail made, where nobody has changed it since."""
    root, home = root_and_home(apps)
    if group := untouched(apps, "Editors", home, OURS["Editors"]):
        give(apps, group, root, THEIRS["Editors"])
    if group := untouched(apps, "Managers", home, OURS["Managers"]):
        give(apps, group, root, THEIRS["Moderators"])
        group.permissions.remove(*(right(apps, *names) for names in ELSEWHERE))
        apps.get_model("wagtailcore", "GroupCollectionPermission").objects.filter(
            group_id=group.pk,
            permission_id__in=[right(apps, *names) for names in COLLECTIONS],
        ).delete()
        rename(apps, group, "Moderators")


class Migration(migrations.Migration):
    """The groups of a new site: editors write and publish, managers also decide."""

    dependencies = [
        ("clinic", "0004_looks_and_words"),
        ("wagtailcore", "0098_apitoken"),
        ("wagtailadmin", "0006_formstate"),
        ("wagtailimages", "0027_image_description"),
        ("wagtaildocs", "0014_alter_document_file_size"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [migrations.RunPython(make_groups, unmake_groups)]
