"""A draw before witnesses, step by step; its list, its file; looking back over the years."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from fadu.apps.inspections import forms, once, queries, store, tasks
from fadu.apps.inspections.actions import draws
from fadu.apps.inspections.views._common import act, found_draw, found_plan
from fadu.apps.officers.figures import officers_on
from fadu.apps.registers.leaves import away
from fadu.core.refusal import Refusal
from fadu.web import charts

PAGE = 50
PAIRS = 10
STEPS = ("冻结名录", "公开名录摘要", "录入种子", "抽取")
DECIDE = "批准重新抽取"


def freeze(request: HttpRequest, plan: str) -> HttpResponse:
    """Freeze both name lists."""
    found = found_plan(plan)
    today, before = timezone.localdate(), queries.standing(found.year)
    here, leaves = officers_on(today), away(today)
    gone = {each.number: f"，{leaves[each.number].words}" for each in here if each.number in leaves}
    officers = [(each.number, f"{each.name}（{each.number}）{gone.get(each.number, '')}") for each in here]
    initial = {"on": today, "absent": list(gone)}
    form = forms.FreezeForm(request.POST or None, officers=officers, again=before is not None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given, made = form.cleaned_data, ""

        def work() -> None:
            nonlocal made
            made = draws.freeze(
                found.id, on=given["on"], seed_source=given["seed_source"], absent=given["absent"], reason=given.get("reason", ""),
                actor=request.user.get_username(), at=timezone.localtime(),
            )

        if act(request, None, work, "名录已冻结"):
            return redirect("inspections:draw", made)
    return render(request, "inspections/freeze.html", {"plan": found, "form": form, "before": before, "gone": gone})


def draw_page(request: HttpRequest, draw: str) -> HttpResponse:
    """The draw on a screen: what is done, what comes next, and the list."""
    found = found_draw(draw)
    labels, done = list(STEPS), [found.frozen, found.published, found.seeded, found.result]
    if found.asked or found.decided:
        labels.insert(1, DECIDE)
        done.insert(1, found.decided)
    ahead = next((place for place, step in enumerate(done) if step is None), len(labels))
    goes_on = ahead < len(labels) and not (found.replaced_by or found.declined)
    steps = [
        {"label": label, "state": "done" if place < ahead else "now" if place == ahead and goes_on else "todo",
         "note": timezone.localtime(done[place].at).strftime("%Y-%m-%d %H:%M") if done[place] else ""}  # type: ignore[union-attr]
        for place, label in enumerate(labels)
    ]
    context: dict[str, Any] = {"draw": found, "steps": steps, "ahead": labels[ahead] if goes_on else ""}
    context |= {"mine": found.frozen.actor == request.user.get_username(), "redraw_form": forms.RedrawForm(), "place_form": forms.PlaceForm(),
                "seed_form": forms.SeedForm(initial={"known_at": timezone.localtime()})}
    try:
        context |= _listed(request, found) if found.result else _frames(request, found)
    except Refusal as refusal:
        context["refusal"] = refusal
    return render(request, "inspections/draw.html", context)


def decide(request: HttpRequest, draw: str) -> HttpResponse:
    """Approve a redraw or not, as a second person."""
    form = forms.RedrawForm(request.POST)
    return _step(request, draw, form, "已登记决定", lambda who: draws.decide_redraw(
        draw, approved=form.cleaned_data["approved"], words=form.cleaned_data["words"], **who,
    ))


def publish(request: HttpRequest, draw: str) -> HttpResponse:
    """Say that the digest is public."""
    form = forms.PlaceForm(request.POST)
    return _step(request, draw, form, "名录摘要已登记公开", lambda who: draws.publish_frame(draw, place=form.cleaned_data["place"], **who))


def seed(request: HttpRequest, draw: str) -> HttpResponse:
    """Take the seed in."""
    form = forms.SeedForm(request.POST)
    return _step(request, draw, form, "种子已录入", lambda who: draws.give_seed(
        draw, seed=form.cleaned_data["seed"], known_at=form.cleaned_data["known_at"], witnesses=form.cleaned_data["witnesses"], **who,
    ))


def go(request: HttpRequest, draw: str) -> HttpResponse:
    """Draw."""
    return _step(request, draw, None, "已抽取", lambda who: draws.make_draw(draw, **who))


def more(request: HttpRequest, draw: str) -> HttpResponse:
    """Draw more of a class."""
    form = forms.MoreForm(request.POST, classes=_classes(found_draw(draw)))
    return _step(request, draw, form, "已补抽", lambda who: draws.supplement(
        draw, cls=form.cleaned_data["cls"], count=form.cleaned_data["count"], reason=form.cleaned_data["reason"], **who,
    ))


def result_file(request: HttpRequest, draw: str) -> HttpResponse:
    """DRAW.json, as anyone can replay it."""
    found = found_draw(draw)
    if found.result is None:
        raise Http404("还没有抽取")
    return _file(found.result.said["sha256"], f"DRAW-{found.frozen.index}.json")


def frame_file(request: HttpRequest, draw: str) -> HttpResponse:
    """The frozen lists and the plan."""
    found = found_draw(draw)
    return _file(found.frozen.said["sha256"], f"FRAME-{found.frozen.index}.json")


def fairness(request: HttpRequest) -> HttpResponse:
    """All standing draws beside what chance gives."""
    context: dict[str, Any] = {}
    try:
        standing, found = tasks.looked_back()
        context = {"draws": standing, "found": found}
    except Refusal as refusal:
        context["refusal"], found = refusal, None
    if found:
        counts = [("从未抽到", found.never), ("每次都抽到", found.always)]
        seen = charts.Series("实际", [count.seen for _, count in counts])
        wanted = charts.Series("随机抽取应有", [round(count.expected, 1) for _, count in counts])
        people = {each.number: each.name for each in officers_on(standing[0].on)}
        pairs = [("、".join(people.get(id, id) for id in pair), times) for pair, times in found.pairs[:PAIRS]]
        context |= {
            "counts": counts, "pairs": pairs, "chart": charts.bars([label for label, _ in counts], [seen, wanted], title="对象抽到的情况", unit="家"),
            "pair_chart": charts.ranking([charts.Part(names, times) for names, times in pairs], title="同组最多的人员", unit="次"),
        }
    return render(request, "inspections/fairness.html", context)


def _listed(request: HttpRequest, found: queries.DrawView) -> dict[str, Any]:
    listed = tasks.tasks(found)
    document = tasks.document(found)
    chosen = request.GET.get("quarter", "")
    mine = [task for task in listed if request.user.get_username() in dict(task.officers)]
    shown = mine if chosen == "mine" else [task for task in listed if not chosen or str(task.quarter) == chosen]
    tabs = [{"label": "全年", "url": "?", "current": not chosen, "count": len(listed)}] + [
        {"label": f"第{quarter}季度", "url": f"?quarter={quarter}", "current": chosen == str(quarter), "count": size}
        for quarter in range(1, 5) if (size := sum(task.quarter == quarter for task in listed))
    ]
    if mine:
        tabs.append({"label": "派给我的", "url": "?quarter=mine", "current": chosen == "mine", "count": len(mine)})
    names = {row["id"]: row.get("name", "") for row in document["frames"]["objects"]}
    return {
        "tabs": tabs, "page": Paginator(shown, PAGE).get_page(request.GET.get("page")), "done": sum(task.visit is not None for task in listed),
        "total": len(listed), "today": timezone.localdate(),
        "look_first": once.look_first(timezone.localdate()), "skipped": [(id, names.get(id, ""), why) for id, why in document["skipped"].items()],
        "unfit": document["unfit"].items(), "more_form": forms.MoreForm(classes=_classes(found)),
    }


def _frames(request: HttpRequest, found: queries.DrawView) -> dict[str, Any]:
    lists = tasks.frames(found)["frames"]
    return {"objects": Paginator(lists["objects"], PAGE).get_page(request.GET.get("page")), "officers": lists["officers"]}


def _classes(draw: queries.DrawView) -> list[str]:
    plan = queries.plan(draw.frozen.said["plan"])
    return list(plan.written["classes"]) if plan else []


def _step(request: HttpRequest, draw: str, form: Any, word: str, work: Any) -> HttpResponse:
    found = found_draw(draw)
    if request.method == "POST":
        act(request, form, lambda: work({"actor": request.user.get_username(), "at": timezone.localtime()}), word)
    return redirect("inspections:draw", found.id)


def _file(sha256: str, name: str) -> HttpResponse:
    try:
        text = store.read(sha256)
    except Refusal as refusal:
        raise Http404(f"{refusal.reason}。{refusal.mend}") from refusal
    return HttpResponse(text, content_type="application/json", headers={"Content-Disposition": f'attachment; filename="{name}"'})
