// Shows the source of a claim beside the claim: on hover, on keyboard focus, on a tap.
// What it shows is a copy of the entry in the page's list of sources. Without this
// script, or in a browser without popovers, a mention is a plain link to that entry.
// It is fetched by sources.js, at a reader's first stir.
import "./notes.js";
(() => {
  const MENTION = "sup.citation a";
  const PAUSE = 250; // ms: long enough to reach the popover, short enough not to linger
  const GAP = 8; // px between the mention, the popover and the edges of the window
  const LEAST = 120; // px of height, even in a window that has no room for it
  const ENOUGH = 240; // px of height in which an entry is easy to read

  if (!HTMLElement.prototype.showPopover) return;

  const card = document.createElement("span");
  card.id = "source-card";
  card.className = "source-card";
  card.popover = "auto"; // Esc and a tap elsewhere close it
  card.setAttribute("role", "group");

  let shown = null; // the mention whose source is shown
  let tapped = null; // the mention that a finger is on, if its source was not shown yet
  let closing = false; // closing gives the focus back, which must not open it again
  let waiting = 0;

  function fill(mention) {
    const entry = document.getElementById(mention.hash.slice(1));
    const copy = entry.cloneNode(true);
    copy.querySelectorAll(".backlinks").forEach((part) => part.remove());
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    const text = document.createElement("span");
    text.className = "source-card__entry";
    text.append(...copy.childNodes);
    const all = document.createElement("a");
    all.className = "source-card__all";
    all.href = mention.hash;
    all.textContent = "All sources";
    card.setAttribute("aria-label", mention.getAttribute("aria-label"));
    card.replaceChildren(text, all);
  }

  // Below the mention, where nobody has read yet, or above it if there is no room;
  // always inside the window, and where the window is small the card scrolls.
  function place(mention) {
    card.style.maxHeight = "";
    const at = mention.getBoundingClientRect();
    const { clientWidth, clientHeight } = document.documentElement;
    const { width, height } = card.getBoundingClientRect();
    const above = at.top - 2 * GAP;
    const below = clientHeight - at.bottom - 2 * GAP;
    const isBelow = below >= Math.min(height, ENOUGH) || below >= above;
    const tall = Math.min(height, Math.max(isBelow ? below : above, LEAST));
    const top = isBelow ? at.bottom + GAP : at.top - GAP - tall;
    const left = Math.max(GAP, Math.min(at.left, clientWidth - width - GAP));
    card.style.maxHeight = `${tall}px`;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function show(mention) {
    clearTimeout(waiting);
    if (shown === mention) return;
    hide();
    fill(mention);
    // Behind the mention, so that Tab and a screen reader come to it next.
    mention.parentElement.after(card);
    card.showPopover();
    place(mention);
    shown = mention;
    mention.setAttribute("aria-details", card.id);
    document.dispatchEvent(new Event("source:shown"));
  }

  function hide() {
    clearTimeout(waiting);
    if (shown) card.hidePopover();
  }

  const isWanted = () =>
    [shown, card].some((part) => part.matches(":hover, :focus, :focus-within"));

  function leave() {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      if (shown && !isWanted()) hide();
    }, PAUSE);
  }

  card.addEventListener("beforetoggle", (event) => {
    if (event.newState === "open") return;
    closing = true;
    shown.removeAttribute("aria-details");
    shown = null;
  });
  card.addEventListener("toggle", () => {
    closing = false;
  });
  card.addEventListener("click", (event) => {
    if (event.target.closest(".source-card__all")) hide();
  });

  const mentionOf = (event) =>
    event.target instanceof Element ? event.target.closest(MENTION) : null;

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") return;
    const mention = mentionOf(event);
    if (!mention) return leave();
    clearTimeout(waiting);
    // Not for a pointer that only passes.
    waiting = setTimeout(() => mention.matches(":hover") && show(mention), PAUSE / 2);
  });
  document.addEventListener("focusin", (event) => {
    const mention = mentionOf(event);
    if (mention && !closing && mention.matches(":focus-visible")) show(mention);
    else leave();
  });
  document.addEventListener("focusout", leave);

  // The first tap shows the source in its place, the second follows the link. The tap
  // itself closes what is shown before it becomes a click: what was shown is known here.
  document.addEventListener(
    "pointerdown",
    (event) => {
      const mention = mentionOf(event);
      tapped = event.pointerType !== "mouse" && mention !== shown ? mention : null;
    },
    true,
  );
  document.addEventListener("keydown", () => {
    tapped = null;
  });
  document.addEventListener("click", (event) => {
    const mention = mentionOf(event);
    if (!mention) return;
    if (mention === tapped) {
      event.preventDefault();
      show(mention);
    } else {
      hide();
    }
    tapped = null;
  });
  const again = () => shown && place(shown);
  window.addEventListener("resize", again);
  document.addEventListener("notes:shown", again); // it has grown by a sentence

  // Whoever was faster than this script is answered, too.
  document.addEventListener("source:wanted", (event) => show(event.target));
  const wanted = document.querySelector("sup.citation a:is(:hover, :focus-visible)");
  if (wanted) show(wanted);
})();
