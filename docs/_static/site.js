// What scrolls sideways can be reached and scrolled with the keyboard, and the two side columns have names.
document.addEventListener("DOMContentLoaded", () => {
  for (const box of document.querySelectorAll(".content pre, .content .table-wrapper, .cell-output")) box.tabIndex = 0;
  document.querySelector("aside.sidebar-drawer")?.setAttribute("aria-label", "Pages");
  document.querySelector("aside.toc-drawer")?.setAttribute("aria-label", "On this page");
});
