// Panes: who one is there, which conversation is open, and what is typed into it.

import { $, avatar, h } from "./elements.js";
import { openForms } from "./forms.js";
import { chosen, known, remember, typed, unread, views } from "./known.js";
import { drawLog, shapeOf, toEnd } from "./lines.js";
import { excerpt } from "./messages.js";
import { addPerson, locate, menu } from "./offers.js";
import { act } from "./server.js";
import { drawTabs, showPane } from "./tabs.js";

export function makePane(pane) {
  const chips = h("div", { class: "chips", role: "group", "aria-label": "Who you are here" });
  const talks = h("div", { class: "talks", role: "group", "aria-label": "Conversation" });
  const log = h("ol", { class: "log", tabindex: "0", "aria-label": `${pane.title}: messages` });
  const answers = h("p", { class: "answering", hidden: true });
  const words = h("textarea", { rows: 1, maxlength: 4000, dir: "auto", "aria-label": "Message" });
  const passing = h("p", { class: "passing", dir: "auto", hidden: true });
  const view = {
    key: pane.key,
    like: pane.like,
    chips,
    talks,
    log,
    words,
    answers,
    passing,
    items: new Map(),
    answered: null,
    atEnd: true,
  };
  const send = async () => {
    const text = words.value.trim();
    if (!text) return;
    const answered = view.answered?.reference ?? null,
      where = placed(view);
    words.value = "";
    keepTyped(view);
    answerTo(view, null);
    if (!(await act({ do: "say", ...where, text, answers: answered })) && !words.value) {
      words.value = text;
      keepTyped(view);
    }
  };
  words.addEventListener("input", () => keepTyped(view));
  words.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    }
    if (event.key === "Escape") answerTo(view, null);
  });
  const tools = [
    h(
      "button",
      {
        type: "button",
        class: "tool",
        "aria-label": "Commands",
        title: "Commands",
        onclick: () => menu(view),
      },
      "/",
    ),
  ];
  if (pane.like === "Telegram")
    tools.push(
      h(
        "button",
        {
          type: "button",
          class: "tool",
          "aria-label": "Share a location",
          title: "Share a location",
          onclick: () => locate(view),
        },
        "📍",
      ),
    );
  const composer = h(
    "form",
    {
      class: "composer",
      onsubmit: (event) => {
        event.preventDefault();
        send();
      },
    },
    answers,
    h(
      "div",
      { class: "box" },
      tools,
      words,
      h("button", { type: "submit", class: "send", "aria-label": "Send", title: "Send" }, "➤"),
    ),
  );
  view.section = h(
    "section",
    {
      class: `pane ${pane.like.toLowerCase()}`,
      id: `pane-${pane.key}`,
      "aria-label": `${pane.title}, as on ${pane.like}`,
    },
    h(
      "header",
      {},
      h("div", { class: "title" }, h("h2", {}, pane.title), h("span", {}, `as on ${pane.like}`)),
      chips,
      talks,
    ),
    log,
    passing,
    composer,
  );
  // Who reads the newest goes on reading the newest, whatever grows or shrinks.
  log.addEventListener("scroll", () => {
    const shape = shapeOf(log),
      same = shape === view.shape;
    view.shape = shape;
    if (same) view.atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 60;
    else if (view.atEnd) toEnd(view);
  });
  new ResizeObserver(() => {
    if (view.atEnd) toEnd(view);
  }).observe(log);
  return view;
}

export const placed = (view) => ({ who: view.who, where: view.room });

export function keepTyped(view) {
  typed[`${view.who} ${view.room}`] = view.words.value;
  remember("typed", typed);
  view.words.style.height = "auto";
  view.words.style.height = `${Math.min(view.words.scrollHeight, 140)}px`;
}

export function answerTo(view, given) {
  view.answered = given;
  view.answers.hidden = !given;
  view.answers.replaceChildren();
  if (given) {
    view.answers.append(
      "↩ ",
      h("span", { dir: "auto" }, excerpt(given)),
      h(
        "button",
        { type: "button", "aria-label": "Do not reply to it", onclick: () => answerTo(view, null) },
        "✕",
      ),
    );
    view.words.focus();
  }
}

export function drawPanes() {
  const gone = [...views.keys()].filter((key) => !known.panes.some((pane) => pane.key === key));
  gone.forEach((key) => {
    views.get(key).section.remove();
    views.delete(key);
  });
  for (const pane of known.panes) {
    if (!views.has(pane.key)) {
      views.set(pane.key, makePane(pane));
      $("panes").append(views.get(pane.key).section);
    }
    const had = chosen[pane.key],
      person = pane.people.find((one) => one.key === had?.who) ?? pane.people[0];
    const offered = [person.room, ...pane.groups.map((group) => group.room)];
    const first = pane.key === "organizers" ? offered.at(-1) : offered[0];
    choose(pane.key, person.key, offered.includes(had?.room) ? had.room : first, { show: false });
  }
  drawTabs();
}

export function choose(key, who, room, { focus = false, show = true } = {}) {
  const pane = known.panes.find((one) => one.key === key),
    view = views.get(key);
  const changed = view.who !== who || view.room !== room;
  view.who = who;
  view.room = room;
  chosen[key] = { who, room };
  remember("chosen", chosen);
  if (changed) {
    answerTo(view, null);
    view.words.value = typed[`${who} ${room}`] ?? "";
    drawLog(view);
  }
  const name = pane.people.find((one) => one.key === who).name;
  view.words.placeholder =
    pane.like === "Slack" ? `${name}: a message, or /circle` : `${name}: a message, or /`;
  if (show) showPane(key);
  drawChips(pane);
  if (focus) view.words.focus();
  openForms();
}

export function drawChips(pane) {
  const view = views.get(pane.key),
    badge = (room) => {
      const count = unread.get(room) ?? 0;
      return count
        ? h("span", { class: "badge" }, String(count), h("span", { class: "unseen" }, " new"))
        : null;
    };
  const inGroup = pane.groups.some((group) => group.room === view.room);
  const focused = document.activeElement?.dataset?.chip;
  view.chips.replaceChildren(
    ...pane.people.map((person) =>
      h(
        "button",
        {
          type: "button",
          class: "chip",
          "aria-pressed": String(person.key === view.who),
          "data-chip": `${pane.key} ${person.key}`,
          onclick: () => choose(pane.key, person.key, inGroup ? view.room : person.room),
        },
        avatar(person.name),
        h("span", { dir: "auto", class: "called" }, person.name),
        person.blocks ? h("span", { title: "Has blocked circlebot" }, "🚫") : null,
        badge(person.room),
      ),
    ),
    ...(pane.open
      ? [
          h(
            "button",
            {
              type: "button",
              class: "chip more",
              "aria-label": "Somebody new",
              title: "Somebody new",
              onclick: () => addPerson(pane),
            },
            "+",
          ),
        ]
      : []),
  );
  const own = pane.people.find((person) => person.key === view.who);
  const talks = [{ room: own.room, title: "circlebot" }, ...pane.groups];
  view.talks.hidden = talks.length < 2;
  view.talks.replaceChildren(
    ...talks.map(({ room, title }) =>
      h(
        "button",
        {
          type: "button",
          class: "talk",
          "aria-pressed": String(room === view.room),
          "data-chip": `${pane.key} ${room}`,
          onclick: () => choose(pane.key, view.who, room),
        },
        h("span", { dir: "auto" }, title),
        badge(room),
      ),
    ),
  );
  if (focused) document.querySelector(`[data-chip="${CSS.escape(focused)}"]`)?.focus();
  drawTabs();
}
