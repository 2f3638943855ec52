// The one keymap. A button says by data-key which keys press it, so that every shortcut has a visible button;
// what moves inside a room is registered by the room with `when`. Single letters can be turned off.
const rooms = [];
const LETTER = /^[a-z?/+-]$/;

export function when(key, run) {
  rooms.push({ key, run });
}

export function lettersOn() {
  try { return localStorage.getItem("letters") !== "off"; } catch { return true; }
}

export function setLetters(on) {
  try { localStorage.setItem("letters", on ? "on" : "off"); } catch { /* only for this page */ }
}

export function typing(target = document.activeElement) {
  if (!target || target === document.body) return false;
  if (target.matches("input[type=checkbox], input[type=radio], input[type=file]")) return false;
  return target.matches("input, select, textarea, [contenteditable]");
}

export function nameOf(event) {
  const parts = [];
  if (event.ctrlKey || event.metaKey) parts.push("ctrl");
  if (event.altKey) parts.push("alt");
  const key = event.key.toLowerCase();
  if (event.shiftKey && key.length > 1) parts.push("shift");
  parts.push(key === " " ? "space" : key);
  return parts.join("+");
}

function visible(element) {
  return element.getClientRects().length > 0 && !element.disabled;
}

function buttonOf(key) {
  return [...document.querySelectorAll(`[data-key="${CSS.escape(key)}"]`)].find(visible);
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing) return;
  const key = nameOf(event);
  const single = LETTER.test(key);
  if (single && (typing() || !lettersOn())) return;
  if (document.querySelector("dialog[open]")) return;
  for (const room of rooms) {
    if (room.key === key && room.run(event) !== false) {
      event.preventDefault();
      return;
    }
  }
  if (typing() && (key === "enter" || (key === "ctrl+z" && document.activeElement.value !== document.activeElement.dataset.was))) return;
  if (key === "enter" && document.activeElement?.closest("a, button, summary, tr")) return;
  if (buttonOf(key)) {
    event.preventDefault();
    if (key === "ctrl+enter") {
      document.activeElement?.blur();
      buttonOf(key)?.click(); // at once: what is saved as its field is left holds the act back
    } else setTimeout(() => buttonOf(key)?.click());
  }
});
