"""The register as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "onrecord.web.site.settings")
application = get_wsgi_application()
# What is loaded by now stays for good. Looking through all of it again held up every third
# heavy page for 60 ms (measured).
get_resolver().url_patterns  # noqa: B018 - loads the views
gc.collect()
gc.freeze()

# A page makes some ten thousand objects and few cycles: look for those less often than after
# every 700 objects.
gc.set_threshold(50_000, 10, 10)
