// The cards, as the page holds them. Everything is read from the page, so there is no second copy of a text.
const cards = new Map();
const parts = all(".part");

for (const article of all("article.card")) {
  const id = article.dataset.id;
  cards.set(id, {
    id,
    article,
    part: article.dataset.part,
    themes: article.dataset.themes.split(" "),
    paths: article.dataset.paths.split(" "),
    title: article.querySelector("h3 a").textContent.replace(/\s+/g, " ").trim(),
    text: null, // as it is searched, once it has been read
    hit: null, // what is shown of a search
  });
}

/** All that can be found in a card, as it is searched. */
function textOf(card) {
  if (card.text === null) {
    const found = [card.article.querySelector("h3"), ...all(".when, .front .quote, .reflect, .inspire, .panel", card.article)];
    card.text = plain(found.map((element) => element.textContent).join(" "));
  }
  return card.text;
}

/** The known ids of a list, each once, in the order given; and those that are not known. */
function sorted(ids) {
  const known = [];
  const unknown = [];
  for (const id of ids) {
    if (!cards.has(id)) unknown.push(id);
    else if (!known.includes(id)) known.push(id);
  }
  return { known, unknown };
}

/** The card nearest to an id that is not there: in its part, and there the nearest number. */
function nearest(id) {
  const [part, number] = id.split(".").map(Number);
  let best = null;
  let least = Infinity;
  for (const other of cards.keys()) {
    const [itsPart, itsNumber] = other.split(".").map(Number);
    const far = Math.abs(itsPart - part) * 1000 + Math.abs(itsNumber - number);
    if (far < least) [best, least] = [other, far];
  }
  return best;
}
