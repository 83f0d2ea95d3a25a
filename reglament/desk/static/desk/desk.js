// What only the desk does: a step's form in a panel, canned replies at the caret, numbers taken over, the way back to the queue, the first fetch of what is polled.
import { swap } from "../ui/js/swap.js";

const STEP = /\/desk\/cases\/[^/]+\/steps\/[^/]+\//;

async function page(address) {
  const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
  return answer?.ok ? answer : null;
}

// The form opens over the page; without scripts, or when anything is odd, the link simply leads to it.
async function open(link) {
  const answer = await page(link.href);
  const html = answer && !answer.redirected ? await answer.text() : "";
  const step = new DOMParser().parseFromString(html, "text/html").getElementById("step");
  if (!step) return location.assign(link.href);
  const panel = document.createElement("dialog");
  panel.className = "panel";
  panel.setAttribute("aria-label", step.querySelector("h1").textContent);
  panel.append(step);
  panel.addEventListener("close", () => {
    panel.remove();
    (link.checkVisibility() ? link : document.querySelector(".steps-menu summary"))?.focus();
  });
  for (const back of panel.querySelectorAll(".step-acts a"))
    back.addEventListener("click", (event) => {
      event.preventDefault();
      panel.close();
    });
  link.closest(".steps-menu")?.removeAttribute("open");
  document.body.append(panel);
  panel.showModal();
  panel.querySelector("select, textarea, input:not([type=hidden])")?.focus();
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !STEP.test(link.pathname) || link.closest("dialog")) return;
  event.preventDefault();
  open(link);
});

// A canned reply goes where the caret stands; the button is for pages without scripts.
for (const place of document.querySelectorAll("[data-canned]")) {
  const [select, button] = [place.querySelector("select"), place.querySelector("button")];
  button.hidden = true;
  select.addEventListener("change", async () => {
    if (!select.value) return;
    const answer = await page(place.dataset.canned.replace("_/", `${encodeURIComponent(select.value)}/`));
    const text = place.closest("form").querySelector("textarea");
    if (answer) text.setRangeText(await answer.text(), text.selectionStart, text.selectionEnd, "end");
    text.dispatchEvent(new Event("input", { bubbles: true }));
    select.value = "";
    text.focus();
  });
}

// P/N and S/N of a found item, put into the form beside.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-take]");
  if (!button) return;
  event.preventDefault();
  const [pn, sn] = button.dataset.take.split("|");
  document.querySelector("[name=pn]").value = pn;
  document.querySelector("[name=sn]").value = sn;
});

// The filter of the queue goes along to its cases: their neighbours are its rows, and the way back leads to it.
const QUEUE = "queue-filter";
if (document.getElementById("queue")) sessionStorage.setItem(QUEUE, location.search);
const filter = sessionStorage.getItem(QUEUE);
if (filter !== null) {
  for (const link of document.querySelectorAll("a[data-queue]")) link.search = filter;
  const beside = document.querySelector("#neighbours[data-url]");
  if (beside) beside.dataset.url += `?from=queue${filter.replace("?", "&")}`;
}

// What is polled later is fetched at once here, when its address is known.
for (const part of document.querySelectorAll("[data-first]"))
  page(part.dataset.url).then(async (answer) => answer && swap(part, await answer.text()));

// What a key means may be folded away: the right tab of the composer, the menu of steps. It opens before the key acts.
document.addEventListener(
  "keydown",
  (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, dialog")) return;
    const tab = { KeyR: "public", KeyN: "internal" }[event.code];
    const choice = tab && document.querySelector(`[name=composer][value=${tab}]`);
    if (choice) choice.checked = true;
    const folded = document.querySelector(`.steps-menu:not([open]) [data-key="${CSS.escape(event.code)}"]`);
    if (folded) folded.closest("details").open = true;
  },
  true,
);

for (const menu of document.querySelectorAll(".steps-menu"))
  menu.addEventListener("toggle", () => menu.open && menu.querySelector(".steps-sheet").scrollIntoView({ block: "nearest" }));

// The menu of steps closes when something else is pressed, and on Esc.
for (const name of ["click", "keydown"])
  document.addEventListener(name, (event) => {
    const menu = document.querySelector(".steps-menu[open]");
    if (menu && (name === "click" ? !menu.contains(event.target) : event.code === "Escape")) menu.open = false;
  });
