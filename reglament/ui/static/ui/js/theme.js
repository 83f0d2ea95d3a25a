// Colours: as in the system, light or dark; kept in a cookie that the server reads, so the next page comes in them.
const YEAR = 365 * 24 * 3600;
const cookie = () => /(?:^|; )theme=(light|dark)/.exec(document.cookie)?.[1] ?? "auto";

export default function theme(group) {
  const buttons = [...group.querySelectorAll("[data-theme-choice]")];
  const root = document.documentElement;

  function show() {
    const chosen = cookie();
    if (chosen === "auto") delete root.dataset.theme;
    else root.dataset.theme = chosen;
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen));
  }

  for (const button of buttons)
    button.addEventListener("click", () => {
      const chosen = button.dataset.themeChoice;
      const age = chosen === "auto" ? 0 : YEAR;
      document.cookie = `theme=${chosen}; path=/; max-age=${age}; samesite=lax`;
      show();
    });
  group.hidden = false;
  show();
}
