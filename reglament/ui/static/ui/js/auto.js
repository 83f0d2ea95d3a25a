// A filter form that sends itself when a choice changes; the button is needed without scripts only.
export default function auto(form) {
  for (const button of form.querySelectorAll("button[type=submit]")) button.hidden = true;
  form.addEventListener("change", () => form.requestSubmit());
}
