// Forms that are shown whole, in a window; what is filled in is kept as it is typed.

import { dialog } from "./dialogs.js";
import { h } from "./elements.js";
import { forms, known, views } from "./known.js";
import { act } from "./server.js";

let openForm = null;

export function openForms() {
  const view = [...views.values()].find((one) => forms.has(one.who));
  const form = view && forms.get(view.who);
  if (openForm && openForm.form === form) return;
  let at = null;
  if (openForm) {
    const old = openForm;
    if (form?.draft === old.form.draft) at = { id: document.activeElement?.id, top: old.box.scrollTop };
    openForm = null;
    old.quiet = true;
    old.box.shut();
  }
  if (form) showForm(form, view.who, at);
}

export function showForm(form, who, at) {
  const state = { form, quiet: false },
    mine = { who, draft: form.draft };
  let waits = null,
    typing = null;
  // What is filled in is kept as it is typed, so that nothing is lost with the page or the window.
  const keep = async () => {
    if (!typing) return;
    clearTimeout(waits);
    const changed = typing;
    typing = null;
    await act({ do: "change", ...mine, changed, values: values() }, { quiet: true });
    if (!typing) state.box.removeAttribute("aria-busy");
  };
  state.box = dialog(form.title, {
    kind: "form",
    onclose: async () => {
      if (openForm === state) openForm = null;
      if (state.quiet) return;
      forms.delete(who);
      await keep();
      act({ do: "turn-away", ...mine });
    },
  });
  openForm = state;
  const fields = form.fields.map((field) =>
    formField(
      field,
      () => {
        typing = field.key;
        state.box.setAttribute("aria-busy", "true");
        clearTimeout(waits);
        // What others depend on is told once it is left, as the form changes by it.
        if (!field.steers) waits = setTimeout(keep, 250);
      },
      () => {
        if (field.steers) keep();
      },
    ),
  );
  const values = () => Object.fromEntries(fields.map((field) => [field.key, field.value()]));
  const submit = h("button", { type: "submit", class: "primary" }, form.submit);
  if (form.anew) {
    const person = known.panes.flatMap((pane) => pane.people).find((one) => one.key === who);
    state.box.append(
      h(
        "p",
        { class: "anew", dir: "auto" },
        form.anew.words,
        " ",
        h(
          "button",
          {
            type: "button",
            onclick: () =>
              act({ do: "press", who, where: person.room, card: null, action: form.anew.action }),
          },
          form.anew.label,
        ),
      ),
    );
  }
  state.box.append(
    h(
      "form",
      {
        novalidate: true,
        onsubmit: async (event) => {
          event.preventDefault();
          clearTimeout(waits);
          typing = null;
          submit.disabled = true;
          await act({ do: "submit", ...mine, values: values() });
          submit.disabled = false;
        },
      },
      h(
        "div",
        { class: "fields" },
        fields.map((field) => field.element),
      ),
      h("footer", {}, h("button", { type: "button", onclick: () => state.box.shut() }, "Close"), submit),
    ),
  );
  const wrong = fields.find((field, number) => form.fields[number].error);
  if (at && !wrong) {
    state.box.scrollTop = at.top;
    (document.getElementById(at.id) ?? submit).focus();
  } else (wrong ?? fields[0])?.focus();
}

export function formField(field, typing, left) {
  const id = `field-${field.key}`,
    about = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(" ") || null;
  const given = {
    id,
    name: field.key,
    "aria-describedby": about,
    "aria-invalid": field.error ? "true" : null,
    "aria-required": field.required ? "true" : null,
    oninput: typing,
    onchange: left,
  };
  const { holds } = field,
    text = Array.isArray(holds) ? holds.join(", ") : (holds ?? "");
  const label = [field.label, field.required ? null : h("span", { class: "soft" }, " (optional)")];
  const notes = [
    field.hint ? h("p", { class: "hint", id: `${id}-hint`, dir: "auto" }, field.hint) : null,
    field.error ? h("p", { class: "error", id: `${id}-error`, dir: "auto" }, "⚠️ ", field.error) : null,
  ];
  const wrong = field.error ? "field wrong" : "field";
  if (field.several || (field.kind === "choice" && field.options.length && field.options.length <= 4)) {
    const held = Array.isArray(holds) ? holds : [text];
    const ticks = field.options.map((option, number) =>
      h("input", {
        ...given,
        id: `${id}-${number}`,
        type: field.several ? "checkbox" : "radio",
        value: option.value,
        checked: held.includes(option.value),
      }),
    );
    const element = h(
      "fieldset",
      { class: wrong, "aria-describedby": about },
      h("legend", { dir: "auto" }, label),
      field.options.map((option, number) =>
        h(
          "label",
          { class: "tick", for: `${id}-${number}`, dir: "auto" },
          ticks[number],
          h("span", {}, option.label),
        ),
      ),
      notes,
    );
    const picked = () => ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    return {
      key: field.key,
      element,
      value: () => (field.several ? picked() : (picked()[0] ?? "")),
      focus: () => ticks[0]?.focus(),
    };
  }
  let control;
  if (["choice", "person", "place"].includes(field.kind) && field.options.length) {
    control = h(
      "select",
      given,
      h("option", { value: "" }, field.required ? "Choose…" : "–"),
      field.options.map((option) =>
        h("option", { value: option.value, selected: option.value === text }, option.label),
      ),
    );
  } else if (field.kind === "text") {
    control = h("textarea", { ...given, rows: 4, dir: "auto", maxlength: field.max });
  } else {
    const plain = { date: /^(\d{4}-\d\d-\d\d)?$/, time: /^([0-2]\d:[0-5]\d)?$/, number: /^\d*$/ }[field.kind];
    control = h("input", {
      ...given,
      type: plain?.test(text) ? field.kind : "text",
      dir: "auto",
      autocomplete: "off",
      min: field.min,
      max: field.kind === "number" ? field.max : null,
      list: field.options.length ? `${id}-list` : null,
    });
  }
  if (control.tagName !== "SELECT") control.value = text;
  const list =
    field.options.length && control.tagName === "INPUT"
      ? h(
          "datalist",
          { id: `${id}-list` },
          field.options.map((option) => h("option", { value: option.label })),
        )
      : null;
  return {
    key: field.key,
    element: h("div", { class: wrong }, h("label", { for: id, dir: "auto" }, label), control, list, notes),
    value: () => control.value,
    focus: () => control.focus(),
  };
}
