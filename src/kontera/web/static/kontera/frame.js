// What every page can do: dialogs, notices, copying, the global search, choosing rows, taking in files.
import { lettersOn, setLetters, when } from "./keys.js";
import "./press.js";
import "./upload.js";

function open(dialog) {
  if (!dialog || dialog.open) return;
  dialog.showModal();
  dialog.querySelector("input[type=search]")?.select();
}

function search() {
  open(document.getElementById("search"));
}

when("/", search);
when("shift+?", () => open(document.getElementById("keys")));

async function copy(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.querySelector("span");
  const before = label?.textContent;
  if (label) label.textContent = button.dataset.copied;
  button.title = button.dataset.copied;
  if (label) setTimeout(() => { label.textContent = before; }, 1600);
}

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (at("[data-open]")) open(document.querySelector(at("[data-open]").dataset.open));
  else if (at("[data-close]")) at("dialog").close();
  else if (at("[data-dismiss]")) at(".notice").remove();
  else if (at("[data-copy]")) copy(at("[data-copy]"));
  else if (event.target.matches("dialog")) event.target.close();
  const rail = document.querySelector(".rail");
  if (rail) {
    const open = at("[data-rail]") ? rail.classList.toggle("open") : rail.classList.toggle("open", rail.classList.contains("open") && rail.contains(event.target));
    rail.querySelector("[data-rail]").setAttribute("aria-expanded", String(open));
  }
  for (const menu of document.querySelectorAll("details.choose[open], details.other-acts[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submit]")) event.target.form.submit();
  if (event.target.matches("[data-letters]")) setLetters(event.target.checked);
  if (event.target.matches("[data-choose-all]")) {
    const boxes = event.target.closest("table").querySelectorAll("tbody input[type=checkbox]");
    for (const box of boxes) box.checked = event.target.checked;
    document.dispatchEvent(new CustomEvent("chosen"));
  }
});

function fade(notice) {
  if (!notice.classList.contains("error")) setTimeout(() => notice.remove(), 6000);
}

const notices = document.getElementById("notices");
if (notices) {
  for (const notice of notices.children) fade(notice);
  new MutationObserver((changes) => {
    for (const change of changes) for (const node of change.addedNodes) if (node.classList) fade(node);
  }).observe(notices, { childList: true });
}

for (const box of document.querySelectorAll("[data-letters]")) box.checked = lettersOn();

// Arrow keys walk through what the search found.
document.getElementById("search")?.addEventListener("keydown", (event) => {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const links = [...document.querySelectorAll("#found a")];
  const next = links.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  event.preventDefault();
  (links[next] ?? document.querySelector("#search input")).focus();
});
