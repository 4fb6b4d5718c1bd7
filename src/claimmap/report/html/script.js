"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const byId = (id) => document.getElementById(id);
  const MOST_CELLS = 2000;
  const matrix = byId("matrix"), form = byId("filter"), grid = byId("grid"), count = byId("count");
  const before = byId("before"), after = byId("after"), pager = byId("pager");
  const panel = byId("panel"), panelTitle = byId("panel-title"), panelBody = byId("panel-body"), back = byId("back");
  const choose = { claim: byId("f-claim"), status: byId("f-status"), side: byId("f-side"), kind: byId("f-kind") };
  const source = byId("f-source");
  const itemCount = data.items;

  // ---- what derives from what, and where each item is used

  const children = data.nodes.map(() => []);
  data.nodes.forEach((node, number) => node[2].forEach((parent) => children[parent].push(number)));

  const uses = Array.from({ length: itemCount }, () => []);
  data.links.forEach((flat, element) => {
    for (let at = 0; at < flat.length; at += 2) uses[flat[at]].push([element, flat[at + 1], at / 2]);
  });

  const derivedFrom = (starts) => {
    const seen = new Uint8Array(data.nodes.length);
    const waiting = starts.slice();
    starts.forEach((one) => { seen[one] = 1; });
    while (waiting.length) {
      for (const child of children[waiting.pop()]) {
        if (!seen[child]) { seen[child] = 1; waiting.push(child); }
      }
    }
    return seen;
  };

  // ---- small makers of elements; text is only ever set as text

  const make = (name, text, attributes) => {
    const out = document.createElement(name);
    if (text !== undefined && text !== null) out.textContent = text;
    for (const key in attributes || {}) out.setAttribute(key, attributes[key]);
    return out;
  };
  const named = (text) => make("bdi", text);
  const hidden = (text) => make("span", text, { class: "vh" });
  const buttonFor = (text, letter, number) => {
    const out = make("button", null, { type: "button" });
    out.dataset[letter] = number;
    out.append(named(text));
    return out;
  };
  const caption = (text) => {
    const out = make("caption");
    out.append(make("span", text));
    return out;
  };
  const words = (text) => text.replace(/-/g, " ");
  const plural = (number, one, many) => number + " " + (number === 1 ? one : many);

  // ---- filter

  const fill = (select, all, options) => {
    select.append(make("option", all, { value: "" }));
    options.forEach(([value, text]) => select.append(make("option", text, { value, dir: "auto" })));
  };
  fill(choose.claim, "All claims", data.claims.map((one, number) => [number, one.id]));
  fill(choose.status, "Any status", data.statuses.map((one, number) => [number, one]));
  fill(choose.side, "Any side", data.sides.map((one, number) => [number, one]));
  fill(choose.kind, "Any kind", data.kinds.map((one, number) => [number, words(one)]));

  const owners = new Map();
  data.elements.forEach((one, number) => { owners.set(one.for, [...(owners.get(one.for) || []), number]); });
  const byOwner = Array.from(owners.values()).flat();

  let columns = [], rows = [], cells = new Map(), first = 0, size = 50;
  let current = null, opener = null;

  const filter = () => {
    const claim = choose.claim.value, status = choose.status.value, side = choose.side.value, kind = choose.kind.value;
    const wanted = source.value.trim().toLowerCase();
    const every = claim === "" ? byOwner : data.claims[claim].elements;
    columns = every.filter((one) => status === "" || data.elements[one].status === Number(status));
    let within = null;
    if (wanted) {
      const starts = [];
      data.nodes.forEach((node, number) => { if (node[0].toLowerCase().includes(wanted)) starts.push(number); });
      within = derivedFrom(starts);
    }
    cells = new Map();
    columns.forEach((element, column) => {
      const flat = data.links[element];
      for (let at = 0; at < flat.length; at += 2) {
        const item = flat[at];
        if (side !== "" && flat[at + 1] !== Number(side)) continue;
        if (kind !== "" && data.nodes[item][1] !== Number(kind)) continue;
        if (within && !within[item]) continue;
        let found = cells.get(item);
        if (!found) { found = new Map(); cells.set(item, found); }
        found.set(column, (found.get(column) || 0) | (1 << flat[at + 1]));
      }
    });
    rows = Array.from(cells.keys()).sort((one, other) => one - other);
    size = Math.max(10, Math.min(100, Math.floor(MOST_CELLS / Math.max(columns.length, 1))));
    first = 0;
    draw();
  };

  const draw = () => {
    const shown = rows.slice(first, first + size);
    const table = make("table");
    table.append(caption("Items in rows, elements in columns: + for, \u2212 against, \u2192 pointer, \u21a0 points against"));
    const head = make("thead");
    if (choose.claim.value === "" && columns.length) head.append(ownerRow());
    const names = make("tr");
    names.append(make("th", "Item", { scope: "col" }));
    columns.forEach((element) => {
      const one = data.elements[element];
      const cell = make("th", null, { scope: "col" });
      const button = buttonFor(one.address, "element", element);
      button.prepend(make("span", one.sign + " ", { "aria-hidden": "true" }));
      button.append(hidden(", " + one.for + ", " + one.result + ", " + data.statuses[one.status]));
      if (current === "e" + element) button.setAttribute("aria-current", "true");
      cell.append(button);
      names.append(cell);
    });
    head.append(names);
    const body = make("tbody");
    shown.forEach((item) => {
      const row = make("tr");
      const name = make("th", null, { scope: "row" });
      const button = buttonFor(data.nodes[item][0], "item", item);
      if (current === "i" + item) button.setAttribute("aria-current", "true");
      name.append(button, make("small", words(data.kinds[data.nodes[item][1]])));
      row.append(name);
      const found = cells.get(item);
      columns.forEach((_, column) => {
        const cell = row.insertCell();
        const bits = found.get(column);
        if (!bits) return;
        const sides = data.sides.map((_one, number) => number).filter((number) => bits & (1 << number));
        cell.append(make("span", sides.map((number) => data.signs[number]).join(" "), { "aria-hidden": "true" }));
        cell.append(hidden(sides.map((number) => data.sides[number]).join(", ")));
      });
      body.append(row);
    });
    table.append(head, body);
    grid.replaceChildren(table);
    before.disabled = first === 0;
    after.disabled = first + size >= rows.length;
    pager.hidden = rows.length <= size;
    count.textContent = rows.length
      ? plural(rows.length, "item", "items") + " of " + itemCount + ", " + plural(columns.length, "element", "elements")
        + "; shown: " + (first + 1) + " to " + Math.min(first + size, rows.length)
      : "No item fits; " + plural(columns.length, "element", "elements") + " shown.";
  };

  const ownerRow = () => {
    const row = make("tr");
    row.append(make("td"));
    let at = 0;
    while (at < columns.length) {
      const owner = data.elements[columns[at]].for;
      let wide = 1;
      while (at + wide < columns.length && data.elements[columns[at + wide]].for === owner) wide += 1;
      const cell = make("th", null, { scope: "colgroup", colspan: wide, class: "owner" });
      cell.append(named(owner));
      row.append(cell);
      at += wide;
    }
    return row;
  };

  // ---- panel

  const show = (name, title, parts, focus) => {
    current = name;
    panelTitle.replaceChildren(...title);
    panelBody.replaceChildren(...parts);
    panel.hidden = false;
    grid.querySelectorAll("button").forEach((one) => {
      const own = "element" in one.dataset ? "e" + one.dataset.element : "i" + one.dataset.item;
      if (own === name) one.setAttribute("aria-current", "true"); else one.removeAttribute("aria-current");
    });
    if (focus) { panelTitle.focus({ preventScroll: true }); panel.scrollIntoView({ block: "start" }); }
  };

  const showElement = (number) => {
    const one = data.elements[number];
    const copy = byId("e" + number).cloneNode(true);
    copy.removeAttribute("id");
    copy.querySelectorAll("[id]").forEach((part) => part.removeAttribute("id"));
    show("e" + number, ["Element ", named(one.address), " of ", named(one.for)], [copy], true);
  };

  const links = (numbers) => {
    const out = make("p");
    numbers.slice(0, 200).forEach((number, place) => {
      if (place) out.append(", ");
      if (number < itemCount) out.append(buttonFor(data.nodes[number][0], "item", number)); else out.append(named(data.nodes[number][0]));
    });
    if (numbers.length > 200) out.append(" and " + (numbers.length - 200) + " more");
    return out;
  };

  const showItem = (number) => {
    const row = byId("i" + number);
    const heads = row.closest("table").tHead.rows[0].cells;
    const facts = make("dl", null, { class: "facts" });
    [1, 2, 3, 4].forEach((place) => {
      const pair = make("div"), value = make("dd");
      Array.from(row.cells[place].childNodes).forEach((part) => value.append(part.cloneNode(true)));
      pair.append(make("dt", heads[place].textContent), value);
      facts.append(pair);
    });
    const parts = [facts];
    if (uses[number].length) {
      const table = make("table", null, { class: "links" }), head = make("tr"), body = make("tbody");
      table.append(caption("Where it is used"), make("thead"), body);
      ["Element", "Side", "What it shows", "Where and how"].forEach((text) => head.append(make("th", text, { scope: "col" })));
      table.tHead.append(head);
      uses[number].forEach(([element, side, place]) => {
        const one = data.elements[element];
        const line = make("tr"), name = make("th", null, { scope: "row" }), cell = make("td");
        name.append(buttonFor(one.address, "element", element), make("small", one.for + ": " + one.result));
        cell.append(make("span", data.signs[side] + " ", { "aria-hidden": "true" }), data.sides[side]);
        line.append(name, cell);
        const said = byId("e" + element).querySelector(".links").tBodies[0].rows[place];
        [2, 3].forEach((from) => line.append(said.cells[from].cloneNode(true)));
        body.append(line);
      });
      const wide = make("div", null, { class: "wide" });
      wide.append(table);
      parts.push(wide);
    }
    const apart = Array.from(row.cells[5].querySelectorAll("small"));
    if (apart.length) {
      parts.push(make("p", "Rival explanations and challenges", { class: "label" }), ...apart.map((one) => {
        const line = make("p");
        line.append(one.cloneNode(true));
        return line;
      }));
    }
    if (!uses[number].length) parts.push(make("p", "No element shown here rests on it."));
    const all = derivedFrom([number]).reduce((sum, one) => sum + one, 0) - 1;
    parts.push(make("p", "What derives from it", { class: "label" }));
    if (children[number].length) {
      parts.push(links(children[number]));
      if (all > children[number].length) parts.push(make("p", plural(all, "item", "items") + " at any distance."));
    } else parts.push(make("p", "Nothing."));
    show("i" + number, ["Item ", named(data.nodes[number][0])], parts, true);
  };

  // ---- events

  const reveal = (id) => {
    const target = id && byId(id);
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    if (target) target.scrollIntoView();
  };

  matrix.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button && ("element" in button.dataset || "item" in button.dataset)) {
      if (grid.contains(button)) opener = [Object.keys(button.dataset)[0], Object.values(button.dataset)[0]];
      if ("element" in button.dataset) showElement(Number(button.dataset.element)); else showItem(Number(button.dataset.item));
      return;
    }
    const link = event.target.closest("a[href^='#i'], a[href^='#e']");
    if (link && panel.contains(link)) {
      const number = Number(link.getAttribute("href").slice(2));
      if (Number.isInteger(number)) {
        event.preventDefault();
        if (link.getAttribute("href")[1] === "e") showElement(number); else showItem(number);
      }
    }
  });
  const leave = () => {
    panel.hidden = true;
    current = null;
    grid.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
    const button = opener && grid.querySelector("button[data-" + opener[0] + "='" + opener[1] + "']");
    (button || choose.claim).focus();
  };
  back.addEventListener("click", leave);
  panel.addEventListener("keydown", (event) => { if (event.key === "Escape") leave(); });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", filter);
  source.addEventListener("input", filter);
  form.addEventListener("reset", () => { setTimeout(filter, 0); });
  before.addEventListener("click", () => { first = Math.max(0, first - size); draw(); });
  after.addEventListener("click", () => { first += size; draw(); });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && !event.defaultPrevented && !panel.contains(link)) reveal(link.getAttribute("href").slice(1));
  });
  window.addEventListener("hashchange", () => reveal(location.hash.slice(1)));

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = Array.from(document.querySelectorAll("details:not([open])"));
    closed.forEach((one) => { one.open = true; });
  });
  window.addEventListener("afterprint", () => {
    closed.forEach((one) => { one.open = false; });
    closed = [];
  });

  matrix.hidden = false;
  byId("unscripted").remove();
  if (data.claims.length > 1) choose.claim.value = "0";
  filter();
  if (location.hash) reveal(location.hash.slice(1));
})();
