// Tells every twenty seconds that this page is open, and shows who else has the same file open.
"use strict";

(() => {
  const EVERY = 20000;
  const place = document.getElementById("presence");
  if (!place) return;
  const ask = async () => {
    try {
      const response = await fetch(place.dataset.refresh, { cache: "no-store" });
      if (response.status === 401 || response.status === 403) return;
      const html = response.status === 200 ? (await response.text()).trim() : "";
      // Said again only when it is something else.
      if (place.innerHTML.trim() !== html) place.innerHTML = html;
    } catch {}
    setTimeout(ask, EVERY);
  };
  setTimeout(ask, EVERY);
})();
