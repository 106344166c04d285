// The page itself: finding and making elements, words in the deck's language, telling what happened.
const words = JSON.parse(document.getElementById("labels").textContent);
const root = document.documentElement;
let waiting = 0;

function byId(id) {
  return document.getElementById(id);
}

function all(selector, within) {
  return Array.from((within || document).querySelectorAll(selector));
}

/** An element with its attributes; `children` are elements or texts, and a text is never read as HTML. */
function make(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const name of Object.keys(attributes || {})) made.setAttribute(name, attributes[name]);
  made.append(...children);
  return made;
}

/** A label with its {braces} filled in. */
function label(name, values) {
  return words[name].replace(/\{(\w+)\}/g, (whole, key) => (values && key in values ? String(values[key]) : whole));
}

/** Tell someone who can't see the page what happened. */
function say(text) {
  clearTimeout(waiting);
  byId("say").textContent = text;
}

/** Tell it when nothing else is told for a while: not at every letter that is typed. */
function sayLater(text) {
  clearTimeout(waiting);
  waiting = setTimeout(() => say(text()), 700);
}

/** A text without accents, case and doubled blanks, to be searched. */
function plain(text) {
  return text
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[‘’‛]/g, "'")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
