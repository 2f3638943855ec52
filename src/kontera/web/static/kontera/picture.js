// The picture: pages, zoom, turning, the boxes of the values read, and words that can be taken.
const pane = document.querySelector('[data-pane="picture"]');
const sheets = [...document.querySelectorAll(".sheet")];
let scale = 1;
let turned = 0;
let told = () => {};
let drew = () => false;

export function onWords(run) {
  told = run;
}

// Several rows drawn over: `run` gets the text, the page and the part of it in fractions; true when it takes care of them.
export function onPart(run) {
  drew = run;
}

export function zoom(by) {
  const before = scale;
  scale = Math.min(5, Math.max(0.3, scale * by));
  for (const sheet of sheets) sheet.style.width = `${100 * scale}%`;
  if (!pane) return;
  const middle = (pane.scrollTop + pane.clientHeight / 2) / before;
  pane.scrollTop = middle * scale - pane.clientHeight / 2;
  pane.scrollLeft = (pane.scrollWidth - pane.clientWidth) / 2;
}

export function showPage(what) {
  if (what !== "turn") return;
  turned = (turned + 90) % 360;
  for (const sheet of sheets) {
    const { offsetWidth: width, offsetHeight: height } = sheet;
    sheet.style.transform = turned ? `rotate(${turned}deg)` : "";
    const gap = turned % 180 ? (width - height) / 2 : 0;
    sheet.style.marginBlock = gap ? `${gap}px` : "";
  }
}

function pageNow() {
  if (!pane) return 0;
  const middle = pane.scrollTop + pane.clientHeight / 3;
  let at = 0;
  sheets.forEach((sheet, index) => { if (sheet.offsetTop <= middle) at = index; });
  return at;
}

export function turnPage(by) {
  const sheet = sheets[pageNow() + by];
  if (!sheet) return false;
  pane.scrollTo({ top: sheet.offsetTop - 12 });
  return true;
}

// A document that begins with something else is shown from the invoice's own first page.
const start = pane?.querySelector("[data-start]");
if (start) pane.scrollTop = start.offsetTop - 12;

pane?.addEventListener("scroll", () => {
  const shown = document.querySelector("[data-page-now]");
  if (shown) shown.textContent = String(pageNow() + 1);
}, { passive: true });

// The focused field's boxes bright, the others faint; brought into view when they are outside.
export function light(id, move = true) {
  for (const box of document.querySelectorAll(".values rect.lit")) box.classList.remove("lit");
  if (!id) return;
  const boxes = [...document.querySelectorAll(`.values rect[data-field="${CSS.escape(id)}"]`)];
  for (const box of boxes) box.classList.add("lit");
  if (!move || !boxes.length || !pane) return;
  const place = boxes[0].getBoundingClientRect();
  const frame = pane.getBoundingClientRect();
  if (place.top < frame.top + 40 || place.bottom > frame.bottom - 40) pane.scrollTop += place.top - frame.top - frame.height / 3;
  if (place.left < frame.left || place.right > frame.right) pane.scrollLeft += place.left - frame.left - 60;
}

// A word clicked, or all words drawn over, go to the field.
function textIn(svg, from, to) {
  const box = { x0: Math.min(from.x, to.x), x1: Math.max(from.x, to.x), y0: Math.min(from.y, to.y), y1: Math.max(from.y, to.y) };
  const inside = [...svg.querySelectorAll(".words rect")].map((rect) => {
    const [x, y, width, height] = ["x", "y", "width", "height"].map((name) => Number(rect.getAttribute(name)));
    return { rect, x: x + width / 2, y: y + height / 2, height };
  }).filter((word) => word.x >= box.x0 && word.x <= box.x1 && word.y >= box.y0 && word.y <= box.y1);
  const rows = inside.map((word) => word.y).sort((one, other) => one - other);
  const tall = inside[0]?.height ?? 0;
  const several = rows.length > 3 && rows.at(-1) - rows[0] > 1.2 * tall;
  inside.sort((one, other) => (Math.abs(one.y - other.y) > one.height * 0.6 ? one.y - other.y : one.x - other.x));
  return { several, box, text: inside.map((word) => word.rect.dataset.text).join(" ") };
}

function partOf(svg, box) {
  const { width, height } = svg.viewBox.baseVal;
  const page = svg.closest(".sheet").dataset.page;
  return { page, x0: box.x0 / width, x1: box.x1 / width, y0: box.y0 / height, y1: box.y1 / height };
}

function placed(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return { x: point.x, y: point.y };
}

for (const svg of document.querySelectorAll(".sheet svg")) {
  let from = null;
  const drawn = svg.querySelector(".drawn");
  svg.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return;
    event.preventDefault();
    from = { ...placed(svg, event), rect: event.target.closest?.(".words rect") };
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointermove", (event) => {
    if (!from) return;
    const to = placed(svg, event);
    if (Math.hypot(to.x - from.x, to.y - from.y) < 8) return;
    drawn.removeAttribute("hidden");
    drawn.setAttribute("x", Math.min(from.x, to.x));
    drawn.setAttribute("y", Math.min(from.y, to.y));
    drawn.setAttribute("width", Math.abs(to.x - from.x));
    drawn.setAttribute("height", Math.abs(to.y - from.y));
  });
  svg.addEventListener("pointerup", (event) => {
    if (!from) return;
    const to = placed(svg, event);
    const far = Math.hypot(to.x - from.x, to.y - from.y) >= 8;
    const found = far ? textIn(svg, from, to) : { text: from.rect?.dataset.text };
    from = null;
    const kept = found.several && drew(found.text, partOf(svg, found.box), event);
    if (!kept) drawn.setAttribute("hidden", "");
    if (found.text && !kept) told(found.text);
  });
}

// A word pressed before this was here: first.js held the press and tells it now.
document.addEventListener("click", (event) => { if (!event.isTrusted && event.target.matches?.(".words rect")) told(event.target.dataset.text); });

pane?.addEventListener("wheel", (event) => {
  if (!event.ctrlKey) return;
  event.preventDefault();
  zoom(event.deltaY < 0 ? 1.1 : 0.9);
}, { passive: false });

