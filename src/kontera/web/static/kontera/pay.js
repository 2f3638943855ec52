// What the ticked invoices come to, a sum for each currency; hundredths, so that no sum is off by a float.
const form = document.querySelector("[data-pay]");
const sum = form?.querySelector("[data-sum]");

function add() {
  const sums = new Map();
  const ticked = form.querySelectorAll('input[name="case"]:checked');
  for (const { dataset } of ticked) {
    const hundredths = Math.round(Number(dataset.amount) * 100);
    sums.set(dataset.currency, (sums.get(dataset.currency) ?? 0) + hundredths);
  }
  const shown = { minimumFractionDigits: 2, maximumFractionDigits: 2 };
  const words = [...sums].map(([currency, hundredths]) => {
    return `${(hundredths / 100).toLocaleString(document.documentElement.lang, shown)}\u00a0${currency}`;
  });
  sum.textContent = ticked.length ? `${sum.dataset.label} ${ticked.length}: ${words.join(" · ")}` : "";
}

if (sum) {
  form.addEventListener("change", add);
  document.addEventListener("chosen", add);
  add();
}
