// Files of a form: choose them, drop them anywhere on it, paste them; each can be taken out again before it is sent.
import Budget from "./budget.js";

const same = (one, other) => one.name === other.name && one.size === other.size;

export default function files(box) {
  const budget = new Budget(box);
  const form = box.closest("form") ?? box;
  const input = box.querySelector("input[type=file]");
  const list = box.querySelector("[data-list]");
  const row = box.querySelector("template").content.firstElementChild;
  const choose = chooser(input, budget.words.choose, box.classList.contains("files--compact"));
  const hint = box.querySelector("[data-drop-hint]");
  let chosen = [];

  const add = (more) => keep([...chosen, ...[...more].filter((file) => !chosen.some((known) => same(known, file)))]);

  function keep(next) {
    chosen = next;
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    input.files = transfer.files;
    list.replaceChildren(...chosen.map(drawn));
    budget.draw(chosen);
  }

  function drawn(file, index) {
    const line = row.cloneNode(true);
    line.querySelector("[data-name]").textContent = file.name;
    line.querySelector("[data-size]").textContent = budget.size(file.size);
    const button = line.querySelector("button");
    button.setAttribute("aria-label", `${budget.words.remove} ${file.name}`);
    button.addEventListener("click", () => {
      keep(chosen.filter((_file, other) => other !== index));
      (list.querySelectorAll("button")[Math.min(index, chosen.length - 1)] ?? choose).focus();
    });
    return line;
  }

  function dropped(event) {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    box.classList.toggle("over", event.type === "dragover");
    if (event.type === "drop") add(event.dataTransfer.files);
  }

  if (hint) hint.hidden = false;
  input.addEventListener("change", () => add(input.files));
  for (const kind of ["dragover", "dragleave", "drop"]) form.addEventListener(kind, dropped);
  // A file that falls beside the form must not replace the page and what was typed on it.
  for (const kind of ["dragover", "drop"]) document.addEventListener(kind, (event) => event.preventDefault());
  form.addEventListener("paste", (event) => event.clipboardData.files.length && add(event.clipboardData.files));
  form.addEventListener("change", (event) => event.target.dataset.kept && budget.draw(chosen));
  keep([]);
}

function chooser(input, words, compact) {
  const choose = document.createElement("button");
  choose.type = "button";
  choose.className = compact ? "button button--text" : "button";
  choose.textContent = words;
  choose.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
  choose.addEventListener("click", () => input.click());
  input.classList.add("sr");
  input.tabIndex = -1;
  input.setAttribute("aria-hidden", "true");
  input.before(choose);
  return choose;
}
