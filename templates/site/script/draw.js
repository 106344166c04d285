// A card by chance, of those that were asked for, each once until the pile is used up.
let drawn = new Set();
let pileOf = "";

/** The next card of the pile, and how many are left; null where there is none at all. */
function draw() {
  const ids = listed();
  if (ids.join() !== pileOf) [drawn, pileOf] = [new Set(), ids.join()];
  if (!ids.length) return null;
  let pile = ids.filter((id) => !drawn.has(id));
  if (!pile.length) {
    const last = [...drawn].pop();
    drawn = new Set();
    pile = ids.filter((id) => id !== last || ids.length === 1); // not the same twice in a row
  }
  const id = pile[chance(pile.length)];
  drawn.add(id);
  return { id, left: ids.length - drawn.size };
}

/** A number below `most`, each as likely. */
function chance(most) {
  return Math.floor(Math.random() * most);
}

byId("draw").addEventListener("click", () => {
  const card = draw();
  if (!card) return notify(label("drawn_none"));
  location.hash = written(card.id, chosen);
  const text = label(card.left ? "drawn" : "drawn_last", { card: card.id, left: card.left });
  setTimeout(() => {
    const again = answer(label("draw"), () => byId("draw").click());
    notify(text + " ", again);
  });
});
