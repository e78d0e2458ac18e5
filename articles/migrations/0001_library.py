

import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('clinic', '0003_home'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ArticlePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('subtitle', models.CharField(blank=True, max_length=200)),
                ('summary', models.TextField(blank=True, help_text='One or two plain sentences.', max_length=400)),
                ('kind', models.CharField(choices=[('explainer', 'Explainer'), ('review', 'Review of the evidence'), ('guide', 'Guide'), ('news', 'News')], default='explainer', max_length=12)),
                ('published_on', models.DateField(default=django.utils.timezone.localdate)),
                ('key_points', wagtail.fields.StreamField([('point', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'icon': 'tick', 'max_length': 255})}, help_text='Three to five sentences a hurried reader should take away.')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 26), ('quote', 29), ('care_card', 31), ('warning', 32), ('call_to_action', 33), ('inset', 34), ('details', 35), ('finding', 41), ('key_fact', 42), ('side_effect_frequency', 43)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the picture tells here. Leave empty if the text says it all.', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('caption', 9)]], {'group': 'Text'}), 27: ('wagtail.blocks.TextBlock', (), {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 29: ('wagtail.blocks.StructBlock', [[('text', 27), ('source', 28)]], {'group': 'Text'}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')]}), 31: ('wagtail.blocks.StructBlock', [[('urgency', 30), ('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 32: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 33: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 34: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 35: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic']}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('high', 'High certainty'), ('moderate', 'Moderate certainty'), ('low', 'Low certainty'), ('very-low', 'Very low certainty'), ('unrated', 'Certainty not rated')]}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who was studied, how many, for how long.', 'max_length': 255}), 39: ('wagtail.blocks.CharBlock', (), {}), 40: ('wagtail.blocks.ListBlock', (39,), {}), 41: ('wagtail.blocks.StructBlock', [[('statement', 36), ('certainty', 37), ('population', 38), ('sources', 40)]], {'group': 'Evidence'}), 42: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.KeyFactPage']}), 43: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['conditions.SideEffectPage']})})),
                ('see_also', wagtail.fields.StreamField([('page', 0)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {})}, help_text='Other pages of this site that belong to the same question.')),
                ('further_reading', wagtail.fields.StreamField([('sources', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {}), 1: ('wagtail.blocks.ListBlock', (0,), {}), 2: ('wagtail.blocks.CharBlock', (), {'max_length': 255, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('sources', 1), ('note', 2)]], {})}, help_text='Sources that the text does not rest on, but that lead on.')),
                ('competing_interests', models.TextField(blank=True)),
                ('funding', models.TextField(blank=True)),
                ('source_title', models.CharField(blank=True, help_text='The title of the document that this article was adapted from.', max_length=255)),
                ('source_publisher', models.CharField(blank=True, max_length=255)),
                ('source_sells_treatment', models.BooleanField(default=False, verbose_name='the publisher of the source sells this treatment')),
                ('source_note', wagtail.fields.RichTextField(blank=True, help_text='What was changed or left out, and why.')),
            ],
            options={
                'verbose_name': 'article',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='AuthorIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True)),
            ],
            options={
                'verbose_name': 'list of authors',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='JournalPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True)),
                ('aims', wagtail.fields.RichTextField(blank=True, verbose_name='aims and scope')),
            ],
            options={
                'verbose_name': 'journal',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='KeyFactIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True)),
            ],
            options={
                'verbose_name': 'list of key facts',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='KeyFactPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('text', wagtail.fields.RichTextField(blank=True)),
                ('checked_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'key fact',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ReferenceIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True)),
            ],
            options={
                'verbose_name': 'list of references',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ReferencePage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('kind', models.CharField(choices=[('article-journal', 'Journal article'), ('webpage', 'Web page'), ('book', 'Book'), ('chapter', 'Book chapter'), ('report', 'Report'), ('guideline', 'Guideline'), ('regulatory', 'Regulatory document')], default='article-journal', max_length=24)),
                ('authors', wagtail.fields.StreamField([('person', 2), ('organisation', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {}), 1: ('wagtail.blocks.CharBlock', (), {'required': False}), 2: ('wagtail.blocks.StructBlock', [[('family', 0), ('given', 1)]], {'icon': 'user'}), 3: ('wagtail.blocks.CharBlock', (), {'icon': 'group'})})),
                ('container_title', models.CharField(blank=True, help_text='The journal, book or website it is in.', max_length=255)),
                ('issued', models.CharField(blank=True, help_text='Year, year-month or year-month-day.', max_length=10, validators=[django.core.validators.RegexValidator('^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$', 'Write a year, year-month or year-month-day, such as 2000-02.')])),
                ('volume', models.CharField(blank=True, max_length=20)),
                ('issue', models.CharField(blank=True, max_length=20)),
                ('page', models.CharField(blank=True, max_length=40, verbose_name='pages')),
                ('publisher', models.CharField(blank=True, max_length=255)),
                ('doi', models.CharField(blank=True, max_length=255, validators=[django.core.validators.RegexValidator('^10\\.\\d{4,9}/\\S+$', 'A DOI begins with 10. and has a slash.')], verbose_name='DOI')),
                ('pmid', models.CharField(blank=True, max_length=9, validators=[django.core.validators.RegexValidator('^\\d{1,9}$', 'A PMID is a number.')], verbose_name='PMID')),
                ('pmcid', models.CharField(blank=True, max_length=12, validators=[django.core.validators.RegexValidator('^PMC\\d{1,9}$', 'A PMCID is PMC and a number.')], verbose_name='PMCID')),
                ('isbn', models.CharField(blank=True, max_length=20, verbose_name='ISBN')),
                ('address', models.URLField(blank=True, max_length=500, verbose_name='web address')),
                ('accessed', models.DateField(blank=True, null=True)),
                ('archived_url', models.URLField(blank=True, max_length=500, verbose_name='archived address')),
                ('study_design', models.CharField(blank=True, choices=[('randomised controlled trial', 'Randomized controlled trial'), ('systematic review', 'Systematic review'), ('meta-analysis', 'Meta-analysis'), ('cohort', 'Cohort study'), ('case series', 'Case series'), ('animal study', 'Animal study'), ('laboratory study', 'Laboratory study'), ('review', 'Review'), ('guideline', 'Guideline'), ('regulatory label', 'Regulatory label'), ('regulatory notice', 'Regulatory notice'), ('patient information', 'Information for patients'), ('news', 'News')], max_length=40)),
                ('evidence_note', models.TextField(blank=True, help_text='One plain sentence: what it shows.', max_length=500)),
                ('status', models.CharField(choices=[('current', 'Current'), ('corrected', 'Corrected'), ('concern', 'Expression of concern'), ('retracted', 'Retracted'), ('withdrawn', 'Withdrawn'), ('superseded', 'Superseded'), ('unknown', 'Not checked')], default='unknown', max_length=12)),
                ('notice', models.TextField(blank=True, help_text='What happened to the source, with an address if any.')),
                ('checked_on', models.DateField(blank=True, null=True)),
            ],
            options={
                'verbose_name': 'reference',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='AuthorPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('is_organisation', models.BooleanField(default=False, verbose_name='is an organization')),
                ('honorific', models.CharField(blank=True, help_text='Such as Dr.', max_length=20)),
                ('given_name', models.CharField(blank=True, max_length=80)),
                ('family_name', models.CharField(blank=True, max_length=80)),
                ('credentials', wagtail.fields.StreamField([('credential', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 40})})),
                ('job_title', models.CharField(blank=True, max_length=120)),
                ('specialty', models.CharField(blank=True, max_length=120)),
                ('affiliation', models.CharField(blank=True, max_length=200)),
                ('bio', wagtail.fields.RichTextField(blank=True)),
                ('photo_consent_on', models.DateField(blank=True, help_text='The day on which the person agreed to it.', null=True)),
                ('orcid', models.CharField(blank=True, max_length=19, validators=[django.core.validators.RegexValidator('^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$', 'An ORCID looks like 0000-0002-1825-0097.')], verbose_name='ORCID')),
                ('same_as', wagtail.fields.StreamField([('address', 0)], blank=True, block_lookup={0: ('wagtail.blocks.URLBlock', (), {})}, help_text='Other pages that are about the same person or organization.')),
                ('competing_interests', models.TextField(blank=True)),
                ('is_reviewer', models.BooleanField(default=False, verbose_name='reviews clinical content')),
                ('is_active', models.BooleanField(default=True, verbose_name='works with the journal')),
                ('account', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='author_page', to=settings.AUTH_USER_MODEL)),
                ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic.picture')),
            ],
            options={
                'verbose_name': 'author',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Byline',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('role', models.CharField(choices=[('author', 'By'), ('editor', 'Edited by'), ('adapted', 'Adapted from an article by'), ('illustrator', 'Drawings by')], default='author', max_length=12)),
                ('credentials', models.CharField(blank=True, help_text='As they read when this was published.', max_length=120)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bylines', to='articles.authorpage')),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='bylines', to='articles.articlepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('text', wagtail.fields.RichTextField()),
                ('kind', models.CharField(choices=[('source', 'Changed from the original document'), ('update', 'Update'), ('correction', 'Correction'), ('safety', 'Safety')], default='correction', max_length=12)),
                ('made_on', models.DateField(default=django.utils.timezone.localdate)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='articles.articlepage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(help_text='None if the page only lists the source.', null=True)),
                ('mentions', models.PositiveIntegerField()),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cited_sources', to=settings.WAGTAIL_PAGE_MODEL)),
                ('reference', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='articles.referencepage')),
            ],
            options={
                'ordering': ['page_id', 'number'],
                'constraints': [models.UniqueConstraint(fields=('page', 'reference'), name='one_citation_per_page_and_source')],
            },
        ),
    ]
