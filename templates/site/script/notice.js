// A message at the top of the page, with what can be done about it.

function notify(...children) {
  const notice = byId("notice");
  notice.replaceChildren(make("p", {}, ...children));
  notice.hidden = false;
}

/** The message is no longer of use. */
function forget() {
  byId("notice").hidden = true;
}

/** A label with an element where its {braces} are. */
function around(name, element) {
  const [before, after] = words[name].split(/\{\w+\}/);
  return [before, element, after];
}

/** A button for a message. */
function answer(text, act) {
  const button = make("button", { type: "button", class: "plain" }, text);
  button.addEventListener("click", act);
  return button;
}
