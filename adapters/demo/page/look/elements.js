// Making elements, and saying what time it is. Every string becomes a text node; nothing makes HTML of one.

import { known } from "./known.js";

export const $ = (id) => document.getElementById(id);

export function h(tag, given = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && typeof value !== "string") made[name] = value;
    else made.setAttribute(name, value);
  }
  made.append(
    ...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== ""),
  );
  return made;
}

export function told(at, how) {
  return new Intl.DateTimeFormat("en-GB", { timeZone: known.clock.zone, ...how }).format(new Date(at));
}

export const DAY = { weekday: "long", day: "numeric", month: "long" };

export const hour = (at) => told(at, { hour: "2-digit", minute: "2-digit" });

export const exactly = (at) =>
  told(at, {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  });

export function initials(name) {
  return [...name.replace(/[^\p{L}\p{N}]/gu, "")].slice(0, 1).join("").toUpperCase() || "?";
}

export function hue(name) {
  return [...name].reduce((sum, letter) => (sum * 31 + letter.codePointAt(0)) % 360, 7);
}

export function avatar(name, bot = false) {
  const made = h(
    "span",
    { class: bot ? "avatar bot" : "avatar", "aria-hidden": "true" },
    bot ? "◎" : initials(name),
  );
  if (!bot) made.style.setProperty("--hue", hue(name));
  return made;
}

let problemGoes;

export function problem(words, { stays = false } = {}) {
  $("problem").textContent = words;
  $("problem").hidden = !words;
  clearTimeout(problemGoes);
  if (words && !stays) problemGoes = setTimeout(() => problem(""), 8000);
}

export function say(words) {
  $("heard").textContent = words;
}
