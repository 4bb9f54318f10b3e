// Keys of the queue: j and k move, x ticks, / searches, ? explains; silent while somebody types, and they can be switched off.
"use strict";

(() => {
  const NAME = "seuil.touches";
  const list = document.getElementById("file");
  const help = document.getElementById("touches");
  const open = document.getElementById("aide-clavier");
  const box = document.getElementById("touches-actives");
  if (!list || !help || !open || !box) return;

  // A browser that keeps nothing still has the keys.
  try {
    box.checked = localStorage.getItem(NAME) !== "non";
  } catch {}
  box.addEventListener("change", () => {
    try {
      localStorage.setItem(NAME, box.checked ? "oui" : "non");
    } catch {}
  });
  open.hidden = false;
  open.addEventListener("click", () => help.showModal());

  const links = () => [...list.querySelectorAll(".queue .top > a")];
  const at = () => links().findIndex((link) => link.closest("li").contains(document.activeElement));

  const move = (step) => {
    const all = links();
    if (!all.length) return;
    const here = at();
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    all[next].focus();
    all[next].closest("li").scrollIntoView({ block: "nearest" });
  };

  const tick = () => {
    const picked = links()[at()]?.closest("li").querySelector(".pick");
    if (picked) picked.checked = !picked.checked;
  };

  const keys = {
    j: () => move(1),
    k: () => move(-1),
    x: tick,
    "/": () => document.getElementById("q")?.focus(),
    "?": () => help.showModal(),
  };

  const typing = (element) => element.isContentEditable || (element.matches("input, select, textarea") && !element.matches(".pick"));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || help.open || !box.checked) return;
    if (typing(event.target) || !keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  });
})();
