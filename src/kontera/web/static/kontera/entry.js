// Typing lines: quantity × price shows as the amount while one types, and products are found without the mouse.
const CELL = /^lines\[\d+\]\.(\w+)$/;

function number(text) {
  const bare = text.replace(/[\s\u00a0\u202f']/g, "").replace("−", "-");
  if (!bare) return null;
  const comma = bare.lastIndexOf(",");
  const dot = bare.lastIndexOf(".");
  const plain = comma > dot ? bare.replaceAll(".", "").replace(",", ".") : bare.replaceAll(",", "");
  return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : null;
}

function shown(value) {
  return value.toLocaleString(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

// The inputs of a line by name, whether it stands in the table or is being added.
function cells(input) {
  const form = input.closest("[data-add-line]");
  if (form) return Object.fromEntries([...form.querySelectorAll("[data-name]")].map((one) => [one.dataset.name, one]));
  const row = input.closest("table.lines tr");
  const found = {};
  for (const one of row?.querySelectorAll("[data-path] input") ?? []) {
    const name = CELL.exec(one.closest("[data-path]").dataset.path)?.[1];
    if (name) found[name] = one;
  }
  return found;
}

function made(line) {
  const quantity = number(line.quantity?.value ?? "");
  const price = number(line.unit_price?.value ?? "");
  const discount = number(line.discount_percent?.value ?? "") ?? 0;
  if (quantity === null || price === null) return null;
  return Math.round(quantity * price * (100 - discount)) / 100;
}

document.addEventListener("input", (event) => {
  const input = event.target;
  if (!input.matches?.("table.lines input, [data-add-line] input")) return;
  const line = cells(input);
  const amount = line.net_amount;
  if (!amount) return;
  if (input === amount) {
    delete amount.dataset.auto;
  }
  const value = made(line);
  if (value === null) return;
  if (input !== amount && (!amount.value.trim() || "auto" in amount.dataset)) {
    amount.value = shown(value);
    amount.dataset.auto = "";
  }
  const said = number(amount.value);
  input.closest("table.lines tr")?.classList.toggle("differs", said !== null && Math.abs(said - value) > 0.011);
});

// What was only reckoned is not sent as if it had been typed: the books reckon it again when the line changes.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("[data-add-line][data-typed]");
  for (const input of form?.querySelectorAll("[data-auto]") ?? []) input.value = "";
  if (form) sessionStorage.setItem("add-line", "1");
  if (event.target.closest?.(".find-product")) {
    event.preventDefault();
    document.querySelector(".products-found button")?.click();
  }
}, true);

// After a line is added the next one can be typed at once. A pane that was laid by hand names no target but itself.
document.body.addEventListener("htmx:afterSettle", (event) => {
  if ((event.detail.target ?? event.target).id !== "side" || sessionStorage.getItem("add-line") !== "1") return;
  sessionStorage.removeItem("add-line");
  document.getElementById("add-article")?.focus();
});

document.addEventListener("keydown", (event) => {
  const box = event.target.closest?.(".find-product");
  if (!box) return;
  const all = [...box.querySelectorAll(".products-found button")];
  const at = all.indexOf(event.target);
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const step = event.key === "ArrowDown" ? 1 : -1;
    const next = at + step;
    (next < 0 || next >= all.length ? box.querySelector("input") : all[next])?.focus();
    event.preventDefault();
  }
  if (event.key === "Escape") {
    box.querySelector(".found-products").replaceChildren();
    box.querySelector("input").focus();
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

document.addEventListener("click", (event) => {
  if (!event.target.closest?.(".find-product")) {
    for (const found of document.querySelectorAll(".found-products")) found.replaceChildren();
  }
});

// Naming a person says that it was that person's money.
document.addEventListener("input", (event) => {
  if (!event.target.matches?.(".paid-with input[name=person]") || !event.target.value.trim()) return;
  event.target.form.querySelector("input[value=person]").checked = true;
});
