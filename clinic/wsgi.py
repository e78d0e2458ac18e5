"""The door by which a WSGI server reaches the site."""

import os

import django

from clinic.serving.malformed import Door

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clinic.settings")
django.setup(set_prefix=False)
application = Door()
