// What was typed is kept: the fields go to `data-draft-url` when the typing rests, and once more when the page is left.
import { calmly } from "./swap.js";

function fields(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

export default function draft(form) {
  const { draftUrl: url } = form.dataset;
  if (!url) return;
  const place = form.querySelector("[data-saved]");
  let kept = new URLSearchParams(fields(form)).toString();
  let leaving = false;

  async function keep() {
    const data = fields(form);
    const now = new URLSearchParams(data).toString();
    if (now === kept || leaving) return;
    const answer = await fetch(url, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } }).catch(() => null);
    if (!answer?.ok) return;
    kept = now;
    const words = await answer.text();
    if (place && words) place.textContent = said(words);
  }

  const soon = calmly(keep, 2000);
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => (leaving = !event.defaultPrevented));
  addEventListener("pageshow", () => (leaving = false));
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && keep());
}

function said(words) {
  try {
    return JSON.parse(words).saved ?? "";
  } catch {
    return words;
  }
}
