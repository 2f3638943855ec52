// The inbox: rows by keyboard, preview, choosing, and a quiet refresh that never moves what a person is at.
import { typing, when } from "./keys.js";

const REFRESH = 5000;
const list = () => document.getElementById("list");
const rows = () => [...document.querySelectorAll("#rows tr[data-row]")];
const here = () => document.activeElement?.closest?.("tr[data-row]");

function go(row) {
  if (!row) return;
  for (const other of rows()) other.tabIndex = -1;
  row.tabIndex = 0;
  row.focus();
  row.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = rows();
  const at = all.indexOf(here());
  go(all[at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by))]);
}

function openRow(row) {
  if (!row) return false;
  location.assign(row.dataset.href);
  return true;
}

async function preview(row) {
  const shown = document.querySelector("#rows tr.preview");
  shown?.remove();
  if (!row || shown?.dataset.for === row.dataset.id) return;
  const answer = await fetch(row.dataset.preview, { headers: { "HX-Request": "true" } });
  if (!answer.ok) return;
  const holder = document.createElement("template");
  holder.innerHTML = await answer.text();
  row.after(holder.content);
  row.nextElementSibling.scrollIntoView({ block: "nearest" });
}

function chosen() {
  const boxes = [...document.querySelectorAll("#rows tbody input[type=checkbox]")];
  const count = boxes.filter((box) => box.checked).length;
  const bar = document.querySelector(".bulk");
  if (!bar) return;
  bar.hidden = count === 0;
  const text = bar.querySelector("[data-chosen]");
  text.textContent = count === 1 ? text.dataset.one : text.dataset.many.replace("{count}", count);
}

const first = () => here() ?? rows().find((row) => row.tabIndex === 0) ?? rows()[0];

when("j", () => step(1));
when("k", () => step(-1));
when("arrowdown", () => (here() ? step(1) : false));
when("arrowup", () => (here() ? step(-1) : false));
when("enter", () => (here() && document.activeElement.matches("tr") ? openRow(here()) : false));
when("space", () => (here() && document.activeElement.matches("tr") ? preview(here()) : false));
when("x", () => {
  const box = here()?.querySelector("input[type=checkbox]");
  if (!box) return false;
  box.checked = !box.checked;
  chosen();
});

document.addEventListener("click", (event) => {
  const act = event.target.closest("[data-list]")?.dataset.list;
  if (act === "next") step(1);
  if (act === "before") step(-1);
  if (act === "preview") preview(first());
  if (act === "open") openRow(first());
  if (event.target.closest("[data-choose-none]")) {
    for (const box of document.querySelectorAll("#rows input[type=checkbox]")) box.checked = false;
    chosen();
  }
  const row = event.target.closest("tr[data-row]");
  if (row && !event.target.closest("a, input, button, .pick")) openRow(row);
});
document.addEventListener("change", (event) => { if (event.target.closest("#rows")) chosen(); });
document.addEventListener("chosen", chosen);

// Quiet refresh: only while nobody types, chooses, previews or has the page behind another.
function restful() {
  return !document.hidden && !typing() && !document.querySelector("dialog[open], #rows tr.preview, #rows tbody input:checked");
}

function refresh() {
  if (list() && restful()) window.htmx.trigger(list(), "refresh");
}

let stood = "";
document.body.addEventListener("htmx:beforeSwap", () => { stood = here()?.id ?? ""; });
document.body.addEventListener("htmx:afterSwap", () => {
  if (stood) go(document.getElementById(stood));
});
setInterval(refresh, REFRESH);
document.addEventListener("arrived", () => { if (list()) window.htmx.trigger(list(), "refresh"); });

// Coming back from the desk: the same row; else the first, so that the keyboard works at once.
const back = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
if (back) go(back);
else if (!typing()) go(rows()[0]);
