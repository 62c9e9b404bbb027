// Forms made from the office's own declaration of what an entry must say; nothing is asked here that it does not know.

export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const pad = (number) => String(number).padStart(2, "0");
export const clock = (day) => `${day.getFullYear()}-${pad(day.getMonth() + 1)}-${pad(day.getDate())} ${pad(day.getHours())}:${pad(day.getMinutes())}`;
const ANSWERS = ["符合", "不符合", "不适用"];

// The earlier problems that a visit looks at again, by their labels.
export const problemsOf = (visit) => (visit.grounds || []).filter((one) => one.kind === "recheck").map((one) => one.label);

function control(field, id, value, visit) {
  const common = { id, name: field.key, autocomplete: "off" };
  if (field.kind === "long") return Object.assign(el("textarea", { ...common, class: "form-control", rows: 5 }), { value: value || "" });
  if (field.kind === "yes") return Object.assign(el("input", { ...common, type: "checkbox", class: "form-check-input" }), { checked: value === true });
  if (field.kind === "choice" || field.kind === "ground") {
    const options = ["", ...(field.kind === "ground" ? problemsOf(visit) : field.choices)].map((choice) => el("option", { value: choice }, choice || "请选择"));
    return Object.assign(el("select", { ...common, class: "form-select" }, ...options), { value: value || "" });
  }
  const box = el("input", { ...common, class: "form-control", type: "text", inputmode: field.kind === "whole" ? "numeric" : null });
  if (field.kind === "moment") box.placeholder = "2026-01-20 10:30";
  box.value = value === undefined || value === null ? "" : value;
  if (field.kind !== "moment") return box;
  const now = el("button", { type: "button", class: "btn btn-outline", onclick: () => { box.value = clock(new Date()); box.dispatchEvent(new Event("input", { bubbles: true })); } }, "现在");
  return el("span", { class: "v-now" }, box, now);
}

function answerRows(items, value) {
  return items.map((item) => {
    const had = (value || {})[item.id] || {};
    const name = `answer-${item.id}`;
    const choices = ANSWERS.map((answer) => el("label", { class: "v-choice" },
      Object.assign(el("input", { type: "radio", name, value: answer }), { checked: had.answer === answer }), answer));
    return el("fieldset", { class: "v-item" },
      el("legend", {}, `${item.id} ${item.question}`),
      item.how ? el("p", { class: "g-hint" }, item.how) : "",
      el("p", { class: "g-basis" }, item.basis ? `依据：${item.basis}` : "目录里没有当日现行的依据，请自行查明"),
      el("div", { class: "v-row" }, ...choices),
      Object.assign(el("input", { class: "form-control", type: "text", name: `note-${item.id}`, placeholder: "说明（不符合的必填）", "aria-label": `${item.id} 的说明` }), { value: had.note || "" }));
  });
}

export function form(kind, visit, values, hidden) {
  const body = el("form", { class: "v-form", novalidate: true });
  for (const field of kind.fields) {
    if (hidden.includes(field.key)) continue;
    if (field.kind === "answers") {
      body.append(...answerRows(visit.items, values[field.key]));
      continue;
    }
    const id = `f-${kind.key}-${field.key}`;
    const label = el("label", { for: id }, field.label, field.required ? el("span", { class: "g-must", "aria-hidden": "true" }, "*") : "");
    const box = control(field, id, values[field.key], visit);
    const parts = field.kind === "yes" ? [box, " ", label] : [label, box];
    body.append(el("div", { class: `g-field${field.kind === "yes" ? " g-check" : ""}` }, ...parts, field.help ? el("p", { class: "g-hint" }, field.help) : ""));
  }
  return body;
}

const clean = (text) => text.normalize("NFC").replace(/\p{Surrogate}/gu, "").replace(/\r\n?/g, "\n").trim();

// What the form says now, whether whole or not.
export function values(kind, body, items) {
  const said = {};
  for (const field of kind.fields) {
    if (field.kind === "answers") {
      const answers = {};
      for (const item of items) {
        const chosen = body.querySelector(`input[name="answer-${item.id}"]:checked`);
        const note = clean(body.querySelector(`input[name="note-${item.id}"]`).value);
        if (chosen) answers[item.id] = note ? { answer: chosen.value, note } : { answer: chosen.value };
      }
      if (Object.keys(answers).length) said[field.key] = answers;
      continue;
    }
    const box = body.elements.namedItem(field.key);
    if (!box) continue;
    if (field.kind === "yes") said[field.key] = box.checked;
    else if (clean(box.value)) said[field.key] = field.kind === "whole" && /^\d+$/.test(clean(box.value)) ? Number(clean(box.value)) : clean(box.value);
  }
  return said;
}

// The first thing that is wrong, in words; "" where nothing is.
export function fault(kind, said, items) {
  for (const field of kind.fields) {
    const value = said[field.key];
    if (field.kind === "yes" && field.required && value !== true) return `“${field.label}”没有勾选`;
    if (value === undefined || value === "") {
      if (field.required) return `没有填写“${field.label}”`;
      continue;
    }
    if (field.kind === "whole" && !(Number.isSafeInteger(value) && value > 0)) return `“${field.label}”应为大于零的整数`;
    if (field.kind === "digest" && !/^[0-9a-f]{64}$/.test(value)) return `“${field.label}”应为 64 位十六进制数字`;
    if (field.kind === "moment" && !/^\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}(:\d{2})?)?$/.test(value)) return `“${field.label}”请写作 2026-01-20 10:30`;
    if (field.kind === "line" && value.length > 200) return `“${field.label}”超过 200 字`;
    if (field.kind === "line" && value.includes("\n")) return `“${field.label}”请写在一行里`;
    if (field.kind === "long" && value.length > 4000) return `“${field.label}”超过 4000 字`;
    if (field.kind === "answers") {
      const bare = items.find((item) => value[item.id] && value[item.id].answer === "不符合" && !value[item.id].note);
      if (bare) return `${bare.id} 不符合，没有写明情况`;
    }
  }
  return "";
}

// A place to sign with the finger; `picture` gives PNG bytes, null where nothing was drawn.
export function signing() {
  const canvas = el("canvas", { class: "v-sign", width: 600, height: 240, "aria-label": "签名处" });
  const pen = canvas.getContext("2d");
  let drawn = false;
  const clear = () => {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    drawn = false;
  };
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return [((event.clientX - box.left) * canvas.width) / box.width, ((event.clientY - box.top) * canvas.height) / box.height];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    pen.lineWidth = 4;
    pen.lineCap = "round";
    pen.beginPath();
    pen.moveTo(...place(event));
    event.preventDefault();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!canvas.hasPointerCapture(event.pointerId)) return;
    pen.lineTo(...place(event));
    pen.stroke();
    drawn = true;
  });
  clear();
  const picture = () => new Promise((resolve) => {
    if (!drawn) resolve(null);
    else canvas.toBlob((blob) => blob.arrayBuffer().then(resolve), "image/png");
  });
  return { node: el("div", { class: "g-field v-pad" }, el("p", { class: "g-hint" }, "请在下面签名"), canvas, el("button", { type: "button", class: "btn btn-outline", onclick: clear }, "重签")), picture };
}
