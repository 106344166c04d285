// The page is whole: show what its address asks for.
chosen = kept();
drawChoice();
find();
follow(true);
window.addEventListener("hashchange", () => follow(false));
// The browser goes to the anchor by itself, past the page's head.
window.addEventListener("load", () => {
  if (place !== "fiches") requestAnimationFrame(() => requestAnimationFrame(() => window.scrollTo({ top: 0, behavior: "instant" })));
});
