// The desk: fields that save themselves, doubts first, candidates, lines, and the pane renewed without losing a word.
import { typing, when } from "./keys.js";
import { light, onPart, onWords, showPage, turnPage, zoom } from "./picture.js";
import { onRenewed, renewing } from "./renew.js";
import "./coding.js";
import "./entry.js";

const side = () => document.getElementById("side");
const byId = (id) => document.getElementById(id);
let last = "";

function send(pairs) {
  const values = { revision: side().dataset.revision, path: pairs.map((pair) => pair[0]), text: pairs.map((pair) => pair[1]) };
  const queue = new URLSearchParams(location.search).get("queue") ?? "";
  return window.htmx.ajax("POST", side().dataset.correct, { target: "#side", swap: "outerHTML", values: { ...values, queue } });
}

function pathOf(input) {
  return input.closest("[data-path]")?.dataset.path;
}

function save(input) {
  const path = pathOf(input);
  if (!path || input.readOnly || input.value === input.dataset.was) return;
  input.dataset.was = input.value;
  send([[path, input.value]]);
}

// Two wrote the same value: what the other wrote stays, or one's own is written over it.
function settle(input) {
  const place = input.closest("[data-path]");
  place.classList.remove("refused");
  place.querySelector(".field-wrong")?.remove();
  place.closest("tr")?.nextElementSibling?.matches(".clash-row") && place.closest("tr").nextElementSibling.remove();
  document.querySelector("#side .said.error")?.remove();
  save(input);
}

// A field that is taken out as the pane is exchanged was not left by the person: what stands half written there is kept.
document.addEventListener("change", (event) => { if (event.target.matches("[data-save]") && !renewing()) save(event.target); });
document.addEventListener("focusout", (event) => { if (event.target.matches("[data-save][data-unsaved]") && !renewing()) save(event.target); });

// Focus: the field's place in the picture lights up; it stays the target of clicked words.
document.addEventListener("focusin", (event) => {
  if (!event.target.matches("[data-save]")) return;
  last = event.target.id;
  light(last);
});

// A long text is shown whole; browsers that do not let a field grow with it by themselves are helped.
function grow(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
const growAll = () => { for (const field of document.querySelectorAll("#side textarea[data-save]")) grow(field); };
if (!CSS.supports("field-sizing", "content")) {
  growAll();
  document.addEventListener("input", (event) => { if (event.target.matches("#side textarea[data-save]")) grow(event.target); });
}

onRenewed(() => {
  if (!CSS.supports("field-sizing", "content")) growAll();
  light(last, false);
});

function take(text) {
  const input = byId(last) ?? fields().find((field) => !field.value);
  if (!input || input.readOnly) return;
  input.focus();
  input.value = text;
  save(input);
}

onWords(take);

// Several rows drawn over are either the invoice's rows, read again from there, or one long text for a field.
const asks = document.querySelector("[data-part-asks]");
let part = null;

function forgetPart() {
  part = null;
  if (asks) asks.hidden = true;
  for (const drawn of document.querySelectorAll(".sheet .drawn")) drawn.setAttribute("hidden", "");
}

function reread(values) {
  const queue = new URLSearchParams(location.search).get("queue") ?? "";
  return window.htmx.ajax("POST", side().dataset.lines, { target: "#side", swap: "outerHTML", values: { ...values, queue } });
}

onPart((text, where, event) => {
  if (!asks || !side().dataset.lines) return false;
  part = { text, where };
  asks.hidden = false;
  const frame = asks.offsetParent.getBoundingClientRect();
  asks.style.left = `${Math.max(8, Math.min(event.clientX - frame.left, frame.width - asks.offsetWidth - 8))}px`;
  asks.style.top = `${Math.max(8, Math.min(event.clientY - frame.top + 8, frame.height - asks.offsetHeight - 8))}px`;
  asks.querySelector("button").focus();
  return true;
});

when("escape", () => {
  if (!part) return false;
  forgetPart();
  return true;
});

// Tab goes to the doubtful fields first, then in order; Enter goes to the next.
function fields() {
  return [...document.querySelectorAll("#side [data-save]")].filter((input) => input.getClientRects().length);
}

function doubts() {
  return fields().filter((input) => input.hasAttribute("data-doubt"));
}

function nextDoubt() {
  const all = doubts();
  if (!all.length) return false;
  const at = all.indexOf(document.activeElement);
  focus(all[(at + 1) % all.length]);
  return true;
}

function focus(input) {
  if (!input) return;
  input.closest("details:not([open])")?.setAttribute("open", "");
  input.focus();
  input.select?.();
  input.scrollIntoView({ block: "nearest" });
}

when("f8", nextDoubt);
when("enter", () => {
  const input = document.activeElement;
  if (!input?.matches("[data-save]")) return false;
  const all = fields();
  focus(all[all.indexOf(input) + 1]);
  return true;
});
when("alt+arrowdown", () => openChoices(document.activeElement?.id));
when("pagedown", () => turnPage(1));
when("pageup", () => turnPage(-1));

function openChoices(id) {
  const menu = id && byId(`${id}-choices`);
  closeChoices();
  if (!menu) return false;
  menu.hidden = false;
  menu.querySelector("button").focus();
  return true;
}

function closeChoices() {
  for (const menu of document.querySelectorAll(".choices:not([hidden])")) menu.hidden = true;
}

document.addEventListener("keydown", (event) => {
  const menu = event.target.closest?.(".choices");
  if (!menu) return;
  const all = [...menu.querySelectorAll("button")];
  const at = all.indexOf(event.target);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    all[(at + (event.key === "ArrowDown" ? 1 : all.length - 1)) % all.length].focus();
    event.preventDefault();
  }
  if (event.key === "Escape") {
    closeChoices();
    byId(menu.id.replace(/-choices$/, ""))?.focus();
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (!at(".choices, [data-choices]")) closeChoices();
  if (at("[data-choices]")) openChoices(at("[data-choices]").dataset.choices);
  if (at("[data-take]")) {
    const input = byId(at("[data-take]").dataset.for);
    input.value = at("[data-take]").dataset.take;
    closeChoices();
    input.focus();
    if (at(".clash")) settle(input);
    else save(input);
  }
  if (at("[data-mine]")) settle(byId(at("[data-mine]").dataset.mine));
  if (at("[data-focus]")) focus(byId(at("[data-focus]").dataset.focus) ?? nearest(at("[data-focus]").dataset.focus));
  if (at("[data-next-doubt]")) nextDoubt();
  if (at("[data-remove]")) send([[at("[data-remove]").dataset.remove, ""]]);
  if (at("[data-show-add]")) {
    const form = at("form");
    form.querySelector("span").hidden = false;
    form.querySelector("input").focus();
  }
  if (at("[data-picture]")) {
    const act = at("[data-picture]").dataset.picture;
    if (act === "in") zoom(1.25);
    if (act === "out") zoom(0.8);
    if (act === "turn") showPage("turn");
    if (act === "next") turnPage(1);
    if (act === "before") turnPage(-1);
  }
  if (at("[data-view]")) view(at("[data-view]"));
  if (at("[data-part]") && part) {
    const { text, where } = part;
    forgetPart();
    if (at("[data-part]").dataset.part === "lines") reread(where);
    if (at("[data-part]").dataset.part === "field") take(text);
  } else if (!at("[data-part-asks]") && !at(".sheet")) forgetPart();
  if (at("[data-reread-page]")) reread({ page: at("[data-reread-page]").dataset.rereadPage, x0: 0, y0: 0, x1: 1, y1: 1 });
});

function nearest(id) {
  return document.querySelector(`#side [data-save][id^="${CSS.escape(id)}"]`);
}

document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-add-line]");
  if (!form) return;
  event.preventDefault();
  const pairs = [...form.querySelectorAll("[data-name]")].filter((input) => input.value.trim());
  if (pairs.length) send(pairs.map((input) => [`${form.dataset.addLine}.${input.dataset.name}`, input.value]));
});

function view(tab) {
  for (const one of document.querySelectorAll("[data-view]")) one.setAttribute("aria-selected", String(one === tab));
  for (const pane of document.querySelectorAll("[data-pane]")) {
    pane.hidden = pane.dataset.pane !== tab.dataset.view;
    if (!pane.hidden && pane.dataset.src && !pane.src) pane.src = pane.dataset.src;
  }
}

// What must be compared before the reading is approved: asked for one by one, with its place in the picture.
const unseen = () => document.querySelector("#acts input[name=seen]:not(:checked)");

document.addEventListener("submit", (event) => {
  if (event.target.id !== "verify" || !unseen()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  unseen().closest(".must").classList.add("asked");
  unseen().focus();
}, true);
document.addEventListener("change", (event) => {
  if (!event.target.matches("#acts input[name=seen]") || !event.target.checked) return;
  (unseen() ?? document.querySelector("#verify button[data-key]"))?.focus();
});
document.addEventListener("focusin", (event) => { if (event.target.matches("[data-shows]")) light(event.target.dataset.shows); });

if (document.activeElement?.matches("[data-save]")) light(last = document.activeElement.id);
else if (!typing() && innerWidth > 820) focus(doubts()[0] ?? null);
