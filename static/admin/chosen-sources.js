// A field of citation keys, shown as the list of the sources that they name.
(() => {
  const { sources } = window;

  function made(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  class ChosenSources extends window.StimulusModule.Controller {
    connect() {
      const label = this.element.labels[0]?.textContent.trim() || "Sources";
      this.list = made("ul", { className: "chosen-sources__list" });
      this.button = made("button", {
        type: "button",
        className: "button button-small button-secondary",
        textContent: "Choose a source",
        onclick: () => this.add(),
      });
      this.box = made("div", { className: "chosen-sources" }, this.list, this.button);
      this.box.setAttribute("role", "group");
      this.box.setAttribute("aria-label", label);
      this.element.after(this.box);
      // The field itself keeps the keys and is sent as ever.
      this.element.type = "hidden";
      this.update = () => this.show();
      document.addEventListener(sources.KNOWN, this.update);
      this.show();
    }

    disconnect() {
      document.removeEventListener(sources.KNOWN, this.update);
      this.box.remove();
      this.element.type = "text";
    }

    get keys() {
      return this.element.value.split(/[\s,]+/).filter(Boolean);
    }

    set keys(keys) {
      this.element.value = keys.join(" ");
      this.element.dispatchEvent(new Event("change", { bubbles: true }));
      this.show();
    }

    show() {
      this.list.replaceChildren(...this.keys.map((key, at) => this.row(key, at)));
      this.list.hidden = !this.list.children.length;
    }

    row(key, at) {
      const { label, title, state } = sources.shown(key);
      const words = [made("b", { textContent: key })];
      if (label) words.push(made("span", { textContent: label }));
      const remove = made("button", {
        type: "button",
        title: "Remove",
        textContent: "×",
        onclick: () => this.remove(at),
      });
      remove.setAttribute("aria-label", `Remove ${key}`);
      const className = `chosen-sources__source chosen-sources__source--${state}`;
      return made("li", { className, title }, ...words, remove);
    }

    add() {
      sources.choose((source) => {
        if (source && !this.keys.includes(source.key)) {
          this.keys = [...this.keys, source.key];
        }
        this.button.focus();
      });
    }

    remove(at) {
      this.keys = this.keys.filter((key, place) => place !== at);
      const rest = this.list.querySelectorAll("button");
      (rest[Math.min(at, rest.length - 1)] ?? this.button).focus();
    }
  }

  window.wagtail.app.register("chosen-sources", ChosenSources);
})();
