// Fetches what a search form needs to suggest pages, once a reader goes to its field: on
// most pages nobody does.
(() => {
  document.addEventListener("focusin", ({ target }) => {
    const form = target instanceof Element && target.closest("[data-suggestions]");
    if (form) import(form.dataset.suggestions);
  });
})();
