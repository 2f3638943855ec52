// The pane is renewed as the case moves on; what a person is writing, where they stand and what is ticked stays.
import { typing } from "./keys.js";

const side = () => document.getElementById("side");
const byId = (id) => document.getElementById(id);
let held = null;
let compared = { of: "", ticked: [] }; // outlives a pane drawn while the invoice is worked on, which asks for no comparing
let told = () => {};

export function onRenewed(run) {
  told = run;
}

// True while the pane is being exchanged: what loses its focus then was not left by the person.
export function renewing() {
  return held !== null;
}

// The folds of the pane by class and turn: "choose 2" is the second menu.
function folds() {
  const seen = {};
  return [...document.querySelectorAll("#side details")].map((fold) => {
    const kind = fold.className;
    seen[kind] = (seen[kind] ?? 0) + 1;
    return [`${kind} ${seen[kind]}`, fold];
  });
}

function keep(sent, refused) {
  if (held || !side()) return;
  const focused = document.activeElement;
  const inside = side().contains(focused) && focused.id;
  const boxes = [...document.querySelectorAll("#acts input[name=seen]")];
  if (boxes.length) compared = { of: side().dataset.correct, ticked: boxes.filter((box) => box.checked).map((box) => box.value) };
  const open = folds().filter(([, fold]) => fold.open).map(([name]) => name);
  const text = inside && typing(focused) ? { value: focused.value, was: focused.dataset.was, start: focused.selectionStart, end: focused.selectionEnd } : null;
  held = { id: inside || "", text, open, top: byId("side-body")?.scrollTop ?? 0, rows: null, focused: null, cell: null, forms: [] };
  const coding = byId("coding");
  if (coding?.contains(focused)) {
    held.focused = focused;
    held.cell = [[...coding.querySelectorAll("tr[data-coding]")].indexOf(focused.closest("tr")), focused.name];
  }
  if (coding?.classList.contains("changed") && (sent?.id !== "coding" || refused)) {
    held.rows = coding.querySelector("tbody");
    held.rows.remove();
  }
  for (const form of side().querySelectorAll("form[hx-post]:not(#coding)")) {
    const inputs = [...form.querySelectorAll("input:not([type=hidden]):not([type=checkbox])")];
    if (!inputs.some((input) => input === focused || input.value !== input.defaultValue) || (form === sent && !refused)) continue;
    held.forms.push({ to: form.getAttribute("hx-post"), values: inputs.map((input) => [input.name, input.value, input === focused]) });
  }
}

function restore() {
  if (!held || !side()) return;
  byId("side-body").scrollTop = held.top;
  for (const [name, fold] of folds()) if (held.open.includes(name)) fold.open = true;
  const ticked = compared.of === side().dataset.correct ? compared.ticked : [];
  for (const box of document.querySelectorAll("#acts input[name=seen]")) if (ticked.includes(box.value)) box.checked = true;
  const coding = byId("coding");
  if (held.rows && coding) {
    coding.querySelector("tbody").replaceWith(held.rows);
    coding.classList.add("changed");
    held.focused?.focus({ preventScroll: true });
  } else if (held.cell && coding) {
    const [row, name] = held.cell;
    coding.querySelectorAll("tr[data-coding]")[row]?.querySelector(`[name="${CSS.escape(name)}"]`)?.focus({ preventScroll: true });
  }
  for (const { to, values } of held.forms) {
    const form = document.querySelector(`#side form[hx-post="${CSS.escape(to)}"]`);
    for (const [name, value, focused] of values) {
      const input = form?.querySelector(`input[name="${CSS.escape(name)}"]`);
      if (!input) continue;
      input.value = value;
      if (focused) input.focus({ preventScroll: true });
    }
  }
  const input = held.id && byId(held.id);
  if (input) {
    input.focus({ preventScroll: true });
    if (held.text && held.text.value !== held.text.was) {
      input.value = held.text.value;
      input.dataset.unsaved = ""; // laid there by hand: the browser sees no change in it when it is left
    }
    if (held.text && input.setSelectionRange && ["text", "textarea"].includes(input.type)) input.setSelectionRange(held.text.start, held.text.end);
  }
  held = null;
  told();
}

const renews = (event) => ["side", "beat"].includes(event.detail.target?.id);
function before(event) {
  keep(event.detail.requestConfig?.elt, event.detail.xhr?.responseText.includes('class="said error"'));
}

document.body.addEventListener("htmx:beforeSwap", (event) => { if (event.detail.shouldSwap && event.detail.target?.id === "side") before(event); });
document.body.addEventListener("htmx:oobBeforeSwap", (event) => { if (event.detail.target?.id === "side") keep(null, false); });
// The beat is laid beside the pane, and before it: only when the pane itself was exchanged is what was kept given back.
document.body.addEventListener("htmx:oobAfterSwap", (event) => { if (event.detail.target?.id === "side") restore(); });
document.body.addEventListener("htmx:afterSwap", (event) => { if (renews(event)) restore(); });

// Nobody looks: what colleagues do is asked for when somebody does again.
document.body.addEventListener("htmx:confirm", (event) => {
  if (event.detail.elt.id !== "beat" || !document.hidden) return;
  event.preventDefault();
  document.addEventListener("visibilitychange", () => event.detail.issueRequest(true), { once: true });
});

// Answers may cross: what was asked by a pane that is gone by now goes to the one that stands there; a late beat is void.
document.body.addEventListener("htmx:beforeRequest", (event) => {
  if (!renews(event)) return;
  const asked = event.detail.target;
  asked.addEventListener("htmx:beforeSwap", (answer) => {
    if (asked.isConnected) return;
    answer.detail.shouldSwap = false;
    if (asked.id === "beat" || !side()) return;
    before(answer);
    // Laid by hand: htmx would look for the beat in the tree of who asked, which is gone, and the desk would stop asking.
    window.htmx.swap(side(), answer.detail.serverResponse, { swapStyle: "outerHTML", swapDelay: 0, settleDelay: 20 });
    restore();
  }, { once: true });
});
