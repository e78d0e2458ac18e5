// Fetches what shows sources beside their claims (citations.js) at a reader's first stir: a
// page that is only opened, or printed, does not need it.
(() => {
  const list = document.querySelector(".sources[data-script]");
  if (!list) return;
  const STIRS = ["scroll", "pointermove", "pointerdown", "keydown", "focusin"];
  const MENTION = "sup.citation a";
  let isHere = false;

  async function bring() {
    await import(list.dataset.script);
    isHere = true;
  }

  const waiting = new AbortController();
  // Of a pointer at rest the browser tells too, when the page comes to lie beneath it.
  const isAtRest = ({ type, movementX, movementY, target }) =>
    type === "pointermove" && !movementX && !movementY && !target.closest?.(MENTION);

  function stirred(event) {
    if (isAtRest(event)) return;
    waiting.abort();
    bring().catch(() => {}); // a mention is a link all the same
  }
  for (const stir of STIRS) {
    document.addEventListener(stir, stirred, { passive: true, signal: waiting.signal });
  }

  // A first tap that comes before the script waits for it.
  document.addEventListener("click", async (event) => {
    if (isHere || event.pointerType !== "touch") return;
    const mention = event.target.closest(MENTION);
    if (!mention || !mention.showPopover) return;
    event.preventDefault();
    try {
      await bring();
      mention.dispatchEvent(new Event("source:wanted", { bubbles: true }));
    } catch {
      location.assign(mention.href);
    }
  });
})();
