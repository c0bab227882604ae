// A line of a conversation: what somebody said, or a message with its parts, buttons and files.

import { ask, pick } from "./dialogs.js";
import { avatar, exactly, h, hour } from "./elements.js";
import { find, known } from "./known.js";
import { toEnd } from "./lines.js";
import { answerTo, choose, placed } from "./panes.js";
import { act } from "./server.js";

export const LEADS_HERE = new Set(["a", "d", "v"]); // links that only make sense for who reads them

export function spans(given, who) {
  return given.map((span) => {
    if (span.code)
      return h("button", { type: "button", class: "link", onclick: () => follow(span.code, who) }, span.text);
    if (span.address)
      return h("a", { href: span.address, target: "_blank", rel: "noopener noreferrer nofollow" }, span.text);
    if (span.at) return h("time", { datetime: span.at, title: exactly(span.at) }, span.text);
    return span.strong ? h("strong", {}, span.text) : document.createTextNode(span.text);
  });
}

export function part(given, who) {
  switch (given.kind) {
    case "text":
      return h("p", { dir: "auto" }, spans(given.spans, who));
    case "facts":
      return h(
        "dl",
        {},
        given.rows.map(([label, held]) => [
          h("dt", { dir: "auto" }, label),
          h("dd", { dir: "auto" }, spans(held, who)),
        ]),
      );
    case "people": {
      const more = given.total - given.names.length;
      return h(
        "p",
        { dir: "auto" },
        h("span", { class: "soft" }, `${given.heading}: `),
        given.names.join(", ") || (more ? "" : "–"),
        more > 0 ? ` + ${more} more` : "",
      );
    }
    case "table":
      return h(
        "div",
        { class: "wide", tabindex: "0", role: "region", "aria-label": "Table" },
        h(
          "table",
          {},
          h(
            "thead",
            {},
            h(
              "tr",
              {},
              given.head.map((cell) => h("th", { scope: "col", dir: "auto" }, cell)),
            ),
          ),
          h(
            "tbody",
            {},
            given.rows.map((row) =>
              h(
                "tr",
                {},
                row.map((cell) => h("td", { dir: "auto" }, cell)),
              ),
            ),
          ),
        ),
      );
    case "chart": {
      const most = Math.max(...given.series.map(([, number]) => number), 0);
      return h(
        "figure",
        { "aria-label": given.alt },
        h("figcaption", { dir: "auto" }, given.title),
        h(
          "div",
          { class: "rows" },
          given.series.map(([label, number]) => {
            const bar = h("span", { class: "bar" });
            bar.style.setProperty("--share", most > 0 ? Math.max(number, 0) / most : 0);
            return [h("span", { dir: "auto" }, label), bar, h("span", {}, String(number))];
          }),
        ),
      );
    }
  }
  return null;
}

export function attachment(given, view) {
  if (given.kind === "photo")
    return h("img", {
      src: `/files/${given.key}`,
      alt: given.alt,
      onload: () => {
        if (view.atEnd) toEnd(view);
      },
    });
  if (given.kind === "pin")
    return h("p", {}, `📍 ${given.name} (${given.latitude.toFixed(5)}, ${given.longitude.toFixed(5)})`);
  const size = given.size < 1000 ? `${given.size} bytes` : `${(given.size / 1000).toFixed(1)} kB`;
  return h(
    "a",
    { class: "file", href: `/files/${given.key}`, download: given.name },
    h("strong", { dir: "auto" }, `📎 ${given.name}`),
    h("span", {}, size),
  );
}

export function buttons(line, view) {
  return h(
    "div",
    { class: "buttons" },
    line.buttons.map((row) =>
      h(
        "div",
        { class: row.length > 3 && row.every(({ label }) => label.length < 6) ? "row even" : "row" },
        row.map((button) =>
          h(
            "button",
            {
              type: "button",
              class: button.style,
              dir: "auto",
              "data-action": button.action,
              onclick: (event) => press(event.currentTarget, button, line, view),
            },
            button.label,
          ),
        ),
      ),
    ),
  );
}

export async function press(pressed, button, line, view) {
  if (button.confirm && !(await ask(button.confirm, button.label, { danger: button.style === "danger" })))
    return;
  pressed.setAttribute("aria-busy", "true");
  await act({ do: "press", ...placed(view), card: line.reference, action: button.action });
  pressed.removeAttribute("aria-busy");
}

export function follow(code, who) {
  // What it leads to is shown in private.
  const open = ({ pane, person }) => {
    choose(pane.key, person.key, person.room, { focus: true });
    act({ do: "open", who: person.key, code });
  };
  const everybody = known.panes.flatMap((pane) => pane.people.map((person) => ({ pane, person })));
  if (LEADS_HERE.has(code.split("-")[0])) {
    open(everybody.find(({ person }) => person.key === who));
    return;
  }
  everybody.sort((one, other) => (other.person.key === who) - (one.person.key === who));
  const words = h("p", {}, "Links are made to be handed on. Typed, it is ", h("code", {}, `/start ${code}`));
  pick(
    "Who opens this link?",
    words,
    everybody.map((one) => ({ label: one.person.name, note: one.pane.like, then: () => open(one) })),
  );
}

export function line(given, view) {
  const when = h(
    "time",
    { datetime: given.at, title: exactly(given.at), class: "at" },
    given.silent ? "🔕 " : "",
    given.edited_at ? "edited " : "",
    hour(given.edited_at ?? given.at),
  );
  if (given.silent) when.title += ", sent without a sound";
  const item = h("li", { class: given.kind, tabindex: "-1" });
  const own = given.who === view.who;
  if (given.kind === "opened") item.append(h("p", { dir: "auto" }, `${given.name} opened a link`), when);
  else if (given.kind === "said") {
    item.classList.toggle("own", own);
    item.append(
      avatar(given.name),
      h(
        "div",
        { class: "body" },
        h("p", { class: "name", dir: "auto" }, given.name, when.cloneNode(true)),
        given.answers ? h("p", { class: "answers" }, "↩ ", excerpt(find(view.room, given.answers))) : null,
        h("p", { dir: "auto" }, given.text),
        when,
      ),
    );
  } else {
    const body = h(
      "div",
      { class: "body" },
      h("p", { class: "name" }, "circlebot", h("span", { class: "app" }, "app"), when.cloneNode(true)),
      given.parts.map((one) => part(one, view.who)),
      given.attachments.map((one) => attachment(one, view)),
      when,
    );
    if (view.like === "Telegram")
      body.append(
        h(
          "button",
          {
            type: "button",
            class: "reply",
            "aria-label": "Reply to this message",
            onclick: () => answerTo(view, given),
          },
          "↩",
        ),
      );
    item.append(avatar("", true), body);
    if (given.buttons.length) item.append(buttons(given, view));
  }
  return item;
}

export function excerpt(given) {
  if (!given) return "";
  if (given.text) return given.text;
  const words = (given.parts ?? [])
    .map((one) =>
      (
        one.spans ??
        one.rows?.flatMap(([label, held]) => [{ text: `${label}: ` }, ...held, { text: " " }]) ?? [
          { text: one.title ?? one.heading ?? "" },
        ]
      )
        .map((span) => span.text)
        .join(""),
    )
    .join(" · ");
  return words.length > 90 ? `${words.slice(0, 88)}…` : words;
}
