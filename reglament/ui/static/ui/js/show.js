// Parts of a form that belong to one answer: `data-show="field=value"` is shown while the field has that value.
export default function show(form) {
  const parts = [...form.querySelectorAll("[data-show]")].map((part) => [part, ...part.dataset.show.split("=")]);

  function look() {
    const typed = new FormData(form);
    for (const [part, name, value] of parts) {
      const known = typed.get(name);
      // A group of choices without an answer keeps what the server has shown.
      if (known === null && form.querySelector(`[name="${name}"][type=radio]`) && !part.querySelector("input")) continue;
      part.hidden = known !== value;
    }
  }

  form.addEventListener("change", look);
  look();
}
