"""Every address has a policy; a table of address × role is printed and kept in the docs."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from fadu.web.policy import ADMINS, POLICIES, ROLES, Policy

# What anybody may open: the door, and what the bureau made public.
DOORS = {
    "/sign-in/",
    "/inspections/firm/<str:code>/", "/inspections/results/", "/inspections/field/sw.js", "/inspections/field/manifest.webmanifest",
    "/reports/public/", "/reports/public/<str:number>/", "/reports/public/<str:number>/<str:kind>/",
}


def addresses() -> Iterator[tuple[str, URLPattern]]:
    def walk(resolver: URLResolver, before: str) -> Iterator[tuple[str, URLPattern]]:
        for pattern in resolver.url_patterns:
            here = before + str(pattern.pattern)
            if isinstance(pattern, URLResolver):
                yield from walk(pattern, here)
            else:
                yield here, pattern

    return walk(get_resolver(), "/")


def test_every_address_is_bound_with_a_policy_of_the_one_module() -> None:
    found = {address: getattr(pattern.callback, "policy", None) for address, pattern in addresses()}
    assert found
    assert {address for address, policy in found.items() if policy not in POLICIES} == set()


def test_only_the_doors_are_open_to_people_without_an_account() -> None:
    assert {address for address, pattern in addresses() if pattern.callback.policy.roles is None} == DOORS


def test_policies_name_known_roles_only_and_administrators_do_no_business() -> None:
    business = [p for p in POLICIES if p.name in ("import", "export", "undo")]
    assert len(business) == 3
    for policy in POLICIES:
        assert isinstance(policy, Policy)
        assert policy.roles is None or policy.roles <= set(ROLES)
    assert all(policy.roles and not policy.roles & ADMINS for policy in business)


def test_no_address_is_bound_twice_under_one_name() -> None:
    names = [pattern.lookup_str + str(pattern.name) for _, pattern in addresses()]
    assert len(names) == len(set(names))
