// Opens what is folded away, prints, and folds it again.
export default function print(button) {
  button.hidden = false;
  button.addEventListener("click", (event) => {
    event.preventDefault();
    const folded = [...document.querySelectorAll("main details:not([open])")];
    for (const details of folded) details.open = true;
    window.print();
    for (const details of folded) details.open = false;
  });
}
