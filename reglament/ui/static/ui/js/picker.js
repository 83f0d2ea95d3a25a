// A plain search form that answers while one types: the same address, the same page, one piece of it swapped.
import { calmly, swap } from "./swap.js";

export default function picker(form) {
  const input = form.querySelector("input[type=search]");
  let asked = 0;

  async function ask() {
    const target = document.getElementById(form.dataset.target);
    if (!target) return;
    const mine = ++asked;
    const address = new URL(form.action);
    address.search = new URLSearchParams(new FormData(form)).toString();
    target.setAttribute("aria-busy", "true");
    const answer = await fetch(address, { headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    const html = answer?.ok ? await answer.text() : null;
    if (mine !== asked) return;
    target.removeAttribute("aria-busy");
    if (html !== null) swap(target, html);
  }

  const soon = calmly(ask, 200);
  input.addEventListener("input", soon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    ask();
  });
}
