// Lists of live records: rows come from the server as events and go to the top. Without this file such a list shows
// what there was when the page was made.
(() => {
  "use strict";
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
    list.prepend(template.content);
    while (list.children.length > MOST) list.lastElementChild.remove();
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

// A button beside each text that is there to be copied.
document.querySelectorAll("pre[data-copied]").forEach((text) => {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.textContent);
    button.textContent = "Copied";
  });
  text.after(button);
});
