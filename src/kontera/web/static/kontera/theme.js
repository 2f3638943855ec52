// Light or dark: the system's choice until the person makes another; kept in the browser.
const root = document.documentElement;

function kept() {
  try { return localStorage.getItem("theme"); } catch { return null; }
}

export function dark() {
  const chosen = root.dataset.theme;
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

const chosen = kept();
if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-theme-toggle]")) return;
  root.dataset.theme = dark() ? "light" : "dark";
  try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts for this page */ }
});
