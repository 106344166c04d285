// Finding cards: by words in all that they say, by part, theme and path.
const MOST_HITS = 20; // cards under whose title the words are shown where they were found
const filters = { luik: byId("by-part"), thema: byId("by-theme"), pad: byId("by-path") };

function asked() {
  const value = (field) => (field ? field.value : "");
  return {
    words: plain(byId("q").value).split(" ").filter(Boolean),
    part: value(filters.luik),
    theme: value(filters.thema),
    path: value(filters.pad),
  };
}

function fits(card, want) {
  return (
    (!want.part || card.part === want.part) &&
    (!want.theme || card.themes.includes(want.theme)) &&
    (!want.path || card.paths.includes(want.path)) &&
    want.words.every((word) => textOf(card).includes(word))
  );
}

/** The ids of the cards that were asked for, in the deck's order. */
function listed() {
  const want = asked();
  return [...cards.values()].filter((card) => fits(card, want)).map((card) => card.id);
}

/** Show the cards that were asked for, and say how many there are. */
function find() {
  const want = asked();
  const found = new Set(listed());
  const inParts = new Set();
  let hits = want.words.length ? MOST_HITS : 0;
  for (const card of cards.values()) {
    const shown = found.has(card.id);
    card.article.classList.toggle("out", !shown);
    showHit(card, shown && hits > 0 ? want.words : []);
    if (!shown) continue;
    hits -= 1;
    inParts.add(card.part);
  }
  for (const part of parts) part.classList.toggle("out", !inParts.has(part.dataset.part));
  byId("clear").hidden = !(want.words.length || want.part || want.theme || want.path);
  byId("found").textContent = counted(found.size);
}

function counted(number) {
  const about = { cards: number, all: cards.size };
  if (number === cards.size) return label("found_all", about);
  return label(number === 0 ? "found_none" : number === 1 ? "found_one" : "found", about);
}

/** Under a card's title the point in which the words were found, with the words marked. */
function showHit(card, wanted) {
  const where = wanted.length ? pointWith(card, wanted) : null;
  if (card.hit) card.hit.remove();
  card.hit = where ? make("p", { class: "hit" }, ...marked(where, wanted)) : null;
  if (card.hit) card.article.querySelector(".head").after(card.hit);
}

function pointWith(card, wanted) {
  const points = all(".quote .words, .speaker, .lead, .side li", card.article).map((point) => point.textContent.replace(/\s+/g, " ").trim());
  const has = (point, list) => list.every((word) => plain(point).includes(word));
  return points.find((point) => has(point, wanted)) || points.find((point) => wanted.some((word) => has(point, [word])));
}

/** A text in pieces, its words that were sought in <mark>. */
function marked(text, wanted) {
  const pieces = [];
  let from = 0;
  for (const { start, end } of places(text, wanted)) {
    if (!pieces.length && start > 90) [from, pieces[0]] = [start - 70, "…"];
    pieces.push(text.slice(from, start), make("mark", {}, text.slice(start, end)));
    from = end;
  }
  const rest = text.slice(from);
  return [...pieces, rest.length > 160 ? rest.slice(0, 150) + "…" : rest];
}

/** Where words stand in a text as it is written, with its accents; from left to right, none in another. */
function places(text, wanted) {
  const where = []; // of each letter of the plain text its place in the text
  let plainText = "";
  Array.from(text).reduce((at, letter) => {
    const folded = letter.trim() ? plain(letter) : " ";
    for (let n = 0; n < folded.length; n += 1) where.push(at);
    plainText += folded;
    return at + letter.length;
  }, 0);
  where.push(text.length);
  const found = [];
  for (let at = 0; at < plainText.length; at += 1) {
    const word = wanted.find((one) => plainText.startsWith(one, at));
    if (!word) continue;
    found.push({ start: where[at], end: where[at + word.length] });
    at += word.length - 1;
  }
  return found;
}

/** Ask for one part or theme only; whether there is such a one. */
function narrow(kind, name) {
  const field = filters[kind];
  if (!field || !Array.from(field.options).some((option) => option.value === name && name)) return false;
  byId("find").reset();
  field.value = name;
  find();
  return true;
}

byId("q").addEventListener("input", find);
for (const field of Object.values(filters)) if (field) field.addEventListener("change", find);
byId("find").addEventListener("submit", (event) => event.preventDefault());
byId("find").addEventListener("reset", () => setTimeout(() => {
  find();
  byId("q").focus();
  say(byId("found").textContent);
}));
// What is searched is read when there is nothing else to do, so that the first letter typed need not wait.
const idle = window.requestIdleCallback || ((work) => setTimeout(() => work({ timeRemaining: () => 8 }), 200));
const unread = [...cards.values()];
idle(function readSome(left) {
  while (unread.length && left.timeRemaining() > 2) textOf(unread.pop());
  if (unread.length) idle(readSome);
});
byId("find").addEventListener("input", () => sayLater(() => byId("found").textContent));
