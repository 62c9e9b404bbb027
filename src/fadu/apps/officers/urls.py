"""Addresses of coming in and of accounts."""

from fadu.apps.officers.views import accounts, entering
from fadu.web.policy import GRANT_ROLES, MANAGE_ACCOUNTS, OPEN, READ_ACCOUNTS, SIGNED_IN
from fadu.web.routes import route

app_name = "officers"
urlpatterns = [
    route("sign-in/", entering.sign_in, "sign_in", OPEN),
    route("sign-out/", entering.sign_out, "sign_out", SIGNED_IN, before_password_change=True),
    route("password/", entering.password, "password", SIGNED_IN, before_password_change=True),
    route("accounts/", accounts.account_list, "accounts", READ_ACCOUNTS),
    route("accounts/open/", accounts.open_account, "open", MANAGE_ACCOUNTS),
    route("accounts/<str:number>/reset/", accounts.reset, "reset", MANAGE_ACCOUNTS),
    route("accounts/<str:number>/close/", accounts.close, "close", MANAGE_ACCOUNTS),
    route("accounts/<str:number>/roles/", accounts.grant, "grant", GRANT_ROLES),
]
