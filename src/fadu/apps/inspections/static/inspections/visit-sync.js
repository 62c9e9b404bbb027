// Between phone and office. What is sent may be sent again: the office passes over what it has, and says how much that is.

import * as store from "./visit-store.js";

const BATCH = 50;
export class SignedOut extends Error {}
export class Refused extends Error {}

let csrf = "";
let base = "";
export const setBase = (address) => { base = address; };

async function ask(path, options = {}) {
  const answer = await fetch(base + path, { credentials: "same-origin", redirect: "manual", cache: "no-store", ...options });
  if (answer.type === "opaqueredirect") throw new SignedOut("需要登录");
  if (answer.status === 409 || answer.status === 400 || answer.status === 413) {
    const said = await answer.json().catch(() => ({ reason: "办公室没有收下", mend: "" }));
    throw new Refused([said.reason, said.mend].filter(Boolean).join("。"));
  }
  if (!answer.ok) throw new Refused(answer.status === 403 ? "没有现场检查的权限，或者登录已经换人" : `办公室的服务出错（${answer.status}），稍后再传`);
  return answer.json();
}

const send = (path, body, type) => ask(path, { method: "POST", body, headers: { "X-CSRFToken": csrf, "Content-Type": type } });
const tell = (path, value) => send(path, JSON.stringify(value), "application/json");

// The tasks of who is signed in, and by how many milliseconds this clock is ahead of the office's.
export async function fetchTasks() {
  const asked = Date.now();
  const found = await ask("package/");
  const ahead = (asked + Date.now()) / 2 - Date.parse(found.now);
  csrf = found.csrf;
  return { ...found, csrf: undefined, ahead: Math.round(ahead) };
}

export const takeOut = (visit, device) => tell("take/", { visit, device });

// Send what the office lacks of one visit; returns how many entries it has now. `known`: how many it had when last asked.
export async function sync(account, device, visit, known, progress) {
  const kept = await store.entries(account, visit);
  let have = known;
  const notes = [];
  for (let left = kept.filter((entry) => entry.seq > have); left.length; left = kept.filter((entry) => entry.seq > have)) {
    const receipt = await tell("sync/", { visit, device, now: new Date().toISOString(), entries: left.slice(0, BATCH) });
    if (receipt.have <= have) throw new Refused("办公室没有收下新的记录，请重新打开页面再传");
    have = receipt.have;
    notes.push(...receipt.notes);
    progress(`记录 ${have} 条`);
  }
  for (const sha256 of await store.files(account, visit)) await sendFile(account, visit, sha256, progress);
  return { have, notes };
}

async function sendFile(account, visit, sha256, progress) {
  let state = await ask(`files/${visit}/${sha256}/`);
  if (!state.named) return; // photographed and not recorded
  while (!state.whole) {
    const n = Math.floor(state.have / store.PIECE);
    const bytes = await store.piece(account, visit, sha256, n);
    if (!bytes) throw new Refused("手机里缺一段照片，请重新拍摄");
    const next = await send(`files/${visit}/${sha256}/?at=${n * store.PIECE}`, bytes, "application/octet-stream");
    if (!next.whole && next.have <= state.have) throw new Refused("照片传不上去，请重新打开页面再传");
    state = next;
    progress(`照片 ${Math.round(state.have / 1024)} KB`);
  }
  await store.forgetFile(account, visit, sha256);
}
