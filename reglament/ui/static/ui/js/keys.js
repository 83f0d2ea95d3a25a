// Keys by their place on the keyboard (event.code), so that the Russian layout works. `data-key` presses or focuses.
const typing = (element) => element.matches?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");
const visible = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;

function named(code) {
  const all = document.querySelectorAll(`[data-key="${CSS.escape(code)}"]`);
  return [...all].find((element) => visible(element) && element.getAttribute("aria-disabled") !== "true");
}

function press(element) {
  if (!typing(element)) return element.click();
  element.focus();
  element.select?.();
}

function sheet() {
  const dialog = document.getElementById("keys");
  if (!dialog?.showModal) return false;
  if (dialog.open) dialog.close();
  else dialog.showModal();
  return true;
}

export default function keys(body) {
  body.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const { target, code } = event;
    if ((event.ctrlKey || event.metaKey) && (code === "Enter" || code === "NumpadEnter")) {
      const form = target.closest?.("form[data-send]");
      if (form) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button.button--main[type=submit]"));
      }
      return;
    }
    if (code === "Escape" && typing(target)) return target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(target) || target.closest?.("dialog")) return;
    if (event.key === "?" && sheet()) return event.preventDefault();
    if (code === "Enter" && target.closest?.("a, button, summary, label, [tabindex]:not(main)")) return;
    const element = named(event.shiftKey ? `Shift+${code}` : code);
    if (!element) return;
    event.preventDefault();
    press(element);
  });
}
