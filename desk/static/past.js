// While a draft is tried on past requests: the page is asked again until the report is there, and only its report is renewed.
const again = async () => {
  const answer = await fetch(location.href);
  const whole = new DOMParser().parseFromString(await answer.text(), "text/html");
  const now = whole.getElementById("essai");
  // Signed out meanwhile, for instance: the page itself says so.
  if (!now) return location.reload();
  document.getElementById("essai").replaceWith(now);
  if ("running" in now.dataset) setTimeout(again, 1000);
};
setTimeout(again, 1000);
