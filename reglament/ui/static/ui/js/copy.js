// Copies `data-text` and says so for a moment.
export default function copy(button) {
  if (!navigator.clipboard) return; // without https the browser lends none
  button.hidden = false;
  const label = button.querySelector("span") ?? button;
  const words = label.textContent;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(button.dataset.text);
    label.textContent = button.dataset.done ?? words;
    setTimeout(() => (label.textContent = words), 1500);
  });
}
