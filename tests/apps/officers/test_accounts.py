"""Accounts: from the register only, one-time passwords, locks, roles that can't be held together; each act sealed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from fadu.apps.officers.actions import accounts, entering
from fadu.apps.officers.models import Account, Person
from fadu.apps.record.models import Entry
from fadu.core.refusal import Refusal

pytestmark = pytest.mark.django_db
AT = datetime(2025, 1, 20, 9, 0, tzinfo=UTC)


@pytest.fixture
def person() -> Person:
    return Person.objects.create(number="1001", name="周某（示例）", is_officer=True, is_reviewer=False)


def opened(person: Person, *roles: str) -> str:
    return accounts.open_account(person_number=person.number, roles=roles or ["clerk"], actor="测试", at=AT)


def enter_with(password: str, at: datetime = AT) -> Account:
    return entering.sign_in(number="1001", password=password, address="127.0.0.1", at=at)


def test_an_account_comes_from_the_register_and_opens_with_the_password_made_for_it(person: Person) -> None:
    with pytest.raises(Refusal, match="没有工号"):
        accounts.open_account(person_number="9999", roles=["clerk"], actor="测试", at=AT)
    password = opened(person)
    account = enter_with(password)
    assert account.must_change_password
    assert password not in "".join(f"{e.before}{e.after}" for e in Entry.objects.all())
    assert list(Entry.objects.values_list("event", flat=True)) == ["AccountOpened", "SignedIn"]


def test_five_wrong_passwords_lock_for_half_an_hour_and_no_answer_tells_whether_the_number_exists(person: Person) -> None:
    password = opened(person)
    said = set()
    for _ in range(5):
        with pytest.raises(Refusal) as refused:
            enter_with("wrong")
        said.add(refused.value.reason)
    with pytest.raises(Refusal) as refused:
        entering.sign_in(number="8888", password="wrong", address="127.0.0.1", at=AT)
    assert said == {refused.value.reason}
    with pytest.raises(Refusal, match="锁定"):
        enter_with(password, AT + timedelta(minutes=29))
    assert enter_with(password, AT + timedelta(minutes=31)).failures == 0


def test_who_has_left_does_not_come_in(person: Person) -> None:
    password = opened(person)
    Person.objects.filter(pk=person.pk).update(left_on=date(2025, 1, 1))
    with pytest.raises(Refusal):
        enter_with(password)
    with pytest.raises(Refusal, match="离职"):
        Account.objects.all().delete()
        opened(Person.objects.get())


def test_administrators_hold_no_second_role_and_nobody_grants_to_themselves(person: Person) -> None:
    for roles in (["system_admin", "audit_admin"], ["security_admin", "clerk"], [], ["emperor"]):
        with pytest.raises(Refusal):
            opened(person, *roles) if roles else accounts.open_account(person_number="1001", roles=[], actor="测试", at=AT)
    opened(person)
    with pytest.raises(Refusal, match="自己"):
        accounts.grant_roles(person_number="1001", roles=["chief"], actor="1001", at=AT)
    accounts.grant_roles(person_number="1001", roles=["chief", "committee"], actor="2002", at=AT)
    assert Account.objects.get().roles == ["committee", "chief"]


@pytest.mark.parametrize("weak", ["short1A", "12345678901", "password12", "Password123"])
def test_a_weak_password_is_refused(person: Person, weak: str) -> None:
    password = opened(person)
    with pytest.raises(Refusal, match="新密码不合要求"):
        accounts.change_password(person_number="1001", old=password, new=weak, at=AT)


def test_a_closed_account_lets_nobody_in_and_a_reset_opens_it(person: Person) -> None:
    password = opened(person)
    accounts.close_account(person_number="1001", actor="2002", at=AT)
    with pytest.raises(Refusal):
        enter_with(password)
    with pytest.raises(Refusal):
        accounts.close_account(person_number="1001", actor="1001", at=AT)
    assert enter_with(accounts.reset_password(person_number="1001", actor="2002", at=AT)).must_change_password


def test_the_door_works_without_script_and_leads_only_into_this_site(person: Person, client: Client) -> None:
    password = opened(person)
    answer: Any = client.post("/sign-in/", {"number": "1001", "password": "no"})
    assert answer.status_code == 422
    assert "工号或密码不对" in answer.content.decode()
    answer = client.post("/sign-in/", {"number": "1001", "password": password, "next": "https://elsewhere.example/"})
    assert answer.headers["Location"] == "/"
    assert client.get("/").headers["Location"] == "/password/"
    answer = client.post("/password/", {"old": password, "new": "zhe-shi-xin-mi-ma", "again": "zhe-shi-xin-mi-ma"})
    assert answer.headers["Location"] == "/"
    assert client.get("/").status_code == 200
    assert client.get("/sign-out/").status_code == 302
    assert client.get("/").status_code == 200, "a link from elsewhere must not sign anybody out"
    client.post("/sign-out/")
    assert client.get("/").status_code == 302
