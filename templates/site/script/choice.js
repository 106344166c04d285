// The chosen cards: in this order, in the address, and kept on the device where it lets us.
const KEPT = "deck-choice:" + location.pathname;
let chosen = [];

function kept() {
  try {
    return sorted(String(localStorage.getItem(KEPT) || "").split(",").filter((id) => CARD.test(id))).known;
  } catch (error) {
    return []; // no storage here: the address still has the choice
  }
}

function keep() {
  try {
    localStorage.setItem(KEPT, chosen.join(","));
  } catch (error) {
    // as above
  }
}

/** Choose these cards, in this order. */
function choose(ids) {
  chosen = ids;
  keep();
  drawChoice();
  writeAddress();
}

/** Choose what an address brought. What was chosen before can be had back. */
function bring(ids) {
  const { known, unknown } = sorted(ids);
  if (known.join() === chosen.join()) return unknown.length ? tellUnknown(unknown) : undefined;
  const before = chosen;
  chosen = known;
  keep();
  drawChoice();
  if (before.length) {
    const back = answer(label("restore"), () => {
      choose(before);
      forget();
      say(label("restored"));
    });
    setTimeout(() => notify(label("opened", { cards: known.length }) + " ", back));
  }
  if (unknown.length) setTimeout(() => tellUnknown(unknown));
}

function tellUnknown(ids) {
  notify(ids.length === 1 ? label("no_card", { card: ids[0] }) : label("no_cards", { cards: ids.slice(0, 20).join(", ") }));
}

/** Add a card, or take it away. */
function toggle(id) {
  const there = chosen.includes(id);
  choose(there ? chosen.filter((other) => other !== id) : [...chosen, id]);
  say(label(there ? "removed" : "added", { card: id }));
}

function chooser(id) {
  const button = make("button", { type: "button", class: "choose", "data-choose": id });
  button.addEventListener("click", () => toggle(id));
  return button;
}

function markChooser(button) {
  const there = chosen.includes(button.dataset.choose);
  button.setAttribute("aria-pressed", String(there));
  button.textContent = label(there ? "chosen" : "choose");
  button.setAttribute("aria-label", button.textContent + ": " + cards.get(button.dataset.choose).title);
}

/** Draw all that shows the choice. */
function drawChoice() {
  for (const button of all("[data-choose]")) markChooser(button);
  byId("count").textContent = chosen.length ? String(chosen.length) : "";
  byId("choice-none").hidden = chosen.length > 0;
  byId("choice-some").hidden = chosen.length === 0;
  byId("bar").hidden = chosen.length === 0;
  byId("bar-count").textContent = chosen.length === 1 ? label("count_one") : label("count", { cards: chosen.length });
  drawRows();
  drawLink();
}

for (const card of cards.values()) card.article.querySelector(".head").append(chooser(card.id));
byId("empty").addEventListener("click", () => {
  const before = chosen;
  choose([]);
  say(label("emptied"));
  byId("keuze").focus();
  notify(label("emptied") + " ", answer(label("restore"), () => {
    choose(before);
    forget();
    say(label("restored"));
  }));
});
