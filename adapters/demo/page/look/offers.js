// What a pane offers besides typing: its commands, a location, somebody new.

import { dialog, pick } from "./dialogs.js";
import { h } from "./elements.js";
import { known } from "./known.js";
import { choose, keepTyped, placed } from "./panes.js";
import { act } from "./server.js";

const PLACES = [
  ["Berlin, Alexanderplatz", 52.5219, 13.4132],
  ["Hamburg, town hall", 53.5503, 9.9928],
  ["Paris, Notre-Dame", 48.853, 2.3499],
];

export async function menu(view) {
  const told = await act({ do: "menu", ...placed(view) });
  if (!told) return;
  const commands = told.commands.map(({ typed: words, help }) => ({
    label: words,
    note: help,
    then: () => {
      view.words.value = words;
      keepTyped(view);
      view.words.focus();
    },
  }));
  pick("Commands", null, [...commands, ...blocking(view)]);
}

// As people do on Telegram who have enough of a bot: it learns of that, and of their coming back.
function blocking(view) {
  const pane = known.panes.find((one) => one.key === view.key);
  const person = pane.people.find((one) => one.key === view.who);
  if (pane.like !== "Telegram" || view.room !== person.room) return [];
  const label = person.blocks ? "Unblock circlebot" : "Block circlebot";
  return [{ label, note: "", then: () => act({ do: "block", who: view.who, blocks: !person.blocks }) }];
}

export function locate(view) {
  pick(
    "Share a location",
    null,
    PLACES.map(([label, latitude, longitude]) => ({
      label,
      then: () => act({ do: "locate", ...placed(view), latitude, longitude }),
    })),
  );
}

export function addPerson(pane) {
  const box = dialog("Somebody new", { kind: "adds" });
  const name = h("input", {
    id: "new-name",
    maxlength: 64,
    dir: "auto",
    required: true,
    autocomplete: "off",
  });
  box.append(
    h(
      "form",
      {
        onsubmit: async (event) => {
          event.preventDefault();
          const told = await act({ do: "add", pane: pane.key, name: name.value });
          if (!told) return;
          box.shut();
          const added = known.panes
            .find((one) => one.key === pane.key)
            ?.people.find((person) => person.key === told.who);
          if (added) choose(pane.key, added.key, added.room, { focus: true });
        },
      },
      h("label", { for: "new-name" }, "What is their name?"),
      name,
      h("footer", {}, h("button", { type: "submit", class: "primary" }, "Add")),
    ),
  );
  name.focus();
}
