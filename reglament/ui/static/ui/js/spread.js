// A wide table scrolls by itself on a narrow screen; only then it can be reached by keys.
export default function spread(box) {
  const look = () => {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  new ResizeObserver(look).observe(box);
}
