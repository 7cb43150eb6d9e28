// Seals the form of a tip in the browser. Where that cannot be, the form goes as it would without scripts.
import { able, aloud, ask, bare, newReceipt, sealTip, spaced, tell } from "./seal.js";

const form = document.querySelector("form[data-seal]");
const working = document.getElementById("seal-working");
const wrong = document.getElementById("seal-wrong");
const words = working.dataset;
const TRIES = 3; // a desk may change its key between asking and sending

if (await able()) {
  document.getElementById("seal-able").hidden = false;
  document.getElementById("seal-served").hidden = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    send().catch(() => tell(wrong, words.offline)).finally(() => rest(false));
  });
}

function rest(busy) {
  form.querySelector("button").disabled = busy;
  form.setAttribute("aria-busy", String(busy));
  tell(working, busy ? words.working : "");
}

function fields(what) {
  const sent = new FormData();
  sent.append("ask", what);
  for (const name of ["subject", "commune", "about"]) sent.append(name, form.elements[name]?.value ?? "");
  return sent;
}

async function send() {
  tell(wrong, "");
  rest(true);
  const text = form.elements.text.value;
  const files = Array.from(form.elements.photos.files);
  if (!text.trim()) return tell(wrong, words.empty);
  if (text.length > Number(words.letters)) return tell(wrong, words.long);
  if (files.length > Number(words.photos)) return tell(wrong, words.many);
  const photos = await Promise.all(files.map((photo) => bare(photo, Number(words.side))));
  if (photos.includes(null)) return form.submit(); // the server makes it anew, or says that it is no photo
  const receipt = newReceipt();
  let to = await ask(form.action, fields("keys"));
  for (let tries = 0; tries < TRIES && (to.status === 200 || to.status === 409); tries += 1) {
    const sent = fields("send");
    await sealTip(sent, text, photos, receipt, to.said);
    to = await ask(form.action, sent);
    if (to.status === 201) return show(receipt);
  }
  if (to.status === 422 && to.said.problems) return tell(wrong, to.said.problems.join(" "));
  tell(wrong, words.offline);
}

function show(receipt) {
  const main = document.querySelector("main");
  main.replaceChildren(document.getElementById("sent").content.cloneNode(true));
  main.querySelector(".receipt").textContent = spaced(receipt);
  main.querySelector("#aloud").textContent = aloud(receipt);
  document.title = main.querySelector("h1").textContent;
  main.querySelector("h1").focus();
  scrollTo(0, 0);
}
