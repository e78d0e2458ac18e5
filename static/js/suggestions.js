// Proposes pages while a reader types into a search form: a combobox whose list only
// helps. Nothing is chosen unless the reader does; Enter alone searches as ever. It asks
// this site and nobody else. Without this script the form is a plain form.
(() => {
  const PAUSE = 160; // ms after the last key: a word is typed, not a letter
  const FEWEST = 2; // letters
  const HELD = new Set(["Shift", "Control", "Alt", "AltGraph", "Meta", "CapsLock"]);

  const make = (name, attributes, text) => {
    const part = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) part.setAttribute(key, value);
    if (text) part.textContent = text;
    return part;
  };

  function combobox(form) {
    const field = form.querySelector("input[type=search]");
    if (!field || field.getAttribute("role")) return;
    const address = new URL("suggestions/", form.action);
    const name = `${field.id}-suggestions`;
    const list = make("ul", {
      id: name,
      role: "listbox",
      class: "suggestions",
      "aria-label": "Suggested pages",
    });
    const said = make("span", { role: "status", class: "visually-hidden" });
    list.hidden = true;
    form.append(list, said);
    for (const [key, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": name,
    })) {
      field.setAttribute(key, value);
    }

    let active = -1; // the option that the keys are on
    let waiting = 0;
    let asking = null;

    function close() {
      clearTimeout(waiting);
      asking?.abort();
      list.hidden = true;
      said.textContent = "";
      field.setAttribute("aria-expanded", "false");
      mark(-1);
    }

    function mark(index) {
      list.children[active]?.removeAttribute("aria-selected");
      active = index;
      const option = list.children[active];
      if (!option) return field.removeAttribute("aria-activedescendant");
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    }

    function open(found) {
      list.replaceChildren(
        ...found.map((page, index) => {
          const option = make("li", {
            id: `${name}-${index}`,
            role: "option",
            "data-address": page.address,
          });
          const title = page.also ? `${page.title} (${page.also})` : page.title;
          option.append(
            make("span", {}, title),
            " ",
            make("span", { class: "suggestions__type" }, page.type),
          );
          return option;
        }),
      );
      mark(-1);
      list.hidden = !found.length;
      field.setAttribute("aria-expanded", String(!list.hidden));
      const pages = found.length === 1 ? "1 page" : `${found.length} pages`;
      said.textContent = found.length
        ? `${pages} suggested. Use the arrow keys to choose.`
        : "No page suggested.";
    }

    async function ask() {
      asking?.abort();
      const typed = field.value.trim();
      if (typed.length < FEWEST) return close();
      asking = new AbortController();
      const { signal } = asking;
      address.searchParams.set("q", typed);
      try {
        const answer = await fetch(address, { signal });
        const { suggestions } = await answer.json();
        if (!signal.aborted && document.activeElement === field) open(suggestions);
      } catch {
        if (!signal.aborted) close(); // the form still searches
      }
    }

    function later() {
      clearTimeout(waiting);
      waiting = setTimeout(ask, PAUSE);
    }

    const go = (option) => location.assign(option.dataset.address);

    field.addEventListener("input", later);
    field.addEventListener("blur", close);
    field.addEventListener("keydown", (event) => {
      if (event.isComposing) return;
      const { key } = event;
      const last = list.children.length - 1;
      if (list.hidden) {
        if (key === "ArrowDown") ask();
        return;
      }
      if (key === "ArrowDown") mark(active < last ? active + 1 : 0);
      else if (key === "ArrowUp") mark(active > 0 ? active - 1 : last);
      else if (key === "Enter" && active >= 0) go(list.children[active]);
      else if (key === "Escape") close();
      else {
        // Home, End and letters belong to the text: the field has them again. A key
        // that only holds (a screen reader is silenced by one) changes nothing.
        if (!HELD.has(key)) mark(-1);
        return;
      }
      event.preventDefault();
    });
    // The field keeps the focus, so that a press on the list does not close it first.
    list.addEventListener("pointerdown", (event) => event.preventDefault());
    list.addEventListener("click", (event) => {
      const option = event.target.closest("[role=option]");
      if (option) go(option);
    });
    form.addEventListener("submit", close);
    // Whoever was faster than this script is answered, too.
    if (document.activeElement === field && field.value !== field.defaultValue) later();
  }

  document.querySelectorAll("form.search").forEach(combobox);
})();
