// What chungtay/tips/sealing.py does on the server, to the same bytes, in the sender's browser.
import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from "./hpke.js";

const suite = new CipherSuite({ kem: new DhkemX25519HkdfSha256(), kdf: new HkdfSha256(), aead: new Aes256Gcm() });
const subtle = globalThis.crypto?.subtle;
const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
];
const DIGITS = 20;
const NONCE = 12;

const bytes = (text) => new TextEncoder().encode(text);
export const random = (length) => crypto.getRandomValues(new Uint8Array(length));
export const hex = (found) => Array.from(new Uint8Array(found), (byte) => byte.toString(16).padStart(2, "0")).join("");
export const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const joined = (...parts) => new Uint8Array(parts.flatMap((part) => Array.from(new Uint8Array(part))));

/** Whether this browser can do what is needed; without it the form goes to the server as it is. */
export async function able() {
  try {
    if (!globalThis.isSecureContext || !subtle) return false;
    await suite.kem.generateKeyPair();
    return true;
  } catch {
    return false;
  }
}

export function newReceipt() {
  let digits = "";
  while (digits.length < DIGITS - 1) {
    for (const byte of random(DIGITS)) if (byte < 250 && digits.length < DIGITS - 1) digits += byte % 10;
  }
  return digits + checkDigit(digits);
}

const checkDigit = (digits) => Array.from(digits).reduce((interim, digit) => DAMM[Number(interim)][Number(digit)], "0");

/** The digits of what was typed, or null where one of them must be wrong. */
export function readReceipt(typed) {
  const digits = typed.replace(/[\s.\-–·]/g, "");
  return /^\d{20}$/.test(digits) && checkDigit(digits.slice(0, -1)) === digits.at(-1) ? digits : null;
}

export const spaced = (receipt) => receipt.match(/.{1,4}/g).join(" ");

/** In fours, digit by digit, as a screen reader is to say it. */
export const aloud = (receipt) => receipt.match(/.{1,4}/g).map((four) => Array.from(four).join(" ")).join(", ");

/** What a receipt becomes: a half that finds the tip and a half that opens it. */
export async function halvesOf(receipt, salt, rounds) {
  const typed = await subtle.importKey("raw", bytes(receipt), "PBKDF2", false, ["deriveBits"]);
  const rule = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  const stretched = await subtle.deriveBits(rule, typed, 256);
  const half = async (word) => new Uint8Array(await subtle.digest("SHA-256", joined(stretched, bytes(word))));
  return { finder: await half("find"), opener: await half("open") };
}

const aes = (key) => subtle.importKey("raw", key, "AES-GCM", false, ["encrypt", "decrypt"]);

export async function lock(content, key, place) {
  const iv = random(NONCE);
  const rule = { name: "AES-GCM", iv, additionalData: bytes(place) };
  return new Blob([iv, await subtle.encrypt(rule, await aes(key), content)]);
}

/** Throws where the key does not open it. */
export async function unlock(locked, key, place) {
  const rule = { name: "AES-GCM", iv: locked.slice(0, NONCE), additionalData: bytes(place) };
  return new Uint8Array(await subtle.decrypt(rule, await aes(key), locked.slice(NONCE)));
}

async function sealed(key, publicKey, place) {
  const recipientPublicKey = await suite.kem.deserializePublicKey(unhex(publicKey).buffer);
  const made = await suite.seal({ recipientPublicKey, info: bytes(place).buffer }, key);
  return hex(made.enc) + hex(made.ct);
}

async function sealedTo(keys, key, place) {
  const pairs = Object.entries(keys).map(async ([number, publicKey]) => [number, await sealed(key, publicKey, place)]);
  return Object.fromEntries(await Promise.all(pairs));
}

/** Fills a form with one message, locked: the words as "text", the photos as "photos". */
export async function lockWords(form, text, photos, key, mark, n) {
  form.append("text", await lock(bytes(text.trim()), key, `message:${mark}:${n}`), "t");
  for (const [at, photo] of photos.entries()) {
    const place = `photo:${mark}:${n}:${at + 1}`;
    form.append("photos", await lock(await photo.arrayBuffer(), key, place), "p");
  }
}

/** Fills a form with a whole tip for those whose keys the server named, and for who has the receipt. */
export async function sealTip(form, text, photos, receipt, to) {
  const key = random(32);
  const mark = hex(random(16));
  const place = `tip:${mark}`;
  const { finder, opener } = await halvesOf(receipt, unhex(to.salt), to.rounds);
  await lockWords(form, text, photos, key, mark, 1);
  const sender = await (await lock(key, opener, place)).arrayBuffer();
  const lookup = hex(await subtle.digest("SHA-256", finder));
  const desks = await sealedTo(to.desks, key, place);
  const recovery = await sealedTo(to.recovery, key, place);
  form.append("sealed", JSON.stringify({ mark, lookup, sender: hex(sender), desks, recovery }));
  form.append("task", to.task);
  form.append("nonce", await worked(to.task, mark, to.bits));
}

/** Some work that makes a flood dear and a tip hardly: a number whose hash begins with so many zero bits. */
async function worked(task, mark, bits) {
  for (let from = 0; ; from += 64) {
    const tried = Array.from({ length: 64 }, (_, at) => subtle.digest("SHA-256", bytes(`${task}:${mark}:${from + at}`)));
    const found = (await Promise.all(tried)).findIndex((digest) => new DataView(digest).getUint32(0) >>> (32 - bits) === 0);
    if (found >= 0) return String(from + found);
  }
}

/** The photo drawn anew, with nothing in it but its colours; null where this browser does not draw faithfully. */
export async function bare(photo, side) {
  try {
    const picture = await createImageBitmap(photo, { imageOrientation: "from-image" });
    const scale = Math.min(1, side / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(picture.width * scale));
    canvas.height = Math.max(1, Math.round(picture.height * scale));
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return faithful() ? await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.85)) : null;
  } catch {
    return null;
  }
}

/** Tor Browser gives noise for what a page has drawn; then the server makes the photos anew. */
function faithful() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 8;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#336699";
  pen.fillRect(0, 0, 8, 8);
  const drawn = pen.getImageData(0, 0, 8, 8).data;
  return drawn.every((value, at) => value === [0x33, 0x66, 0x99, 0xff][at % 4]);
}

/** Asks the server; no cookie goes with it. {status, said}; throws where the network fails. */
export async function ask(address, form) {
  const rule = { method: "POST", body: form, credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer" };
  const answer = await fetch(address, rule);
  return { status: answer.status, said: await answer.json() };
}

/** Shows a box of the page with these words, and reads it out. */
export function tell(box, words) {
  box.textContent = words;
  box.hidden = !words;
}
