// The form of a passage, where there is script: figures as chips in the text, the palette as one types, saving by itself.
// Without it the same form works: textarea, buttons, marks.
(function () {
  "use strict";
  var form = document.querySelector("form[data-editor]");
  if (!form) { return; }
  var area = form.querySelector("textarea");
  var base = form.querySelector("input[name=base]");
  var told = form.querySelector(".w-saved");
  var palette = form.querySelector("[data-palette]");
  var chips = {};
  form.querySelectorAll("[data-chip]").forEach(function (one) { chips[one.dataset.chip] = one.textContent; });

  var editor = document.createElement("div");
  editor.className = "w-editor";
  editor.contentEditable = "true";
  editor.setAttribute("role", "textbox");
  editor.setAttribute("aria-multiline", "true");
  editor.setAttribute("aria-label", area.labels[0] ? area.labels[0].textContent : "");

  function chip(token) {
    var made = document.createElement("span");
    made.className = "w-chip";
    made.contentEditable = "false";
    made.dataset.token = token;
    made.title = token;
    var typed = token.match(/^\{\{([^{}|=]+)\|(?:来源|说明)：/);
    made.textContent = chips[token] || (typed ? typed[1] : token);
    return made;
  }

  function fill(text) {
    editor.textContent = "";
    text.split(/(\{\{[^{}]*\}\})/).forEach(function (piece) {
      if (piece) { editor.appendChild(/^\{\{/.test(piece) ? chip(piece) : document.createTextNode(piece)); }
    });
  }

  function read(node) {
    var text = "";
    node.childNodes.forEach(function (one) {
      if (one.nodeType === 3) { text += one.data; return; }
      if (one.nodeType !== 1) { return; }
      if (one.dataset.token) { text += one.dataset.token; return; }
      if (one.nodeName === "BR") { text += "\n"; return; }
      text += (one.nodeName === "DIV" && text ? "\n" : "") + read(one);
    });
    return text;
  }

  var place = null;
  document.addEventListener("selectionchange", function () {
    var chosen = window.getSelection();
    if (chosen.rangeCount && editor.contains(chosen.anchorNode)) { place = chosen.getRangeAt(0).cloneRange(); }
  });

  function insert(token, words) {
    chips[token] = words;
    var made = chip(token);
    if (place && editor.contains(place.startContainer)) {
      place.deleteContents();
      place.insertNode(made);
      place.setStartAfter(made);
      place.collapse(true);
    } else {
      editor.appendChild(made);
    }
    editor.focus();
    var chosen = window.getSelection();
    chosen.removeAllRanges();
    if (place) { chosen.addRange(place); }
    changed();
  }

  editor.addEventListener("paste", function (event) {
    event.preventDefault();
    document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
  });
  editor.addEventListener("drop", function (event) { event.preventDefault(); });
  editor.addEventListener("input", changed);

  if (palette) {
    fill(area.value);
    area.hidden = true;
    area.parentNode.insertBefore(editor, area);
    var hint = form.querySelector("#w-hint");
    hint.textContent = "蓝色的是指标，整个删除或移动；数字从下面的面板插入到光标处。";
    editor.focus();
  } else {
    area.addEventListener("input", changed);
    area.focus();
  }

  var timer = 0, saving = false, dirty = false;
  function changed() {
    if (palette) { area.value = read(editor); }
    dirty = true;
    if (!("autosave" in form.dataset)) { return; }
    window.clearTimeout(timer);
    timer = window.setTimeout(save, 1500);
  }

  function say(text, bad) {
    told.textContent = text;
    told.classList.toggle("w-bad", Boolean(bad));
  }

  function save() {
    if (saving) { timer = window.setTimeout(save, 500); return; }
    saving = true;
    dirty = false;
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, credentials: "same-origin" })
      .then(function (answer) {
        if (answer.status !== 200 && answer.status !== 409) { throw new Error(String(answer.status)); }
        return answer.json();
      })
      .then(function (said) {
        if (said.refused) { dirty = true; say("没有保存：" + said.refused + " 请按“保存”看详情。", true); return; }
        base.value = said.version;
        var now = new Date();
        var typed = said.typed.length ? "　没有依据的数字：" + said.typed.join("、") + "（保存后在下面核实）" : "";
        var notes = said.notes.length ? "　公文检查：" + said.notes.slice(0, 3).join("、") : "";
        say("已自动保存 " + ("0" + now.getHours()).slice(-2) + ":" + ("0" + now.getMinutes()).slice(-2) + typed + notes, Boolean(typed || notes));
      })
      .catch(function () { dirty = true; say("没有保存：连不上服务器。文字还在这里，请稍后按“保存”。", true); })
      .then(function () { saving = false; });
  }

  window.addEventListener("beforeunload", function (event) { if (dirty) { event.preventDefault(); event.returnValue = ""; } });
  form.addEventListener("submit", function () { dirty = false; window.clearTimeout(timer); });

  if (!palette) { return; }
  var find = palette.querySelector("input[name=q]");
  var offers = palette.querySelector(".w-offers");
  var asking = 0;
  find.addEventListener("input", function () {
    window.clearTimeout(asking);
    asking = window.setTimeout(function () {
      var words = find.value;
      fetch(palette.dataset.palette + "?q=" + encodeURIComponent(words), { credentials: "same-origin" })
        .then(function (answer) { return answer.ok ? answer.text() : ""; })
        .then(function (html) { if (words === find.value) { offers.innerHTML = html; } });
    }, 200);
  });
  find.addEventListener("keydown", function (event) { if (event.key === "Enter") { event.preventDefault(); } });
  offers.addEventListener("click", function (event) {
    var button = event.target.closest("button[name=insert]");
    if (button) { event.preventDefault(); insert(button.value, button.dataset.words); }
  });
}());
