

import django.db.models.deletion
import modelcluster.fields
import wagtail.fields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('articles', '0001_library'),
        ('wagtailcore', '0098_apitoken'),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ConditionIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True)),
            ],
            options={
                'verbose_name': 'list of conditions',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ConditionPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('also_called', wagtail.fields.StreamField([('name', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('lay', 'Everyday name'), ('medical', 'Medical name'), ('brand', 'Brand'), ('abbreviation', 'Abbreviation'), ('misspelling', 'Misspelling')]}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('kind', 1)]], {})})),
                ('summary', models.TextField(blank=True, help_text='One or two plain sentences.', max_length=400)),
                ('codes', wagtail.fields.StreamField([('code', 2)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('ICD-10', 'ICD-10'), ('ICD-10-CM', 'ICD-10-CM'), ('ICD-11', 'ICD-11'), ('SNOMED CT', 'SNOMED CT'), ('MeSH', 'MeSH')]}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 20}), 2: ('wagtail.blocks.StructBlock', [[('system', 0), ('code', 1)]], {})}, verbose_name='medical codes')),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 26), ('quote', 29), ('care_card', 31), ('warning', 32), ('call_to_action', 33), ('inset', 34), ('details', 35), ('finding', 41), ('key_fact', 42), ('side_effect_frequency', 43)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the picture tells here. Leave empty if the text says it all.', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('caption', 9)]], {'group': 'Text'}), 27: ('wagtail.blocks.TextBlock', (), {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 29: ('wagtail.blocks.StructBlock', [[('text', 27), ('source', 28)]], {'group': 'Text'}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')]}), 31: ('wagtail.blocks.StructBlock', [[('urgency', 30), ('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 32: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 33: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 34: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 35: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic']}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('high', 'High certainty'), ('moderate', 'Moderate certainty'), ('low', 'Low certainty'), ('very-low', 'Very low certainty'), ('unrated', 'Certainty not rated')]}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who was studied, how many, for how long.', 'max_length': 255}), 39: ('wagtail.blocks.CharBlock', (), {}), 40: ('wagtail.blocks.ListBlock', (39,), {}), 41: ('wagtail.blocks.StructBlock', [[('statement', 36), ('certainty', 37), ('population', 38), ('sources', 40)]], {'group': 'Evidence'}), 42: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.KeyFactPage']}), 43: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['conditions.SideEffectPage']})})),
            ],
            options={
                'verbose_name': 'condition',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SideEffectIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', wagtail.fields.RichTextField(blank=True)),
            ],
            options={
                'verbose_name': 'list of side effects',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='SideEffectPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('also_called', wagtail.fields.StreamField([('name', 2)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('lay', 'Everyday name'), ('medical', 'Medical name'), ('brand', 'Brand'), ('abbreviation', 'Abbreviation'), ('misspelling', 'Misspelling')]}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('kind', 1)]], {})})),
                ('summary', models.TextField(blank=True, help_text='One or two plain sentences.', max_length=400)),
                ('medical_term', models.CharField(blank=True, max_length=120)),
                ('treatment', models.CharField(blank=True, help_text='Medicine and route, and whether licensed or off-label.', max_length=255)),
                ('body_system', models.CharField(choices=[('mind', 'Mind and perception'), ('nerves', 'Brain and nerves'), ('heart', 'Heart and circulation'), ('breathing', 'Breathing'), ('stomach', 'Stomach and gut'), ('liver', 'Liver'), ('urinary', 'Bladder and kidneys'), ('whole-body', 'Whole body')], max_length=12)),
                ('seriousness', models.CharField(choices=[('mild', 'Mild: usually passes by itself'), ('needs-advice', 'Talk to the clinic'), ('emergency', 'Can be an emergency')], default='mild', max_length=12)),
                ('frequency', wagtail.fields.StreamField([('frequency', 10)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Esketamine spray with an antidepressant.', 'max_length': 120}), 1: ('wagtail.blocks.IntegerBlock', (), {'label': 'People who had it', 'min_value': 0}), 2: ('wagtail.blocks.IntegerBlock', (), {'label': 'People who were treated', 'min_value': 1}), 3: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as: Placebo spray.', 'max_length': 120, 'required': False}), 4: ('wagtail.blocks.IntegerBlock', (), {'min_value': 0, 'required': False}), 5: ('wagtail.blocks.IntegerBlock', (), {'min_value': 1, 'required': False}), 6: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 7: ('wagtail.blocks.CharBlock', (), {'max_length': 120}), 8: ('wagtail.blocks.CharBlock', (), {}), 9: ('wagtail.blocks.ListBlock', (8,), {}), 10: ('wagtail.blocks.StructBlock', [[('treatment', 0), ('numerator', 1), ('denominator', 2), ('comparison', 3), ('comparison_numerator', 4), ('comparison_denominator', 5), ('population', 6), ('time_frame', 7), ('sources', 9)]], {})}, help_text='Counted figures from a source that was read. Empty means not known.')),
                ('frequency_note', wagtail.fields.RichTextField(blank=True, help_text='What is known beyond the counts, or why nothing is.')),
                ('onset', models.CharField(blank=True, max_length=255)),
                ('duration', models.CharField(blank=True, max_length=255)),
                ('dose_related', models.CharField(blank=True, max_length=255)),
                ('what_it_feels_like', wagtail.fields.RichTextField(blank=True)),
                ('what_you_can_do', wagtail.fields.RichTextField(blank=True)),
                ('when_to_get_help', wagtail.fields.StreamField([('care_card', 3)], blank=True, block_lookup={0: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')]}), 1: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 2: ('wagtail.blocks.RichTextBlock', (), {}), 3: ('wagtail.blocks.StructBlock', [[('urgency', 0), ('title', 1), ('text', 2)]], {})})),
                ('what_the_clinic_does', wagtail.fields.RichTextField(blank=True)),
                ('long_term_use', wagtail.fields.RichTextField(blank=True)),
                ('body', wagtail.fields.StreamField([('heading', 2), ('paragraph', 3), ('key_facts', 7), ('steps', 12), ('do_dont', 16), ('timeline', 20), ('table', 23), ('figure', 26), ('quote', 29), ('care_card', 31), ('warning', 32), ('call_to_action', 33), ('inset', 34), ('details', 35), ('finding', 41), ('key_fact', 42), ('side_effect_frequency', 43)], blank=True, block_lookup={0: ('wagtail.blocks.CharBlock', (), {'max_length': 140}), 1: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('overview', 'Overview'), ('symptoms', 'Symptoms'), ('causes', 'Causes'), ('diagnosis', 'Diagnosis'), ('treatments', 'Treatments'), ('self-care', 'Self-care'), ('living-with', 'Living with it'), ('get-help', 'When to get help')], 'help_text': 'What the section tells; needed on conditions, free elsewhere.', 'required': False}), 2: ('wagtail.blocks.StructBlock', [[('text', 0), ('aspect', 1)]], {'group': 'Text'}), 3: ('wagtail.blocks.RichTextBlock', (), {'group': 'Text'}), 4: ('wagtail.blocks.CharBlock', (), {'default': 'Key facts', 'max_length': 140}), 5: ('wagtail.blocks.RichTextBlock', (), {}), 6: ('wagtail.blocks.ListBlock', (5,), {}), 7: ('wagtail.blocks.StructBlock', [[('title', 4), ('facts', 6)]], {'group': 'Text'}), 8: ('wagtail.blocks.CharBlock', (), {'max_length': 140, 'required': False}), 9: ('wagtail.blocks.RichTextBlock', (), {'required': False}), 10: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {}), 11: ('wagtail.blocks.ListBlock', (10,), {}), 12: ('wagtail.blocks.StructBlock', [[('title', 8), ('steps', 11)]], {'group': 'Text'}), 13: ('wagtail.blocks.CharBlock', (), {'max_length': 255}), 14: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do'}), 15: ('wagtail.blocks.ListBlock', (13,), {'default': [], 'label': 'Do not'}), 16: ('wagtail.blocks.StructBlock', [[('do', 14), ('dont', 15)]], {'group': 'Text'}), 17: ('wagtail.blocks.CharBlock', (), {'help_text': 'Such as 1970, or 2000 to 2006.', 'max_length': 60}), 18: ('wagtail.blocks.StructBlock', [[('when', 17), ('text', 5)]], {}), 19: ('wagtail.blocks.ListBlock', (18,), {}), 20: ('wagtail.blocks.StructBlock', [[('title', 8), ('moments', 19)]], {'group': 'Text'}), 21: ('wagtail.blocks.RichTextBlock', (), {'label': 'Text'}), 22: ('wagtail.blocks.CharBlock', (), {'label': 'Number'}), 23: ('wagtail.contrib.typed_table_block.blocks.TypedTableBlock', [[('text', 21), ('number', 22)]], {'group': 'Text'}), 24: ('wagtail.images.blocks.ImageChooserBlock', (), {}), 25: ('wagtail.blocks.CharBlock', (), {'help_text': 'What the picture tells here. Leave empty if the text says it all.', 'max_length': 400, 'required': False}), 26: ('wagtail.blocks.StructBlock', [[('image', 24), ('alt', 25), ('caption', 9)]], {'group': 'Text'}), 27: ('wagtail.blocks.TextBlock', (), {}), 28: ('wagtail.blocks.CharBlock', (), {'label': 'Who said it, and where', 'max_length': 200}), 29: ('wagtail.blocks.StructBlock', [[('text', 27), ('source', 28)]], {'group': 'Text'}), 30: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('non-urgent', 'Non-urgent advice'), ('urgent', 'Urgent advice'), ('emergency', 'Emergency')]}), 31: ('wagtail.blocks.StructBlock', [[('urgency', 30), ('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 32: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 5)]], {'group': 'Help and caution'}), 33: ('wagtail.blocks.StructBlock', [[('title', 0), ('text', 9)]], {'group': 'Help and caution'}), 34: ('wagtail.blocks.StructBlock', [[('text', 5)]], {'group': 'Asides'}), 35: ('wagtail.blocks.StructBlock', [[('summary', 0), ('text', 5)]], {'group': 'Asides'}), 36: ('wagtail.blocks.RichTextBlock', (), {'features': ['bold', 'italic']}), 37: ('wagtail.blocks.ChoiceBlock', [], {'choices': [('high', 'High certainty'), ('moderate', 'Moderate certainty'), ('low', 'Low certainty'), ('very-low', 'Very low certainty'), ('unrated', 'Certainty not rated')]}), 38: ('wagtail.blocks.CharBlock', (), {'help_text': 'Who was studied, how many, for how long.', 'max_length': 255}), 39: ('wagtail.blocks.CharBlock', (), {}), 40: ('wagtail.blocks.ListBlock', (39,), {}), 41: ('wagtail.blocks.StructBlock', [[('statement', 36), ('certainty', 37), ('population', 38), ('sources', 40)]], {'group': 'Evidence'}), 42: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['articles.KeyFactPage']}), 43: ('wagtail.blocks.PageChooserBlock', (), {'page_type': ['conditions.SideEffectPage']})}, verbose_name='more')),
                ('is_added_by_editors', models.BooleanField(default=False, help_text='Not in the source documents, but something readers must know.', verbose_name='added by the editors')),
            ],
            options={
                'verbose_name': 'side effect',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='ArticleTopic',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='topics', to='articles.articlepage')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='article_topics', to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='TreatmentSideEffect',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sort_order', models.IntegerField(blank=True, editable=False, null=True)),
                ('page', modelcluster.fields.ParentalKey(on_delete=django.db.models.deletion.CASCADE, related_name='treatment_side_effects', to='conditions.conditionpage')),
                ('side_effect', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='in_treatment_of', to='conditions.sideeffectpage')),
            ],
            options={
                'ordering': ['sort_order'],
                'abstract': False,
            },
        ),
    ]
