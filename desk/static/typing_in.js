// Saves an entry at every field, in order, and shows how things stand; without it, « Enregistrer » does the same.
"use strict";

(() => {
  const form = document.getElementById("saisie");
  if (!form) return;
  const standing = document.getElementById("etat");
  const said = document.getElementById("dit");
  const alarm = document.getElementById("alerte");
  const PAUSE = 1500;
  const AGAIN = 5000;
  let queue = Promise.resolve();
  let timer = 0;

  const holder = (code) => form.querySelector(`[data-field="${CSS.escape(code)}"]`);
  const before = (field) => field.querySelector(":scope > input[type=hidden]");
  const boxes = (field) => [...field.querySelectorAll("input[type=checkbox]")];
  const control = (field) => field.querySelector("select, textarea, input:not([type=hidden]):not([type=checkbox])");

  const values = (field) => {
    const one = control(field);
    return one ? [one.value] : boxes(field).filter((box) => box.checked).map((box) => box.value);
  };
  const held = (field) => values(field).join(",").trim();
  const changed = (field) => held(field) !== before(field).value.trim();

  const put = (field, text) => {
    const one = control(field);
    if (one) one.value = text;
    else for (const box of boxes(field)) box.checked = text.split(",").includes(box.value);
  };

  const tell = (element, text) => {
    if (element && element.textContent !== text) element.textContent = text;
  };

  // What is being typed is left alone: only untouched controls take what was noted.
  const draw = (html, sent) => {
    const fresh = document.createElement("template");
    fresh.innerHTML = html;
    const root = fresh.content.querySelector("[data-standing]");
    if (!root) return;
    for (const line of root.querySelectorAll("[data-lines] li")) {
      const { code, shown, noted, error } = line.dataset;
      const field = holder(code);
      if (!field) continue;
      const untouched = !changed(field) || held(field) === sent.get(code);
      before(field).value = shown;
      if (untouched && field.contains(document.activeElement) && control(field)?.tagName === "TEXTAREA") {
        // The end of a line typed meanwhile is hers.
      } else if (untouched) put(field, shown);
      tell(document.getElementById(`n-${code}`), noted);
      tell(document.getElementById(`e-${code}`), error);
      control(field)?.toggleAttribute("aria-invalid", false);
      if (error) control(field)?.setAttribute("aria-invalid", "true");
      field.classList.toggle("off", "off" in line.dataset);
    }
    const wasDanger = standing.querySelector(".banner.danger") !== null;
    standing.replaceChildren(...fresh.content.childNodes);
    const danger = standing.querySelector(".banner.danger");
    if (danger && !wasDanger) alarm.textContent = danger.textContent.replace(/\s+/g, " ").trim();
    const wrong = [...sent.keys()].map((code) => document.getElementById(`e-${code}`)?.textContent).find(Boolean);
    said.textContent = wrong || "Enregistré";
  };

  const fields = () => [...form.querySelectorAll("[data-field]")];

  const save = async () => {
    const touched = fields().filter(changed);
    if (!touched.length) return;
    const body = new FormData();
    const sent = new Map();
    body.set("jeton", form.elements.jeton.value);
    body.set("fragment", "1");
    for (const field of touched) {
      const code = field.dataset.field;
      sent.set(code, held(field));
      body.set(`avant.${code}`, before(field).value);
      for (const value of values(field)) body.append(`f.${code}`, value);
    }
    try {
      const response = await fetch(form.getAttribute("action"), { method: "POST", body });
      if (!response.ok || response.redirected) throw new Error(String(response.status));
      draw(await response.text(), sent);
    } catch {
      said.textContent = "Pas encore enregistré : le service ne répond pas. Nouvel essai dans quelques secondes.";
      clearTimeout(timer);
      timer = setTimeout(soon, AGAIN);
    }
  };

  // One at a time: an answer never overtakes the one before.
  const soon = () => (queue = queue.then(save));

  form.addEventListener("change", soon);
  form.addEventListener("input", (event) => {
    if (event.target.tagName !== "TEXTAREA") return;
    clearTimeout(timer);
    timer = setTimeout(soon, PAUSE);
  });
  addEventListener("beforeunload", (event) => {
    if (!form.dataset.leaving && fields().some(changed)) event.preventDefault();
  });
  form.addEventListener("submit", () => (form.dataset.leaving = "1"));
  document.getElementById("refus")?.querySelector("a")?.focus();
})();
