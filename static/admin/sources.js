// What the editor's scripts share about sources: choosing one, and what is known of a key.
(() => {
  const { choose: chooseAt, known: knownAt } = document.currentScript.dataset;
  const AT_ONCE = 100; // as many keys as the site answers for
  const DELAY = 200; // milliseconds after the last letter, as in Wagtail's own choosers
  const KNOWN = "sources:known";

  // What is known, by key: null if no visible reference has it, undefined if nobody can
  // say, because the site did not answer.
  const known = new Map();
  const waiting = new Set();

  async function answersFor(keys) {
    const query = new URLSearchParams(keys.map((key) => ["key", key]));
    try {
      const answer = await fetch(`${knownAt}?${query}`);
      const found = await answer.json();
      return (key) => found[key] ?? null;
    } catch {
      return () => undefined;
    }
  }

  // All keys that were asked about since the last time, in as few questions as can be.
  async function askForAll() {
    while (waiting.size) {
      const keys = [...waiting].slice(0, AT_ONCE);
      const answerTo = await answersFor(keys);
      for (const key of keys) {
        known.set(key, answerTo(key));
        waiting.delete(key);
      }
      document.dispatchEvent(new Event(KNOWN));
    }
  }

  function ask(key) {
    if (!waiting.size) setTimeout(askForAll);
    waiting.add(key);
  }

  // What is known of the source with this key; asks for it, and says so by an event.
  function about(key) {
    if (!known.has(key) && !waiting.has(key)) ask(key);
    return known.get(key);
  }

  // How a source is shown beside its key: a label, a longer text, and a state.
  function shown(key) {
    const source = about(key);
    if (source === undefined) return { label: "", title: key, state: "unknown" };
    if (source === null) {
      const title = `No published source has the key ${key}`;
      return { label: "no such source", title, state: "missing" };
    }
    const { short, title, doubt } = source;
    return {
      label: doubt ? `${short}: ${doubt}` : short,
      title: `${short}: ${title}`,
      state: doubt ? "doubtful" : "sound",
    };
  }

  // What was missing may have been published meanwhile, in another window.
  window.addEventListener("focus", () => {
    for (const [key, source] of known) if (!source) ask(key);
  });

  // The keyboard in the window: arrows walk through the sources, Enter in the search
  // takes the source with that key or the only one, else goes to the first.
  function byKeyboard(modal, links, search) {
    const field = modal.body.find("#id_q")[0];
    let timer;
    let isEntered = false;
    let standing = null; // the address of the source that has the focus
    modal.body[0].addEventListener("focusin", ({ target }) => {
      standing = links().includes(target) ? target.pathname : null;
    });
    field.addEventListener("input", () => {
      isEntered = false;
      clearTimeout(timer);
      timer = setTimeout(search, DELAY);
    });
    modal.body[0].addEventListener("keydown", (event) => {
      const at = links().indexOf(document.activeElement);
      if (at < 0 && event.target !== field) return;
      const moves = { ArrowDown: at + 1, ArrowUp: at - 1 };
      if (event.key in moves) {
        event.preventDefault();
        const to = moves[event.key];
        (to < 0 ? field : links()[to])?.focus();
      } else if (event.key === "Enter" && event.target === field) {
        event.preventDefault();
        clearTimeout(timer);
        isEntered = true;
        search();
      }
    });
    // As soon as it is seen, so that no letter is lost. The window takes the focus for
    // itself when it has come to rest, and when anything behind it asks for the focus.
    const enter = () => {
      if (field.offsetParent) field.focus();
      else if (field.isConnected) requestAnimationFrame(enter);
    };
    enter();
    modal.container.off("focus.sources").on("focus.sources", () => field.focus());
    return () => {
      const all = links();
      // Who walked through the sources while a search was under way stays at the same one.
      if (standing) (all.find((link) => link.pathname === standing) ?? field).focus();
      if (!isEntered) return;
      isEntered = false;
      const typed = field.value.trim().toLowerCase();
      const exact = all.find((link) => link.pathname.split("/").at(-2) === typed);
      const taken = exact ?? (all.length === 1 ? all[0] : null);
      if (taken) taken.click();
      else all[0]?.focus();
    };
  }

  function onload() {
    let found = () => {};
    class Sources extends window.ChooserModalOnloadHandlerFactory {
      ajaxifyLinks(modal, container) {
        super.ajaxifyLinks(modal, container);
        found();
      }

      onLoadChooseStep(modal) {
        super.onLoadChooseStep(modal);
        const links = () => modal.body.find(this.chosenLinkSelector).toArray();
        found = byKeyboard(modal, links, () => {
          this.searchController.request?.abort();
          this.searchController.searchFromForm();
        });
      }
    }
    // Searching while one types is ours: see the keyboard.
    return new Sources({ searchInputSelectors: [] }).getOnLoadHandlers();
  }

  // Opens the window; calls `done` once, when it is closed, with the source or null.
  function choose(done) {
    let chosen = null;
    const close = () => done(chosen);
    const modal = window.ModalWorkflow({
      url: chooseAt,
      onload: onload(),
      responses: {
        chosen(source) {
          chosen = source;
          known.set(source.key, source);
        },
      },
      onError() {
        window.alert("The sources cannot be shown now. Try again in a while.");
        modal.container.is(":visible") ? modal.close() : close();
      },
    });
    modal.container.on("hidden.bs.modal", close);
  }

  window.sources = { about, choose, shown, KNOWN };
})();
