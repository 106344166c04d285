// The order of the chosen cards: by buttons, by Alt with an arrow, by dragging.

function drawRows() {
  const list = byId("chosen");
  list.replaceChildren(...chosen.map(row));
}

function row(id, at) {
  const card = cards.get(id);
  const made = make("li", { class: "row part-" + card.part, "data-id": id });
  const grip = button("⠿", "drag", id);
  grip.classList.add("grip");
  grip.tabIndex = -1; // for a pointer; the keyboard has the arrows
  grip.setAttribute("aria-hidden", "true");
  grip.addEventListener("pointerdown", (event) => drag(event, made));
  const up = button("↑", "up", id, () => move(id, -1));
  const down = button("↓", "down", id, () => move(id, 1));
  up.disabled = at === 0;
  down.disabled = at === chosen.length - 1;
  made.append(grip, make("a", { href: "#" + id }, card.title), up, down, button("×", "remove", id, () => remove(id)));
  made.addEventListener("keydown", (event) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!event.altKey || !by) return;
    event.preventDefault();
    move(id, by);
  });
  return made;
}

function button(sign, name, id, act) {
  const made = make("button", { type: "button", class: name, "aria-label": label(name, { card: id }), title: label(name, { card: id }) }, sign);
  if (act) made.addEventListener("click", act);
  return made;
}

/** Move a card by some places, and keep the focus on it. */
function move(id, by) {
  const from = chosen.indexOf(id);
  const to = from + by;
  if (to < 0 || to >= chosen.length) return;
  const name = document.activeElement.className;
  const ids = chosen.filter((other) => other !== id);
  ids.splice(to, 0, id);
  choose(ids);
  focusOn(id, name);
  say(label("moved", { card: id, place: to + 1, all: ids.length }));
}

function focusOn(id, name) {
  const made = all(".row").find((one) => one.dataset.id === id);
  const same = name && all("button", made).find((one) => one.className === name && !one.disabled);
  (same || all("button:not(:disabled):not(.grip)", made)[0]).focus();
}

function remove(id) {
  const at = chosen.indexOf(id);
  choose(chosen.filter((other) => other !== id));
  say(label("removed", { card: id }));
  const next = chosen[Math.min(at, chosen.length - 1)];
  if (next) focusOn(next, "remove");
  else byId("keuze").focus();
}

/** Drag a row to another place with a mouse, a pen or a finger. */
function drag(event, made) {
  event.preventDefault();
  const list = byId("chosen");
  made.classList.add("held");
  const follow = (moved) => {
    const below = all(".row", list).find((other) => other !== made && moved.clientY < middle(other));
    if ((below || null) !== made.nextElementSibling) list.insertBefore(made, below || null);
  };
  const drop = () => {
    document.removeEventListener("pointermove", follow);
    document.removeEventListener("pointerup", drop);
    document.removeEventListener("pointercancel", drop);
    const ids = all(".row", list).map((one) => one.dataset.id);
    const changed = ids.join() !== chosen.join();
    choose(ids);
    if (changed) say(label("moved", { card: made.dataset.id, place: ids.indexOf(made.dataset.id) + 1, all: ids.length }));
  };
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", drop);
  document.addEventListener("pointercancel", drop);
}

function middle(element) {
  const box = element.getBoundingClientRect();
  return box.top + box.height / 2;
}
