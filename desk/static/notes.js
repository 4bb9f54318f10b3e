// Saves a working note while it is typed, so that an interruption loses nothing.
"use strict";

(() => {
  const PAUSE = 1200;

  for (const form of document.querySelectorAll("form[data-note-draft]")) {
    const text = form.elements.texte;
    const said = form.querySelector("[data-note-saved]");
    let timer = 0;
    let saved = text.value;
    let leaving = false;

    const say = (sentence) => {
      if (said.textContent !== sentence) said.textContent = sentence;
    };
    const body = () => new URLSearchParams({ jeton: form.elements.jeton.value, note: form.elements.note.value, texte: text.value });

    const save = async () => {
      clearTimeout(timer);
      const typed = text.value;
      if (leaving || typed === saved) return;
      try {
        const response = await fetch(form.dataset.noteDraft, { method: "POST", body: body(), redirect: "manual" });
        if (response.status === 204) {
          saved = typed;
          const now = new Date().toLocaleTimeString("fr-FR", { hour: "numeric", minute: "2-digit" }).replace(":", " h ");
          say(typed.trim() ? `Brouillon enregistré à ${now}.` : "");
        } else {
          say("Le brouillon n’est pas enregistré. Copiez votre texte, puis rechargez la page.");
        }
      } catch {
        say("Le brouillon n’est pas enregistré : la connexion est perdue.");
        timer = setTimeout(save, 10000);
      }
    };

    text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(save, PAUSE);
    });
    text.addEventListener("blur", save);
    // The form itself stores the note and drops its draft: none may come after.
    form.addEventListener("submit", () => {
      leaving = true;
      clearTimeout(timer);
    });
    addEventListener("pagehide", () => {
      if (!leaving && text.value !== saved) navigator.sendBeacon(form.dataset.noteDraft, body());
    });
  }
})();
