import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "reglament.config.settings")
application = get_wsgi_application()

# A page makes thousands of objects that die with it and hardly a circle: looking for circles after every 700 of them,
# among everything that was loaded at the start, took a twentieth of the time.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 10, 10)
