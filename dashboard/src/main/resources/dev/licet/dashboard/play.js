// Plays the film of the workbench with the license of its token, and says in words what went wrong.
(() => {
  "use strict";
  const film = document.getElementById("film");
  const button = document.getElementById("play");
  const state = document.getElementById("film-state");
  if (!film || !button || !state) return;

  const LICENSE_REFUSED = 6007;
  let player = null;

  const say = (words) => {
    state.textContent = words;
  };

  // The service answers a refusal with a code and a sentence, which the player hands on.
  const refusal = (error) => {
    const inner = error && error.code === LICENSE_REFUSED && error.data && error.data[0];
    try {
      return inner ? JSON.parse(inner.data[2]) : null;
    } catch {
      return null;
    }
  };

  const explain = (error) => {
    const refused = refusal(error);
    if (!refused) {
      say(error && error.code ? `Playback failed with the player's error ${error.code}.` : `Playback failed: ${error}`);
      return;
    }
    const guide = document.createElement("a");
    guide.href = `/admin/codes#c${Number(refused.code)}`;
    guide.textContent = `What ${Number(refused.code)} means`;
    state.replaceChildren(`No license: ${refused.message} `, guide);
  };

  const load = async () => {
    shaka.polyfill.installAll();
    player = new shaka.Player();
    player.addEventListener("error", (event) => explain(event.detail));
    await player.attach(film);
    player.configure({ drm: { servers: { "org.w3.clearkey": film.dataset.license } } });
    await player.load(film.dataset.manifest);
    film.controls = true;
  };

  film.addEventListener("playing", () => say("It plays: the license came and its key fits."));
  film.addEventListener("ended", () => say("Played to the end."));

  button.addEventListener("click", async () => {
    button.disabled = true;
    say("Fetching film and license …");
    try {
      if (!player) await load();
      await film.play();
    } catch (error) {
      explain(error);
    }
    button.disabled = false;
  });

  if (!window.isSecureContext) say("Browsers decrypt only on https pages and on localhost.");
  else if (!shaka.Player.isBrowserSupported()) say("This browser cannot play encrypted films.");
  else button.hidden = false;
})();
