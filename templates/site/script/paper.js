// Cards on paper: which sides on which sheet, and that each side's text fits, in this browser, on its page.
const STEP = 0.25; // pt
const LEAST = 6; // pt

/** The sides of sheets of A4 that hold two cards, cut and stacked: the left pile comes first. */
function sheets(ids, turn) {
  const count = Math.ceil(ids.length / 2);
  const made = [];
  for (let at = 0; at < count; at += 1) {
    const [left, right] = [ids[at], ids[at + count]];
    made.push({ side: "front", ids: [left, right], turned: false });
    // Turned about the short edge the columns change places; about the long edge the sheet stands on its head besides.
    made.push({ side: "back", ids: [right, left], turned: turn === "long" });
  }
  return made;
}

/** A side of a card as it is printed. */
function face(id, side) {
  const slot = cards.get(id).article.querySelector(".face." + side).closest(".slot").cloneNode(true);
  slot.classList.add("part-" + cards.get(id).part);
  for (const named of all("[id]", slot)) named.removeAttribute("id");
  if (side === "back") {
    const code = code_of(document.body.dataset.site + "#" + id, label("qr_card", { card: id }));
    if (code) slot.querySelector(".panel").append(make("div", { class: "qr" }, code));
  }
  return slot;
}

/** What is to be printed, in one of the forms. */
function paper(form, ids) {
  if (form === "a5") return ids.flatMap((id) => [face(id, "front"), face(id, "back")]);
  if (form === "fold") return ids.map((id) => sheet([face(id, "front"), face(id, "back")], ["left", "right"]));
  return sheets(ids, form).map((one) => {
    const held = one.ids.map((id) => (id ? face(id, one.side) : make("div", { class: "slot" })));
    const made = sheet(held, ["left", "right"]);
    made.classList.add("cut");
    made.classList.toggle("turned", one.turned);
    return made;
  });
}

function sheet(slots, names) {
  slots.forEach((slot, at) => slot.classList.add(names[at]));
  return make("div", { class: "sheet" }, ...slots);
}

/** Whether a side's text needs more room than its page has. In the page's own lengths: a sheet may stand on its head. */
function isOver(side) {
  const panel = side.querySelector(".panel");
  if (!panel) return end(side.lastElementChild) > side.clientHeight + 1;
  return end(side.querySelector(".inspire")) > panel.offsetTop;
}

function end(element) {
  return element.offsetTop + element.offsetHeight;
}

/** Give a side's text less room until it fits: between its points, for writing, and last its type. */
function fit(side) {
  const value = (name) => parseFloat(side.style.getPropertyValue(name)) || 0;
  const set = (name, size) => side.style.setProperty(name, size + "pt");
  while (isOver(side) && value("--gap") > 0) set("--gap", Math.max(0, value("--gap") - 1));
  for (const line of all(".line", side).slice(2)) if (isOver(side)) line.remove();
  while (isOver(side) && value("--size") > LEAST) {
    set("--size", value("--size") - STEP);
    if (value("--quote-size")) set("--quote-size", value("--quote-size") - STEP);
  }
}
