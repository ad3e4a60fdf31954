// The page of live records: asks once a second for what came after the newest row. Without this file the page has a
// link that does the same.
(() => {
  "use strict";
  const list = document.getElementById("live");
  const state = document.getElementById("live-state");
  if (!list || !state) return;

  const PAUSE = 1000;
  const MOST = 500;

  const say = (words) => {
    if (state.textContent !== words) state.textContent = words;
  };

  const add = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    list.prepend(template.content);
    while (list.children.length > MOST) list.lastElementChild.remove();
  };

  const look = async () => {
    try {
      const answer = await fetch(`${list.dataset.rows}&after=${list.dataset.last}`, { redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const html = await answer.text();
      const last = answer.headers.get("Licet-Last");
      if (last && last !== list.dataset.last) {
        list.dataset.last = last;
        add(html);
      }
      say("Live: new records appear at the top.");
    } catch {
      say("Not live at the moment. Trying again; if this stays, sign in anew.");
    }
    setTimeout(look, PAUSE);
  };
  look();
})();
