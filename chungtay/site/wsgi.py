"""The application that the server runs."""

from django.core.wsgi import get_wsgi_application

from chungtay.site.environment import use_settings

use_settings()
application = get_wsgi_application()
