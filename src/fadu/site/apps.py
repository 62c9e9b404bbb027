"""The building as a Django app: tells the record who listens and which tables there are."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "fadu.site"
    label = "site"

    def ready(self) -> None:
        from fadu.apps.exchange.homes import SHELVES
        from fadu.apps.record import dispatcher, registry
        from fadu.site.wiring import WIRING

        dispatcher.install(WIRING)
        registry.install(SHELVES)
