// The coding: rows added and removed, the balance shown live, saved by itself as soon as it balances.
import { renewing } from "./renew.js";

const form = () => document.getElementById("coding");

function number(text) {
  const bare = text.replace(/[\s\u00a0\u202f']/g, "").replace("−", "-");
  if (!bare) return 0;
  const comma = bare.lastIndexOf(",");
  const dot = bare.lastIndexOf(".");
  const plain = comma > dot ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * 100) : NaN;
}

function difference() {
  let sum = 0;
  for (const row of form().querySelectorAll("tr[data-coding]")) {
    sum += number(row.querySelector("[name=debit]").value) - number(row.querySelector("[name=credit]").value);
  }
  return sum;
}

function complete() {
  return [...form().querySelectorAll("tr[data-coding]")].every((row) => {
    const [account, debit, credit] = ["account", "debit", "credit"].map((name) => row.querySelector(`[name=${name}]`).value.trim());
    return account || (!debit && !credit);
  });
}

function shown(hundredths) {
  return (hundredths / 100).toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

function balance() {
  const mark = document.querySelector("[data-balance]");
  const left = difference();
  mark.classList.toggle("good", left === 0);
  mark.classList.toggle("bad", left !== 0);
  mark.textContent = left === 0 ? `✓ ${mark.dataset.good}` : `${mark.dataset.bad} ${Number.isNaN(left) ? "?" : shown(left)}`;
  const button = document.querySelector("[data-save-coding]");
  if (button) button.hidden = false;
  form().classList.add("changed");
  return left === 0;
}

function settle() {
  if (!renewing() && form().classList.contains("changed") && balance() && complete()) window.htmx.trigger(form(), "balanced");
}

document.addEventListener("input", (event) => { if (event.target.closest("#coding")) balance(); });
document.addEventListener("change", (event) => {
  if (!event.target.closest("#coding")) return;
  if (event.target.name === "account") {
    const found = document.querySelector(`#accounts option[value="${CSS.escape(event.target.value.trim())}"]`);
    event.target.parentElement.querySelector(".acc-name").textContent = found ? found.textContent.replace(/^\S+\s*/, "") : "";
  }
  if (!form().contains(document.activeElement)) settle();
});
// Saved when the person leaves the rows, so that nothing moves while they go from cell to cell.
document.addEventListener("focusout", (event) => {
  if (!event.target.closest("#coding") || event.relatedTarget?.closest?.("#coding")) return;
  settle();
});

// Rows that were kept through an exchange of the pane are still unsaved; htmx takes their mark away as it settles.
document.addEventListener("htmx:afterSettle", () => {
  const typed = form()?.querySelectorAll("tbody input:not([type=hidden])") ?? [];
  if ([...typed].some((input) => input.value !== input.defaultValue)) balance();
});

// Rows that are not saved, or were refused, are not passed over: the reading is approved once they stand as they are seen.
document.addEventListener("htmx:confirm", (event) => {
  const kept = form()?.classList;
  if (event.detail.elt.id !== "verify" || !kept?.contains("changed") || kept.contains("htmx-request")) return;
  event.preventDefault();
  settle();
  const button = event.detail.triggeringEvent?.submitter ?? document.querySelector("#verify button[data-key]");
  if (form().classList.contains("htmx-request")) button?.click(); // now it waits for what is being saved
  else document.querySelector("[data-save-coding]")?.focus();
});

document.addEventListener("click", (event) => {
  const at = (selector) => event.target.closest(selector);
  if (at("[data-add-row]")) {
    const fresh = document.getElementById("coding-new").content.cloneNode(true);
    const body = form().querySelector("tbody");
    body.append(fresh);
    const rows = body.querySelectorAll("tr[data-coding]");
    rows[rows.length - 1].querySelector("[name=account]").focus();
  }
  if (at("[data-remove-row]")) {
    const row = at("tr");
    if (row.nextElementSibling?.classList.contains("why")) row.nextElementSibling.remove();
    row.remove();
    balance();
    settle();
  }
  if (at("[data-account]")) {
    const input = at("tr").previousElementSibling.querySelector("[name=account]");
    input.value = at("[data-account]").dataset.account;
    balance();
    settle();
  }
});
