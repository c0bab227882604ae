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

// How a field is shown: by ticks, from a list, in lines, or as an input of that type.
function mannerOf(field, text) {
  if (field.several) return "checkbox";
  if (["choice", "person", "place"].includes(field.kind) && field.options.length)
    return field.kind === "choice" && field.options.length <= 4 ? "radio" : "select";
  if (field.kind === "text") return "textarea";
  const takes = { date: /^(\d{4}-\d\d-\d\d)?$/, time: /^([0-2]\d:[0-5]\d)?$/, number: /^\d*$/ }[field.kind];
  return takes?.test(text) ? field.kind : "text";
}

function formField(field, typing, left) {
  const text = Array.isArray(field.holds) ? field.holds.join(", ") : (field.holds ?? "");
  const manner = mannerOf(field, text);
  const id = `field-${field.key}`;
  // How it is typed is told only where it is typed.
  const hint = [field.hint, ["text", "textarea"].includes(manner) ? field.example : null].filter(Boolean);
  const about = [hint.length && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(" ") || null;
  const given = {
    id,
    name: field.key,
    "aria-describedby": about,
    "aria-invalid": field.error ? "true" : null,
    "aria-required": field.required ? "true" : null,
    oninput: typing,
    onchange: left,
  };
  const label = [field.label, field.required ? null : h("span", { class: "soft" }, " (optional)")];
  const notes = [
    hint.length ? h("p", { class: "hint", id: `${id}-hint`, dir: "auto" }, hint.join(" ")) : null,
    field.error ? h("p", { class: "error", id: `${id}-error`, dir: "auto" }, "⚠️ ", field.error) : null,
  ];
  const looks = field.error ? "field wrong" : "field";
  if (manner === "checkbox" || manner === "radio") {
    const ticks = ticksOf(field, manner, text, given);
    const lines = ticks.map((tick, number) =>
      h(
        "label",
        { class: "tick", for: tick.id, dir: "auto" },
        tick,
        h("span", {}, field.options[number].label),
      ),
    );
    const picked = () => ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    return {
      key: field.key,
      element: h(
        "fieldset",
        { class: looks, "aria-describedby": about },
        h("legend", { dir: "auto" }, label),
        lines,
        notes,
      ),
      value: () => (field.several ? picked() : (picked()[0] ?? "")),
      focus: () => ticks[0]?.focus(),
    };
  }
  const control = controlOf(field, manner, text, given);
  const offered = field.options.map((option) => h("option", { value: option.label }));
  return {
    key: field.key,
    element: h(
      "div",
      { class: looks },
      h("label", { for: id, dir: "auto" }, label),
      control,
      field.options.length && manner === "text" ? h("datalist", { id: `${id}-list` }, offered) : null,
      notes,
    ),
    value: () => control.value,
    focus: () => control.focus(),
  };
}

function ticksOf(field, manner, text, given) {
  const held = Array.isArray(field.holds) ? field.holds : [text];
  return field.options.map((option, number) =>
    h("input", {
      ...given,
      id: `${given.id}-${number}`,
      type: manner,
      value: option.value,
      checked: held.includes(option.value),
    }),
  );
}

function controlOf(field, manner, text, given) {
  if (manner === "select")
    return h(
      "select",
      given,
      h("option", { value: "" }, field.required ? "Choose…" : "–"),
      field.options.map((option) =>
        h("option", { value: option.value, selected: option.value === text }, option.label),
      ),
    );
  const control =
    manner === "textarea"
      ? h("textarea", { ...given, rows: 4, dir: "auto", maxlength: field.max })
      : h("input", {
          ...given,
          type: manner,
          dir: "auto",
          autocomplete: "off",
          min: field.min,
          max: manner === "number" ? field.max : null,
          list: field.options.length ? `${given.id}-list` : null,
        });
  control.value = text;
  return control;
}
