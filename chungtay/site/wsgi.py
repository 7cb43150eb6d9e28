"""The application that the server runs."""

import gc

from django.core.wsgi import get_wsgi_application

from chungtay.site.environment import use_settings
from chungtay.site.whole import only_whole

use_settings()
application = only_whole(get_wsgi_application())
gc.freeze()  # what stands as long as the process is never looked through again: that held a page up by a quarter second
