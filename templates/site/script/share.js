// The choice as a link and as a QR code for everyone in the room.

/** Where others find this page: its own address on the web; from a file or a mail, the deck's site. */
function home() {
  return /^https?:$/.test(location.protocol) ? location.href.split("#")[0] : document.body.dataset.site;
}

function shareLink() {
  return home() + "#kaarten=" + chosen.join(",");
}

function drawLink() {
  byId("link").value = chosen.length ? shareLink() : "";
  const code = chosen.length ? code_of(shareLink(), label("qr")) : null;
  byId("qr").replaceChildren(code || (chosen.length ? label("qr_long") : ""));
}

/** A text as a QR code, black on white with its quiet zone, as the cards have it; null where it is too long for one. */
function code_of(text, title) {
  const code = qrcode(0, "M");
  code.addData(text);
  try {
    code.make();
  } catch (error) {
    return null;
  }
  const size = code.getModuleCount() + 8;
  let path = "";
  for (let y = 0; y < size - 8; y += 1) {
    for (let x = 0; x < size - 8; x += 1) if (code.isDark(y, x)) path += "M" + (x + 4) + " " + (y + 4) + "h1v1h-1z";
  }
  const drawn = svg("svg", { viewBox: "0 0 " + size + " " + size, role: "img", "aria-label": title, "shape-rendering": "crispEdges" });
  drawn.append(svg("path", { d: "M0 0h" + size + "v" + size + "h-" + size + "z", fill: "#fff" }), svg("path", { d: path, fill: "#000" }));
  return drawn;
}

function svg(tag, attributes) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const name of Object.keys(attributes)) made.setAttribute(name, attributes[name]);
  return made;
}

byId("copy").addEventListener("click", () => {
  const field = byId("link");
  const failed = () => {
    field.focus();
    field.select();
    say(label("not_copied"));
    notify(label("not_copied"));
  };
  if (!navigator.clipboard) return failed();
  navigator.clipboard.writeText(field.value).then(() => {
    say(label("copied"));
    byId("copy").textContent = label("copied");
    setTimeout(() => (byId("copy").textContent = label("copy_link")), 2500);
  }, failed);
});
