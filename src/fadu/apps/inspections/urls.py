"""Addresses of plans, draws, recusals and the replay."""

from fadu.apps.inspections.views import draws, plans, recusals, replaying
from fadu.web.policy import DRAW, PLAN_INSPECTIONS, READ_DRAWS, READ_LEDGER, SIGNED_IN, STATE_RECUSAL
from fadu.web.routes import route

app_name = "inspections"
urlpatterns = [
    route("", plans.year_page, "year", READ_LEDGER),
    route("plans/new/", plans.make, "make", PLAN_INSPECTIONS),
    route("plans/<str:plan>/", plans.plan_page, "plan", READ_LEDGER),
    route("plans/<str:plan>/publish/", plans.publish, "publish_plan", PLAN_INSPECTIONS),
    route("plans/<str:plan>/freeze/", draws.freeze, "freeze", DRAW),
    route("draws/<str:draw>/", draws.draw_page, "draw", READ_DRAWS),
    route("draws/<str:draw>/publish/", draws.publish, "publish_frame", DRAW),
    route("draws/<str:draw>/seed/", draws.seed, "seed", DRAW),
    route("draws/<str:draw>/go/", draws.go, "go", DRAW),
    route("draws/<str:draw>/more/", draws.more, "more", DRAW),
    route("draws/<str:draw>/DRAW.json", draws.result_file, "result_file", READ_DRAWS),
    route("draws/<str:draw>/FRAME.json", draws.frame_file, "frame_file", READ_DRAWS),
    route("fairness/", draws.fairness, "fairness", READ_DRAWS),
    route("recusals/", recusals.tie_list, "ties", STATE_RECUSAL),
    route("recusals/<str:tie>/lift/", recusals.lift, "lift", STATE_RECUSAL),
    route("replay/", replaying.page, "replay", SIGNED_IN),
    route("replay.html", replaying.single_file, "replay_file", SIGNED_IN),
]
