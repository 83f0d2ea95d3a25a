// A form is sent once: the button shows that it is busy, a second submit does nothing. The back button frees it.
export default function once(form) {
  let sent = false;
  const buttons = () => [...form.elements].filter((element) => element.matches("button:not([type=button])"));
  form.addEventListener("submit", (event) => {
    if (sent) return event.preventDefault();
    if (event.defaultPrevented) return;
    sent = true;
    (event.submitter ?? buttons()[0])?.setAttribute("aria-busy", "true");
  });
  addEventListener("pageshow", () => {
    sent = false;
    for (const button of buttons()) button.removeAttribute("aria-busy");
  });
}
