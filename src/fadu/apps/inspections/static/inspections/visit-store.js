// What the phone keeps: everything but the key is ciphertext (AES-GCM). The key can't be taken out of the browser and belongs to one
// account; each ciphertext is tied to its place, so that none can be put where another was.

const NAME = "fadu-visits";
export const PIECE = 1 << 20; // bytes; files are kept and sent in pieces of this size
const STORES = { meta: "name", keys: "account", entries: ["account", "visit", "seq"], drafts: ["account", "visit", "kind"], pieces: ["account", "visit", "sha256", "n"] };

let db = null;

const done = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});

export async function open() {
  const request = indexedDB.open(NAME, 1);
  request.onupgradeneeded = () => {
    for (const [name, keyPath] of Object.entries(STORES)) request.result.createObjectStore(name, { keyPath });
  };
  db = await done(request);
  db.onversionchange = () => db.close();
  if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(() => false); // asked; the browser may say no
}

// Written means on the disk: the browser may be killed the moment after.
function write(store, work) {
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, "readwrite", { durability: "strict" });
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error || new Error("中断"));
    work(transaction.objectStore(store));
  });
}

const read = (store, key) => done(db.transaction(store).objectStore(store).get(key));
const between = (...start) => IDBKeyRange.bound(start, [...start, []]); // an array sorts after every string and number
const list = (store, ...start) => done(db.transaction(store).objectStore(store).getAll(between(...start)));

export const random = (bytes) => Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");

export async function meta(name) {
  const found = await read("meta", name);
  return found ? found.value : null;
}

export const setMeta = (name, value) => write("meta", (store) => store.put({ name, value }));

async function keyOf(account) {
  const found = await read("keys", account);
  if (found) return found.key;
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  try {
    await write("keys", (store) => store.add({ account, key }));
  } catch (problem) { // another tab made one meanwhile: that one counts
    return (await read("keys", account)).key;
  }
  return key;
}

async function seal(account, place, bytes) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = new TextEncoder().encode([account, ...place].join("/"));
  return { iv, data: await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData }, await keyOf(account), bytes) };
}

async function unseal(account, place, kept) {
  const additionalData = new TextEncoder().encode([account, ...place].join("/"));
  return crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv, additionalData }, await keyOf(account), kept.data);
}

const packed = (value) => new TextEncoder().encode(JSON.stringify(value));
const unpacked = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

export async function keepTasks(account, tasks) {
  await setMeta(`tasks/${account}`, await seal(account, ["tasks"], packed(tasks)));
}

export async function tasks(account) {
  const kept = await meta(`tasks/${account}`);
  return kept ? unpacked(await unseal(account, ["tasks"], kept)) : null;
}

// Fails where the number is taken: two pages can't both write entry 7.
export async function addEntry(account, entry) {
  const kept = await seal(account, ["entry", entry.visit, entry.seq], packed(entry));
  await write("entries", (store) => store.add({ account, visit: entry.visit, seq: entry.seq, ...kept }));
}

export async function entries(account, visit) {
  const found = await list("entries", account, visit);
  return Promise.all(found.map(async (kept) => unpacked(await unseal(account, ["entry", visit, kept.seq], kept))));
}

export const forgetEntries = (account, visit, upTo) =>
  write("entries", (store) => store.delete(IDBKeyRange.bound([account, visit, 0], [account, visit, upTo])));

export async function keepDraft(account, visit, kind, values) {
  const kept = await seal(account, ["draft", visit, kind], packed(values));
  await write("drafts", (store) => store.put({ account, visit, kind, ...kept }));
}

export async function draft(account, visit, kind) {
  const kept = await read("drafts", [account, visit, kind]);
  return kept ? unpacked(await unseal(account, ["draft", visit, kind], kept)) : null;
}

export const forgetDraft = (account, visit, kind) => write("drafts", (store) => store.delete([account, visit, kind]));

export async function addFile(account, visit, sha256, bytes) {
  for (let n = 0; n * PIECE < bytes.byteLength; n += 1) {
    const kept = await seal(account, ["piece", visit, sha256, n], bytes.slice(n * PIECE, (n + 1) * PIECE));
    await write("pieces", (store) => store.put({ account, visit, sha256, n, ...kept }));
  }
}

export async function piece(account, visit, sha256, n) {
  const kept = await read("pieces", [account, visit, sha256, n]);
  return kept ? unseal(account, ["piece", visit, sha256, n], kept) : null;
}

export const forgetFile = (account, visit, sha256) => write("pieces", (store) => store.delete(between(account, visit, sha256)));

// Every file of a visit that still lies here, by digest.
export async function files(account, visit) {
  const keys = await done(db.transaction("pieces").objectStore("pieces").getAllKeys(between(account, visit)));
  return [...new Set(keys.map((key) => key[2]))];
}

// The visits of an account of which something lies here still.
export async function visitsHere(account) {
  const found = await Promise.all(["entries", "pieces"].map((name) => done(db.transaction(name).objectStore(name).getAllKeys(between(account)))));
  return [...new Set([].concat(...found).map((key) => key[1]))];
}

// Accounts that have entries here which were not taken in yet.
export async function holders() {
  const keys = await done(db.transaction("entries").objectStore("entries").getAllKeys());
  return [...new Set(keys.map((key) => key[0]))];
}
