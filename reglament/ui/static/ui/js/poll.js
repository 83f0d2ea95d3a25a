// Asks again every `data-every` seconds (the first time at once with `data-now`). Nothing new is 304 and costs nothing;
// a hidden page does not ask.
import { swap } from "./swap.js";

export default function poll(element) {
  const { url, every } = element.dataset;
  const { id } = element;
  let tag = element.dataset.etag ?? "";

  async function ask() {
    const there = document.getElementById(id);
    if (!there) return;
    if (document.visibilityState === "visible" && !busy(there)) {
      const headers = { "X-Requested-With": "fetch", ...(tag && { "If-None-Match": tag }) };
      const answer = await fetch(url || location.href, { headers, cache: "no-store" }).catch(() => null);
      if (answer?.status === 200) {
        tag = answer.headers.get("ETag") ?? "";
        const fresh = swap(there, await answer.text());
        if (fresh !== there) return; // the new element polls for itself
      }
    }
    setTimeout(ask, wait());
  }

  const wait = () => Math.max(5, Number(every) || 20) * 1000;
  if ("now" in element.dataset) ask();
  else setTimeout(ask, wait());
}

// Nobody's typing is thrown away by news.
const busy = (element) => element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
