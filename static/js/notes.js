// Says below each source of a long list what it shows and, where there is a margin, beside
// its first mention which source it is. The page itself leaves both out, to load at once:
// they are fetched when a reader comes near. Without them each source leads to its page.
(() => {
  const NEAR = "1500px 0px"; // before the list is in sight, so that nothing moves there
  const MARGIN = "(min-width: 76rem)"; // as in notes.css
  const LINK = '[href^="#source"]';

  const list = document.querySelector("[data-notes]");
  if (!list) return;

  function make(name, style, ...content) {
    const part = document.createElement(name);
    part.className = style;
    part.append(...content);
    return part;
  }

  const keyOf = (entry) => entry.querySelector(".reference").pathname.split("/").at(-2);

  function locator([label, address]) {
    const link = make("a", "locator", label);
    link.href = address;
    return link;
  }

  function below(entry, { links, shows }) {
    entry.querySelector(".locator")?.after(...links.map(locator));
    const last = [...entry.querySelectorAll(".reference, .locator, .doubt-note")].at(-1);
    if (shows) last.after(" ", make("span", "evidence-note", shows));
  }

  function beside(entry, { margin, doubt }) {
    const number = entry.id.replace("source-", "");
    const note = make("span", "margin-note", make("b", "", number), " ");
    note.setAttribute("aria-hidden", "true"); // the mention says the same
    if (doubt) note.append(make("i", "", `${doubt}.`), " ");
    note.append(margin);
    document.getElementById(`mention-${number}-1`)?.parentElement.after(note);
  }

  function tell(notes) {
    const entries = ".sources li, .further-reading li, .source-card__entry";
    for (const entry of document.querySelectorAll(entries)) {
      const note = notes[keyOf(entry)];
      if (!note) continue;
      below(entry, note);
      if (entry.id) beside(entry, note);
    }
    // Whoever was on the way to an entry still comes to it.
    list.querySelector(":target")?.scrollIntoView();
    document.dispatchEvent(new Event("notes:shown"));
  }

  let asked = null;
  const ask = () => {
    asked ??= fetch(list.dataset.notes)
      .then((answer) => answer.json())
      .then(tell)
      .catch(() => {}); // the list is whole without
  };

  if (matchMedia(MARGIN).matches || location.hash.startsWith("#source")) ask();
  document.addEventListener("source:shown", ask);
  for (const name of ["pointerover", "focusin"]) {
    document.addEventListener(name, ({ target }) => {
      if (target instanceof Element && target.closest(LINK)) ask();
    });
  }
  new IntersectionObserver((seen) => {
    if (seen.some((entry) => entry.isIntersecting)) ask();
  }, { rootMargin: NEAR }).observe(list);
})();
