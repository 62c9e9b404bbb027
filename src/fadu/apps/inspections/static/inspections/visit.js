// The page of visits on the phone: tasks, one visit, one entry. Works with no network; what is recorded lies on the phone before the page says so.

import { follow, sha256 } from "./visit-chain.js";
import { clock, el, fault, form, problemsOf, signing, values } from "./visit-form.js";
import * as store from "./visit-store.js";
import { Refused, SignedOut, fetchTasks, setBase, sync, takeOut } from "./visit-sync.js";

const main = document.getElementById("field");
const BASE = main.dataset.base;
const SIGN_IN = main.dataset.signIn;
const BOOT = store.random(6);
const LARGEST = 50 * 1024 * 1024;
const FILE_FIELDS = ["name", "sha256", "size"];
const NOBODY = ["通过登记的住所（经营场所）无法联系", "未发现开展本次抽查涉及的经营活动"];

const state = { account: null, device: null, tasks: null, online: false, locked: false, ahead: 0, said: "", wrong: "", busy: false };

const kindOf = (key) => state.tasks.kinds.find((kind) => kind.key === key);
const visitOf = (id) => state.tasks.visits.find((visit) => visit.id === id);

// Entries of the office's copy, then those that lie here. Where the office's copy is renewed meanwhile, what lay here may be gone: read again.
async function entriesOf({ id }) {
  for (;;) {
    const visit = visitOf(id);
    const here = await store.entries(state.account, id);
    if (visitOf(id) === visit) return [...visit.entries, ...here.filter((entry) => entry.seq > visit.entries.length)];
  }
}

// Only what the office has to the last character goes; where another hand recorded there, what lies here stays.
async function forget(visit) {
  const here = await store.entries(state.account, visit.id);
  const same = here.filter((entry) => entry.seq <= visit.entries.length && visit.entries[entry.seq - 1].digest === entry.digest);
  if (same.length) await store.forgetEntries(state.account, visit.id, same[same.length - 1].seq);
}

async function refresh() {
  try {
    const found = await fetchTasks();
    state.online = true;
    state.locked = false;
    state.account = found.account;
    state.ahead = found.ahead;
    await store.setMeta("account", found.account);
    await store.keepTasks(found.account, found);
    state.tasks = found;
    for (const visit of found.visits) await forget(visit);
  } catch (problem) {
    if (problem instanceof Refused) { // the office answers, and says no
      state.online = true;
      state.wrong = problem.message;
      return;
    }
    state.online = problem instanceof SignedOut;
    state.locked = problem instanceof SignedOut;
  }
}

async function load() {
  await store.open();
  state.device = await store.meta("device");
  if (!state.device) {
    state.device = `手机-${store.random(4)}`;
    await store.setMeta("device", state.device);
  }
  state.account = await store.meta("account");
  setBase(BASE);
  await refresh();
  if (!state.tasks && state.account && !state.locked) state.tasks = await store.tasks(state.account);
  await show();
  if (state.online && !state.locked) await upload();
}

async function upload() {
  if (state.busy || !state.tasks || state.locked) return;
  state.busy = true;
  state.wrong = "";
  const notes = [];
  let sent = 0;
  for (const id of await store.visitsHere(state.account)) {
    const visit = visitOf(id);
    try {
      const had = visit ? visit.entries.length : 0;
      const done = await sync(state.account, state.device, id, had, (words) => bar(`正在上传：${words}`));
      notes.push(...done.notes);
      sent += done.have - had;
      if (!visit) await store.forgetEntries(state.account, id, done.have); // finished: no longer among the tasks
    } catch (problem) {
      if (problem instanceof Refused) { // one that is stuck does not hold up the others
        state.wrong = `${visit ? visit.number : "已完成的检查"}：${problem.message}`;
        continue;
      }
      if (problem instanceof SignedOut) state.locked = true;
      else state.online = false;
      break;
    }
  }
  if (sent) state.said = `已上传 ${sent} 条${notes.length ? `。${[...new Set(notes)].join("。")}` : ""}`;
  if (sent || state.wrong) {
    const wrong = state.wrong;
    await refresh();
    state.wrong = wrong || state.wrong;
  }
  state.busy = false;
  await show();
}

function bar(words) {
  document.getElementById("said").textContent = words;
}

function banner() {
  const parts = [];
  if (state.locked) parts.push(el("div", { class: "g-alert warn" }, el("p", {}, "登录已过期或者已退出。手机里的记录还在，登录后才能打开和上传。", el("a", { href: SIGN_IN }, "登录"))));
  if (Math.abs(state.ahead) > 120000) {
    const minutes = Math.round(Math.abs(state.ahead) / 60000);
    parts.push(el("div", { class: "g-alert warn", id: "clock" }, el("p", {}, `这台手机的时钟比办公室${state.ahead > 0 ? "快" : "慢"}约 ${minutes} 分钟，请在系统设置里校准；已记的时间上传时会折算并注明。`)));
  }
  if (state.wrong) parts.push(el("div", { class: "g-alert danger", role: "alert" }, el("p", {}, state.wrong)));
  return parts;
}

async function show() {
  const [, id, kind] = location.hash.split("/");
  const visit = state.tasks && !state.locked && id ? visitOf(id) : null;
  const page = [...banner(), el("p", { id: "said", role: "status", class: "v-said" }, state.said)];
  if (!state.locked && state.tasks) {
    if (visit && kind && kindOf(kind)) page.push(...await entryPage(visit, kindOf(kind)));
    else if (visit) page.push(...await visitPage(visit));
    else page.push(...await listPage());
  } else if (!state.tasks && !state.locked) {
    page.push(el("p", {}, "这台手机还没有下载过任务。请连上办公室的网络、登录后打开一次这个页面。"));
  }
  document.getElementById("net").textContent = state.online ? "在线" : "离线";
  main.replaceChildren(...page);
  const waiting = document.querySelectorAll("[data-waiting]").length;
  document.title = waiting ? `现场检查（${waiting} 待上传）` : "现场检查";
}

async function listPage() {
  const others = (await store.holders()).filter((account) => account !== state.account);
  const strays = (await store.visitsHere(state.account)).filter((id) => !visitOf(id)).length;
  const rows = [];
  for (const visit of state.tasks.visits) {
    const entries = await entriesOf(visit);
    const waiting = (await store.entries(state.account, visit.id)).length;
    const stuck = waiting && visit.device !== state.device;
    const word = visit.concluded ? "已完成" : visit.device === state.device ? "在这台手机上办" : visit.device ? "在别的手机上办" : "没有带出";
    rows.push(el("li", { class: "v-card" },
      el("a", { href: `#/${visit.id}` }, el("b", {}, visit.name), el("span", {}, `${visit.number} · ${visit.category} · ${visit.on}`)),
      el("p", {}, `${word}，已记 ${entries.length} 条`, waiting ? el("span", { class: "tag warn", "data-waiting": true }, `${waiting} 条待上传`) : ""),
      stuck ? el("p", {}, "这次检查已收回，手机里的记录没有删除。", el("button", { class: "btn btn-outline", type: "button", onclick: () => handOut(visit) }, "导出给内勤")) : ""));
  }
  return [
    el("h1", {}, "现场检查"),
    el("p", { class: "g-hint" }, `${state.tasks.label}；任务下载于 ${clock(new Date(state.tasks.now))}`),
    others.length ? el("div", { class: "g-alert warn" }, el("p", {}, `这台手机上还有 ${others.join("、")} 没有上传的记录，请由本人登录上传。`)) : "",
    strays ? el("div", { class: "g-alert warn" }, el("p", { "data-waiting": true }, `还有 ${strays} 次已完成的检查没有传完（记录或者照片），请保持联网。`)) : "",
    rows.length ? el("ul", { class: "v-list" }, ...rows) : el("p", {}, "没有派给您的检查。先在办公室开检查，再打开这个页面。"),
    el("div", { class: "g-buttons" }, el("button", { class: "btn btn-primary", type: "button", onclick: () => refresh().then(upload).then(show) }, "上传和下载")),
  ].filter(Boolean);
}

// What the office no longer takes from this phone, as a text file: a person looks at it.
async function handOut(visit) {
  const address = URL.createObjectURL(new Blob([JSON.stringify(await store.entries(state.account, visit.id), null, 1)], { type: "text/plain" }));
  const link = el("a", { href: address, download: `${visit.number}-手机记录.txt` });
  main.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}

function lacking(visit, entries) {
  const kinds = entries.map((entry) => entry.kind);
  const lacks = ["notice", "certificates", "scene"].filter((key) => !kinds.includes(key)).map((key) => kindOf(key).label);
  const checks = entries.filter((entry) => entry.kind === "checks").pop();
  const left = visit.items.filter((item) => !checks || !checks.said.answers[item.id]).length;
  if (left) lacks.push(`检查表还有 ${left} 项`);
  const signed = entries.filter((entry) => entry.kind === "signature").map((entry) => entry.said.role);
  if (!signed.includes("当事人") && !kinds.includes("refusal")) lacks.push("当事人签名，或者拒签和见证人");
  if (signed.filter((role) => role === "执法人员").length < 2) lacks.push("两名执法人员签名");
  const looked = entries.filter((entry) => entry.kind === "recheck").map((entry) => entry.said.of);
  lacks.push(...problemsOf(visit).filter((label) => !looked.includes(label)).map((label) => `复查${label}`));
  const there = entries.filter((entry) => entry.kind === "joint").map((entry) => entry.said.department);
  lacks.push(...(visit.grounds || []).filter((one) => one.kind === "joint" && !there.includes(one.department)).map((one) => `${one.department}的检查`));
  return lacks;
}

// What stands against an entry, as the office will say; "" where nothing does.
function against(visit, entries, kind, said) {
  const kinds = entries.map((entry) => entry.kind);
  if (visit.device && visit.device !== state.device) return "这次检查由另一台设备记录";
  if (kinds.includes("result") && kind !== "custody") return "结果已经告知，这次检查的记录已经完成";
  const free = ["notice", "certificates", "photo", "clip", "scene", "signature", "refusal"];
  const absent = said && kind === "result" && NOBODY.includes(said.outcome);
  if (!kinds.includes("certificates") && !(free.includes(kind) || (kind === "result" && (!said || absent)))) return "先向当事人出示执法证件（《行政处罚法》第五十五条）";
  if (kind === "recheck" && !problemsOf(visit).length) return "这次检查没有要复查的问题";
  if (!said) return "";
  if (kind === "recheck" && said.mended && !entries.some((entry) => entry.kind === "photo" && entry.said.stage === "整改后")) return "先拍“整改后”的照片";
  if (kind === "notice" && said.mode === "不预先通知" && !said.reason) return "写明为什么不预先通知";
  if (kind === "certificates" && said.recusal === "申请回避") return "当事人申请回避：停下来报负责人决定（《行政处罚法》第四十三条）";
  if (kind === "problem" && said.order === "责令限期改正" && !said.days) return "填写多少日内改正";
  const problems = kinds.filter((one) => one === "problem").length;
  if (kind === "result" && !absent) {
    const lacks = lacking(visit, entries);
    if (lacks.length) return `还缺${lacks.join("、")}`;
    if (said.outcome === "未发现问题" && problems) return `记下了 ${problems} 个问题，结果却是“未发现问题”`;
    if (said.outcome.startsWith("发现问题") && !problems) return "没有记下问题，先逐个记下";
  }
  return "";
}

async function visitPage(visit) {
  const entries = await entriesOf(visit);
  const out = visit.device === state.device;
  const last = entries.length ? entries[entries.length - 1].digest : visit.start;
  const steps = state.tasks.kinds.filter((kind) => kind.key !== "recheck" || problemsOf(visit).length).map((kind) => {
    const count = entries.filter((entry) => entry.kind === kind.key).length;
    const no = against(visit, entries, kind.key, null);
    const words = [kind.label, count ? el("span", { class: "tag ok" }, kind.once ? "已记" : `${count} 条`) : ""];
    return el("li", {}, out && !no ? el("a", { href: `#/${visit.id}/${kind.key}` }, ...words) : el("span", { class: "v-off", title: no }, ...words));
  });
  const told = entries.map((entry) => el("li", {}, el("b", {}, `${entry.seq}. ${kindOf(entry.kind).label}`),
    el("span", {}, clock(new Date(entry.device.at))), entry.seq > visit.entries.length ? el("span", { class: "tag warn", "data-waiting": true }, "待上传") : "",
    el("p", {}, Object.values(entry.said).filter((value) => typeof value === "string" && value.length < 200 && !/^[0-9a-f]{64}$/.test(value)).join("；"))));
  const lacks = entries.some((entry) => entry.kind === "result") ? [] : lacking(visit, entries);
  return [
    el("p", {}, el("a", { href: "#" }, "‹ 全部任务")),
    el("h1", {}, visit.name),
    el("p", {}, `${visit.number} · ${visit.category} · ${visit.matter}${visit.clue ? ` · 线索 ${visit.clue}` : ""}`),
    (visit.grounds || []).length ? el("p", {}, `一起办的：${visit.grounds.map((one) => one.label).join("；")}`) : "",
    el("p", {}, `执法人员：${visit.officers.map((one) => `${one.name}（${one.certificate}，至 ${one.certificate_until || "未登记"}）`).join("、")}`),
    out ? "" : el("div", { class: "g-buttons" }, el("button", { class: "btn btn-primary", type: "button", disabled: !state.online || Boolean(visit.device), onclick: () => carry(visit) }, "带出到这台手机")),
    lacks.length && out ? el("p", { class: "g-hint", id: "lacks" }, `告知结果前还要：${lacks.join("、")}`) : "",
    el("ul", { class: "v-steps" }, ...steps),
    told.length ? el("h2", {}, "已记的") : "",
    el("ol", { class: "v-told" }, ...told),
    el("p", { class: "g-seal" }, "记录链头 ", el("code", { id: "head" }, last)),
    el("div", { class: "g-buttons v-noprint" }, el("button", { class: "btn btn-outline", type: "button", onclick: () => window.print() }, "打印")),
  ].filter(Boolean);
}

async function carry(visit) {
  try {
    await takeOut(visit.id, state.device);
    await refresh();
  } catch (problem) {
    state.wrong = problem instanceof Refused ? problem.message : "没有带出：请检查网络和登录";
  }
  await show();
}

async function entryPage(visit, kind) {
  const entries = await entriesOf(visit);
  const before = kind.once ? entries.filter((entry) => entry.kind === kind.key).pop() : null;
  const draft = await store.draft(state.account, visit.id, kind.key);
  const start = draft || (before ? before.said : kind.key === "scene" ? { began: clock(new Date()), place: visit.address || visit.name } : {});
  const hasFile = kind.file === "sha256";
  const body = form(kind, visit, start, hasFile ? FILE_FIELDS : []);
  const wrong = el("p", { class: "g-wrong", role: "alert" });
  let picked = null;
  if (kind.key === "photo") {
    const box = el("input", { type: "file", id: "shot", accept: "image/jpeg,image/png", capture: "environment" });
    const preview = el("canvas", { class: "v-preview", hidden: true });
    box.addEventListener("change", async () => {
      const took = await take(box.files[0], preview);
      picked = took.file;
      wrong.textContent = took.wrong;
      if (!picked) box.value = "";
    });
    body.prepend(el("div", { class: "g-field" }, el("label", { for: "shot" }, "拍照"), box, preview));
  }
  const pad = kind.key === "signature" ? signing() : null;
  if (pad) body.append(pad.node);
  let timer = 0;
  const keep = () => store.keepDraft(state.account, visit.id, kind.key, values(kind, body, visit.items));
  body.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(keep, 250); });
  body.addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(timer);
    await keep();
    const button = body.querySelector("button[type=submit]");
    button.disabled = true; // a second tap makes no second entry
    try {
      wrong.textContent = await enter(visit, kind, values(kind, body, visit.items), picked, pad);
    } finally {
      button.disabled = false;
    }
  });
  body.append(wrong, el("div", { class: "g-buttons" }, el("button", { class: "btn btn-primary", type: "submit" }, "记入"), el("a", { class: "btn btn-outline", href: `#/${visit.id}` }, "返回")));
  return [el("p", {}, el("a", { href: `#/${visit.id}` }, `‹ ${visit.name}`)), el("h1", {}, kind.label), kind.article ? el("p", { class: "g-basis" }, `依据：${kind.article}`) : "", body].filter(Boolean);
}

// A photo as it was made, with its digest; kindly refused where the office could not keep it.
async function take(file, preview) {
  if (!file) return { file: null, wrong: "" };
  if (file.size > LARGEST) {
    return { file: null, wrong: `这张照片有 ${Math.round(file.size / 1048576)} MB，超过 50 MB，没有收下。请在相机设置里把照片改小（例如 1200 万像素）重拍；要留原图的，在“执法记录仪录像”里登记它的摘要。` };
  }
  const bytes = await file.arrayBuffer();
  const first = Array.from(new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (!first.startsWith("ffd8ff") && first !== "89504e47") return { file: null, wrong: "这不是 JPEG 或 PNG 照片。请把手机相机的格式设为“兼容性最佳（JPEG）”后重拍。" };
  const made = { name: file.name, size: file.size, sha256: await sha256(bytes), bytes };
  if (window.createImageBitmap) {
    createImageBitmap(file).then((picture) => {
      preview.width = 320;
      preview.height = Math.round((320 * picture.height) / picture.width);
      preview.getContext("2d").drawImage(picture, 0, 0, preview.width, preview.height);
      preview.hidden = false;
    }).catch(() => {});
  }
  return { file: made, wrong: "" };
}

// Record one entry; returns what is wrong, "" once it lies on the phone.
async function enter(visit, kind, said, picked, pad) {
  let file = picked;
  if (pad && said.on === "屏幕") {
    const bytes = await pad.picture();
    if (!bytes) return "还没有签名";
    file = { name: `签名-${said.role}.png`, size: bytes.byteLength, sha256: await sha256(bytes), bytes };
  }
  if (kind.key === "photo" && !file) return "还没有拍照";
  const whole = file ? { ...said, name: file.name.normalize("NFC"), size: file.size, sha256: file.sha256 } : said;
  const entries = await entriesOf(visit);
  const no = fault(kind, whole, visit.items) || against(visit, entries, kind.key, whole);
  if (no) return no;
  const entry = {
    visit: visit.id, seq: entries.length + 1, kind: kind.key, said: whole, by: state.account,
    previous: entries.length ? entries[entries.length - 1].digest : visit.start,
    device: { at: `${new Date().toISOString().slice(0, 19)}Z`, boot: BOOT, elapsed: Math.round(performance.now()), id: state.device },
  };
  entry.digest = await follow(entry);
  try {
    if (file) await store.addFile(state.account, visit.id, file.sha256, file.bytes);
    await store.addEntry(state.account, entry);
  } catch (problem) {
    if (problem.name === "ConstraintError") return "另一个窗口刚记了一条，请返回重新打开再记";
    return problem.name === "QuotaExceededError" ? "手机存储满了，没有记入。请清理空间或者先上传，填写的内容还在。" : `没有记入：${problem.message}`;
  }
  await store.forgetDraft(state.account, visit.id, kind.key);
  state.said = `已记入第 ${entry.seq} 条：${kind.label}`;
  location.hash = `#/${visit.id}`;
  if (state.online) upload();
  return "";
}

window.addEventListener("hashchange", () => show());
window.addEventListener("online", () => refresh().then(upload).then(show));
window.addEventListener("offline", () => { state.online = false; show(); });
if ("serviceWorker" in navigator) navigator.serviceWorker.register(`${BASE}sw.js`, { scope: BASE }).catch(() => {});
if (!window.isSecureContext || !crypto.subtle || !window.indexedDB) {
  main.textContent = "这个页面要在 HTTPS 下打开（fadu serve --tls），才能离线记录和加密保存。";
} else {
  load().catch((problem) => { main.textContent = `打不开：${problem.message}`; });
}
