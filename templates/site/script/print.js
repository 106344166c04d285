// The browser's own print, of the chosen cards or of what the page shows.
const SIZES = { a5: "148mm 210mm", long: "297mm 210mm", short: "297mm 210mm", fold: "297mm 210mm" };

/** Make the pages, ready to be printed. */
function prepare(form, ids) {
  const box = byId("print");
  box.replaceChildren(...paper(form, ids));
  box.className = "print " + form;
  const rule = "@page { size: " + SIZES[form] + "; margin: 0 }";
  box.prepend(make("style", {}, rule));
  root.classList.add("printing");
  for (const side of all(".side", box)) fit(side);
}

function unprepare() {
  root.classList.remove("printing");
  byId("print").replaceChildren();
}

/** What the browser's menu prints: the card that is shown, the choice, or the cards of the list. */
function shownCards() {
  const view = document.querySelector("main").dataset.view;
  if (view === "card") return all(".card.open").map((article) => article.dataset.id);
  if (view === "choice") return chosen;
  return view === "cards" ? listed() : [];
}

byId("press").addEventListener("submit", (event) => {
  event.preventDefault();
  prepare(new FormData(byId("press")).get("form"), chosen);
  document.fonts.ready.then(() => window.print());
});
window.addEventListener("beforeprint", () => {
  const ids = root.classList.contains("printing") ? [] : shownCards();
  if (ids.length) prepare("a5", ids);
});
window.addEventListener("afterprint", unprepare);
