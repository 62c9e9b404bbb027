"""Addresses of the desk."""

from fadu.apps.desk import views
from fadu.web.policy import SIGNED_IN
from fadu.web.routes import route

app_name = "desk"
urlpatterns = [
    route("", views.home, "home", SIGNED_IN),
    route("rights/", views.rights, "rights", SIGNED_IN),
]
