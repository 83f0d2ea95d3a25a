// Rows by keys: j and k (or the arrows) move, Enter opens, x ticks. The row is remembered while the page lives.
const typing = (element) => element.matches?.("input:not([type=checkbox]), textarea, select");

export default function rows(list) {
  const all = () => [...list.querySelectorAll("[data-row]")];
  const current = () => list.querySelector('[data-row][aria-selected="true"], [data-row]:has([aria-current])');

  function move(step) {
    const known = all();
    if (!known.length) return;
    const at = known.indexOf(current());
    const next = known[Math.min(known.length - 1, Math.max(0, at + step))];
    for (const row of known) row.removeAttribute("aria-selected");
    next.setAttribute("aria-selected", "true");
    next.scrollIntoView({ block: "nearest" });
    next.querySelector("a")?.focus({ preventScroll: true });
  }

  const acts = {
    KeyJ: () => move(1),
    KeyK: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    KeyX: () => current()?.querySelector("input[type=checkbox]")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (!list.isConnected || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (typing(event.target) || event.target.closest?.("dialog")) return;
    if (event.code.startsWith("Arrow") && !list.contains(document.activeElement)) return;
    const act = acts[event.code];
    if (!act) return;
    event.preventDefault();
    act();
  });
}
