// Files dropped anywhere, or chosen: sent one by one, with what became of each.
const dialog = document.getElementById("uploads");
const veil = document.getElementById("drop");
const receipts = document.getElementById("receipts");
let depth = 0;
let sent = false;

function token() {
  return JSON.parse(document.body.getAttribute("hx-headers"))["X-CSRFToken"];
}

function line(name, text, refused) {
  const made = document.createElement("p");
  made.className = refused ? "receipt refused" : "receipt";
  const bold = document.createElement("b");
  bold.textContent = name;
  const said = document.createElement("span");
  said.textContent = text;
  made.append(bold, " ", said);
  return made;
}

async function send(file) {
  const waiting = line(file.name, dialog.dataset.busy, false);
  receipts.prepend(waiting);
  const form = new FormData();
  form.append("file", file);
  try {
    const answer = await fetch(dialog.dataset.url, { method: "POST", body: form, headers: { "X-CSRFToken": token(), "HX-Request": "true" } });
    if (!answer.ok && answer.status >= 500) throw new Error(String(answer.status));
    const holder = document.createElement("template");
    holder.innerHTML = await answer.text();
    waiting.replaceWith(holder.content);
  } catch {
    waiting.replaceWith(line(file.name, dialog.dataset.failed, true));
  }
  sent = true;
  document.dispatchEvent(new CustomEvent("arrived"));
}

async function take(files) {
  if (!files.length) return;
  if (!dialog.open) dialog.showModal();
  for (const file of files) await send(file);
}

function holdsFiles(event) {
  return [...(event.dataTransfer?.types ?? [])].includes("Files");
}

if (dialog) {
  dialog.querySelector("input[type=file]").addEventListener("change", (event) => {
    take([...event.target.files]);
    event.target.value = "";
  });
  document.addEventListener("dragenter", (event) => {
    if (!holdsFiles(event)) return;
    depth += 1;
    veil.hidden = false;
  });
  document.addEventListener("dragleave", (event) => {
    if (holdsFiles(event) && --depth <= 0) veil.hidden = true;
  });
  document.addEventListener("dragover", (event) => { if (holdsFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!holdsFiles(event)) return;
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    take([...event.dataTransfer.files]);
  });
  dialog.addEventListener("close", () => {
    if (sent && document.querySelector(".narrow .way")) location.reload();
    receipts.replaceChildren();
  });
}
