import django.db.models.deletion
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('clinic', '0003_home'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='clinicsettings',
            name='logo',
            field=models.ForeignKey(blank=True, help_text='Stands before the name at the top. A small drawing on a clear ground is best. Empty: the mark that this software ships.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='clinic.picture'),
        ),
        migrations.AddField(
            model_name='clinicsettings',
            name='palette',
            field=models.CharField(choices=[('teal', 'Teal on warm paper'), ('blue', 'Blue on cool paper'), ('plum', 'Plum on rosy paper'), ('green', 'Green on pale paper'), ('slate', 'Slate, the quietest')], default='teal', help_text='Every choice is readable by day and by night; look at the preview.', max_length=12, verbose_name='colors'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='address',
            field=models.TextField(blank=True, help_text='As on an envelope, one line below the other.'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='disclaimer',
            field=models.TextField(blank=True, default='This journal informs; it does not replace advice from your own clinician.', help_text='What the journal is not. Stands at the end of every page.'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='emergency_text',
            field=models.CharField(default='In danger now, or thinking of ending your life? Get help at once.', help_text='One or two sentences above the helplines.', max_length=240),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='helplines',
            field=wagtail.fields.StreamField([('helpline', 7)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: 988 Suicide & Crisis Lifeline.', 'max_length': 120}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Digits as they are dialed, such as 988.', 'label': 'Number to call', 'max_length': 40, 'required': False}), 2: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Text HOME to 741741.', 'label': 'How to text', 'max_length': 120, 'required': False}), 3: ('wagtail.blocks.URLBlock', (), {'label': 'Chat or website', 'required': False}), 4: ('wagtail.blocks.CharBlock', (), {'help_text': 'When somebody answers, and what it costs. Such as: 24 hours a day; free.', 'max_length': 80, 'required': False}), 5: ('wagtail.blocks.CharBlock', (), {'help_text': 'Where it works, such as: Ireland.', 'max_length': 80, 'required': False}), 6: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'For one or two lines that anybody in danger can call. Emergency cards name them too.', 'label': 'Show in the strip at the top of every page', 'required': False}), 7: ('wagtail.blocks.StructBlock', [[('name', 0), ('phone', 1), ('text', 2), ('url', 3), ('hours', 4), ('region', 5), ('is_first', 6)]], {})}, help_text='Shown at the end of every page. Call each number yourself before you save.'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='name',
            field=models.CharField(default='The clinic', help_text='As patients know it. It stands at the top and end of every page.', max_length=120),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='not_reviewed',
            field=models.CharField(default='Not yet clinically reviewed.', help_text='What a page says while no clinician has signed it.', max_length=240, verbose_name='not yet reviewed'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='notice',
            field=models.CharField(blank=True, help_text='A line at the very end of every page, such as “a demonstration clinic” or a registration number.', max_length=240, verbose_name='last line'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='opening_hours',
            field=models.TextField(blank=True, help_text='Such as: Monday to Friday, 9 am to 5 pm.'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='policy_pages',
            field=wagtail.fields.StreamField([('page', 0)], blank=True, block_lookup={0: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['clinic.StandardPage']})}, help_text='The standard pages linked at the end of every page, in this order. Only those directly below the home page are shown.'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='social_links',
            field=wagtail.fields.StreamField([('link', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {}), 1: ('wagtail.blocks.URLBlock', (), {}), 2: ('wagtail.blocks.StructBlock', [[('name', 0), ('url', 1)]], {})}, help_text="Such as the clinic's own website.", verbose_name='links elsewhere'),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='tagline',
            field=models.CharField(blank=True, help_text="What the journal is, for search engines and the browser's tab. Such as: A plain-spoken journal of mental health.", max_length=160),
        ),
        migrations.AlterField(
            model_name='clinicsettings',
            name='telephone',
            field=models.CharField(blank=True, help_text='The number that patients call, such as 555-0142. Calls to action show it too.', max_length=40),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='about',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few paragraphs at the end of the page: who you are, whom you treat.', verbose_name='about the clinic'),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='hero_text',
            field=models.TextField(blank=True, help_text='Two or three sentences on what readers find here.', max_length=400, verbose_name='first words'),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='hero_title',
            field=models.CharField(blank=True, help_text='The large line at the top, such as: Plain words about ketamine and mental health. Empty: the title.', max_length=120, verbose_name='welcome'),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='newest',
            field=models.ForeignKey(blank=True, help_text='The journal whose six newest articles are shown.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='newest articles'),
        ),
        migrations.AlterField(
            model_name='homepage',
            name='topics',
            field=models.ForeignKey(blank=True, help_text='The list, of conditions or of side effects, whose pages are offered as a row of links.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.WAGTAIL_PAGE_MODEL, verbose_name='topics'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='credit',
            field=models.CharField(blank=True, help_text='Who made it, as readers will see it below the picture. Such as: Drawing by Ada Draw.', max_length=200),
        ),
        migrations.AlterField(
            model_name='picture',
            name='description',
            field=models.CharField(blank=True, default='', help_text='What a person who cannot see the picture should know, such as: Two nerve cells with a gap between them. Read aloud wherever the picture stands, unless the figure has words of its own.', max_length=255, verbose_name='description'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='license',
            field=models.CharField(blank=True, help_text='Under which terms you may show it. Such as: CC BY 4.0, or: our own.', max_length=120, verbose_name='license'),
        ),
        migrations.AlterField(
            model_name='standardpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 28), ('quote', 31), ('care_card', 34), ('warning', 35), ('call_to_action', 36), ('inset', 37), ('details', 38)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture tells at this place, for people who cannot see it. Empty: the picture's own description.", 'label': 'Read aloud', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'It tells nothing that the text does not say: nothing is read aloud.', 'label': 'Only decorates', 'required': False}), 27: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'What to look for, and the source of the figures.', 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('decorative', 26), ('caption', 27)]], {'group': 'Text'}), 29: ('wagtail.blocks.TextBlock', (), {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 31: ('wagtail.blocks.StructBlock', [[('text', 29), ('source', 30)]], {'group': 'Text'}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')], 'help_text': 'Urgent is the same day; emergency is now, and adds the helplines.'}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Call the clinic the same day if', 'max_length': 140}), 34: ('wagtail.blocks.StructBlock', [[('urgency', 32), ('title', 33), ('text', 5)]], {'group': 'Help and caution'}), 35: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 36: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 37: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 38: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'})}, help_text='The plus sign offers the blocks. Begin each section with a Section heading.'),
        ),
        migrations.AlterField(
            model_name='standardpage',
            name='summary',
            field=models.TextField(blank=True, help_text='One or two plain sentences below the title, such as: Who writes this journal, and for whom.', max_length=400),
        ),
    ]
