from django.db import migrations


def make_home(apps, schema_editor):
    """Put our home page in the place of the welcome page that Wagtail ships."""
    ContentType = apps.get_model("contenttypes", "ContentType")
    Page = apps.get_model("wagtailcore", "Page")
    Site = apps.get_model("wagtailcore", "Site")
    Locale = apps.get_model("wagtailcore", "Locale")
    HomePage = apps.get_model("clinic", "HomePage")
    page_type = ContentType.objects.get(app_label="wagtailcore", model="page")
    welcome = Page.objects.filter(content_type=page_type, depth=2, slug="home")
    Site.objects.filter(root_page__in=welcome).delete()
    welcome.delete()
    root = Page.objects.get(depth=1)
    home_type, _ = ContentType.objects.get_or_create(
        app_label="clinic", model="homepage"
    )
    home = HomePage.objects.create(
        title="Home",
        draft_title="Home",
        slug="home",
        content_type=home_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/home/",
        locale=Locale.objects.first(),
    )
    root.numchild = Page.objects.filter(depth=2).count()
    root.save()
    Site.objects.create(
        hostname="localhost", root_page_id=home.pk, is_default_site=True
    )


class Migration(migrations.Migration):
    """The tree begins with our own home page."""

    dependencies = [("clinic", "0002_pages"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(make_home, migrations.RunPython.noop)]
