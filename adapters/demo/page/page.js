// The demo's page. Everything that anybody wrote is set as text; nothing here makes HTML of a string.

const TOKEN = document.querySelector("meta[name=token]").content;
const $ = (id) => document.getElementById(id);
const LEADS_HERE = new Set(["a", "d", "v"]); // links that only make sense for who reads them
const PLACES = [["Berlin, Alexanderplatz", 52.5219, 13.4132], ["Hamburg, town hall", 53.5503, 9.9928], ["Paris, Notre-Dame", 48.853, 2.3499]];

const rooms = new Map(), forms = new Map(), unread = new Map(), views = new Map();
let clock = { now: null, zone: "UTC" }, panes = [], hints = [], sent = [], shownPane = null, fresh = true;
const chosen = remembered("chosen", {}), typed = remembered("typed", {}), done = new Set(remembered("done", []));

// ---- small things

function h(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

function remembered(name, otherwise) {
  try { return JSON.parse(sessionStorage.getItem(name)) ?? otherwise; } catch { return otherwise; }
}

function remember(name, value) {
  try { sessionStorage.setItem(name, JSON.stringify(value)); } catch { /* then it is forgotten */ }
}

function told(at, how) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: clock.zone, ...how }).format(new Date(at));
}
const DAY = { weekday: "long", day: "numeric", month: "long" };
const hour = (at) => told(at, { hour: "2-digit", minute: "2-digit" });
const exactly = (at) => told(at, { weekday: "short", day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short" });

function initials(name) { return [...name.replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 1).join("").toUpperCase() || "?"; }

function hue(name) { return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7); }

function avatar(name, bot = false) {
  const made = h("span", { class: bot ? "avatar bot" : "avatar", "aria-hidden": "true" }, bot ? "◎" : initials(name));
  if (!bot) made.style.setProperty("--hue", hue(name));
  return made;
}

let problemGoes;
function problem(words, { stays = false } = {}) {
  $("problem").textContent = words;
  $("problem").hidden = !words;
  clearTimeout(problemGoes);
  if (words && !stays) problemGoes = setTimeout(() => problem(""), 8000);
}

function say(words) { $("heard").textContent = words; }

async function act(asked, { quiet = false } = {}) {
  try {
    const answer = await fetch("/act", {
      method: "POST", headers: { "Content-Type": "application/json", "X-Token": TOKEN }, body: JSON.stringify(asked),
    });
    const told = await answer.json().catch(() => ({ problem: "The demo was started anew: load this page again." }));
    if (told.problem && !quiet) problem(told.problem);
    return told.problem ? null : told;
  } catch {
    problem("The demo does not answer. Is it still running?");
    return null;
  }
}

// ---- dialogs: one look for questions, menus and forms

function dialog(title, { kind = "", onclose = () => {} } = {}) {
  const box = h("dialog", { class: kind, "aria-labelledby": "dialog-title" },
    h("header", {}, h("h2", { id: "dialog-title", dir: "auto" }, title),
      h("button", { type: "button", class: "close", "aria-label": "Close", onclick: () => box.shut() }, "✕")));
  let ended = false;
  // At once, and not when the browser comes round to it: a page in the background may wait long for that.
  box.shut = () => { if (!ended) { ended = true; box.close(); box.remove(); onclose(); } };
  box.addEventListener("close", box.shut);
  document.body.append(box);
  box.showModal();
  return box;
}

function ask(words, yes, { danger = false } = {}) {
  return new Promise((answer) => {
    let said = false;
    const box = dialog("Are you sure?", { kind: "asks", onclose: () => answer(said) });
    const agree = h("button", { type: "button", class: danger ? "danger" : "primary", onclick: () => { said = true; box.shut(); } }, yes);
    box.append(h("p", { dir: "auto" }, words), h("footer", {}, h("button", { type: "button", onclick: () => box.shut() }, "No"), agree));
    agree.focus();
  });
}

function pick(title, words, options) {
  const box = dialog(title, { kind: "picks" });
  if (words) box.append(words);
  box.append(h("ul", {}, options.map(({ label, note, then }) =>
    h("li", {}, h("button", { type: "button", onclick: () => { box.shut(); then(); } }, h("strong", { dir: "auto" }, label), note ? h("span", {}, note) : null)))));
  box.querySelector("li button")?.focus();
}

// ---- what a message is made of

function spans(given, who) {
  return given.map((span) => {
    if (span.code) return h("button", { type: "button", class: "link", onclick: () => follow(span.code, who) }, span.text);
    if (span.address) return h("a", { href: span.address, target: "_blank", rel: "noopener noreferrer nofollow" }, span.text);
    if (span.at) return h("time", { datetime: span.at, title: exactly(span.at) }, span.text);
    return span.strong ? h("strong", {}, span.text) : document.createTextNode(span.text);
  });
}

function part(given, who) {
  switch (given.kind) {
    case "text": return h("p", { dir: "auto" }, spans(given.spans, who));
    case "facts": return h("dl", {}, given.rows.map(([label, held]) => [h("dt", { dir: "auto" }, label), h("dd", { dir: "auto" }, spans(held, who))]));
    case "people": {
      const more = given.total - given.names.length;
      return h("p", { dir: "auto" }, h("span", { class: "soft" }, `${given.heading}: `), given.names.join(", ") || (more ? "" : "–"), more > 0 ? ` + ${more} more` : "");
    }
    case "table": return h("div", { class: "wide", tabindex: "0", role: "region", "aria-label": "Table" }, h("table", {},
      h("thead", {}, h("tr", {}, given.head.map((cell) => h("th", { scope: "col", dir: "auto" }, cell)))),
      h("tbody", {}, given.rows.map((row) => h("tr", {}, row.map((cell) => h("td", { dir: "auto" }, cell)))))));
    case "chart": {
      const most = Math.max(...given.series.map(([, number]) => number), 0);
      return h("figure", { "aria-label": given.alt }, h("figcaption", { dir: "auto" }, given.title), h("div", { class: "rows" }, given.series.map(([label, number]) => {
        const bar = h("span", { class: "bar" });
        bar.style.setProperty("--share", most > 0 ? Math.max(number, 0) / most : 0);
        return [h("span", { dir: "auto" }, label), bar, h("span", {}, String(number))];
      })));
    }
  }
  return null;
}

function attachment(given, view) {
  if (given.kind === "photo") return h("img", { src: `/files/${given.key}`, alt: given.alt, onload: () => { if (view.atEnd) toEnd(view); } });
  if (given.kind === "pin") return h("p", {}, `📍 ${given.name} (${given.latitude.toFixed(5)}, ${given.longitude.toFixed(5)})`);
  const size = given.size < 1000 ? `${given.size} bytes` : `${(given.size / 1000).toFixed(1)} kB`;
  return h("a", { class: "file", href: `/files/${given.key}`, download: given.name }, h("strong", { dir: "auto" }, `📎 ${given.name}`), h("span", {}, size));
}

function buttons(line, view) {
  return h("div", { class: "buttons" }, line.buttons.map((row) => h("div", { class: row.length > 3 && row.every(({ label }) => label.length < 6) ? "row even" : "row" }, row.map((button) =>
    h("button", { type: "button", class: button.style, dir: "auto", "data-action": button.action, onclick: (event) => press(event.currentTarget, button, line, view) }, button.label)))));
}

async function press(pressed, button, line, view) {
  if (button.confirm && !(await ask(button.confirm, button.label, { danger: button.style === "danger" }))) return;
  pressed.setAttribute("aria-busy", "true");
  await act({ do: "press", ...placed(view), card: line.reference, action: button.action });
  pressed.removeAttribute("aria-busy");
}

function follow(code, who) {
  const open = (key) => act({ do: "open", who: key, code });
  if (LEADS_HERE.has(code.split("-")[0])) { open(who); return; }
  const everybody = panes.flatMap((pane) => pane.people.map((person) => ({ pane, person })));
  everybody.sort((one, other) => (other.person.key === who) - (one.person.key === who));
  const words = h("p", {}, "Links are made to be handed on. Typed, it is ", h("code", {}, `/start ${code}`));
  pick("Who opens this link?", words, everybody.map(({ pane, person }) => ({
    label: person.name, note: pane.like, then: () => { choose(pane.key, person.key, person.room, { focus: true }); open(person.key); },
  })));
}

function line(given, view) {
  const when = h("time", { datetime: given.at, title: exactly(given.at), class: "at" }, given.silent ? "🔕 " : "", given.edited_at ? "edited " : "", hour(given.edited_at ?? given.at));
  if (given.silent) when.title += ", sent without a sound";
  const item = h("li", { class: given.kind, tabindex: "-1" });
  const own = given.who === view.who;
  if (given.kind === "opened") item.append(h("p", { dir: "auto" }, `${given.name} opened a link`), when);
  else if (given.kind === "said") {
    item.classList.toggle("own", own);
    item.append(avatar(given.name), h("div", { class: "body" }, h("p", { class: "name", dir: "auto" }, given.name, when.cloneNode(true)),
      given.answers ? h("p", { class: "answers" }, "↩ ", excerpt(find(view.room, given.answers))) : null, h("p", { dir: "auto" }, given.text), when));
  } else {
    const body = h("div", { class: "body" }, h("p", { class: "name" }, "circlebot", h("span", { class: "app" }, "app"), when.cloneNode(true)),
      given.parts.map((one) => part(one, view.who)), given.attachments.map((one) => attachment(one, view)), when);
    if (view.like === "Telegram") body.append(h("button", { type: "button", class: "reply", "aria-label": "Reply to this message", onclick: () => answerTo(view, given) }, "↩"));
    item.append(avatar("", true), body);
    if (given.buttons.length) item.append(buttons(given, view));
  }
  return item;
}

function find(room, id) { return rooms.get(room)?.find((one) => one.id === id); }

function excerpt(given) {
  if (!given) return "";
  if (given.text) return given.text;
  const words = (given.parts ?? []).map((one) => (one.spans ?? one.rows?.flatMap(([label, held]) => [{ text: `${label}: ` }, ...held, { text: " " }]) ?? [{ text: one.title ?? one.heading ?? "" }]).map((span) => span.text).join("")).join(" · ");
  return words.length > 90 ? `${words.slice(0, 88)}…` : words;
}

// ---- panes

function makePane(pane) {
  const chips = h("div", { class: "chips", role: "group", "aria-label": "Who you are here" });
  const talks = h("div", { class: "talks", role: "group", "aria-label": "Conversation" });
  const log = h("ol", { class: "log", tabindex: "0", "aria-label": `${pane.title}: messages` });
  const answers = h("p", { class: "answering", hidden: true });
  const words = h("textarea", { rows: 1, maxlength: 4000, dir: "auto", "aria-label": "Message" });
  const passing = h("p", { class: "passing", dir: "auto", hidden: true });
  const view = { key: pane.key, like: pane.like, chips, talks, log, words, answers, passing, items: new Map(), answered: null, atEnd: true };
  const send = async () => {
    const text = words.value.trim();
    if (!text) return;
    const answered = view.answered?.reference ?? null, where = placed(view);
    words.value = ""; keepTyped(view); answerTo(view, null);
    if (!(await act({ do: "say", ...where, text, answers: answered })) && !words.value) { words.value = text; keepTyped(view); }
  };
  words.addEventListener("input", () => keepTyped(view));
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); send(); }
    if (event.key === "Escape") answerTo(view, null);
  });
  const tools = [h("button", { type: "button", class: "tool", "aria-label": "Commands", title: "Commands", onclick: () => menu(view) }, "/")];
  if (pane.like === "Telegram") tools.push(h("button", { type: "button", class: "tool", "aria-label": "Share a location", title: "Share a location", onclick: () => locate(view) }, "📍"));
  const composer = h("form", { class: "composer", onsubmit: (event) => { event.preventDefault(); send(); } }, answers,
    h("div", { class: "box" }, tools, words, h("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send" }, "➤")));
  view.section = h("section", { class: `pane ${pane.like.toLowerCase()}`, id: `pane-${pane.key}`, "aria-label": `${pane.title}, as on ${pane.like}` },
    h("header", {}, h("div", { class: "title" }, h("h2", {}, pane.title), h("span", {}, `as on ${pane.like}`)), chips, talks), log, passing, composer);
  // Who reads the newest goes on reading the newest, whatever grows or shrinks.
  log.addEventListener("scroll", () => {
    const shape = shapeOf(log), same = shape === view.shape;
    view.shape = shape;
    if (same) view.atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    else if (view.atEnd) toEnd(view);
  });
  new ResizeObserver(() => { if (view.atEnd) toEnd(view); }).observe(log);
  return view;
}

const placed = (view) => ({ who: view.who, where: view.room });

function keepTyped(view) {
  typed[`${view.who} ${view.room}`] = view.words.value;
  remember("typed", typed);
  view.words.style.height = "auto";
  view.words.style.height = `${Math.min(view.words.scrollHeight, 140)}px`;
}

function answerTo(view, given) {
  view.answered = given;
  view.answers.hidden = !given;
  view.answers.replaceChildren();
  if (given) {
    view.answers.append("↩ ", h("span", { dir: "auto" }, excerpt(given)), h("button", { type: "button", "aria-label": "Do not reply to it", onclick: () => answerTo(view, null) }, "✕"));
    view.words.focus();
  }
}

async function menu(view) {
  const told = await act({ do: "menu", ...placed(view) });
  if (told) pick("Commands", null, told.commands.map(({ typed: words, help }) => ({ label: words, note: help, then: () => { view.words.value = words; keepTyped(view); view.words.focus(); } })));
}

function locate(view) {
  pick("Share a location", null, PLACES.map(([label, latitude, longitude]) => ({ label, then: () => act({ do: "locate", ...placed(view), latitude, longitude }) })));
}

function addPerson(pane) {
  const box = dialog("Somebody new", { kind: "adds" });
  const name = h("input", { id: "new-name", maxlength: 64, dir: "auto", required: true, autocomplete: "off" });
  box.append(h("form", { onsubmit: async (event) => {
    event.preventDefault();
    const told = await act({ do: "add", pane: pane.key, name: name.value });
    if (!told) return;
    box.shut();
    const added = panes.find((one) => one.key === pane.key)?.people.find((person) => person.key === told.who);
    if (added) choose(pane.key, added.key, added.room, { focus: true });
  } }, h("label", { for: "new-name" }, "What is their name?"), name, h("footer", {}, h("button", { type: "submit", class: "primary" }, "Add"))));
  name.focus();
}

function drawPanes() {
  const gone = [...views.keys()].filter((key) => !panes.some((pane) => pane.key === key));
  gone.forEach((key) => { views.get(key).section.remove(); views.delete(key); });
  for (const pane of panes) {
    if (!views.has(pane.key)) { views.set(pane.key, makePane(pane)); $("panes").append(views.get(pane.key).section); }
    const had = chosen[pane.key], person = pane.people.find((one) => one.key === had?.who) ?? pane.people[0];
    const offered = [person.room, ...pane.groups.map((group) => group.room)];
    const first = pane.key === "organizers" ? offered.at(-1) : offered[0];
    choose(pane.key, person.key, offered.includes(had?.room) ? had.room : first, { show: false });
  }
  drawTabs();
}

function choose(key, who, room, { focus = false, show = true } = {}) {
  const pane = panes.find((one) => one.key === key), view = views.get(key);
  const changed = view.who !== who || view.room !== room;
  view.who = who; view.room = room;
  chosen[key] = { who, room };
  remember("chosen", chosen);
  if (changed) {
    answerTo(view, null);
    view.words.value = typed[`${who} ${room}`] ?? "";
    drawLog(view);
  }
  const name = pane.people.find((one) => one.key === who).name;
  view.words.placeholder = pane.like === "Slack" ? `${name}: a message, or /circle` : `${name}: a message, or /`;
  if (show) showPane(key);
  drawChips(pane);
  if (focus) view.words.focus();
  openForms();
}

function drawChips(pane) {
  const view = views.get(pane.key), badge = (room) => {
    const count = unread.get(room) ?? 0;
    return count ? h("span", { class: "badge" }, String(count), h("span", { class: "unseen" }, " new")) : null;
  };
  const inGroup = pane.groups.some((group) => group.room === view.room);
  const focused = document.activeElement?.dataset?.chip;
  view.chips.replaceChildren(...pane.people.map((person) => h("button", {
    type: "button", class: "chip", "aria-pressed": String(person.key === view.who), "data-chip": `${pane.key} ${person.key}`,
    onclick: () => choose(pane.key, person.key, inGroup ? view.room : person.room),
  }, avatar(person.name), h("span", { dir: "auto", class: "called" }, person.name), badge(person.room))),
  ...(pane.open ? [h("button", { type: "button", class: "chip more", "aria-label": "Somebody new", title: "Somebody new", onclick: () => addPerson(pane) }, "+")] : []));
  const own = pane.people.find((person) => person.key === view.who);
  const talks = [{ room: own.room, title: "circlebot" }, ...pane.groups];
  view.talks.hidden = talks.length < 2;
  view.talks.replaceChildren(...talks.map(({ room, title }) => h("button", {
    type: "button", class: "talk", "aria-pressed": String(room === view.room), "data-chip": `${pane.key} ${room}`, onclick: () => choose(pane.key, view.who, room),
  }, h("span", { dir: "auto" }, title), badge(room))));
  if (focused) document.querySelector(`[data-chip="${CSS.escape(focused)}"]`)?.focus();
  drawTabs();
}

function drawLog(view) {
  view.items.clear();
  view.day = null;
  view.log.replaceChildren();
  const lines = rooms.get(view.room) ?? [];
  lines.forEach((given) => addLine(view, given));
  if (!lines.length) view.log.append(h("li", { class: "empty" }, h("p", {}, "Nothing here yet. Say /start, or press / for what can be said.")));
  if (isSeen(view)) unread.delete(view.room);
  toEnd(view);
}

function addLine(view, given) {
  view.log.querySelector(":scope > .empty")?.remove();
  const day = told(given.at, DAY);
  if (day !== view.day) { view.day = day; view.log.append(h("li", { class: "day" }, h("p", {}, day))); }
  const item = line(given, view);
  view.items.set(given.id, item);
  view.log.append(item);
  return item;
}

const shapeOf = (log) => `${log.scrollHeight} ${log.clientHeight} ${log.clientWidth}`;

function toEnd(view) { view.log.scrollTop = view.log.scrollHeight; view.atEnd = true; view.shape = shapeOf(view.log); }

function isSeen(view) { return !document.hidden && (!narrow.matches || view.key === shownPane); }

// ---- tabs, where panes do not fit side by side

const narrow = window.matchMedia("(max-width: 76rem)");
narrow.addEventListener("change", () => showPane(shownPane));

function drawTabs() {
  const list = [...panes.map((pane) => ({ key: pane.key, title: pane.title, count: [...pane.people.map((one) => one.room), ...pane.groups.map((one) => one.room)].reduce((sum, room) => sum + (unread.get(room) ?? 0), 0) })), { key: "try", title: "Guide", count: 0 }];
  const focused = document.activeElement?.role === "tab";
  $("tabs").replaceChildren(...list.map(({ key, title, count }) => h("button", {
    type: "button", role: "tab", id: `tab-${key}`, "aria-selected": String(key === shownPane), tabindex: key === shownPane ? "0" : "-1", "aria-controls": key === "try" ? "guide" : `pane-${key}`,
    onclick: () => showPane(key),
    onkeydown: (event) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      const keys = list.map((one) => one.key);
      showPane(keys[(keys.indexOf(key) + step + keys.length) % keys.length]);
      $(`tab-${shownPane}`).focus();
    },
  }, title, count ? h("span", { class: "badge" }, String(count)) : null)));
  if (focused) $(`tab-${shownPane}`)?.focus();
}

function showPane(key) {
  if (!key) return;
  shownPane = key;
  document.body.dataset.shown = key;
  for (const view of views.values()) {
    view.section.classList.toggle("shown", view.key === key);
    if (isSeen(view) && unread.delete(view.room)) drawChips(panes.find((pane) => pane.key === view.key));
  }
  const view = views.get(key);
  if (view && narrow.matches) toEnd(view);
  drawTabs();
}

// ---- forms that are shown whole

let openForm = null;

function openForms() {
  const view = [...views.values()].find((one) => forms.has(one.who));
  const form = view && forms.get(view.who);
  if (openForm && openForm.form === form) return;
  let at = null;
  if (openForm) {
    const old = openForm;
    if (form?.draft === old.form.draft) at = { id: document.activeElement?.id, top: old.box.scrollTop };
    openForm = null; old.quiet = true; old.box.shut();
  }
  if (form) showForm(form, view.who, at);
}

function showForm(form, who, at) {
  const state = { form, quiet: false }, mine = { who, draft: form.draft };
  let waits = null, typing = null;
  // What is filled in is kept as it is typed, so that nothing is lost with the page or the window.
  const keep = async () => {
    if (!typing) return;
    clearTimeout(waits);
    const changed = typing;
    typing = null;
    await act({ do: "change", ...mine, changed, values: values() }, { quiet: true });
    if (!typing) state.box.removeAttribute("aria-busy");
  };
  state.box = dialog(form.title, { kind: "form", onclose: async () => {
    if (openForm === state) openForm = null;
    if (state.quiet) return;
    forms.delete(who);
    await keep();
    act({ do: "turn-away", ...mine });
  } });
  openForm = state;
  const fields = form.fields.map((field) => formField(field, () => {
    typing = field.key;
    state.box.setAttribute("aria-busy", "true");
    clearTimeout(waits);
    // What others depend on is told once it is left, as the form changes by it.
    if (!field.steers) waits = setTimeout(keep, 250);
  }, () => { if (field.steers) keep(); }));
  const values = () => Object.fromEntries(fields.map((field) => [field.key, field.value()]));
  const submit = h("button", { type: "submit", class: "primary" }, form.submit);
  if (form.anew) {
    const person = panes.flatMap((pane) => pane.people).find((one) => one.key === who);
    state.box.append(h("p", { class: "anew", dir: "auto" }, form.anew.words, " ", h("button", { type: "button", onclick: () => act({ do: "press", who, where: person.room, card: null, action: form.anew.action }) }, form.anew.label)));
  }
  state.box.append(h("form", { novalidate: true, onsubmit: async (event) => {
    event.preventDefault();
    clearTimeout(waits);
    typing = null;
    submit.disabled = true;
    await act({ do: "submit", ...mine, values: values() });
    submit.disabled = false;
  } }, h("div", { class: "fields" }, fields.map((field) => field.element)), h("footer", {}, h("button", { type: "button", onclick: () => state.box.shut() }, "Close"), submit)));
  const wrong = fields.find((field, number) => form.fields[number].error);
  if (at && !wrong) { state.box.scrollTop = at.top; (document.getElementById(at.id) ?? submit).focus(); } else (wrong ?? fields[0])?.focus();
}

function formField(field, typing, left) {
  const id = `field-${field.key}`, about = [field.hint && `${id}-hint`, field.error && `${id}-error`].filter(Boolean).join(" ") || null;
  const given = { id, name: field.key, "aria-describedby": about, "aria-invalid": field.error ? "true" : null, "aria-required": field.required ? "true" : null, oninput: typing, onchange: left };
  const { holds } = field, text = Array.isArray(holds) ? holds.join(", ") : holds ?? "";
  const label = [field.label, field.required ? null : h("span", { class: "soft" }, " (optional)")];
  const notes = [field.hint ? h("p", { class: "hint", id: `${id}-hint`, dir: "auto" }, field.hint) : null, field.error ? h("p", { class: "error", id: `${id}-error`, dir: "auto" }, "⚠️ ", field.error) : null];
  const wrong = field.error ? "field wrong" : "field";
  if (field.several || (field.kind === "choice" && field.options.length && field.options.length <= 4)) {
    const held = Array.isArray(holds) ? holds : [text];
    const ticks = field.options.map((option, number) => h("input", { ...given, id: `${id}-${number}`, type: field.several ? "checkbox" : "radio", value: option.value, checked: held.includes(option.value) }));
    const element = h("fieldset", { class: wrong, "aria-describedby": about }, h("legend", { dir: "auto" }, label), field.options.map((option, number) => h("label", { class: "tick", for: `${id}-${number}`, dir: "auto" }, ticks[number], h("span", {}, option.label))), notes);
    const picked = () => ticks.filter((tick) => tick.checked).map((tick) => tick.value);
    return { key: field.key, element, value: () => (field.several ? picked() : picked()[0] ?? ""), focus: () => ticks[0]?.focus() };
  }
  let control;
  if (["choice", "person", "place"].includes(field.kind) && field.options.length) {
    control = h("select", given, h("option", { value: "" }, field.required ? "Choose…" : "–"), field.options.map((option) => h("option", { value: option.value, selected: option.value === text }, option.label)));
  } else if (field.kind === "text") {
    control = h("textarea", { ...given, rows: 4, dir: "auto", maxlength: field.max });
  } else {
    const plain = { date: /^(\d{4}-\d\d-\d\d)?$/, time: /^([0-2]\d:[0-5]\d)?$/, number: /^\d*$/ }[field.kind];
    control = h("input", { ...given, type: plain?.test(text) ? field.kind : "text", dir: "auto", autocomplete: "off", min: field.min, max: field.kind === "number" ? field.max : null, list: field.options.length ? `${id}-list` : null });
  }
  if (control.tagName !== "SELECT") control.value = text;
  const list = field.options.length && control.tagName === "INPUT" ? h("datalist", { id: `${id}-list` }, field.options.map((option) => h("option", { value: option.label }))) : null;
  return { key: field.key, element: h("div", { class: wrong }, h("label", { for: id, dir: "auto" }, label), control, list, notes), value: () => control.value, focus: () => control.focus() };
}

// ---- the clock, what went out, and what to try

async function step(by) {
  const steps = [...$("steps").children];
  steps.forEach((button) => { button.disabled = true; });
  $("note").textContent = "Time passes…";
  const before = sent.length, told = await act({ do: "step", by });
  steps.forEach((button) => { button.disabled = false; });
  steps.find((button) => button.dataset.by === by)?.focus();
  const count = sent.length - before;
  const words = { post: told?.sent === false ? "Nothing more goes out in the next 60 days." : "", day: count ? "" : "A day in which nothing went out.", week: count ? "" : "A week in which nothing went out." }[by];
  $("note").textContent = told ? words || `${count} ${count === 1 ? "message" : "messages"} went out.` : "";
}

function drawClock() {
  if (!clock.now) return;
  $("now").setAttribute("datetime", clock.now);
  const zone = told(clock.now, { timeZoneName: "short" }).split(", ").at(-1);
  $("now").replaceChildren(h("span", { class: "date" }, told(clock.now, { weekday: "short", day: "numeric", month: "short", year: "numeric" })), h("span", { class: "time" }, hour(clock.now)), h("span", { class: "zone" }, `${clock.zone.split("/").at(-1)}, ${zone}`));
}

function drawSent() {
  $("went-none").hidden = sent.length > 0;
  const moments = [];
  for (const one of sent.slice(-40)) {
    if (moments.at(-1)?.at !== one.at) moments.push({ at: one.at, of: [] });
    moments.at(-1).of.push(one);
  }
  $("went").replaceChildren(...moments.reverse().slice(0, 12).map(({ at, of }) => h("li", {}, h("time", { datetime: at, title: exactly(at) }, told(at, { weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" })),
    of.map((one) => h("button", { type: "button", onclick: () => lookAt(one) }, h("strong", { dir: "auto" }, whose(one.room)), h("span", { dir: "auto" }, one.words))))));
}

function whose(room) {
  for (const pane of panes) {
    const found = pane.people.find((one) => one.room === room)?.name ?? pane.groups.find((one) => one.room === room)?.title;
    if (found) return found;
  }
  return "";
}

function lookAt({ room, id }) {
  const pane = panes.find((one) => [...one.people, ...one.groups].some((there) => there.room === room));
  if (!pane) return;
  const person = pane.people.find((one) => one.room === room) ?? pane.people.find((one) => one.key === views.get(pane.key).who);
  choose(pane.key, person.key, room);
  const item = views.get(pane.key).items.get(id);
  if (item) { item.scrollIntoView({ block: "nearest" }); flash(item); item.focus(); }
}

function flash(item) { item.classList.remove("flash"); void item.offsetWidth; item.classList.add("flash"); }

function drawHints() {
  $("hints").replaceChildren(...hints.map((hint, number) => h("li", { class: done.has(number) ? "done" : "" }, h("h3", {}, hint.title), h("p", {}, hint.words),
    h("button", { type: "button", onclick: () => {
      done.add(number); remember("done", [...done]); drawHints();
      choose(hint.pane, hint.who, hint.room);
      const view = views.get(hint.pane);
      if (hint.typed && !view.words.value) { view.words.value = hint.typed; keepTyped(view); }
      view.words.focus();
    } }, "Take me there"))));
}

// ---- what the server tells

function takeEverything(all) {
  const anew = !fresh;
  fresh = false;
  ({ clock, panes, hints } = all);
  rooms.clear(); forms.clear();
  Object.entries(all.rooms).forEach(([room, lines]) => rooms.set(room, lines));
  Object.entries(all.forms).forEach(([who, form]) => forms.set(who, form));
  sent = Object.entries(all.rooms).flatMap(([room, lines]) => lines.filter((one) => one.sent).map((one) => wentOut(room, one))).sort((one, other) => one.id - other.id);
  if (anew) { unread.clear(); done.clear(); remember("done", []); Object.keys(typed).forEach((key) => delete typed[key]); remember("typed", typed); $("note").textContent = ""; }
  for (const view of views.values()) { view.who = null; view.room = null; }
  drawClock(); drawHints(); drawPanes(); drawSent();
  if (!shownPane) showPane(panes[0].key);
  openForms();
}

const wentOut = (room, given) => ({ at: given.at, room, id: given.id, words: excerpt(given) });

function takeLine({ room, line: given }) {
  const lines = rooms.get(room) ?? rooms.set(room, []).get(room);
  const at = lines.findIndex((one) => one.id === given.id), isNew = at < 0;
  if (isNew) lines.push(given); else lines[at] = given;
  if (isNew && given.sent) { sent.push(wentOut(room, given)); drawSent(); }
  const view = [...views.values()].find((one) => one.room === room);
  const pane = panes.find((one) => [...one.people, ...one.groups].some((there) => there.room === room));
  if (isNew && given.kind !== "said" && !(view && isSeen(view))) unread.set(room, (unread.get(room) ?? 0) + 1);
  if (view) {
    const { atEnd } = view;
    if (isNew) { const item = addLine(view, given); if (given.sent) flash(item); } else changeLine(view, given);
    if (atEnd || given.who === view.who) toEnd(view);
    if (given.who !== view.who) say(`${whose(room)}, ${isNew ? "new" : "changed"}: ${excerpt(given)}`);
  }
  if (pane) drawChips(pane);
}

function takePassing({ room, passing }) {
  const view = [...views.values()].find((one) => one.room === room);
  if (!view) return;
  view.passing.textContent = passing;
  view.passing.hidden = false;
  clearTimeout(view.passingGoes);
  view.passingGoes = setTimeout(() => { view.passing.hidden = true; }, 6000);
  say(passing);
}

function changeLine(view, given) {
  const old = view.items.get(given.id), item = line(given, view);
  if (!old) return;
  const focused = old.contains(document.activeElement) ? document.activeElement.dataset.action ?? "" : null;
  old.replaceWith(item);
  view.items.set(given.id, item);
  flash(item);
  if (focused !== null) ([...item.querySelectorAll("[data-action]")].find((one) => one.dataset.action === focused) ?? item.querySelector("[data-action]") ?? item).focus();
}

function take(event) {
  if (event.everything) takeEverything(event.everything);
  if (event.line) takeLine(event);
  if (event.passing) takePassing(event);
  if (event.clock) { clock = event.clock; drawClock(); }
  if (event.panes) { panes = event.panes; drawPanes(); }
  if ("form" in event) { if (event.form) forms.set(event.who, event.form); else forms.delete(event.who); openForms(); }
}

function watch() {
  const source = new EventSource(`/events?token=${encodeURIComponent(TOKEN)}`);
  source.onopen = () => { fresh = true; problem(""); };
  source.onmessage = ({ data }) => take(JSON.parse(data));
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 1000); // another run has another token
    else problem("The demo has ended. Once it is started again, this page follows.", { stays: true });
  };
}

$("steps").addEventListener("click", (event) => { const by = event.target.closest("button")?.dataset.by; if (by) step(by); });
$("over").addEventListener("click", async () => {
  if (await ask("The circle is as it was at the beginning, and all that was said since is gone.", "Start over")) act({ do: "start-over" });
});
document.addEventListener("visibilitychange", () => showPane(shownPane));
watch();
