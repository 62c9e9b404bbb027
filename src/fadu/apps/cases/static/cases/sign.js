// A signature by finger, mouse or pen: drawn here, sent with the form as a picture. Without script the paper way stays.
"use strict";
(function () {
  const pad = document.querySelector(".c-pad");
  const field = document.querySelector("input[name=drawn]");
  if (!pad || !field || !window.PointerEvent) { return; }
  const canvas = pad.querySelector("canvas");
  const pen = canvas.getContext("2d");
  let last = null;

  function clear() {
    pen.fillStyle = "#fff";
    pen.fillRect(0, 0, canvas.width, canvas.height);
    pen.strokeStyle = "#111";
    pen.lineWidth = 4;
    pen.lineCap = "round";
    pen.lineJoin = "round";
    field.value = "";
  }

  function place(event) {
    const box = canvas.getBoundingClientRect();
    return { x: (event.clientX - box.left) * canvas.width / box.width, y: (event.clientY - box.top) * canvas.height / box.height };
  }

  canvas.addEventListener("pointerdown", function (event) {
    last = place(event);
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", function (event) {
    if (!last) { return; }
    const now = place(event);
    pen.beginPath();
    pen.moveTo(last.x, last.y);
    pen.lineTo(now.x, now.y);
    pen.stroke();
    last = now;
  });
  ["pointerup", "pointercancel"].forEach(function (name) {
    canvas.addEventListener(name, function () {
      if (!last) { return; }
      last = null;
      field.value = canvas.toDataURL("image/png");
      document.querySelector("select[name=way]").value = "手指签名";
    });
  });
  pad.querySelector("button").addEventListener("click", clear);
  pad.hidden = false;
  clear();
})();
