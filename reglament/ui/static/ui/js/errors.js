// The summary of errors takes the focus; its links put the caret into the field.
export default function errors(summary) {
  summary.focus({ preventScroll: false });
  summary.addEventListener("click", (event) => {
    const field = document.querySelector(event.target.closest("a")?.getAttribute("href") ?? null);
    const control = field?.matches("input, select, textarea") ? field : field?.querySelector("input, select, textarea");
    if (!control) return;
    event.preventDefault();
    control.focus();
    (control.closest(".field, fieldset") ?? control).scrollIntoView({ block: "start" });
  });
}
