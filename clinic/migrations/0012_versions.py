import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# The types whose earlier versions stay readable.
VERSIONED = (
    ("articles", "articlepage"),
    ("articles", "keyfactpage"),
    ("conditions", "conditionpage"),
    ("conditions", "sideeffectpage"),
)


def keep_what_is_live(apps, schema_editor):
    """What readers have now is the first version of which there is a record."""
    Page = apps.get_model("wagtailcore", "Page")
    Version = apps.get_model("clinic", "Version")
    kinds = models.Q()
    for app, model in VERSIONED:
        kinds |= models.Q(content_type__app_label=app, content_type__model=model)
    pages = Page.objects.filter(kinds, live=True, live_revision__isnull=False)
    for page in pages.select_related("live_revision").iterator(100):
        content = dict(page.live_revision.content)
        content.pop("wagtail_admin_comments", None)
        Version.objects.create(
            page=page,
            number=1,
            kind="first",
            published_at=page.last_published_at or page.live_revision.created_at,
            by_id=page.live_revision.user_id,
            revision=page.live_revision,
            content=content,
        )


class Migration(migrations.Migration):
    """Every version of a page that went live, and what was told of the change."""

    dependencies = [
        ("clinic", "0011_clinical_review"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="PendingNote",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("first", "First version"),
                            ("minor", "Wording or layout"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                            ("safety", "Safety"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=300)),
                (
                    "revision",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="pending_note",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Version",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("first", "First version"),
                            ("minor", "Wording or layout"),
                            ("update", "Update"),
                            ("correction", "Correction"),
                            ("safety", "Safety"),
                        ],
                        max_length=12,
                    ),
                ),
                ("sentence", models.CharField(blank=True, max_length=300)),
                ("published_at", models.DateTimeField()),
                (
                    "content",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        null=True,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "page",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="versions",
                        to=settings.WAGTAIL_PAGE_MODEL,
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wagtailcore.revision",
                    ),
                ),
            ],
            options={
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("page", "number"),
                        name="one_version_per_page_and_number",
                    )
                ],
            },
        ),
        migrations.RunPython(keep_what_is_live, migrations.RunPython.noop),
    ]
