"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const doc = JSON.parse($("onomast").textContent);
  const mentions = doc.mentions;
  const order = new Map(mentions.map((m, i) => [m.id, i]));
  const entities = new Map(doc.entities.map((e) => [e.id, e]));
  const letters = { PER: "P", ORG: "O", LOC: "L", DATE: "D" };
  const words = { PER: "Person", ORG: "Organisation", LOC: "Place", DATE: "Date" };
  const root = document.documentElement, body = document.body;
  root.classList.add("js");

  let chosen = null; // id of the chosen entity
  let at = -1; // index of the current mention
  const hidden = new Set();

  const el = (name, text, cls) => {
    const node = document.createElement(name);
    if (text !== undefined) node.textContent = text;
    if (cls) node.className = cls;
    return node;
  };
  const rows = (pairs) => {
    const list = el("dl");
    for (const [k, v] of pairs) if (v) list.append(el("dt", k), el("dd", v));
    return list;
  };
  const names = (e) => e.aliases.map((a) => `${a.text} (${a.count})`).join(", ");

  // What is known of a mention, short for the hover, long for the side.
  const describe = (m, long) => {
    const out = document.createDocumentFragment();
    const e = m.entity && entities.get(m.entity);
    const head = el("div");
    if (long) {
      const close = el("button", "×", "close");
      close.dataset.close = "";
      close.setAttribute("aria-label", "Close");
      head.append(close);
    }
    head.append(el("span", e ? e.name : m.text.replace(/\s+/g, " "), "key " + letters[m.type]));
    head.append(el("span", " " + words[m.type] + (e ? `, ${e.mentions.length} mentions` : ""), "small"));
    out.append(head);
    const anchor = m.anchor && mentions[order.get(m.anchor)];
    out.append(rows([
      ["also", e && names(e)],
      ["value", m.type === "DATE" ? (m.value || "not known") + (m.mod ? " " + m.mod : "") : ""],
      ["year from", anchor && anchor.text.replace(/\s+/g, " ")],
      ["doubt", m.uncertain && "the year is a guess from the publication date"],
      ["may be", e && e.ambiguous && e.ambiguous.join(", ")],
      ["page", m.page],
      ["found by", `${m.sources.join(", ")} (${m.score})`],
      ["position", long && `characters ${m.start} to ${m.end}`],
      ["in a list", long && e && e.links.gazetteer],
      ["Wikidata", long && e && e.links.wikidata],
      ["on the map", long && e && e.links.coordinates && e.links.coordinates.join(", ")],
    ]));
    if (e && e.evidence.length) {
      const mine = long ? e.evidence : e.evidence.filter((x) => x.mentions.includes(m.id)).concat(e.evidence).slice(0, 2);
      if (long) out.append(el("div", "Why these names are one", "small"));
      const list = el(long ? "ol" : "ul");
      for (const x of new Set(mine)) {
        const li = el("li", x.because + " ");
        if (long && order.has(x.mentions[1])) {
          const b = el("button", "show", "small");
          b.dataset.m = x.mentions[1];
          li.append(b);
        }
        list.append(li);
      }
      out.append(list);
    }
    return out;
  };

  const tip = el("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  body.append(tip);
  const showTip = (mark) => {
    const m = mentions[order.get(mark.id)];
    if (!m) return;
    tip.replaceChildren(describe(m, false));
    tip.hidden = false;
    const r = mark.getBoundingClientRect(), t = tip.getBoundingClientRect();
    const below = r.bottom + t.height + 8 < innerHeight;
    tip.style.left = Math.max(4, Math.min(r.left, innerWidth - t.width - 8)) + "px";
    tip.style.top = Math.max(4, below ? r.bottom + 6 : r.top - t.height - 6) + "px";
  };
  const hideTip = () => { tip.hidden = true; };

  const view = (name) => {
    for (const v of document.querySelectorAll(".view")) v.classList.toggle("on", v.id === name);
    for (const b of document.querySelectorAll("[data-view]")) b.setAttribute("aria-selected", b.dataset.view === name);
  };
  const walk = () => {
    if (chosen) return entities.get(chosen).mentions.map((id) => order.get(id));
    return mentions.map((_, i) => i).filter((i) => !hidden.has(letters[mentions[i].type]));
  };
  const count = () => {
    const all = walk(), i = all.indexOf(at);
    $("at").textContent = (i < 0 ? "–" : i + 1) + " of " + all.length;
  };
  const choose = (id) => {
    for (const m of document.querySelectorAll("mark.same")) m.classList.remove("same");
    for (const b of document.querySelectorAll("#index [aria-current]")) b.removeAttribute("aria-current");
    chosen = id && entities.has(id) ? id : null;
    const net = document.querySelector(".net");
    if (net) {
      const near = new Set([chosen]);
      for (const l of net.querySelectorAll("line")) {
        const on = !chosen || l.dataset.a === chosen || l.dataset.b === chosen;
        l.classList.toggle("off", !on);
        if (on) near.add(l.dataset.a).add(l.dataset.b);
      }
      const known = chosen && net.querySelector(`.node[data-e="${chosen}"]`);
      if (chosen && !known) for (const l of net.querySelectorAll("line")) l.classList.remove("off");
      for (const g of net.querySelectorAll(".node")) g.classList.toggle("off", !!known && !near.has(g.dataset.e));
    }
    if (!chosen) return;
    for (const m of entities.get(chosen).mentions) $(m)?.classList.add("same");
    const b = document.querySelector(`#index [data-e="${chosen}"]`);
    if (b) { b.setAttribute("aria-current", "true"); b.scrollIntoView({ block: "nearest" }); }
  };
  const go = (i, focus) => {
    const m = mentions[i];
    if (!m) return;
    document.querySelector("mark.cur")?.classList.remove("cur");
    at = i;
    const mark = $(m.id);
    view("text");
    if (mark) {
      mark.classList.add("cur");
      mark.scrollIntoView({ block: "center" });
      // Paragraphs not drawn before get their true height only now.
      requestAnimationFrame(() => mark.scrollIntoView({ block: "center" }));
      if (focus) { mark.tabIndex = -1; mark.focus({ preventScroll: true }); }
    }
    $("card").classList.remove("shut");
    $("card").replaceChildren(describe(m, true));
    hideTip();
    count();
  };
  const step = (by) => {
    const all = walk();
    if (!all.length) return;
    const i = all.indexOf(at);
    if (i >= 0) return go(all[(i + by + all.length) % all.length], true);
    // From where the last one stood, to the nearest one in the way we go.
    const next = by > 0 ? all.find((x) => x > at) : all.filter((x) => x < at).pop();
    go(next ?? (by > 0 ? all[0] : all[all.length - 1]), true);
  };
  const pick = (id) => { choose(id); const all = walk(); if (all.length) go(all[0], true); };
  const toggle = (letter) => {
    if (!hidden.delete(letter)) hidden.add(letter);
    body.classList.toggle("no" + letter, hidden.has(letter));
    document.querySelector(`[data-kind=${letter}]`).setAttribute("aria-pressed", !hidden.has(letter));
    count();
  };

  // Search: the index narrows while typing; Enter walks the places in the text.
  let hits = [], hit = -1, wanted = "";
  const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const entries = [...document.querySelectorAll("#index li")].map((li) => [li, fold(li.textContent)]);
  const narrow = () => {
    const q = fold($("q").value.trim());
    for (const [li, text] of entries) li.hidden = q !== "" && !text.includes(q);
  };
  const find = (by) => {
    const q = $("q").value.trim().toLowerCase();
    if (!q) return;
    if (q !== wanted) {
      wanted = q; hits = []; hit = by > 0 ? -1 : 0;
      for (const p of $("text").children) {
        let i = -1;
        const text = p.textContent.toLowerCase();
        while ((i = text.indexOf(q, i + 1)) >= 0) hits.push([p, i]);
      }
    }
    if (!hits.length) { $("at").textContent = "not found"; return; }
    hit = (hit + by + hits.length) % hits.length;
    const [p, start] = hits[hit];
    view("text");
    p.scrollIntoView({ block: "center" });
    const range = document.createRange();
    const nodes = document.createTreeWalker(p, NodeFilter.SHOW_TEXT);
    let seen = 0, open = false;
    for (let n = nodes.nextNode(); n; n = nodes.nextNode()) {
      const end = seen + n.length;
      if (!open && start < end) { range.setStart(n, start - seen); open = true; }
      if (open && start + q.length <= end) { range.setEnd(n, start + q.length - seen); break; }
      seen = end;
    }
    if (window.Highlight && CSS.highlights) CSS.highlights.set("found", new Highlight(range));
    requestAnimationFrame(() => {
      const r = range.getBoundingClientRect();
      if (r.height) scrollBy(0, r.top - innerHeight / 2);
    });
    $("at").textContent = `${hit + 1} of ${hits.length} places`;
  };

  document.addEventListener("mouseover", (ev) => {
    const mark = ev.target.closest?.("mark");
    if (mark) showTip(mark); else hideTip();
  });
  document.addEventListener("focusin", (ev) => { if (ev.target.matches?.("mark")) showTip(ev.target); });
  document.addEventListener("scroll", hideTip, { passive: true });
  document.addEventListener("click", (ev) => {
    const t = ev.target.closest?.("[data-close],[data-m],[data-e],[data-view],[data-kind],[data-step],mark");
    if (!t) return;
    if (t.dataset.close !== undefined) $("card").classList.add("shut");
    else if (t.dataset.view) view(t.dataset.view);
    else if (t.dataset.kind) toggle(t.dataset.kind);
    else if (t.dataset.step) step(Number(t.dataset.step));
    else if (t.dataset.m) { ev.preventDefault(); const i = order.get(t.dataset.m); choose(mentions[i].entity); go(i, true); }
    else if (t.matches("mark")) { const i = order.get(t.id); choose(mentions[i].entity); go(i, false); }
    else if (t.closest(".net")) choose(chosen === t.dataset.e ? null : t.dataset.e), t.blur?.();
    else pick(t.dataset.e);
  });
  document.addEventListener("keydown", (ev) => {
    if (ev.ctrlKey || ev.metaKey || ev.altKey) return;
    const typing = ev.target.matches?.("input");
    if (typing) {
      if (ev.key === "Enter") { ev.preventDefault(); find(ev.shiftKey ? -1 : 1); }
      if (ev.key === "Escape") { ev.target.value = ""; narrow(); ev.target.blur(); }
      return;
    }
    const node = ev.target.closest?.(".node");
    if (node && (ev.key === "Enter" || ev.key === " ")) { ev.preventDefault(); pick(node.dataset.e); return; }
    const act = {
      n: () => step(1), ArrowRight: () => step(1), p: () => step(-1), ArrowLeft: () => step(-1),
      "/": () => $("q").focus(), t: () => view("text"), d: () => view("timeline"), g: () => view("network"),
      Escape: () => { choose(null); count(); hideTip(); $("card").classList.add("shut"); },
      1: () => toggle("P"), 2: () => toggle("O"), 3: () => toggle("L"), 4: () => toggle("D"),
    }[ev.key];
    if (act) { ev.preventDefault(); act(); }
  });
  $("q").addEventListener("input", narrow);

  view("text");
  count();
  // A link from elsewhere may name a mention or an entity.
  const wish = location.hash.slice(1);
  if (order.has(wish)) { choose(mentions[order.get(wish)].entity); go(order.get(wish), false); }
  else if (entities.has(wish)) pick(wish);
})();
