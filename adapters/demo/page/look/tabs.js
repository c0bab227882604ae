// Where panes do not fit side by side they are tabs.

import { $, h } from "./elements.js";
import { known, unread, views } from "./known.js";
import { toEnd } from "./lines.js";
import { drawChips } from "./panes.js";

export const narrow = window.matchMedia("(max-width: 76rem)");
narrow.addEventListener("change", () => showPane(known.shownPane));

export function drawTabs() {
  const list = [
    ...known.panes.map((pane) => ({
      key: pane.key,
      title: pane.title,
      count: [...pane.people.map((one) => one.room), ...pane.groups.map((one) => one.room)].reduce(
        (sum, room) => sum + (unread.get(room) ?? 0),
        0,
      ),
    })),
    { key: "try", title: "Guide", count: 0 },
  ];
  const focused = document.activeElement?.role === "tab";
  $("tabs").replaceChildren(
    ...list.map(({ key, title, count }) =>
      h(
        "button",
        {
          type: "button",
          role: "tab",
          id: `tab-${key}`,
          "aria-selected": String(key === known.shownPane),
          tabindex: key === known.shownPane ? "0" : "-1",
          "aria-controls": key === "try" ? "guide" : `pane-${key}`,
          onclick: () => showPane(key),
          onkeydown: (event) => {
            const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
            if (!step) return;
            const keys = list.map((one) => one.key);
            showPane(keys[(keys.indexOf(key) + step + keys.length) % keys.length]);
            $(`tab-${known.shownPane}`).focus();
          },
        },
        title,
        count ? h("span", { class: "badge" }, String(count)) : null,
      ),
    ),
  );
  if (focused) $(`tab-${known.shownPane}`)?.focus();
}

export function showPane(key) {
  if (!key) return;
  known.shownPane = key;
  document.body.dataset.shown = key;
  for (const view of views.values()) {
    view.section.classList.toggle("shown", view.key === key);
    if (isSeen(view) && unread.delete(view.room))
      drawChips(known.panes.find((pane) => pane.key === view.key));
  }
  const view = views.get(key);
  if (view && narrow.matches) toEnd(view);
  drawTabs();
}

export function isSeen(view) {
  return !document.hidden && (!narrow.matches || view.key === known.shownPane);
}

document.addEventListener("visibilitychange", () => showPane(known.shownPane));
