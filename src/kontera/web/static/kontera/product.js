// The product form: another row for another supplier's article.
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-add-article]")) return;
  const rows = document.querySelectorAll("[data-new-article]");
  const last = rows[rows.length - 1];
  const fresh = last.cloneNode(true);
  for (const input of fresh.querySelectorAll("input")) input.value = "";
  last.after(fresh);
  window.htmx?.process(fresh);
  fresh.querySelector("input").focus();
});
