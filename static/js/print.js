// Offers to print the page: the button is there only where it can do so.
(() => {
  const offer = document.querySelector("[data-print]");
  if (!offer) return;
  offer.hidden = false;
  offer.querySelector("button").addEventListener("click", () => window.print());
})();
