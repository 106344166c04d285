// Which view is shown, and the address: #1.1, #luik-2, #thema-onthaal, #voorbeeld-…, #links, #keuze, #kaarten=1.1,3.2.
// The choice stands in the address beside the view (#1.1&kaarten=3.2), so that a reload and a link keep it.
const CARD = /^[1-9][0-9]?\.[1-9][0-9]{0,2}$/;
const MOST_CARDS = 2000; // of an address; the rest is left
const viewNames = ["fiches", "keuze", "links"];
let place = "";

/** What an address asks for: a place on the page, and the ids of chosen cards (null: it doesn't say). */
function read(hash) {
  let where = "";
  let ids = null;
  for (const piece of decoded(hash).replace(/^#/, "").split("&")) {
    if (piece.startsWith("kaarten=")) {
      ids = piece.slice(8).split(",").slice(0, MOST_CARDS).map((id) => id.trim()).filter((id) => CARD.test(id));
    } else if (!where) {
      where = piece.slice(0, 120);
    }
  }
  return { where: where || (ids ? "keuze" : "fiches"), ids };
}

function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch (error) {
    return hash;
  }
}

/** The address of a place, with the choice. */
function written(where, ids) {
  if (!ids.length) return "#" + (where === "fiches" ? "" : where);
  const list = "kaarten=" + ids.join(",");
  return where === "keuze" ? "#" + list : "#" + where + "&" + list;
}

/** Put the choice in the address without a step in the browser's history. */
function writeAddress() {
  try {
    history.replaceState(null, "", written(place, chosen));
  } catch (error) {
    // Some places, such as a mail program's preview, don't let a page change its address.
  }
}

/** Show what the address asks for. `first`: the page has just been opened. */
function follow(first) {
  const asked = read(location.hash);
  if (asked.ids) bring(asked.ids);
  place = asked.where;
  forget();
  show(place, first);
  writeAddress();
}

function show(where, first) {
  if (viewNames.includes(where)) return turnTo(where, first);
  if (CARD.test(where)) return cards.has(where) ? openCard(where, first) : noCard(where, first);
  const [kind, name] = [where.slice(0, where.indexOf("-")), where.slice(where.indexOf("-") + 1)];
  if (kind === "voorbeeld" && byId(where)) return openExample(where, first);
  if ((kind === "luik" || kind === "thema") && narrow(kind, name)) return turnTo("fiches", first);
  place = "fiches";
  turnTo("fiches", first);
  notify(label("no_place"));
}

/** Show one of the page's views, and put what reads the page aloud at its start. */
function turnTo(name, first) {
  for (const view of all(".view")) view.classList.toggle("shown", view.id === name);
  const kind = { fiches: "cards", keuze: "choice", links: "links" }[name];
  document.querySelector("main").dataset.view = kind;
  document.querySelector("main").classList.remove("one");
  for (const open of all(".open")) open.classList.remove("open");
  for (const link of all(".top nav a")) {
    if (link.getAttribute("href") === "#" + name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  goTo(byId(name), first);
}

function openCard(id, first) {
  turnTo("fiches", first);
  const article = cards.get(id).article;
  document.querySelector("main").dataset.view = "card";
  article.classList.add("open");
  article.closest(".part").classList.add("open");
  for (const link of all(".top nav a[aria-current]")) link.removeAttribute("aria-current");
  goTo(article, first);
}

function openExample(id, first) {
  turnTo("links", first);
  document.querySelector("main").classList.add("one");
  byId(id).classList.add("open");
  goTo(byId(id), first);
}

function noCard(id, first) {
  place = "fiches";
  turnTo("fiches", first);
  const near = nearest(id);
  const link = make("a", { href: "#" + near }, cards.get(near).title);
  notify(label("no_card", { card: id }) + " ", ...around("nearest", link));
}

/** Go on reading there. A page that has just been opened begins at its top. */
function goTo(element, first) {
  if (first) return;
  element.focus({ preventScroll: true });
  window.scrollTo({ top: Math.max(0, element.getBoundingClientRect().top + window.scrollY - 12), behavior: "instant" });
}
