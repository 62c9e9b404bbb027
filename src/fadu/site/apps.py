"""The building as a Django app: connects the record to whoever listens."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "fadu.site"
    label = "site"

    def ready(self) -> None:
        from fadu.apps.record import dispatcher
        from fadu.site.wiring import WIRING

        dispatcher.install(WIRING)
