import wagtail.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('conditions', '0001_topics'),
    ]

    operations = [
        migrations.AlterField(
            model_name='conditionindexpage',
            name='intro',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few words above the list. May stay empty.'),
        ),
        migrations.AlterField(
            model_name='conditionpage',
            name='also_called',
            field=wagtail.fields.StreamField([('name', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('lay', 'Everyday name'), ('medical', 'Medical name'), ('brand', 'Brand'), ('abbreviation', 'Abbreviation'), ('misspelling', 'Misspelling')], 'help_text': 'Brands and misspellings help searchers alone: no reader sees them.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('kind', 1)]], {})}, help_text='Every other name under which somebody may look for it.'),
        ),
        migrations.AlterField(
            model_name='conditionpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 28), ('quote', 31), ('care_card', 34), ('warning', 35), ('call_to_action', 36), ('inset', 37), ('details', 38), ('finding', 44), ('key_fact', 45), ('side_effect_frequency', 46)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture tells at this place, for people who cannot see it. Empty: the picture's own description.", 'label': 'Read aloud', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'It tells nothing that the text does not say: nothing is read aloud.', 'label': 'Only decorates', 'required': False}), 27: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'What to look for, and the source of the figures.', 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('decorative', 26), ('caption', 27)]], {'group': 'Text'}), 29: ('wagtail.blocks.TextBlock', (), {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 31: ('wagtail.blocks.StructBlock', [[('text', 29), ('source', 30)]], {'group': 'Text'}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')], 'help_text': 'Urgent is the same day; emergency is now, and adds the helplines.'}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Call the clinic the same day if', 'max_length': 140}), 34: ('wagtail.blocks.StructBlock', [[('urgency', 32), ('title', 33), ('text', 5)]], {'group': 'Help and caution'}), 35: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 36: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 37: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 38: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'}), 39: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic']}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('high', 'High certainty'), ('moderate', 'Moderate certainty'), ('low', 'Low certainty'), ('very-low', 'Very low certainty'), ('unrated', 'Certainty not rated')]}), 41: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who was studied, how many, for how long.', 'max_length': 255}), 42: ('wagtail.blocks.CharBlock', (), {}), 43: ('wagtail.blocks.ListBlock', (42,), {}), 44: ('wagtail.blocks.StructBlock', [[('statement', 39), ('certainty', 40), ('population', 41), ('sources', 43)]], {'group': 'Evidence'}), 45: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.KeyFactPage']}), 46: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['conditions.SideEffectPage']})}, help_text='The plus sign offers the blocks. Begin each section with a Section heading and say which aspect it tells, such as symptoms or treatments.'),
        ),
        migrations.AlterField(
            model_name='conditionpage',
            name='codes',
            field=wagtail.fields.StreamField([('code', 2)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('ICD-10', 'ICD-10'), ('ICD-10-CM', 'ICD-10-CM'), ('ICD-11', 'ICD-11'), ('SNOMED CT', 'SNOMED CT'), ('MeSH', 'MeSH')]}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 20}), 2: ('wagtail.blocks.StructBlock', [[('system', 0), ('code', 1)]], {})}, help_text='For machines that read the page. Such as ICD-10, F32.', verbose_name='medical codes'),
        ),
        migrations.AlterField(
            model_name='conditionpage',
            name='summary',
            field=models.TextField(blank=True, help_text='One or two plain sentences: what it is. Lists and searches show them.', max_length=400),
        ),
        migrations.AlterField(
            model_name='sideeffectindexpage',
            name='intro',
            field=wagtail.fields.RichTextField(blank=True, help_text='A few words above the list. May stay empty.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='also_called',
            field=wagtail.fields.StreamField([('name', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'label': 'Name', 'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('lay', 'Everyday name'), ('medical', 'Medical name'), ('brand', 'Brand'), ('abbreviation', 'Abbreviation'), ('misspelling', 'Misspelling')], 'help_text': 'Brands and misspellings help searchers alone: no reader sees them.'}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('kind', 1)]], {})}, help_text='Every other name under which somebody may look for it.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='body',
            field=wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 28), ('quote', 31), ('care_card', 34), ('warning', 35), ('call_to_action', 36), ('inset', 37), ('details', 38), ('finding', 44), ('key_fact', 45), ('side_effect_frequency', 46)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {'label': 'Picture'}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': "What the picture tells at this place, for people who cannot see it. Empty: the picture's own description.", 'label': 'Read aloud', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.BooleanBlock', (), {'help_text': 'It tells nothing that the text does not say: nothing is read aloud.', 'label': 'Only decorates', 'required': False}), 27: ('wagtail.blocks.RichTextBlock', (), {'help_text': 'What to look for, and the source of the figures.', 'required': False}), 28: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('decorative', 26), ('caption', 27)]], {'group': 'Text'}), 29: ('wagtail.blocks.TextBlock', (), {}), 30: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 31: ('wagtail.blocks.StructBlock', [[('text', 29), ('source', 30)]], {'group': 'Text'}), 32: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')], 'help_text': 'Urgent is the same day; emergency is now, and adds the helplines.'}), 33: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Call the clinic the same day if', 'max_length': 140}), 34: ('wagtail.blocks.StructBlock', [[('urgency', 32), ('title', 33), ('text', 5)]], {'group': 'Help and caution'}), 35: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 36: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 37: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 38: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'}), 39: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic']}), 40: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('high', 'High certainty'), ('moderate', 'Moderate certainty'), ('low', 'Low certainty'), ('very-low', 'Very low certainty'), ('unrated', 'Certainty not rated')]}), 41: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who was studied, how many, for how long.', 'max_length': 255}), 42: ('wagtail.blocks.CharBlock', (), {}), 43: ('wagtail.blocks.ListBlock', (42,), {}), 44: ('wagtail.blocks.StructBlock', [[('statement', 39), ('certainty', 40), ('population', 41), ('sources', 43)]], {'group': 'Evidence'}), 45: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.KeyFactPage']}), 46: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['conditions.SideEffectPage']})}, help_text='What has no place above.', verbose_name='more'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='body_system',
            field=models.CharField(choices=[('mind', 'Mind and perception'), ('nerves', 'Brain and nerves'), ('heart', 'Heart and circulation'), ('breathing', 'Breathing'), ('stomach', 'Stomach and gut'), ('liver', 'Liver'), ('urinary', 'Bladder and kidneys'), ('whole-body', 'Whole body')], max_length=12, verbose_name='where in the body'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='dose_related',
            field=models.CharField(blank=True, help_text='Such as: Stronger with higher doses; or: Not known.', max_length=255, verbose_name='does it follow the dose'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='duration',
            field=models.CharField(blank=True, help_text='Such as: Usually gone within two hours.', max_length=255, verbose_name='how long it lasts'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='frequency',
            field=wagtail.fields.StreamField([('frequency', 10)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Esketamine spray with an antidepressant.', 'max_length': 120}), 1: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'A count, such as 142.', 'label': 'People who had it', 'min_value': 0}), 2: ('wagtail.blocks.IntegerBlock', (), {'help_text': 'A count, such as 346.', 'label': 'People who were treated', 'min_value': 1}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the others got, such as: Placebo spray. Empty if nobody was counted without the medicine.', 'label': 'Compared with', 'max_length': 120, 'required': False}), 4: ('wagtail.blocks.IntegerBlock', (), {'label': 'Of the others, people who had it', 'min_value': 0, 'required': False}), 5: ('wagtail.blocks.IntegerBlock', (), {'label': 'The others in all', 'min_value': 1, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who they were, such as: Adults with depression that other medicines had not helped.', 'max_length': 255}), 7: ('wagtail.blocks.CharBlock', (), {'help_text': 'Over which time, such as: Four weeks.', 'max_length': 120}), 8: ('wagtail.blocks.CharBlock', (), {}), 9: ('wagtail.blocks.ListBlock', (8,), {}), 10: ('wagtail.blocks.StructBlock', [[('treatment', 0), ('numerator', 1), ('denominator', 2), ('comparison', 3), ('comparison_numerator', 4), ('comparison_denominator', 5), ('population', 6), ('time_frame', 7), ('sources', 9)]], {})}, help_text='Counted figures from a source that was read. Empty means not known: never guess one.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='long_term_use',
            field=wagtail.fields.RichTextField(blank=True, help_text='What is known of months and years of treatment.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='medical_term',
            field=models.CharField(blank=True, help_text='If the title is an everyday word. Such as: Emesis.', max_length=120),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='onset',
            field=models.CharField(blank=True, help_text='Such as: Within 40 minutes of the dose.', max_length=255, verbose_name='when it begins'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='seriousness',
            field=models.CharField(choices=[('mild', 'Mild: usually passes by itself'), ('needs-advice', 'Talk to the clinic'), ('emergency', 'Can be an emergency')], default='mild', help_text='If it can be an emergency, add an emergency card under When to get help.', max_length=12),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='summary',
            field=models.TextField(blank=True, help_text='One or two plain sentences: what it is. Lists and searches show them.', max_length=400),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='treatment',
            field=models.CharField(blank=True, help_text='Medicine and route, and whether licensed or off-label. Such as: Ketamine infusion, off-label.', max_length=255),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='what_it_feels_like',
            field=wagtail.fields.RichTextField(blank=True, help_text='In the words of a person who has it.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='what_the_clinic_does',
            field=wagtail.fields.RichTextField(blank=True, help_text='How staff watch for it and treat it.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='what_you_can_do',
            field=wagtail.fields.RichTextField(blank=True, help_text='Steps a person can take alone. No advice on doses.'),
        ),
        migrations.AlterField(
            model_name='sideeffectpage',
            name='when_to_get_help',
            field=wagtail.fields.StreamField([('care_card', 3)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')], 'help_text': 'Urgent is the same day; emergency is now, and adds the helplines.'}), 1: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Call the clinic the same day if', 'max_length': 140}), 2: ('wagtail.blocks.RichTextBlock', (), {}), 3: ('wagtail.blocks.StructBlock', [[('urgency', 0), ('title', 1), ('text', 2)]], {})}, help_text='At least one card: whom to turn to, and how soon. The most urgent first.'),
        ),
    ]
