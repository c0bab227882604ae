// Questions, lists and forms in a window: one look for all of them.

import { h } from "./elements.js";

export function dialog(title, { kind = "", onclose = () => {} } = {}) {
  const box = h(
    "dialog",
    { class: kind, "aria-labelledby": "dialog-title" },
    h(
      "header",
      {},
      h("h2", { id: "dialog-title", dir: "auto" }, title),
      h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => box.shut() }, "✕"),
    ),
  );
  let ended = false;
  // At once, and not when the browser comes round to it: a page in the background may wait long for that.
  box.shut = () => {
    if (!ended) {
      ended = true;
      box.close();
      box.remove();
      onclose();
    }
  };
  box.addEventListener("close", box.shut);
  document.body.append(box);
  box.showModal();
  return box;
}

export function ask(words, yes, { danger = false } = {}) {
  return new Promise((answer) => {
    let said = false;
    const box = dialog("Are you sure?", { kind: "asks", onclose: () => answer(said) });
    const agree = h(
      "button",
      {
        type: "button",
        class: danger ? "danger" : "primary",
        onclick: () => {
          said = true;
          box.shut();
        },
      },
      yes,
    );
    box.append(
      h("p", { dir: "auto" }, words),
      h("footer", {}, h("button", { type: "button", onclick: () => box.shut() }, "No"), agree),
    );
    agree.focus();
  });
}

export function pick(title, words, options) {
  const box = dialog(title, { kind: "picks" });
  if (words) box.append(words);
  box.append(
    h(
      "ul",
      {},
      options.map(({ label, note, then }) =>
        h(
          "li",
          {},
          h(
            "button",
            {
              type: "button",
              onclick: () => {
                box.shut();
                then();
              },
            },
            h("strong", { dir: "auto" }, label),
            note ? h("span", {}, note) : null,
          ),
        ),
      ),
    ),
  );
  box.querySelector("li button")?.focus();
}
