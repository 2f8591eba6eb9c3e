"use strict";
(() => {
  document.documentElement.classList.add("js");
  const q = document.getElementById("q"), at = document.getElementById("at");
  const fold = (s) => s.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  const body = document.querySelector("#papers tbody");
  const lines = [...body.rows, ...document.querySelectorAll("#across li")].map((node) => [node, fold(node.textContent)]);
  const narrow = () => {
    const words = fold(q.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [node, text] of lines) {
      node.hidden = !words.every((w) => text.includes(w));
      shown += !node.hidden;
    }
    at.textContent = words.length ? `${shown} found` : "";
  };
  q.addEventListener("input", narrow);
  document.addEventListener("click", (ev) => {
    const kind = ev.target.closest("[data-kind]");
    if (kind) {
      const on = document.body.classList.toggle("no" + kind.dataset.kind);
      kind.setAttribute("aria-pressed", !on);
    }
    const head = ev.target.closest("#papers th");
    if (head && ev.target.closest("button")) {
      const column = head.cellIndex, up = head.getAttribute("aria-sort") === "descending" || (head.ariaSort === null && column === 0);
      for (const th of head.parentNode.cells) th.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", up ? "ascending" : "descending");
      const key = (row) => row.cells[column].textContent;
      const compare = new Intl.Collator("en", { numeric: true }).compare;
      body.append(...[...body.rows].sort((a, b) => (up ? 1 : -1) * compare(key(a), key(b))));
    }
  });
  document.addEventListener("keydown", (ev) => {
    if (ev.key === "/" && ev.target !== q && !ev.ctrlKey && !ev.metaKey) { ev.preventDefault(); q.focus(); }
    if (ev.key === "Escape" && ev.target === q) { q.value = ""; narrow(); q.blur(); }
  });
})();
