// Finding cards: by words in all that they say, by part, theme and path.
const MOST_HITS = 40; // cards under whose title the words are shown where they were found
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
  let hits = 0;
  for (const card of cards.values()) {
    const shown = found.has(card.id);
    card.article.classList.toggle("out", !shown);
    showHit(card, shown && want.words.length && hits < MOST_HITS ? want.words : []);
    hits += shown ? 1 : 0;
  }
  for (const part of parts) part.classList.toggle("out", !all(".card:not(.out)", part).length);
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
  let hit = card.article.querySelector(".hit");
  const where = wanted.length ? pointWith(card, wanted) : null;
  if (!where) {
    if (hit) hit.remove();
    return;
  }
  if (!hit) {
    hit = make("p", { class: "hit" });
    card.article.querySelector(".head").after(hit);
  }
  hit.replaceChildren(...marked(where, wanted));
}

function pointWith(card, wanted) {
  const points = all(".quote .words, .speaker, .lead, .side li", card.article).map((point) => point.textContent.replace(/\s+/g, " ").trim());
  const has = (point, list) => list.every((word) => plain(point).includes(word));
  return points.find((point) => has(point, wanted)) || points.find((point) => wanted.some((word) => has(point, [word])));
}

/** A text in pieces, its words that were sought in <mark>. */
function marked(text, wanted) {
  const pieces = [];
  let rest = text.length > 220 ? around220(text, wanted) : text;
  for (;;) {
    const at = first(rest, wanted);
    if (!at) return [...pieces, rest];
    pieces.push(rest.slice(0, at.start), make("mark", {}, rest.slice(at.start, at.end)));
    rest = rest.slice(at.end);
  }
}

/** Where the first of the words stands in a text as it is written, with its accents. */
function first(text, wanted) {
  let best = null;
  for (let start = 0; start < text.length; start += 1) {
    for (const word of wanted) {
      let end = start + word.length;
      while (end < text.length && plain(text.slice(start, end)).length < word.length) end += 1;
      if (plain(text.slice(start, end)) === word && text[start].trim()) best = { start, end };
      if (best) return best;
    }
  }
  return null;
}

function around220(text, wanted) {
  const at = first(text, wanted);
  const start = at ? Math.max(0, at.start - 80) : 0;
  return (start ? "…" : "") + text.slice(start, start + 220) + (start + 220 < text.length ? "…" : "");
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
let spoken = 0;
byId("find").addEventListener("input", () => {
  clearTimeout(spoken);
  spoken = setTimeout(() => say(byId("found").textContent), 700); // not at every letter
});
