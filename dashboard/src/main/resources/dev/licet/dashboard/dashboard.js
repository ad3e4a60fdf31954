// What pages do beside showing themselves. Without this file records do not come by themselves, and nothing is copied
// by a button; everything else is there.
"use strict";

// A button beside each text that is there to be copied.
const dress = (part) => part.querySelectorAll("[data-copied]").forEach((text) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  if (text.dataset.copied) button.setAttribute("aria-label", `Copy the ${text.dataset.copied}`);
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Copied";
  });
  text.after(button);
});
dress(document);

// Lists of live records: rows come from the server as events and go to the top. Without this such a list shows what
// there was when the page was made.
(() => {
  const list = document.getElementById("live");
  const state = document.getElementById("live-state");
  if (!list || !state) return;

  const MOST = 500;

  const say = (words) => {
    if (state.textContent !== words) state.textContent = words;
  };

  const add = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    dress(template.content);
    list.tHead.after(template.content);
    while (list.tBodies.length > MOST) list.tBodies[MOST].remove();
  };

  const source = new EventSource(list.dataset.stream);
  source.addEventListener("open", () => say("Live: new records appear at the top."));
  source.addEventListener("message", (event) => add(event.data));
  source.addEventListener("reset", () => {
    say("Live again, but the database was put back: some records that stand here are not in it any more.");
  });
  source.addEventListener("error", () => {
    const over = source.readyState === EventSource.CLOSED;
    say(over ? "Not live any more: please sign in again." : "Not live at the moment. Trying again.");
  });
})();

// The key / leads to the search box.
document.addEventListener("keydown", (event) => {
  const box = document.querySelector(".search input");
  const typing = event.target.closest("input, select, textarea");
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || typing || !box) return;
  event.preventDefault();
  box.focus();
});

// The numbers of the column under the pointer stand below its chart.
document.querySelectorAll(".plot").forEach((plot) => {
  const readout = plot.nextElementSibling;
  const usual = readout.textContent;
  plot.addEventListener("pointerover", (event) => {
    const column = event.target.closest(".column");
    readout.textContent = column ? column.dataset.words : usual;
  });
  plot.addEventListener("pointerleave", () => {
    readout.textContent = usual;
  });
});

// The workbench shows the fields of the chosen system alone.
(() => {
  const form = document.getElementById("bench");
  if (!form) return;
  const choice = form.elements.drm;
  const show = () => form.querySelectorAll("[data-drms]").forEach((field) => {
    field.hidden = !field.dataset.drms.split(" ").includes(choice.value);
  });
  choice.addEventListener("change", show);
  show();
})();
