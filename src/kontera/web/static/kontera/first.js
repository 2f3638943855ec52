// Runs before the page is drawn: light or dark as the person chose, and nothing pressed before the scripts are there is lost.
"use strict";
(() => {
  const root = document.documentElement;

  // Light or dark: the system's choice until the person makes another; kept in the browser.
  const kept = () => { try { return localStorage.getItem("theme"); } catch { return null; } };
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches);
  if (["light", "dark"].includes(kept())) root.dataset.theme = kept();
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-theme-toggle]")) return;
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("theme", root.dataset.theme); } catch { /* the choice lasts for this page */ }
  });

  // What only the scripts understand waits for them, in the order it was done; what the browser does by itself it does.
  const BY_SCRIPT = "[hx-post], [data-add-line]";
  const KEYS = ["ctrl+enter", "alt+arrowdown", "alt+pageup", "alt+pagedown", "f8", "escape"];
  const held = [];

  function pressed(target) {
    const button = target.closest("button, [data-talk]");
    if (button) return button.matches("[data-theme-toggle]") || (button.type === "submit" && !(button.form ?? button).matches(BY_SCRIPT)) ? null : button;
    if (target.closest("a, input, label, select, summary, textarea, .pick")) return null;
    return target.closest("tr[data-row], .words rect");
  }

  function typing() {
    return document.activeElement?.matches("select, textarea, input:not([type=checkbox]):not([type=radio])");
  }

  function forScripts(event) {
    const key = `${event.ctrlKey || event.metaKey ? "ctrl+" : ""}${event.altKey ? "alt+" : ""}${event.key.toLowerCase()}`;
    if (KEYS.includes(key)) return true;
    if (typing()) return false;
    return key === "ctrl+z" || /^[a-z?/+-]$/.test(key) || (["enter", " "].includes(key) && document.activeElement === document.body);
  }

  function hold(event, again, target) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const twice = event.type === "click" && target?.type === "submit" && held.some((one) => one.target === target);
    if (!twice) held.push({ again, target });
    target?.setAttribute?.("data-held", "");
  }

  const watch = {
    click(event) {
      const target = pressed(event.target);
      if (target) hold(event, () => (target.click ? target.click() : target.dispatchEvent(new MouseEvent("click", { bubbles: true }))), target);
    },
    submit(event) {
      const form = event.target;
      if (form.matches(BY_SCRIPT)) hold(event, () => form.requestSubmit(event.submitter), form);
    },
    keydown(event) {
      if (event.isComposing || !forScripts(event)) return;
      const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
      hold(event, () => (document.activeElement ?? document.body).dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey, metaKey, altKey, shiftKey, bubbles: true, cancelable: true })));
    },
    change(event) { told(event); },
    input(event) { told(event); },
    focusin(event) { if (event.target.matches?.("[data-save]")) told(event); },
  };

  // Typed values stay where they are; that they were typed is told again.
  function told({ type, target }) {
    if (!held.some((one) => one.target === target && one.type === type)) held.push({ type, target, again: () => target.dispatchEvent(new Event(type, { bubbles: true })) });
  }

  for (const type of Object.keys(watch)) addEventListener(type, watch[type], true);

  function release() {
    for (const type of Object.keys(watch)) removeEventListener(type, watch[type], true);
    root.dataset.ready = "";
    for (const { again, target } of held) {
      target?.removeAttribute?.("data-held");
      if (!target || target.isConnected) again();
    }
  }

  // All scripts of a page have run when its tree is whole; htmx goes through it in the same moment.
  document.addEventListener("DOMContentLoaded", () => setTimeout(release));
})();
