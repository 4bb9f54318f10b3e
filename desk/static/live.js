// Keeps a conversation and the list of them fresh: asks every 2.5 seconds, adds only what is new, keeps what is being typed.
"use strict";

(() => {
  const EVERY = 2500;
  const ACTIVE = 60000;
  let lastSign = performance.now();
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    addEventListener(kind, () => (lastSign = performance.now()), { capture: true, passive: true });
  }

  // Asks again and again; `take` draws an answer, `complain` tells of a failure ("" when it is over).
  const follow = (address, take, complain) => {
    let failures = 0;
    const ask = async () => {
      try {
        const response = await fetch(address(), { cache: "no-store" });
        if ([401, 403, 404].includes(response.status)) {
          complain("Cette page n’est plus à jour : rechargez-la, et connectez-vous si elle le demande.");
          return;
        }
        if (response.status === 200) take(await response.text());
        failures = response.ok ? 0 : failures + 1;
      } catch {
        failures += 1;
      }
      // One failure may be a page that is being left.
      complain(failures > 1 ? "La page ne se met plus à jour : le service ne répond pas. Nouvel essai dans quelques secondes." : "");
      setTimeout(ask, EVERY);
    };
    setTimeout(ask, EVERY);
  };

  const parsed = (html) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    return fresh.content;
  };

  const say = (element, text) => {
    if (element.textContent !== text) element.textContent = text;
  };

  const list = document.getElementById("direct");
  if (list) {
    const news = document.getElementById("direct-nouvelles");
    let waiting = Number(list.querySelector("[data-mark]").dataset.waiting);
    const address = () => {
      const url = new URL(list.dataset.refresh, location.origin);
      url.searchParams.set("vu", list.querySelector("[data-mark]").dataset.mark);
      return url;
    };
    follow(address, (html) => {
      const focused = list.contains(document.activeElement) ? document.activeElement.id : "";
      list.replaceChildren(parsed(html));
      if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
      const now = Number(list.querySelector("[data-mark]").dataset.waiting);
      if (now > waiting) say(news, now === 1 ? "Une personne attend quelqu’un." : `${now} personnes attendent quelqu’un.`);
      waiting = now;
    }, (text) => {
      news.classList.toggle("sr", !text);
      if (text) say(news, text);
      else if (news.textContent.startsWith("La page")) say(news, "");
    });
  }

  const thread = document.getElementById("direct-fil");
  const form = document.getElementById("direct-dire");
  const box = document.getElementById("texte");

  if (thread) {
    const spoken = document.getElementById("direct-nouveau");
    const state = document.getElementById("direct-etat");
    const down = () => (thread.scrollTop = thread.scrollHeight);
    const address = () => {
      const url = new URL(thread.dataset.refresh, location.origin);
      url.searchParams.set("apres", thread.dataset.seq);
      url.searchParams.set("tenue", thread.dataset.holder);
      if (performance.now() - lastSign < ACTIVE) url.searchParams.set("actif", "1");
      return url;
    };
    down();
    follow(address, (html) => {
      const root = parsed(html).querySelector("[data-seq]");
      const atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < 80;
      const fresh = [...root.querySelectorAll("article")];
      thread.append(...fresh);
      thread.dataset.seq = root.dataset.seq;
      if (atEnd) down();
      // Only what is new is read aloud, never the whole conversation.
      if (fresh.length) say(spoken, fresh.map((one) => one.innerText.replace(/\s+/g, " ")).join(" "));
      if (root.dataset.holder !== thread.dataset.holder) location.replace(location.pathname);
    }, (text) => say(state, text));
  }

  if (form && box) {
    // A draft stays in this tab only, until it has left.
    const key = `seuil.direct.${form.dataset.talk}`;
    const kept = {
      get: () => { try { return sessionStorage.getItem(key) ?? ""; } catch { return ""; } },
      set: (text) => { try { if (text) sessionStorage.setItem(key, text); else sessionStorage.removeItem(key); } catch {} },
    };
    if ("sent" in form.dataset) {
      kept.set("");
      history.replaceState(null, "", location.pathname);
    } else if (!box.value) box.value = kept.get();
    box.addEventListener("input", () => kept.set(box.value));
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      form.requestSubmit(form.querySelector("button.main"));
    });
    let leaving = false;
    form.addEventListener("submit", (event) => {
      if (leaving) event.preventDefault();
      leaving = true;
    });
    addEventListener("pageshow", () => (leaving = false));
    box.focus({ preventScroll: true });
    box.setSelectionRange(box.value.length, box.value.length);
  } else {
    // The conversation was given back: what was being typed is of no use any more.
    const id = location.pathname.split("/").pop();
    if (thread) try { sessionStorage.removeItem(`seuil.direct.${id}`); } catch {}
  }
})();
