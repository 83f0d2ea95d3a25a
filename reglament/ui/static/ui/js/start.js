// The one script of every page: gives elements the behaviours they name, also those that arrive later.
const behaviours = {
  auto: () => import("./auto.js"),
  copy: () => import("./copy.js"),
  draft: () => import("./draft.js"),
  errors: () => import("./errors.js"),
  files: () => import("./files.js"),
  finder: () => import("./finder.js"),
  keys: () => import("./keys.js"),
  once: () => import("./once.js"),
  picker: () => import("./picker.js"),
  poll: () => import("./poll.js"),
  preview: () => import("./preview.js"),
  print: () => import("./print.js"),
  rows: () => import("./rows.js"),
  show: () => import("./show.js"),
  spread: () => import("./spread.js"),
  theme: () => import("./theme.js"),
  transfer: () => import("./transfer.js"),
};
const given = new WeakMap();

async function give(element) {
  const names = element.dataset.behaviour.split(/\s+/).filter((name) => name in behaviours);
  const had = given.get(element) ?? new Set();
  given.set(element, had);
  for (const name of names) {
    if (had.has(name)) continue;
    had.add(name);
    const { default: behave } = await behaviours[name]();
    behave(element);
  }
}

function start(root) {
  if (root.matches?.("[data-behaviour]")) give(root);
  root.querySelectorAll("[data-behaviour]").forEach(give);
}

start(document.documentElement);
new MutationObserver((changes) => {
  for (const change of changes) for (const node of change.addedNodes) if (node.nodeType === 1) start(node);
}).observe(document.body, { childList: true, subtree: true });
