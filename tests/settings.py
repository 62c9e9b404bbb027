"""The product's settings with a scratch data folder and a cheap password hasher; the database is the only axis."""

import atexit
import os
import shutil
import tempfile

_scratch = tempfile.mkdtemp(prefix="fadu-test-")
atexit.register(shutil.rmtree, _scratch, ignore_errors=True)
os.environ["FADU_DATA"] = _scratch

from fadu.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
ALLOWED_HOSTS = ["*"]
