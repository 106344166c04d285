// Before anything is drawn: what only a script can do may show. Where the script fails, all is shown as without one.
document.documentElement.classList.add("js");
addEventListener("load", () => {
  if (!document.querySelector("main[data-view]")) document.documentElement.classList.remove("js");
});
