// Draws the reference of the API from its description.
(() => {
  "use strict";
  const place = document.getElementById("reference");
  if (!place || typeof SwaggerUIBundle === "undefined") return;

  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const tint = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
  dark.addEventListener("change", tint);
  tint();

  SwaggerUIBundle({
    domNode: place,
    url: place.dataset.description,
    supportedSubmitMethods: place.dataset.tries.split(" ").filter(Boolean),
    docExpansion: "list",
    defaultModelsExpandDepth: -1,
    validatorUrl: null,
  });
})();
