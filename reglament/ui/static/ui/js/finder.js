// A search box inside a larger form: answers while one types, sends the fields named in `data-with`, swaps `data-target`.
import { calmly, swap } from "./swap.js";

export default function finder(box) {
  const input = box.querySelector("input[type=search]");
  const form = input.form;
  let asked = 0;

  async function ask() {
    const target = document.getElementById(box.dataset.target);
    if (!target) return;
    const mine = ++asked;
    const typed = new FormData(form);
    const address = new URL(box.dataset.url, location);
    for (const name of box.dataset.with.split(" ")) address.searchParams.set(name, typed.get(name) ?? "");
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (answer?.ok && answer.status === 200 && mine === asked) swap(target, await answer.text());
  }

  for (const button of box.querySelectorAll("button")) button.hidden = true;
  input.addEventListener("input", calmly(ask, 200));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    ask();
  });
}
