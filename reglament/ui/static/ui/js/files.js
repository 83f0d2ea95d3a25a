// The budget of files, live: choose, drop or paste; each can be taken out again before anything is sent.
// What the form holds already, data-kept="bytes", counts too; a box that is not ticked does not.
const HTML = { "&": "&amp;", "<": "&lt;", '"': "&quot;" };
const escape = (text) => text.replace(/[&<"]/g, (char) => HTML[char]);
const MB = 1024 * 1024;
const figure = (bytes) => (bytes / MB).toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });

export default function files(box) {
  const { most, mostBytes, wordsFiles, wordsOf, wordsLeft, wordsOver, wordsRemove, wordsChoose } = box.dataset;
  const input = box.querySelector("input[type=file]");
  const [kilo, mega] = box.dataset.wordsUnits.split(" ");
  const size = (bytes) => (bytes < MB ? `${Math.max(1, Math.round(bytes / 1024))} ${kilo}` : `${figure(bytes)} ${mega}`);
  const find = (name) => box.querySelector(`[data-${name}]`);
  const drop = box.querySelector(".drop");
  const form = box.closest("form") ?? box;
  const kept = () => [...form.querySelectorAll("[data-kept]")].filter((one) => one.checked ?? true).map((one) => ({ size: Number(one.dataset.kept) }));
  let chosen = [];

  function keep(next) {
    chosen = next;
    const transfer = new DataTransfer();
    for (const file of chosen) transfer.items.add(file);
    input.files = transfer.files;
    draw();
  }

  const same = (one, other) => one.name === other.name && one.size === other.size;
  const add = (more) => keep([...chosen, ...[...more].filter((file) => !chosen.some((known) => same(known, file)))]);

  function draw() {
    const all = [...kept(), ...chosen];
    const total = all.reduce((sum, file) => sum + file.size, 0);
    const scale = Math.max(total, Number(mostBytes)) / 100;
    let at = 0;
    find("parts").innerHTML = all.map((file) => part(file, scale, (at += file.size) - file.size, Number(mostBytes))).join("");
    const full = total > mostBytes || all.length > most;
    find("budget").classList.toggle("full", full);
    find("budget").hidden = !all.length;
    find("spent").innerHTML = `<b>${all.length} ${wordsOf} ${most}</b> ${wordsFiles}, <b>${figure(total)} ${wordsOf} ${size(mostBytes)}</b>`;
    find("left").textContent = `${full && total > mostBytes ? wordsOver : wordsLeft} ${size(Math.abs(mostBytes - total))}`;
    find("list").innerHTML = chosen.map((file, index) => row(file, index, size(file.size), wordsRemove)).join("");
    const line = box.querySelector(".due");
    for (const end of ["x1", "x2"]) line.setAttribute(end, `${Number(mostBytes) / scale}%`);
  }

  const choose = document.createElement("button");
  choose.type = "button";
  choose.className = "button";
  choose.textContent = wordsChoose;
  choose.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
  choose.addEventListener("click", () => input.click());
  input.classList.add("sr");
  input.tabIndex = -1;
  input.before(choose);
  find("drop-hint").hidden = false;
  input.addEventListener("change", () => add(input.files));
  find("list").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) keep(chosen.filter((_file, index) => index !== Number(button.value)));
  });
  for (const kind of ["dragover", "dragleave", "drop"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.toggle("over", kind === "dragover");
      if (kind === "drop") add(event.dataTransfer.files);
    });
  form.addEventListener("paste", (event) => event.clipboardData.files.length && add(event.clipboardData.files));
  form.addEventListener("change", (event) => event.target.dataset.kept && draw());
  if (kept().length) draw();
}

const part = (file, scale, start, limit) =>
  `<rect class="${start + file.size > limit ? "over" : "run"}" x="${start / scale}%" y="1" width="${Math.max(0.3, file.size / scale - 0.3)}%" height="10"/>`;
const row = (file, index, size, remove) =>
  `<li><span aria-hidden="true">·</span><div>${escape(file.name)}</div><span class="num">${size}</span><button class="cross" type="button" value="${index}" aria-label="${remove} ${escape(file.name)}">×</button></li>`;
