// What the page knows: what the server told, and what this tab has chosen.

export const known = { clock: { now: null, zone: "UTC" }, panes: [], hints: [], sent: [], shownPane: null };
export const rooms = new Map();
export const forms = new Map();
export const unread = new Map();
export const views = new Map();
export const chosen = remembered("chosen", {});
export const typed = remembered("typed", {});
export const done = new Set(remembered("done", []));

export function remembered(name, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(name)) ?? otherwise;
  } catch {
    return otherwise;
  }
}

export function remember(name, value) {
  try {
    sessionStorage.setItem(name, JSON.stringify(value));
  } catch {
    /* then it is forgotten */
  }
}

export function find(room, id) {
  return rooms.get(room)?.find((one) => one.id === id);
}

export function whose(room) {
  for (const pane of known.panes) {
    const found =
      pane.people.find((one) => one.room === room)?.name ??
      pane.groups.find((one) => one.room === room)?.title;
    if (found) return found;
  }
  return "";
}
