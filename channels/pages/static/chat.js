/** The beneficiary's page: quick exit everywhere, and the conversation where there is one. */

const ELSEWHERE = "https://fr.wikipedia.org/wiki/Portail:Accueil";
const LEFT = "seuil-quitte";
const MOST_TEXT = 4000;
const COUNT_FROM = 3600;
const WAITS = [0, 1000, 3000, 6000];
const PATIENCE = 20000;
const ESCAPE_TWICE = 1500;
const HUMAN = "Parler à une personne";

const $ = (id) => document.getElementById(id);
const touch = matchMedia("(pointer: coarse)").matches;
const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;

// ---- Quick exit: on every page, and before anything that could fail ----

function remember(left) {
  // Not personal: only that the page was left, so that an exit made offline is finished at the next visit.
  try {
    if (left) localStorage.setItem(LEFT, "1");
    else localStorage.removeItem(LEFT);
  } catch { /* storage is refused: the cookie still goes with the browser's session */ }
}

function hasLeft() {
  try { return localStorage.getItem(LEFT) === "1"; } catch { return false; }
}

function leave() {
  remember(true);
  try { navigator.sendBeacon("/quitter"); } catch { /* leaving matters more than telling the server */ }
  document.title = "Wikipédia";
  document.body.replaceChildren();
  location.replace(ELSEWHERE);
}

let escapedAt = -Infinity;
addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.repeat) return;
  if (event.timeStamp - escapedAt < ESCAPE_TWICE) leave();
  escapedAt = event.timeStamp;
}, true);
$("quit").addEventListener("click", (event) => { event.preventDefault(); leave(); });
$("quit").addEventListener("keydown", (event) => { if (event.key === " ") { event.preventDefault(); leave(); } });
// A page kept by the browser for its « back » button would show what was wiped.
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });

// ---- Words into elements ----

const PHONE = "(?:\\+33 ?|0)\\d(?:[ .]?\\d\\d){4}";
const SHORT = "31 ?14|39 ?19|11[24579]|1[578]";
// A short number followed by one of these is a quantity or a date, not a number to call.
const UNITS = "h|heures?|jours?|semaines?|mois|ans?|minutes?|euros?|€|%|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre";
const NUMBERS = `(${PHONE})|(${SHORT})(?! ?\\d|[/.,]\\d| ?(?:${UNITS})(?![\\p{L}]))`;

function make(tag, className, ...inside) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

/** French punctuation, hours and numbers kept on one line. */
const unbreak = (text) => text.replace(/ ([:;?!»])/g, "\u00a0$1").replace(/« /g, "«\u00a0").replace(/(\d) (?=\d|h\b)/g, "$1\u00a0");

function callable(number) {
  const link = make("a", "number", number.replace(/ /g, "\u00a0"));
  const digits = number.replace(/[ .]/g, "");
  if (digits.length > 4) {
    link.href = `tel:${digits.replace(/^0/, "+33")}`;
    return link;
  }
  link.className = "urgent";
  // The 114 is for who cannot speak: it takes text messages, and a call would be heard.
  link.href = digits === "114" ? "sms:114" : `tel:${digits}`;
  link.setAttribute("aria-label", digits === "114" ? "Écrire un SMS au 114" : `Appeler le ${number}`);
  return link;
}

/** The text with its phone numbers as links; the short ones too when `urgent`. */
function linked(raw, urgent) {
  const parts = document.createDocumentFragment();
  const text = raw.replace(/[\u00a0\u202f]/g, " ");
  let last = 0;
  for (const found of text.matchAll(new RegExp(NUMBERS, "gu"))) {
    const inside = /\d[ .,/]?$/.test(text.slice(0, found.index));
    if (inside || (found[2] && !urgent)) continue;
    parts.append(unbreak(text.slice(last, found.index)), callable(found[0]));
    last = found.index + found[0].length;
  }
  parts.append(unbreak(text.slice(last)));
  return parts;
}

function paragraphs(text, urgent) {
  const body = make("div", "said");
  let list = null;
  for (const line of text.split("\n")) {
    if (!line.trim()) { list = null; continue; }
    if (!line.startsWith("– ")) {
      list = null;
      body.append(make("p", "", linked(line, urgent)));
      continue;
    }
    if (!list) body.append(list = make("ul"));
    const [, label, value] = /^– ([^:]{2,60} :) (.+)$/.exec(line) || [];
    list.append(label ? make("li", "", make("span", "what", unbreak(label)), " ", make("span", "", value)) : make("li", "", linked(line.slice(2), urgent)));
  }
  return body;
}

const inPairs = (reference) => (/^\d{8}$/.test(reference) ? reference.replace(/(\d\d)(?=\d)/g, "$1\u00a0") : reference);
const WHO = { person: "Vous", assistant: "L’assistant automatique", staff: "Une personne du service" };
const HERE = {
  assistant: "Ici répond l’assistant automatique.",
  staff: "Une personne du service vous lit et vous répond. L’assistant automatique se tait.",
};

function drawn(item) {
  const from = item.from || "assistant";
  const kind = from === "assistant" ? item.kind || "answer" : "";
  const message = make("div", `message ${from} ${kind}`.trim());
  const at = new Date(item.at || Date.now());
  const time = make("time", "print-only", at.toLocaleString("fr-FR", { dateStyle: "short", timeStyle: "short" }));
  time.dateTime = at.toISOString();
  message.append(make("p", "who", WHO[from], make("span", "unseen", " :"), " ", time));
  if (from === "person") message.append(make("p", "said", item.text));
  else message.append(paragraphs(item.text, kind === "safety" || kind === "notice"));
  if (kind === "safety") message.querySelector(".said").prepend(make("p", "flag", "À lire d’abord"));
  if (kind === "handoff" && item.handoff) {
    for (const old of document.querySelectorAll("#log [data-print]")) old.remove();
    const print = make("button", "button small", "Garder une trace (imprimer)");
    print.type = "button";
    print.dataset.print = "";
    message.append(make("div", "reference", make("p", "", "Votre numéro de demande"), make("p", "big", inPairs(item.handoff.reference)), print));
  }
  return message;
}

// ---- The input that suits the question ----

const CONTROLS = {
  text: { line: true },
  availability: { line: true },
  choices: { line: true },
  choice: { line: true },
  name: { autocomplete: "name" },
  phone: { type: "tel", autocomplete: "tel", hint: "Par exemple : 06 39 98 12 34" },
  email: { type: "email", autocomplete: "email", hint: "Par exemple : camille.martin@exemple.fr" },
  postal_code: { autocomplete: "postal-code", hint: "Par exemple : 44000" },
  count: { inputmode: "numeric" },
  nir: { inputmode: "numeric" },
  date: { hint: "Par exemple : « le 12 mars », « mi-octobre », ou « il y a six mois »" },
};
// A birth date is digits; other dates are often told in words, which a keypad of digits would forbid.
const BIRTH = { inputmode: "numeric", hint: "Par exemple : 12/03/1961" };

const controlOf = (question) => (question?.asks === "birth_date" ? BIRTH : CONTROLS[question?.control]);

// ---- The conversation ----

function converse(page) {
  const log = $("log"), box = $("choices"), short = $("short"), long = $("long");
  const seen = new Set();
  let id = "", field = long, busy = false, source = null, seq = 0;
  let question = null;   // the last thing said that has choices or asks for a field
  let failed = null;     // a message that may or may not have arrived: {key, clientId, text}
  let staffed = false;   // somebody of the service answers, and the assistant is silent
  let mine = [];         // own messages not yet seen in the server's log: {text, node}

  const phone = page.dataset.phone;
  const wayOut = phone ? `ou appelez le ${phone}` : "ou demandez à être rappelé";

  function show(item) {
    const message = drawn(item);
    log.append(message);
    return message;
  }

  /** Who answers from now on: said where she writes, for as long as it is so. */
  function presence(who) {
    staffed = who === "staff";
    $("here").textContent = HERE[who];
    $("here").classList.toggle("staffed", staffed);
    $("human").hidden = staffed;
    if (staffed) {
      question = null;
      $("typing").hidden = true;
    }
  }

  // -- what the server says --

  /** Show an item once; returns its element, or null when it is already there. */
  function take(item) {
    if (item.seq) seq = Math.max(seq, item.seq);
    if (seen.has(item.id)) return null;
    seen.add(item.id);
    if (item.from === "person") return takeOwn(item);
    const message = show(item);
    if (item.presence) presence(item.presence);
    if ((item.from || "assistant") === "assistant" && (item.asks || item.choices?.length)) question = { ...item, node: message };
    return message;
  }

  function takeOwn(item) {
    let known = mine.findIndex((own) => own.text === item.text);
    if (known < 0 && item.text.includes("masqué]") && mine.length) known = 0;
    if (known >= 0) {
      const [own] = mine.splice(known, 1);
      own.node.querySelector(".said").textContent = item.text;
      return null;
    }
    if (failed && failed.text === item.text) {
      // It had arrived after all.
      if (field.value.trim() === failed.text) field.value = "";
      failed = null;
      complain("");
    }
    question = null;
    return show(item);
  }

  function follow() {
    source?.close();
    if (!("EventSource" in window)) return;
    source = new EventSource(`/api/conversations/${id}/events`);
    source.onmessage = (event) => {
      const node = take(JSON.parse(event.data));
      if (!node) return;
      if (node.classList.contains("assistant")) $("typing").hidden = true;
      if (busy) return; // the answer to the message under way brings the same replies, and draws once
      $("state").textContent = "";
      draw();
      reveal(node);
    };
  }

  // -- what the person can do now --

  function draw() {
    drawChoices();
    drawInput();
  }

  function drawChoices() {
    // « Parler à une personne » stands by the input all the time.
    const choices = (question?.choices || []).filter((choice) => choice.title !== HUMAN);
    const rows = [make("div", "main"), make("div", "aside-choices")];
    for (const choice of choices) {
      const button = make("button", choice.secondary ? "quiet" : "choice", unbreak(choice.title));
      button.type = "button";
      button.addEventListener("click", () => send({ choice: choice.id }, choice.title));
      rows[choice.secondary ? 1 : 0].append(button);
    }
    box.replaceChildren(...rows.filter((row) => row.childElementCount));
    box.hidden = !choices.length;
  }

  function drawInput() {
    const control = controlOf(question);
    // What is already typed stays where it is.
    const next = control && !control.line && !long.value ? short : long;
    if (next !== field) {
      const focused = document.activeElement === field;
      next.value = field.value;
      field.value = "";
      field = next;
      short.hidden = field !== short;
      long.hidden = field !== long;
      if (focused) field.focus({ preventScroll: true });
    }
    short.type = control?.type || "text";
    short.inputMode = control?.inputmode || "";
    short.autocomplete = control?.autocomplete || "off";
    long.rows = question?.control === "story" ? 4 : control?.line ? 1 : 2;
    $("hint").textContent = unbreak(control?.hint || "");
    name();
    const left = question?.remaining;
    $("remaining").hidden = !left;
    $("remaining").textContent = left === 1 ? "Il reste environ 1 question" : `Il reste environ ${left} questions`;
    grow();
  }

  /** The question is the name of the input: the whole of a question, the last line of a summary. */
  function name() {
    log.querySelector("#asked")?.removeAttribute("id");
    const said = question?.node.querySelector(".said");
    const label = said && (question.kind === "question" || question.asks ? said : said.querySelector("p:last-of-type"));
    if (label) label.id = "asked";
    for (const input of [short, long]) input.setAttribute("aria-labelledby", label ? "asked" : "label");
    $("label").hidden = Boolean(label);
    if (label) box.setAttribute("aria-labelledby", "asked");
    else box.removeAttribute("aria-labelledby");
  }

  function grow() {
    long.style.height = "auto";
    long.style.height = `${Math.min(long.scrollHeight + 4, Math.max(120, innerHeight * 0.4))}px`;
    const length = field.value.trim().length;
    const over = length - MOST_TEXT;
    $("counter").textContent = length < COUNT_FROM ? ""
      : over > 0 ? `${over} caractères de trop : envoyez votre texte en plusieurs fois`
        : `Encore ${-over} caractères possibles`;
    $("counter").classList.toggle("over", over > 0);
  }

  function reveal(node) {
    const behavior = calm ? "auto" : "smooth";
    const bottom = $("composer").getBoundingClientRect().bottom;
    const top = node ? node.getBoundingClientRect().top : bottom;
    const header = document.querySelector(".bar").offsetHeight + 8;
    // Down to the input, but never past the beginning of what was just said.
    const down = Math.min(bottom + 8 - innerHeight, top - header);
    if (down > 0 || top < header) scrollBy({ top: down, behavior });
  }

  function settle(node) {
    const active = document.activeElement;
    const free = !active || active === document.body || active === $("send") || active === box || page.querySelector("#welcome").contains(active);
    if (free) {
      // On a touch screen the keyboard would hide the buttons.
      const target = touch && !box.hidden && question.choices.some((choice) => !choice.secondary) ? box : field;
      target.focus({ preventScroll: true });
    }
    reveal(node);
  }

  function complain(sentence, lost = false) {
    $("error").replaceChildren(linked(sentence, false));
    $("restart-row").hidden = !lost;
    for (const input of [short, long]) {
      if (sentence) input.setAttribute("aria-invalid", "true");
      else input.removeAttribute("aria-invalid");
      input.setAttribute("aria-describedby", sentence ? "error hint counter" : "hint counter");
    }
  }

  // -- sending --

  async function send(body, text) {
    if (busy || !id) return;
    const key = JSON.stringify(body);
    const clientId = failed?.key === key ? failed.clientId : newId();
    const before = question;
    busy = true;
    failed = null;
    complain("");
    question = null;
    const node = show({ from: "person", text });
    const own = { text, node };
    mine.push(own);
    if (body.text !== undefined) field.value = "";
    if (page.contains(document.activeElement) && box.contains(document.activeElement)) box.focus({ preventScroll: true });
    draw();
    $("send").setAttribute("aria-disabled", "true");
    $("typing").hidden = staffed;
    reveal(node);
    const outcome = await deliver(`/api/conversations/${id}/messages`, { ...body, client_message_id: clientId });
    busy = false;
    $("typing").hidden = true;
    $("send").removeAttribute("aria-disabled");
    $("state").textContent = "";
    if (outcome.replies) answered(outcome.replies, node);
    else refused(outcome, { own, body, text, key, clientId, before });
  }

  function answered(replies, node) {
    let first = null;
    for (const reply of replies) first = take(reply) || first || $("log").lastElementChild;
    if (!replies.length) $("state").textContent = "Votre message est bien arrivé.";
    draw();
    settle(first ? node.nextElementSibling || first : node);
  }

  function refused(outcome, sent) {
    const known = mine.indexOf(sent.own);
    if (known < 0) {
      // The server's log already has it: only its answer is missing.
      draw();
      if (!outcome.unsure) complain(outcome.detail || `Nous n’avons pas pu répondre. Réessayez, ${wayOut}.`);
      else if (!log.lastElementChild.classList.contains("assistant")) insist(id, sent);
      return;
    }
    mine.splice(known, 1);
    sent.own.node.remove();
    if (outcome.unsure) failed = { key: sent.key, clientId: sent.clientId, text: sent.text };
    question = question || sent.before;
    if (sent.body.text !== undefined) {
      // With what was typed meanwhile, nothing is lost.
      const target = sent.text.includes("\n") || field.value ? long : field;
      const since = field.value;
      if (target !== field) field.value = "";
      target.value = since ? `${sent.text}\n${since}` : sent.text;
    }
    draw();
    const gone = sent.body.text !== undefined ? "Votre message n’est pas parti : la connexion ne répond pas. Il est toujours dans la case. Réessayez"
      : "Votre réponse n’est pas partie : la connexion ne répond pas. Choisissez-la de nouveau";
    complain(outcome.detail || `${gone}, ${wayOut}.`, [401, 403, 404].includes(outcome.status));
    field.focus({ preventScroll: true });
    reveal();
  }

  /** A message kept but not answered is answered when it is posted again; the person may go on meanwhile. */
  async function insist(conversation, sent, rounds = 6) {
    $("state").textContent = "Votre message est bien arrivé. La réponse tarde.";
    await new Promise((done) => { setTimeout(done, 10000); });
    if (conversation !== id) return;
    const outcome = await post(`/api/conversations/${id}/messages`, { ...sent.body, client_message_id: sent.clientId });
    if (conversation !== id) return;
    if (outcome.unsure && rounds > 1) return void insist(conversation, sent, rounds - 1);
    const nodes = (outcome.replies || []).map(take).filter(Boolean);
    $("state").textContent = outcome.replies ? "" : `Votre message est bien arrivé, mais l’assistant ne répond pas. Vous pouvez écrire encore, ${wayOut}.`;
    if (nodes.length && !busy) {
      draw();
      reveal(nodes[0]);
    }
  }

  /** Post until it is answered, refused, or hopeless: {replies, …}, or {detail, status, unsure}. */
  async function deliver(url, body) {
    let outcome = { unsure: true };
    for (const wait of WAITS) {
      if (wait) {
        $("state").textContent = "La connexion est difficile. Nous réessayons…";
        await new Promise((done) => { setTimeout(done, wait); });
      }
      outcome = await post(url, body);
      if (!outcome.unsure) break;
    }
    return outcome;
  }

  async function erase() {
    $("erase").disabled = true;
    const response = await fetch("/quitter", { method: "POST" }).catch(() => null);
    $("erase").disabled = false;
    if (!response?.ok) {
      complain("Nous n’avons pas pu effacer : la connexion ne répond pas. Fermez le navigateur, ou réessayez.");
      return;
    }
    source?.close();
    log.replaceChildren();
    for (const input of [short, long]) input.value = "";
    seen.clear();
    [id, question, failed, mine, seq] = ["", null, null, [], 0];
    complain("");
    $("erasing").open = false;
    welcome("C’est effacé de cet appareil.");
  }

  // -- beginning and coming back --

  function welcome(said = "") {
    for (const section of ["talk", "resuming"]) $(section).hidden = true;
    $("welcome").hidden = false;
    $("begin").hidden = false;
    document.body.classList.remove("talking");
    $("welcome-said").textContent = said;
    if (said) $("welcome-title").focus();
  }

  function open() {
    for (const section of ["welcome", "resuming"]) $(section).hidden = true;
    $("talk").hidden = false;
    document.body.classList.add("talking");
    follow();
  }

  async function start() {
    const buttons = [$("begin"), $("restart")];
    for (const button of buttons) button.disabled = true;
    $("begin-error").textContent = "";
    const made = await post("/api/conversations", { channel: "web", locale: "fr" });
    for (const button of buttons) button.disabled = false;
    if (!made.replies) {
      const sentence = made.detail || `La connexion ne répond pas. Réessayez, ${wayOut}.`;
      if ($("welcome").hidden) complain(sentence, true);
      else $("begin-error").replaceChildren(linked(sentence, false));
      return;
    }
    id = made.conversation_id;
    [seq, mine, failed, question] = [0, [], null, null];
    presence("assistant");
    complain("");
    open();
    const nodes = made.replies.map(take);
    draw();
    settle(nodes.pop());
  }

  async function resume(known) {
    if (hasLeft()) {
      // She left without network: finish what « Quitter vite » could not.
      const response = await fetch("/quitter", { method: "POST" }).catch(() => null);
      if (response?.ok) remember(false);
      welcome();
      return;
    }
    id = known;
    presence("assistant");
    log.setAttribute("aria-live", "off");
    let items = [];
    do {
      const response = await fetch(`/api/conversations/${id}/messages?after=${seq}`).catch(() => null);
      if ([401, 403, 404].includes(response?.status)) {
        id = "";
        welcome("Votre conversation précédente n’est plus ouverte sur cet appareil. Vous pouvez en commencer une nouvelle.");
        return;
      }
      items = response?.ok ? (await response.json().catch(() => ({}))).items : null;
      if (!items) {
        $("resuming-said").replaceChildren(linked(`La connexion ne répond pas. Réessayez, ${wayOut}.`, false));
        $("again").hidden = false;
        return;
      }
      items.forEach((item) => { if (item.from === "person") question = null; take(item); });
    } while (items.length);
    open();
    draw();
    settle(log.lastElementChild);
    setTimeout(() => log.setAttribute("aria-live", "polite"), 500);
  }

  // -- what she touches --

  $("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    const text = field.value.trim();
    if (busy) return;
    if (!text) return void field.focus();
    if (text.length > MOST_TEXT) {
      complain(`Votre message dépasse ${MOST_TEXT} caractères. Vous pouvez l’envoyer en plusieurs fois.`);
      return;
    }
    send({ text }, text);
  });
  for (const input of [short, long]) input.addEventListener("input", grow);
  long.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    // A new line in a story; a short answer leaves with Enter, as in any one-line field.
    const leaves = event.ctrlKey || event.metaKey || (controlOf(question)?.line && !event.shiftKey);
    if (!leaves) return;
    event.preventDefault();
    $("send").click();
  });
  $("human").addEventListener("click", () => {
    const offered = question?.choices?.find((choice) => choice.title === HUMAN);
    send(offered ? { choice: offered.id } : { text: HUMAN }, HUMAN);
  });
  $("erase").addEventListener("click", erase);
  $("begin").addEventListener("click", start);
  $("restart").addEventListener("click", start);
  $("again").addEventListener("click", () => location.reload());
  window.visualViewport?.addEventListener("resize", () => { if (document.activeElement === field) reveal(question?.node); });

  if (page.dataset.conversation) resume(page.dataset.conversation);
  else {
    remember(false);
    welcome();
  }
}

/** One try: {…answer} or {detail, status, unsure}; unsure when it may have arrived, or may pass later. */
async function post(url, body) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    // Not mode "same-origin": with our referrer policy the Origin header would be « null », and refused.
    const response = await fetch(url, {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body), signal: stop.signal,
    });
    const answer = await response.json().catch(() => ({}));
    if (response.ok && Array.isArray(answer.replies)) return answer;
    const detail = typeof answer.detail === "string" ? answer.detail : "";
    // What to do in danger is shown at once, even where nothing could be kept.
    return { detail, status: response.status, unsure: answer.kind !== "safety" && (response.ok || response.status >= 500) };
  } catch {
    return { unsure: true };
  } finally {
    clearTimeout(timer);
  }
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// ---- On each page ----

for (const element of document.querySelectorAll("[data-print]")) element.hidden = false;
document.addEventListener("click", (event) => { if (event.target.closest("[data-print]")) print(); });
addEventListener("beforeprint", () => { if ($("printed")) $("printed").textContent = new Date().toLocaleDateString("fr-FR", { dateStyle: "long" }); });
const safety = $("safety");
if (safety) safety.replaceChildren(linked(safety.textContent, true));
$("errors")?.focus({ preventScroll: true });
const page = document.querySelector("[data-conversation]");
if (page) converse(page);
