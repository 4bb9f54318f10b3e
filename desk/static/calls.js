// Tells of a call as it is passed on, on every page: asks every 3 seconds, redraws only what changed.
"use strict";

(() => {
  const EVERY = 3000;
  const TYPING = 15000;
  const FRESH = 120;
  const strip = document.getElementById("appels");
  if (!strip) return;
  const list = document.getElementById("appels-liste");
  const state = document.getElementById("appels-etat");
  const box = document.getElementById("appels-ouvrir");
  const onLine = document.getElementById("en-ligne");
  const onLineWords = onLine?.textContent;
  const title = document.title;
  let mark = "?";
  let drawnAt = 0;
  let failures = 0;
  let lastKey = -Infinity;
  let timer = 0;
  let asking = false;

  // A browser that keeps nothing still shows the calls.
  const kept = {
    get: (name) => {
      try {
        return localStorage.getItem(`seuil.${name}`) ?? "";
      } catch {
        return "";
      }
    },
    set: (name, value) => {
      try {
        localStorage.setItem(`seuil.${name}`, value);
      } catch {}
    },
  };

  // Said aloud, unlike « aucun appel ».
  const complain = (text) => {
    const there = list.querySelector(".trouble");
    if (there?.textContent === text) return;
    there?.remove();
    const words = document.createElement("p");
    words.className = "trouble";
    words.textContent = text;
    list.append(words);
  };

  const settle = () => {
    list.querySelector(".trouble")?.remove();
    state.textContent = list.childElementCount ? "" : "Aucun appel en ce moment.";
  };

  const lasting = (seconds) => {
    if (seconds < 10) return "à l’instant";
    if (seconds < 60) return `depuis ${Math.floor(seconds / 10) * 10} secondes`;
    return seconds < 120 ? "depuis 1 minute" : `depuis ${Math.floor(seconds / 60)} minutes`;
  };

  const age = (element) => Number(element.dataset.seconds) + (performance.now() - drawnAt) / 1000;

  const count = () => {
    for (const element of list.querySelectorAll("[data-seconds]")) {
      const words = lasting(age(element));
      if (element.textContent !== words) element.textContent = words;
    }
  };

  const draw = (html) => {
    const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
    const open = list.querySelector("details")?.open;
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const root = fresh.content.querySelector("[data-mark]");
    mark = root.dataset.mark;
    drawnAt = performance.now();
    const some = root.querySelector("[data-call]") !== null;
    strip.classList.toggle("ringing", root.querySelector("[data-mine][data-waits]") !== null);
    strip.classList.toggle("some", some);
    if (onLine) onLine.textContent = "onLine" in root.dataset ? onLineWords : "L’appel est terminé.";
    list.replaceChildren(...(some ? [fresh.content] : []));
    if (open && list.querySelector("details")) list.querySelector("details").open = true;
    if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
    document.title = root.querySelector("[data-mine][data-waits]") ? `Appel : ${title}` : title;
  };

  const changed = (field) => {
    if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
    if (field.tagName !== "SELECT") return field.type !== "hidden" && field.value !== field.defaultValue;
    const first = [...field.options].findIndex((option) => option.defaultSelected);
    return field.selectedIndex !== Math.max(first, 0);
  };

  const typing = () => {
    const fields = [...document.querySelectorAll("main input, main select, main textarea")];
    return fields.some(changed) || (fields.includes(document.activeElement) && performance.now() - lastKey < TYPING);
  };

  const noted = () => kept.get("ouverts").split(" ");
  const note = (call) => kept.set("ouverts", [...noted(), call.dataset.call].slice(-20).join(" "));

  // Once for each call in this browser, in the window that is looked at, and never under somebody's fingers.
  const openOne = () => {
    if (!box.checked || document.hidden || typing()) return;
    const opened = noted();
    for (const call of list.querySelectorAll("[data-mine]")) {
      if (opened.includes(call.dataset.call) || age(call.querySelector("[data-seconds]")) > FRESH) continue;
      note(call);
      if (call.dataset.open) location.assign(call.dataset.open);
      return;
    }
  };

  const ask = async () => {
    if (asking) return;
    asking = true;
    clearTimeout(timer);
    const address = new URL(strip.dataset.refresh, location.origin);
    address.searchParams.set("vu", mark);
    if (strip.dataset.here) address.searchParams.set("ici", strip.dataset.here);
    try {
      const response = await fetch(address, { cache: "no-store" });
      if (response.status === 401 || response.status === 403) {
        list.replaceChildren();
        state.textContent = "";
        strip.classList.remove("some", "ringing");
        document.title = title;
        complain("Votre session est terminée. Rechargez la page pour vous connecter.");
        return;
      }
      if (response.status === 200) draw(await response.text());
      failures = response.status === 200 || response.status === 204 ? 0 : failures + 1;
    } catch {
      failures += 1;
    } finally {
      asking = false;
    }
    // One failure may be a page that is being left.
    if (failures > 1) complain("Les appels ne s’affichent plus : le service ne répond pas. Nouvel essai dans quelques secondes.");
    else if (!failures) settle();
    count();
    openOne();
    timer = setTimeout(ask, EVERY);
  };

  box.checked = kept.get("ouvrir") === "1";
  box.addEventListener("change", () => {
    kept.set("ouvrir", box.checked ? "1" : "");
    // It is for the calls to come: ticking it takes nobody away from this page.
    for (const call of list.querySelectorAll("[data-call]")) note(call);
  });
  addEventListener("storage", () => {
    box.checked = kept.get("ouvrir") === "1";
  });
  for (const kind of ["keydown", "pointerdown"]) addEventListener(kind, () => (lastKey = performance.now()), true);
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  ask();
})();
