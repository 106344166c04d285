// "What is going on?": a situation → the cards made for it, the cards that go with those, and why.
const MOST_PROPOSED = 7;
const situations = new Map(); // as written → the ids of the cards made for it

for (const card of cards.values()) {
  for (const item of all(".when li", card.article)) {
    const text = item.textContent.trim();
    situations.set(text, [...(situations.get(text) || []), card.id]);
  }
}

/** The cards for a situation, the nearest first: their id, and why. */
function proposals(situation) {
  const own = situations.get(situation) || [];
  const made = own.map((id) => ({ id, why: label("made_for") }));
  for (const id of own) {
    for (const item of all(".related li", cards.get(id).article)) {
      const why = label("goes_with", { card: id, why: item.querySelector(".why").textContent.trim() });
      if (!made.some((one) => one.id === item.dataset.id)) made.push({ id: item.dataset.id, why });
    }
  }
  return made.slice(0, MOST_PROPOSED);
}

function propose(situation) {
  const box = byId("proposals");
  byId("proposals-title").textContent = label("proposals", { situation });
  box.querySelector("ol").replaceChildren(...proposals(situation).map(proposal));
  for (const button of all("[data-choose]", box)) markChooser(button);
  box.hidden = false;
  byId("what").open = false;
  goTo(box);
}

function proposal({ id, why }) {
  const link = make("a", { href: "#" + id }, cards.get(id).title);
  return make("li", { class: "part-" + cards.get(id).part }, chooser(id), " ", link, " ", make("span", { class: "why" }, why));
}

function drawSituations() {
  const wanted = plain(byId("what-q").value).split(" ").filter(Boolean);
  const found = [...situations.keys()].filter((text) => wanted.every((word) => plain(text).includes(word)));
  byId("what-none").hidden = found.length > 0;
  byId("situations").replaceChildren(...found.map((text) => {
    const button = make("button", { type: "button" }, text);
    button.addEventListener("click", () => propose(text));
    return make("li", {}, button);
  }));
}

byId("what").hidden = situations.size === 0;
byId("what").addEventListener("toggle", () => byId("what").open && drawSituations());
byId("what-q").addEventListener("input", drawSituations);
byId("no-proposals").addEventListener("click", () => {
  byId("proposals").hidden = true;
  byId("what").querySelector("summary").focus();
});
