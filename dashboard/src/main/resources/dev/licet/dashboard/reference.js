// Draws the reference of the API from its description.
(() => {
  "use strict";
  const place = document.getElementById("reference");
  if (!place || typeof SwaggerUIBundle === "undefined") return;

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const tint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", tint);
  tint();

  // A page has one main part, and this one has it already.
  new MutationObserver(() => {
    for (const part of place.querySelectorAll("main:not([role])")) part.setAttribute("role", "group");
  }).observe(place, { childList: true, subtree: true });

  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.description,
    supportedSubmitMethods: place.dataset.tries.split(" ").filter(Boolean),
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
  });
})();
