import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0001_library'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='articlepage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 28), ('quote', 31), ('care_card', 34), ('warning', 35), ('call_to_action', 36), ('inset', 37), ('details', 38), ('finding', 44), ('key_fact', 45), ('side_effect_frequency', 46)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture tells at this place, for people who cannot see it. Empty: the picture's own description.", 'label': 'Read aloud', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'It tells nothing that the text does not say: nothing is read aloud.', 'label': 'Only decorates', 'required': False}), 27: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'What to look for, and the source of the figures.', 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('decorative', 26), ('caption', 27)]], {'group': 'Text'}), 29: ('wagtail.blocks.TextBlock', (), {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 31: ('wagtail.blocks.StructBlock', [[('text', 29), ('source', 30)]], {'group': 'Text'}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')], 'help_text': 'Urgent is the same day; emergency is now, and adds the helplines.'}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Call the clinic the same day if', 'max_length': 140}), 34: ('wagtail.blocks.StructBlock', [[('urgency', 32), ('title', 33), ('text', 5)]], {'group': 'Help and caution'}), 35: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 36: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 37: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 38: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'}), 39: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic']}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('high', 'High certainty'), ('moderate', 'Moderate certainty'), ('low', 'Low certainty'), ('very-low', 'Very low certainty'), ('unrated', 'Certainty not rated')]}), 41: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who was studied, how many, for how long.', 'max_length': 255}), 42: ('wagtail.blocks.CharBlock', (), {}), 43: ('wagtail.blocks.ListBlock', (42,), {}), 44: ('wagtail.blocks.StructBlock', [[('statement', 39), ('certainty', 40), ('population', 41), ('sources', 43)]], {'group': 'Evidence'}), 45: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.KeyFactPage']}), 46: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['conditions.SideEffectPage']})}, help_text='The plus sign offers the blocks. Begin each section with a Section heading; cite with / in a text.'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='competing_interests',
            field=models.TextField(blank=True, help_text='What a reader should know about those who wrote it. Such as: The clinic offers this treatment.'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='funding',
            field=models.TextField(blank=True, help_text="Who paid for the work, such as: The clinic's own means."),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='further_reading',
            field=wagtail.fields.StreamField([('sources', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {}), 1: ('wagtail.blocks.ListBlock', (0,), {}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Why it is worth reading, such as: A short overview for families.', 'max_length': 255, 'required': False}), 3: ('wagtail.blocks.StructBlock', [[('sources', 1), ('note', 2)]], {})}, help_text='Sources that the text does not rest on, but that lead on.'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='kind',
            field=models.CharField(choices=[('explainer', 'Explainer'), ('review', 'Review of the evidence'), ('guide', 'Guide'), ('news', 'News')], default='explainer', help_text='An explainer tells how something works, a review weighs the evidence, a guide says what to do.', max_length=12),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='published_on',
            field=models.DateField(default=django.utils.timezone.localdate, help_text='The day that readers see. For an adapted text, the day of the adaptation.'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='see_also',
            field=wagtail.fields.StreamField([('page', 0)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.ArticlePage', 'conditions.ConditionPage', 'conditions.SideEffectPage', 'articles.KeyFactPage', 'clinic.StandardPage']})}, help_text='Other pages of this site that belong to the same question.'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='source_note',
            field=wagtail.fields.RichTextField(blank=True, help_text='What was changed or left out, and why.', verbose_name='what was changed'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='source_publisher',
            field=models.CharField(blank=True, help_text='Such as a clinic or a magazine; write “not stated” if it names none.', max_length=255, verbose_name='publisher of the original'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='source_sells_treatment',
            field=models.BooleanField(default=False, help_text='Readers are told of this interest.', verbose_name='the publisher of the original sells this treatment'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='source_title',
            field=models.CharField(blank=True, help_text='The title of the document that this article was adapted from. Empty if it was written here.', max_length=255, verbose_name='title of the original'),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='subtitle',
            field=models.CharField(blank=True, help_text='A second line below the title, such as: What the trials found. May stay empty.', max_length=200),
        ),
        migrations.AlterField(
            model_name='articlepage',
            name='summary',
            field=models.TextField(blank=True, help_text='One or two plain sentences: what a reader will know afterwards. Lists, searches and shared links show them.', max_length=400),
        ),
        migrations.AlterField(
            model_name='authorindexpage',
            name='intro',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few words above the list. May stay empty.'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='account',
            field=models.OneToOneField(blank=True, help_text='The login with which this person works here, if there is one.', limit_choices_to={'is_active': True}, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='author_page', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='affiliation',
            field=models.CharField(blank=True, help_text='Where the person works, if elsewhere.', max_length=200),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='bio',
            field=wagtail.fields.RichTextField(blank=True, help_text='Two or three sentences, shown below each article too. What others say of the person stays theirs: “the source says”.'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='competing_interests',
            field=models.TextField(blank=True, help_text='Who pays the person, shares held, treatments sold. Such as: Owns a clinic that offers ketamine.'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='credentials',
            field=wagtail.fields.StreamField([('credential', 0)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 40})}, help_text='One below the other, as they stand behind the name: MD, PhD.'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='is_active',
            field=models.BooleanField(default=True, help_text='Untick it when the person leaves; the articles keep the name.', verbose_name='works with the journal'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='is_organisation',
            field=models.BooleanField(default=False, help_text='Such as an editorial desk or a clinic: it has no given name.', verbose_name='is an organization'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='is_reviewer',
            field=models.BooleanField(default=False, help_text="A clinician who may sign a page's content.", verbose_name='reviews clinical content'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='job_title',
            field=models.CharField(blank=True, help_text='Such as: Staff psychiatrist.', max_length=120),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='orcid',
            field=models.CharField(blank=True, help_text="The researcher's number, such as 0000-0002-1825-0097.", max_length=19, validators=[django.core.validators.RegexValidator('^\\d{4}-\\d{4}-\\d{4}-\\d{3}[\\dX]$', 'An ORCID looks like 0000-0002-1825-0097.')], verbose_name='ORCID'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='photo_consent_on',
            field=models.DateField(blank=True, help_text='The day on which the person agreed to it. Without it no photo is shown.', null=True, verbose_name='consent to the photo'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='same_as',
            field=wagtail.fields.StreamField([('address', 0)], blank=True, block_lookup={0: ('wagtail.blocks.URLBlock', (), {})}, help_text='Other pages that are about the same person or organization.', verbose_name='the same person elsewhere'),
        ),
        migrations.AlterField(
            model_name='authorpage',
            name='specialty',
            field=models.CharField(blank=True, help_text='Such as: Psychiatry of old age.', max_length=120),
        ),
        migrations.AlterField(
            model_name='byline',
            name='credentials',
            field=models.CharField(blank=True, help_text='As they read when this was published, such as: MD, PhD.', max_length=120),
        ),
        migrations.AlterField(
            model_name='byline',
            name='role',
            field=models.CharField(choices=[('author', 'By'), ('editor', 'Edited by'), ('adapted', 'Adapted from an article by'), ('illustrator', 'Drawings by')], default='author', help_text='“Adapted from an article by” names the author of the original, who did not write this text.', max_length=12),
        ),
        migrations.AlterField(
            model_name='correction',
            name='kind',
            field=models.CharField(choices=[('source', 'Changed from the original document'), ('update', 'Update'), ('correction', 'Correction'), ('safety', 'Safety')], default='correction', help_text='Safety: a reader could have been harmed by what stood here.', max_length=12),
        ),
        migrations.AlterField(
            model_name='journalpage',
            name='aims',
            field=wagtail.fields.RichTextField(blank=True, help_text='What the journal is for, what it leaves to others, who decides.', verbose_name='aims and scope'),
        ),
        migrations.AlterField(
            model_name='journalpage',
            name='intro',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few words above the list. May stay empty.'),
        ),
        migrations.AlterField(
            model_name='keyfactindexpage',
            name='intro',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few words above the list. May stay empty.'),
        ),
        migrations.AlterField(
            model_name='keyfactpage',
            name='checked_on',
            field=models.DateField(blank=True, help_text='The day on which somebody last read its sources.', null=True),
        ),
        migrations.AlterField(
            model_name='keyfactpage',
            name='text',
            field=wagtail.fields.RichTextField(blank=True, help_text='The fact in a few sentences, each with its citation. It is shown as it stands here wherever a page includes it.'),
        ),
        migrations.AlterField(
            model_name='referenceindexpage',
            name='intro',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few words above the list. May stay empty.'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='accessed',
            field=models.DateField(blank=True, help_text='The day on which you read it.', null=True, verbose_name='read on'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='address',
            field=models.URLField(blank=True, help_text='Where you read it.', max_length=500, verbose_name='web address'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='archived_url',
            field=models.URLField(blank=True, help_text='A copy that stays, such as one at web.archive.org.', max_length=500, verbose_name='archived address'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='authors',
            field=wagtail.fields.StreamField([('person', 2), ('organisation', 3)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Family name'}), 1: ('wagtail.blocks.CharBlock', (), {'label': 'Given names', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('family', 0), ('given', 1)]], {'icon': 'user', 'label_format': '{family} {given}'}), 3: ('wagtail.blocks.CharBlock', (), {'icon': 'group', 'label': 'Organization'})}, help_text='In the order of the source. Such as: Berman, Robert M.'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='checked_on',
            field=models.DateField(blank=True, help_text='The day on which somebody last looked for corrections.', null=True, verbose_name='looked up on'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='container_title',
            field=models.CharField(blank=True, help_text='The journal, book or website it is in, such as: Biological Psychiatry.', max_length=255, verbose_name='published in'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='doi',
            field=models.CharField(blank=True, help_text='Without https, such as 10.1016/S0006-3223(99)00230-9.', max_length=255, validators=[django.core.validators.RegexValidator('^10\\.\\d{4,9}/\\S+$', 'A DOI begins with 10. and has a slash.')], verbose_name='DOI'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='evidence_note',
            field=models.TextField(blank=True, help_text='One plain sentence, such as: Seven people felt better within three days of one infusion.', max_length=500, verbose_name='what it shows'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='isbn',
            field=models.CharField(blank=True, help_text='Of a book.', max_length=20, verbose_name='ISBN'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='issue',
            field=models.CharField(blank=True, help_text='Such as 4.', max_length=20),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='issued',
            field=models.CharField(blank=True, help_text='Year, year-month or year-month-day, such as 2000 or 2000-02-15.', max_length=10, validators=[django.core.validators.RegexValidator('^\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?$', 'Write a year, year-month or year-month-day, such as 2000-02.')], verbose_name='published'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='kind',
            field=models.CharField(choices=[('article-journal', 'Journal article'), ('webpage', 'Web page'), ('book', 'Book'), ('chapter', 'Book chapter'), ('report', 'Report'), ('guideline', 'Guideline'), ('regulatory', 'Regulatory document')], default='article-journal', max_length=24, verbose_name='kind of source'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='page',
            field=models.CharField(blank=True, help_text='Such as 351-354.', max_length=40, verbose_name='pages'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='pmcid',
            field=models.CharField(blank=True, help_text="PubMed Central's, such as PMC5729569.", max_length=12, validators=[django.core.validators.RegexValidator('^PMC\\d{1,9}$', 'A PMCID is PMC and a number.')], verbose_name='PMCID'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='pmid',
            field=models.CharField(blank=True, help_text="PubMed's number, such as 10686270.", max_length=9, validators=[django.core.validators.RegexValidator('^\\d{1,9}$', 'A PMID is a number.')], verbose_name='PMID'),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='publisher',
            field=models.CharField(blank=True, help_text='Of a book, report or web page, such as: World Health Organization.', max_length=255),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='status',
            field=models.CharField(choices=[('current', 'Current'), ('corrected', 'Corrected'), ('concern', 'Expression of concern'), ('retracted', 'Retracted'), ('withdrawn', 'Withdrawn'), ('superseded', 'Superseded'), ('unknown', 'Not checked')], default='unknown', help_text='Every list of sources warns of one that is corrected, questioned, retracted, withdrawn or superseded.', max_length=12),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='study_design',
            field=models.CharField(blank=True, choices=[('randomised controlled trial', 'Randomized controlled trial'), ('systematic review', 'Systematic review'), ('meta-analysis', 'Meta-analysis'), ('cohort', 'Cohort study'), ('case series', 'Case series'), ('animal study', 'Animal study'), ('laboratory study', 'Laboratory study'), ('review', 'Review'), ('guideline', 'Guideline'), ('regulatory label', 'Regulatory label'), ('regulatory notice', 'Regulatory notice'), ('patient information', 'Information for patients'), ('news', 'News')], help_text='How it was studied. Empty if it is no study.', max_length=40),
        ),
        migrations.AlterField(
            model_name='referencepage',
            name='volume',
            field=models.CharField(blank=True, help_text='Such as 47.', max_length=20),
        ),
    ]
