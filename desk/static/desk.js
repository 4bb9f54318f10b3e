// Keeps the queue and the list of calls fresh: asks every 15 seconds, redraws only what changed, keeps the focus where it was.
"use strict";

(() => {
  const EVERY = 15000;
  const list = document.getElementById("file");
  const news = document.getElementById("nouvelles");
  if (!list || !news) return;
  const NAME = list.dataset.name || "La file";
  const CHANGED = `${NAME} a changé.`;
  let timer = 0;

  const say = (text) => {
    if (news.textContent !== text) news.textContent = text;
    news.classList.toggle("sr", text === "" || text === CHANGED);
  };

  const redraw = (html) => {
    const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
    const ticked = [...list.querySelectorAll("input.pick:checked")].map((box) => box.id);
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    list.replaceChildren(fresh.content);
    for (const id of ticked) {
      const box = document.getElementById(id);
      if (box) box.checked = true;
    }
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
  };

  const refresh = async () => {
    const address = new URL(list.dataset.refresh, location.origin);
    address.searchParams.set("vu", list.querySelector("[data-mark]").dataset.mark);
    try {
      const response = await fetch(address, { cache: "no-store" });
      if (response.status === 401) {
        say("Votre session est terminée. Rechargez la page pour vous connecter.");
        return;
      }
      if (response.status === 200) {
        redraw(await response.text());
        say(CHANGED);
      } else if (response.status === 204) {
        say("");
      } else {
        say(`${NAME} n’est plus à jour : le service ne répond pas. Nouvel essai dans 15 secondes.`);
      }
    } catch {
      say(`${NAME} n’est plus à jour : la connexion est perdue. Nouvel essai dans 15 secondes.`);
    }
    plan();
  };

  const plan = () => {
    clearTimeout(timer);
    if (!document.hidden) timer = setTimeout(refresh, EVERY);
  };

  document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : refresh()));
  plan();
})();
