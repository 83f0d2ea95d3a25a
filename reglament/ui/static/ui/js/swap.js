// Puts a piece of a fetched page in place of the one that is there, without taking the focus, the caret or the scroll.
export function swap(target, html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const fresh = page.getElementById(target.id);
  if (!fresh || fresh.outerHTML === target.outerHTML) return target;
  const focused = target.contains(document.activeElement) ? document.activeElement : null;
  const place = focused?.id ? `#${CSS.escape(focused.id)}` : null;
  const caret = focused && "selectionStart" in focused ? [focused.selectionStart, focused.selectionEnd] : null;
  const open = new Set([...target.querySelectorAll("details[open][id]")].map((details) => details.id));
  const selected = target.querySelector('[aria-selected="true"][id]')?.id;
  const scroll = target.scrollTop;
  target.replaceWith(fresh);
  fresh.scrollTop = scroll;
  for (const id of open) fresh.querySelector(`#${CSS.escape(id)}`)?.setAttribute("open", "");
  if (selected) fresh.querySelector(`#${CSS.escape(selected)}`)?.setAttribute("aria-selected", "true");
  const again = place && fresh.querySelector(place);
  if (again) {
    again.focus({ preventScroll: true });
    if (caret && caret[0] !== null) again.setSelectionRange?.(...caret);
  }
  return fresh;
}

// Calls `act` once, when nobody has asked for it again for `delay` milliseconds.
export function calmly(act, delay) {
  let waiting;
  return (...given) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => act(...given), delay);
  };
}
