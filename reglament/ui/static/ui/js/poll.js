// Asks again every `data-every` seconds. Nothing new is 304 and costs nothing; a hidden page does not ask.
import { swap } from "./swap.js";

export default function poll(element) {
  let tag = element.dataset.etag ?? "";

  async function ask() {
    if (!element.isConnected) return; // what stands in its place polls for itself
    const { url } = element.dataset;
    if (document.visibilityState === "visible" && !busy(element)) {
      const headers = { "X-Requested-With": "fetch", ...(tag && { "If-None-Match": tag }) };
      const answer = await fetch(url || location.href, { headers, cache: "no-store" }).catch(() => null);
      if (answer?.status === 200) {
        tag = answer.headers.get("ETag") ?? "";
        swap(element, await answer.text());
      }
    }
    setTimeout(ask, wait());
  }

  const wait = () => Math.max(5, Number(element.dataset.every) || 20) * 1000;
  setTimeout(ask, wait());
}

// Nobody's typing is thrown away by news.
const busy = (element) => element.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");
