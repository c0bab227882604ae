// The clock, what went out, and what to try.

import { $, exactly, h, hour, told } from "./elements.js";
import { done, known, remember, views, whose } from "./known.js";
import { flash } from "./lines.js";
import { excerpt } from "./messages.js";
import { choose, keepTyped } from "./panes.js";
import { act } from "./server.js";

export async function step(by) {
  const steps = [...$("steps").children];
  steps.forEach((button) => {
    button.disabled = true;
  });
  $("note").textContent = "Time passes…";
  for (const view of views.values()) view.passing.hidden = true;
  const before = known.sent.length,
    told = await act({ do: "step", by });
  steps.forEach((button) => {
    button.disabled = false;
  });
  steps.find((button) => button.dataset.by === by)?.focus();
  const count = known.sent.length - before;
  const words = {
    post: told?.sent === false ? "Nothing more goes out in the next 60 days." : "",
    day: count ? "" : "A day in which nothing went out.",
    week: count ? "" : "A week in which nothing went out.",
  }[by];
  $("note").textContent = told ? words || `${count} ${count === 1 ? "message" : "messages"} went out.` : "";
}

export function drawClock() {
  if (!known.clock.now) return;
  $("now").setAttribute("datetime", known.clock.now);
  const zone = told(known.clock.now, { timeZoneName: "short" }).split(", ").at(-1);
  $("now").replaceChildren(
    h(
      "span",
      { class: "date" },
      told(known.clock.now, { weekday: "short", day: "numeric", month: "short", year: "numeric" }),
    ),
    h("span", { class: "time" }, hour(known.clock.now)),
    h("span", { class: "zone" }, `${known.clock.zone.split("/").at(-1)}, ${zone}`),
  );
}

export const wentOut = (room, given) => ({ at: given.at, room, id: given.id, words: excerpt(given) });

export function drawSent() {
  $("went-none").hidden = known.sent.length > 0;
  const moments = [];
  for (const one of known.sent.slice(-40)) {
    if (moments.at(-1)?.at !== one.at) moments.push({ at: one.at, of: [] });
    moments.at(-1).of.push(one);
  }
  $("went").replaceChildren(
    ...moments
      .reverse()
      .slice(0, 12)
      .map(({ at, of }) =>
        h(
          "li",
          {},
          h(
            "time",
            { datetime: at, title: exactly(at) },
            told(at, {
              weekday: "short",
              day: "numeric",
              month: "short",
              hour: "2-digit",
              minute: "2-digit",
            }),
          ),
          of.map((one) =>
            h(
              "button",
              { type: "button", onclick: () => lookAt(one) },
              h("strong", { dir: "auto" }, whose(one.room)),
              h("span", { dir: "auto" }, one.words),
            ),
          ),
        ),
      ),
  );
}

export function lookAt({ room, id }) {
  const pane = known.panes.find((one) => [...one.people, ...one.groups].some((there) => there.room === room));
  if (!pane) return;
  const person =
    pane.people.find((one) => one.room === room) ??
    pane.people.find((one) => one.key === views.get(pane.key).who);
  choose(pane.key, person.key, room);
  const item = views.get(pane.key).items.get(id);
  if (item) {
    item.scrollIntoView({ block: "nearest" });
    flash(item);
    item.focus();
  }
}

export function drawHints() {
  $("hints").replaceChildren(
    ...known.hints.map((hint, number) =>
      h(
        "li",
        { class: done.has(number) ? "done" : "" },
        h("h3", {}, hint.title),
        h("p", {}, hint.words),
        h(
          "button",
          {
            type: "button",
            onclick: () => {
              done.add(number);
              remember("done", [...done]);
              drawHints();
              choose(hint.pane, hint.who, hint.room);
              const view = views.get(hint.pane);
              if (hint.typed && !view.words.value) {
                view.words.value = hint.typed;
                keepTyped(view);
              }
              view.words.focus();
            },
          },
          "Take me there",
        ),
      ),
    ),
  );
}
