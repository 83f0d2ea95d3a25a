// R-64  Large files, one after another, in pieces: goes on after a pause, a broken line, or a page that was closed.
import Passage from "./passage.js";
import { Refusal, announce, come, send, speaker } from "./tus.js";

const PIECE = 2 * 1024 * 1024;
const LONGEST_PAUSE = 30_000;
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

export default function transfer(form) {
  const words = JSON.parse(form.dataset.words);
  const input = form.querySelector("input[type=file]");
  const button = form.querySelector(".acts button");
  const list = form.querySelector("[data-list]");
  const row = form.querySelector("template").content.firstElementChild;
  const speak = speaker(form.querySelector("[name=csrfmiddlewaretoken]").value);
  let unfinished = JSON.parse(form.dataset.unfinished);
  let left = Number(form.dataset.left);

  for (const hint of form.querySelectorAll("[data-scripted]")) hint.hidden = false;
  input.addEventListener("change", () => input.setCustomValidity(""));
  addEventListener("beforeunload", (event) => input.disabled && event.preventDefault());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const files = [...input.files];
    input.setCustomValidity(files.length ? "" : words.choose);
    if (files.length) pass(files);
    else input.reportValidity();
  });

  async function pass(files) {
    const passages = files.map((file) => new Passage(file, row, words));
    list.replaceChildren(...passages.map((passage) => passage.line));
    button.disabled = input.disabled = true;
    let whole = true;
    for (const passage of passages) whole = (await arrive(passage)) && whole;
    button.disabled = input.disabled = false;
    if (whole) location.reload();
  }

  async function arrive(passage) {
    for (let failures = 0; ; ) {
      try {
        passage.url ??= known(passage.file) ?? (await begin(passage.file));
        await go(passage, () => (failures = 0));
        passage.end(words.done, passage.file.size);
        return true;
      } catch (failure) {
        if (failure instanceof Refusal) {
          passage.end(`${words.failed}: ${failure.message}`);
          return false;
        }
        passage.say(words.away);
        await wait(Math.min(1000 * 2 ** failures++, LONGEST_PAUSE));
      }
    }
  }

  async function go(passage, going) {
    const { file, url } = passage;
    let offset = await come(speak, url);
    do {
      await passage.turn();
      passage.say(offset + PIECE < file.size ? words.going : words.checking, offset);
      offset = await send(speak, url, offset, file.slice(offset, offset + PIECE));
      going();
    } while (offset < file.size);
  }

  function known(file) {
    const same = unfinished.find((each) => each.name === file.name && each.size === file.size);
    unfinished = unfinished.filter((each) => each !== same);
    return same?.url;
  }

  async function begin(file) {
    if (file.size > left) throw new Refusal(words.large);
    left -= file.size;
    return announce(speak, form.dataset.url, file);
  }
}
