// Keeps the note of a call as it is written, so that an interruption loses nothing.
"use strict";

(() => {
  const PAUSE = 800;
  const form = document.querySelector("form[data-draft]");
  const note = document.getElementById("note-appel");
  const state = document.getElementById("note-etat");
  if (!form || !note || !state) return;
  let saved = note.value;
  let timer = 0;
  let sent = false;
  let going = null;

  const keep = async () => {
    clearTimeout(timer);
    if (sent || note.value === saved) return;
    const text = note.value;
    going = new AbortController();
    try {
      const response = await fetch(form.dataset.draft, {
        method: "POST",
        body: new URLSearchParams({ jeton: form.elements.jeton.value, note: text }),
        // Goes on when the page is left.
        keepalive: true,
        signal: going.signal,
      });
      if (!response.ok) throw new Error();
      saved = text;
      state.textContent = "Note gardée.";
    } catch {
      if (sent) return;
      state.textContent = "La note n’est pas gardée : le service ne répond pas.";
    }
  };

  note.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(keep, PAUSE);
  });
  // Once the result is sent, a late draft would come back as if it were new.
  form.addEventListener("submit", () => {
    sent = true;
    going?.abort();
    clearTimeout(timer);
  });
  document.addEventListener("visibilitychange", () => document.hidden && keep());
  addEventListener("pagehide", keep);
})();
