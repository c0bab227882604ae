// Asking the server for something, and hearing what happens there.

import { problem } from "./elements.js";

const TOKEN = document.querySelector("meta[name=token]").content;

export async function act(asked, { quiet = false } = {}) {
  try {
    const answer = await fetch("/act", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Token": TOKEN },
      body: JSON.stringify(asked),
    });
    const told = await answer
      .json()
      .catch(() => ({ problem: "The demo was started anew: load this page again." }));
    if (told.problem && !quiet) problem(told.problem);
    return told.problem ? null : told;
  } catch {
    problem("The demo does not answer. Is it still running?");
    return null;
  }
}

/** Everything comes first, and again whenever the server was away; `begins` is called before that. */
export function watch({ begins, take }) {
  const source = new EventSource(`/events?token=${encodeURIComponent(TOKEN)}`);
  source.onopen = () => {
    begins();
    problem("");
  };
  source.onmessage = ({ data }) => take(JSON.parse(data));
  source.onerror = () => {
    if (source.readyState === EventSource.CLOSED)
      setTimeout(() => location.reload(), 1000); // another run has another token
    else problem("The demo has ended. Once it is started again, this page follows.", { stays: true });
  };
}
