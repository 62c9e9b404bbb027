// The chain of a visit, byte for byte as core/visits/chain.py makes it: canonical JSON (sorted keys, NFC, whole numbers), SHA-256.

const COVERED = ["by", "device", "kind", "previous", "said", "seq", "visit"];

export function canonical(value) {
  if (value === null || typeof value === "boolean") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value)) throw new TypeError("only whole numbers have a canonical form");
    return String(value);
  }
  if (typeof value === "string") return JSON.stringify(value.normalize("NFC"));
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

export async function sha256(bytes) {
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export async function follow(entry) {
  const covered = {};
  for (const name of COVERED) covered[name] = entry[name];
  return sha256(new TextEncoder().encode(canonical(covered)));
}
