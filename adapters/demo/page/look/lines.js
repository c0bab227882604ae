// The lines of the conversation that a pane shows, kept up to date.

import { drawSent, wentOut } from "./clock.js";
import { DAY, h, say, told } from "./elements.js";
import { known, rooms, unread, views, whose } from "./known.js";
import { excerpt, line } from "./messages.js";
import { drawChips } from "./panes.js";
import { isSeen } from "./tabs.js";

export function drawLog(view) {
  view.items.clear();
  view.day = null;
  view.log.replaceChildren();
  const lines = rooms.get(view.room) ?? [];
  lines.forEach((given) => addLine(view, given));
  if (!lines.length)
    view.log.append(
      h(
        "li",
        { class: "empty" },
        h("p", {}, "Nothing here yet. Say /start, or press / for what can be said."),
      ),
    );
  if (isSeen(view)) unread.delete(view.room);
  toEnd(view);
}

export function addLine(view, given) {
  view.log.querySelector(":scope > .empty")?.remove();
  const day = told(given.at, DAY);
  if (day !== view.day) {
    view.day = day;
    view.log.append(h("li", { class: "day" }, h("p", {}, day)));
  }
  const item = line(given, view);
  view.items.set(given.id, item);
  view.log.append(item);
  return item;
}

export function changeLine(view, given) {
  const old = view.items.get(given.id),
    item = line(given, view);
  if (!old) return;
  const focused = old.contains(document.activeElement) ? (document.activeElement.dataset.action ?? "") : null;
  old.replaceWith(item);
  view.items.set(given.id, item);
  flash(item);
  if (focused !== null)
    (
      [...item.querySelectorAll("[data-action]")].find((one) => one.dataset.action === focused) ??
      item.querySelector("[data-action]") ??
      item
    ).focus();
}

export function takeLine({ room, line: given }) {
  const lines = rooms.get(room) ?? rooms.set(room, []).get(room);
  const at = lines.findIndex((one) => one.id === given.id),
    isNew = at < 0;
  if (isNew) lines.push(given);
  else lines[at] = given;
  if (isNew && given.sent) {
    known.sent.push(wentOut(room, given));
    drawSent();
  }
  const view = [...views.values()].find((one) => one.room === room);
  const pane = known.panes.find((one) => [...one.people, ...one.groups].some((there) => there.room === room));
  if (isNew && given.kind !== "said" && !(view && isSeen(view)))
    unread.set(room, (unread.get(room) ?? 0) + 1);
  if (view) {
    const { atEnd } = view;
    if (isNew) {
      const item = addLine(view, given);
      if (given.sent) flash(item);
    } else changeLine(view, given);
    if (atEnd || given.who === view.who) toEnd(view);
    if (given.who !== view.who) say(`${whose(room)}, ${isNew ? "new" : "changed"}: ${excerpt(given)}`);
  }
  if (pane) drawChips(pane);
}

export function takePassing({ room, passing }) {
  const view = [...views.values()].find((one) => one.room === room);
  if (!view) return;
  view.passing.textContent = passing;
  view.passing.hidden = false;
  clearTimeout(view.passingGoes);
  view.passingGoes = setTimeout(() => {
    view.passing.hidden = true;
  }, 6000);
  say(passing);
}

export function flash(item) {
  item.classList.remove("flash");
  void item.offsetWidth;
  item.classList.add("flash");
}

export const shapeOf = (log) => `${log.scrollHeight} ${log.clientHeight} ${log.clientWidth}`;

export function toEnd(view) {
  view.log.scrollTop = view.log.scrollHeight;
  view.atEnd = true;
  view.shape = shapeOf(view.log);
}
