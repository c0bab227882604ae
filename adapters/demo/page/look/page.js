// The demo's page: takes what the server tells, and begins.

import { drawClock, drawHints, drawSent, step, wentOut } from "./clock.js";
import { ask } from "./dialogs.js";
import { $ } from "./elements.js";
import { openForms } from "./forms.js";
import { done, forms, known, remember, rooms, typed, unread, views } from "./known.js";
import { takeLine, takePassing } from "./lines.js";
import { drawPanes } from "./panes.js";
import { act, watch } from "./server.js";
import { showPane } from "./tabs.js";

let fresh = true; // whether what comes next is news of a restart of ours, or of the story

function takeEverything(all) {
  const anew = !fresh;
  fresh = false;
  known.clock = all.clock;
  known.panes = all.panes;
  known.hints = all.hints;
  rooms.clear();
  forms.clear();
  Object.entries(all.rooms).forEach(([room, lines]) => rooms.set(room, lines));
  Object.entries(all.forms).forEach(([who, form]) => forms.set(who, form));
  known.sent = Object.entries(all.rooms)
    .flatMap(([room, lines]) => lines.filter((one) => one.sent).map((one) => wentOut(room, one)))
    .sort((one, other) => one.id - other.id);
  if (anew) {
    unread.clear();
    done.clear();
    remember("done", []);
    Object.keys(typed).forEach((key) => delete typed[key]);
    remember("typed", typed);
    $("note").textContent = "";
  }
  for (const view of views.values()) {
    view.who = null;
    view.room = null;
  }
  drawClock();
  drawHints();
  drawPanes();
  drawSent();
  if (!known.shownPane) showPane(known.panes[0].key);
  openForms();
}

function take(event) {
  if (event.everything) takeEverything(event.everything);
  if (event.line) takeLine(event);
  if (event.passing) takePassing(event);
  if (event.clock) {
    known.clock = event.clock;
    drawClock();
  }
  if (event.panes) {
    known.panes = event.panes;
    drawPanes();
  }
  if ("form" in event) {
    if (event.form) forms.set(event.who, event.form);
    else forms.delete(event.who);
    openForms();
  }
}

$("steps").addEventListener("click", (event) => {
  const by = event.target.closest("button")?.dataset.by;
  if (by) step(by);
});
$("over").addEventListener("click", async () => {
  if (
    await ask("The circle is as it was at the beginning, and all that was said since is gone.", "Start over")
  )
    act({ do: "start-over" });
});
watch({
  begins: () => {
    fresh = true;
  },
  take,
});
