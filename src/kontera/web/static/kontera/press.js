// A press is one press: whatever is exchanged beneath it, it reaches what the person meant, once what was typed is saved.
const TOLD = ["id", "name", "value", "href", "hx-post", "data-key", "data-open", "data-take", "data-remove", "aria-label"];

// What a button is to the person: the same words in the same place of work, though it may be drawn anew.
function sign(button) {
  return [button.localName, button.form?.getAttribute("hx-post"), ...TOLD.map((name) => button.getAttribute(name)), button.textContent.trim()].join("\n");
}

// The same button in the page as it stands now.
function again(button, wanted = sign(button)) {
  if (button.isConnected) return button;
  return [...document.querySelectorAll(button.localName)].find((one) => sign(one) === wanted && !one.disabled);
}

// Pressed down on a button that is exchanged before it is let go: the browser makes no click of that.
let down = null;
document.addEventListener("pointerdown", (event) => {
  const button = event.button === 0 ? event.target.closest("button, a[href], summary") : null;
  down = button && { button, wanted: sign(button), x: event.clientX, y: event.clientY };
}, true);
document.addEventListener("pointerup", (event) => {
  const { button, wanted, x, y } = down ?? {};
  down = null;
  if (!button || button.isConnected || Math.hypot(event.clientX - x, event.clientY - y) > 24) return;
  press(button, wanted);
}, true);

// A part of a page that htmx has not come to yet is given to it as it is pressed, or sent by key.
for (const kind of ["click", "submit"]) {
  document.addEventListener(kind, (event) => {
    const asked = event.target.closest("[hx-post]") ?? event.target.closest("button")?.form;
    if (asked?.matches("[hx-post]")) window.htmx?.process(asked);
  }, true);
}

// An act on the invoice waits for what is being saved, and is done only when that was taken.
const SAVES = /\/(correct|coding|lines|rate|paid-with|products\/add)\/$/;
const saving = new Set();
let waiting = null;

// The invoice is worked on after what was typed is saved, and the pane asks for no act until that is done.
const workedOn = () => document.querySelector("#side .s-working") !== null;

// Pressed where it stands now; while what was typed is being saved it may be away, and the press waits for it.
function press(button, wanted) {
  const now = again(button, wanted);
  if (now) now.click();
  else if (saving.size || workedOn()) waiting = { button, wanted };
}

document.addEventListener("htmx:confirm", (event) => {
  const { elt } = event.detail;
  if (!saving.size || !elt.closest("#acts")) return;
  event.preventDefault();
  const button = elt.localName === "form" ? (event.detail.triggeringEvent?.submitter ?? elt.querySelector("button:not([type=button])")) : elt;
  waiting = { button, wanted: sign(button) };
});
// Listened for at the request itself: where who asked is gone from the page by then, htmx tells nobody of the answer.
document.addEventListener("htmx:beforeSend", (event) => {
  const { xhr, requestConfig } = event.detail;
  if (!SAVES.test(requestConfig.path.split("?")[0])) return;
  saving.add(xhr);
  xhr.addEventListener("loadend", () => answered(xhr));
});

function answered(xhr) {
  saving.delete(xhr);
  if (!waiting) return;
  setTimeout(() => { // a save that gave way to a later one says nothing; the later one, sent by now, does
    if (saving.size || !waiting) return;
    if (xhr.status >= 200 && xhr.status < 300 && !document.querySelector("#side .said.error")) goOn();
    else waiting = null;
  });
}

// What waits is done where its button is back; while the invoice is worked on it is not, and goes on waiting.
function goOn() {
  const now = again(waiting.button, waiting.wanted);
  if (!now && workedOn()) return;
  waiting = null;
  now?.click();
}
document.addEventListener("htmx:afterSettle", () => { if (waiting && !saving.size) goOn(); });
document.addEventListener("input", ({ target }) => { if (!target.matches("[type=checkbox]")) waiting = null; }); // who writes on has not finished
