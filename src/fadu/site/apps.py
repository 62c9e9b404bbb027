"""The building as a Django app: tells the record who listens and which tables there are."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "fadu.site"
    label = "site"

    def ready(self) -> None:
        from fadu.apps.exchange.homes import HOMES
        from fadu.apps.record import dispatcher, registry
        from fadu.core.workbook.sheets import WRITTEN_ORDER
        from fadu.site.wiring import WIRING

        dispatcher.install(WIRING)
        registry.install({name: HOMES[name] for name in WRITTEN_ORDER})
