
"use strict";
// Filters, and what is closed opened for links and for paper. Everything is readable without it. This stands in a
// page that is HTML and XML at once: no "less than" and no ampersand.
(function () {
  function all(root, what) {
    return Array.from(root.querySelectorAll(what));
  }

  function filters(form) {
    const part = form.closest(".part");
    const groups = all(part, ".group").map(function (group) {
      const count = group.querySelector(".count");
      return { node: group, count: count, whole: count.textContent, open: group.open, shown: 0, touched: false };
    });
    const rows = [];
    groups.forEach(function (group) {
      all(group.node, ".finding").forEach(function (node) {
        rows.push({ node: node, group: group, hidden: false, text: null });
      });
    });
    const status = form.querySelector("[role=status]");
    const choices = all(form, "select");

    function textOf(row) {
      if (row.text === null) row.text = row.node.textContent.toLowerCase();
      return row.text;
    }

    function wanted() {
      const words = form.elements.text.value.toLowerCase().split(/\s+/).filter(Boolean);
      const chosen = choices.filter(function (choice) { return choice.value !== ""; });
      return {
        any: words.length + chosen.length > 0,
        takes: function (row) {
          return chosen.every(function (choice) {
            return row.node.dataset[choice.name].split(" ").includes(choice.value);
          }) ? words.every(function (word) { return textOf(row).includes(word); }) : false;
        }
      };
    }

    // What the reader opened or closed himself comes back when the filter is cleared.
    function unfold(group, filtering) {
      if (!group.touched) group.open = group.node.open;
      group.touched = filtering;
      const open = filtering ? group.shown > 0 : group.open;
      if (group.node.open !== open) group.node.open = open;
    }

    function apply() {
      const want = wanted();
      let shown = 0;
      groups.forEach(function (group) { group.shown = 0; });
      rows.forEach(function (row) {
        const hidden = !want.takes(row);
        if (!hidden) { shown += 1; row.group.shown += 1; }
        if (hidden !== row.hidden) { row.hidden = hidden; row.node.hidden = hidden; }
      });
      groups.forEach(function (group) {
        group.node.hidden = want.any ? group.shown === 0 : false;
        group.count.textContent = want.any ? group.shown + " / " + group.whole : group.whole;
        unfold(group, want.any);
      });
      const said = shown === 0 ? status.dataset.none : status.dataset.say;
      status.textContent = said.replace("#0", shown).replace("#1", rows.length);
    }

    function setOpen(open) {
      rows.forEach(function (row) {
        if (!row.hidden) { if (row.group.node.open) row.node.open = open; }
      });
    }

    let waiting = 0;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 120);
    });
    form.addEventListener("reset", function () {
      clearTimeout(waiting);
      waiting = setTimeout(apply, 0);
    });
    form.addEventListener("submit", function (event) { event.preventDefault(); });
    form.elements.open.addEventListener("click", function () { setOpen(true); });
    form.elements.close.addEventListener("click", function () { setOpen(false); });
    form.hidden = false;
    apply();
  }

  // A link into something closed opens it, and all around it.
  function reveal() {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null) return;
    for (let node = target; node !== null; node = node.parentElement) {
      if (node.tagName.toLowerCase() === "details") node.open = true;
    }
    target.scrollIntoView();
  }

  // On paper every finding that asks for something stands in full; what is quiet stays as the reader left it.
  let opened = [];
  addEventListener("beforeprint", function () {
    opened = all(document, ".group.loud, .group.loud .finding").filter(function (node) { return !node.open; });
    opened.forEach(function (node) { node.open = true; });
  });
  addEventListener("afterprint", function () {
    opened.forEach(function (node) { node.open = false; });
    opened = [];
  });

  all(document, "form.filter").forEach(filters);
  addEventListener("hashchange", reveal);
  if (location.hash.length > 1) reveal();
})();
