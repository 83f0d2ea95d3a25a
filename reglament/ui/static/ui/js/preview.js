// What would happen if the form were sent now: asked again after each choice, shown in place of `data-target`.
import { calmly, swap } from "./swap.js";

export default function preview(form) {
  const { previewUrl: url, target: id } = form.dataset;
  let asked = 0;

  async function ask() {
    const target = document.getElementById(id);
    if (!target || !url) return;
    const mine = ++asked;
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    const answer = await fetch(url, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (answer?.ok && mine === asked) swap(target, await answer.text());
  }

  const soon = calmly(ask, 150);
  form.addEventListener("change", (event) => event.target.matches("[type=radio], [type=checkbox], select") && soon());
}
