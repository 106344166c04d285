// Shows what the builder tells: which leaves there are, how they look now, and what is wrong.
"use strict";

(function () {
  const said = document.body.dataset;
  const at = (id) => document.getElementById(id);
  const list = at("list");
  const copy = (id) => at(id).content.firstElementChild.cloneNode(true);
  const short = matchMedia("(prefers-reduced-motion: reduce)").matches;

  let now = { order: [], leaves: {}, problems: [], left: 0 };
  let changed = "";
  let looking = "";
  let whole = true; // the next news is all that there is, not what changed

  const chosen = () => {
    const name = decodeURIComponent(location.hash.slice(1));
    return now.order.includes(name) ? name : now.order.find((one) => one.startsWith("card-")) || now.order[0] || "";
  };

  function caption(leaf, number) {
    const sides = [said.front, said.back];
    return leaf.kind === "card" || leaf.kind === "part" ? sides[number] : `${said.page} ${number + 1}`;
  }

  // A picture takes the place of another once it can be shown, so that nothing flickers.
  function draw(image, source, words) {
    if (image.dataset.wanted === source) return;
    image.dataset.wanted = source;
    const next = new Image();
    next.src = source;
    next.decode().then(
      () => {
        if (image.dataset.wanted !== source) return;
        image.src = source;
        image.alt = words;
        image.dataset.shown = source;
      },
      () => delete image.dataset.wanted, // it is no more: a newer one comes
    );
  }

  // As many children as there are items, each brought up to date in its place.
  function fill(parent, items, make, update) {
    while (parent.children.length > items.length) parent.lastElementChild.remove();
    while (parent.children.length < items.length) parent.append(make());
    items.forEach((item, number) => update(parent.children[number], item, number));
  }

  function thumbnail(image, side) {
    const source = `${side.picture}-small.png`;
    if (image.getAttribute("src") !== source) image.src = source;
  }

  function lazy() {
    const image = new Image(74, 105);
    image.loading = "lazy";
    image.alt = "";
    return image;
  }

  function showList() {
    const current = chosen();
    fill(list, now.order, () => copy("entry"), (entry, name) => {
      const leaf = now.leaves[name] || { title: name, kind: "", sides: [], stale: false };
      const link = entry.firstElementChild;
      entry.className = `${leaf.kind}${leaf.stale ? " stale" : ""}${name === changed ? " changed" : ""}`;
      entry.dataset.leaf = name;
      link.href = `#${encodeURIComponent(name)}`;
      link.toggleAttribute("aria-current", name === current);
      link.querySelector(".name").textContent = leaf.title;
      fill(link.querySelector(".thumbs"), leaf.sides.slice(0, 3), lazy, thumbnail);
    });
  }

  function showLeaf() {
    const name = chosen();
    const leaf = now.leaves[name];
    if (!leaf) return;
    at("name").textContent = leaf.title;
    at("changed").textContent = name === changed ? said.changed : "";
    at("stale").hidden = !leaf.stale;
    at("sides").dataset.leaf = name;
    fill(at("sides"), leaf.sides, () => copy("side"), (figure, side, number) => {
      draw(figure.querySelector("img"), `${side.picture}-large.png`, side.words);
      figure.querySelector("figcaption").textContent = caption(leaf, number);
    });
  }

  function showProblems() {
    const count = now.problems.length;
    at("problems").hidden = !count;
    at("count").textContent = count === 1 ? said.one : said.more.replace("{count}", count);
    document.title = document.title.replace(/^(\(\d+\) )?/, count ? `(${count}) ` : "");
    fill(document.querySelector("#problems ul"), now.problems, () => document.createElement("li"), (line, problem) => {
      const place = document.createElement(problem.leaf ? "a" : "span");
      place.className = "place";
      place.textContent = problem.place;
      if (problem.leaf) place.href = `#${encodeURIComponent(problem.leaf)}`;
      line.replaceChildren(place, problem.message);
    });
  }

  function look() {
    const name = chosen();
    if (!name || name === looking) return;
    looking = name;
    fetch("/looking", { method: "POST", body: name }).catch(() => {});
  }

  function turnTo(name) {
    const entry = [...list.children].find((one) => one.dataset.leaf === name);
    if (entry) entry.scrollIntoView({ block: "nearest", behavior: short ? "auto" : "smooth" });
  }

  function show() {
    showLeaf();
    showList();
    showProblems();
    at("left").textContent = now.left ? said.left.replace("{left}", now.left) : "";
  }

  function hear(news) {
    now = { ...now, ...news, leaves: whole ? news.leaves : { ...now.leaves, ...news.leaves } };
    whole = false;
    if (news.changed) {
      changed = news.changed;
      history.replaceState(null, "", `#${encodeURIComponent(changed)}`);
    }
    const before = at("sides").dataset.leaf;
    show();
    look();
    if (news.changed) turnTo(changed);
    if (news.changed && changed !== before) document.querySelector("main").scrollTop = 0;
  }

  const events = new EventSource("/events");
  events.onopen = () => {
    whole = true;
    at("lost").hidden = true;
  };
  events.onerror = () => { at("lost").hidden = false; };
  events.onmessage = (event) => hear(JSON.parse(event.data));
  addEventListener("hashchange", () => {
    show();
    look();
  });
  addEventListener("pagehide", () => events.close());
}());
