// A form that is sent twice by a double click is sent once; coming back to the page frees it.
"use strict";

(() => {
  // An answer may be a file, which leaves the page where it is.
  const AGAIN = 4000;
  const sent = new WeakMap();

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (performance.now() - (sent.get(form) ?? -AGAIN) < AGAIN) event.preventDefault();
    else sent.set(form, performance.now());
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) sent.delete(form);
  });
})();
