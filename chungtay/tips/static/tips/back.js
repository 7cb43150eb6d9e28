// Opens a tip with its receipt in the browser: neither the code nor the words reach the server.
import { able, ask, bare, halvesOf, hex, lockWords, readReceipt, tell, unhex, unlock } from "./seal.js";

const form = document.querySelector("form[data-open]");
const wrong = document.getElementById("seal-wrong");
const words = wrong.dataset;
const thread = document.getElementById("thread").content;
const shape = document.getElementById("line").content;

if (await able()) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open().catch(() => tell(wrong, words.offline));
  });
}

async function open() {
  tell(wrong, "");
  const typed = form.elements.receipt.value;
  const halves = await halvesOf(readReceipt(typed) ?? typed, unhex(words.salt), Number(words.rounds));
  const asked = new FormData();
  asked.append("ask", "thread");
  asked.append("finder", hex(halves.finder));
  const { said } = await ask(form.action, asked);
  let opened;
  try {
    const key = await unlock(unhex(said.sender), halves.opener, `tip:${said.mark}`);
    opened = { ...said, key, halves, lines: await Promise.all(said.lines.map((line) => read(line, key, said.mark))) };
  } catch {
    return tell(wrong, words.none); // what the server has made up for a code that finds nothing does not open
  }
  show(opened);
}

async function read(line, key, mark) {
  const text = await unlock(unhex(line.locked), key, `message:${mark}:${line.n}`);
  return { ...line, text: new TextDecoder().decode(text) };
}

function show(opened) {
  const page = thread.cloneNode(true);
  page.querySelector("[data-state]").textContent = opened.state;
  const list = page.querySelector(".thread");
  for (const line of opened.lines) {
    const item = shape.cloneNode(true);
    item.querySelector("li").className = `from-${line.side}`;
    item.querySelector("[data-who]").textContent = line.who;
    item.querySelector(".as-typed").textContent = line.text;
    item.querySelector("[data-photos]").textContent = line.photos;
    list.append(item);
  }
  const main = document.querySelector("main");
  main.replaceChildren(page);
  const more = main.querySelector("form");
  more.addEventListener("submit", (event) => {
    event.preventDefault();
    add(more, opened).catch(() => tell(main.querySelector("[role=alert]"), words.offline));
  });
  main.querySelector("h1").focus();
}

async function add(more, opened) {
  const alert = more.querySelector("[role=alert]");
  const photos = await Promise.all(Array.from(more.elements.photos.files, (photo) => bare(photo, Number(words.side))));
  if (photos.includes(null)) return tell(alert, words.photo);
  const sent = new FormData();
  sent.append("ask", "add");
  sent.append("finder", hex(opened.halves.finder));
  sent.append("n", opened.next);
  await lockWords(sent, more.elements.text.value, photos, opened.key, opened.mark, opened.next);
  const { status, said } = await ask(form.action, sent);
  if (status === 201) return open();
  tell(alert, said.problems?.join(" ") ?? words.offline);
}
