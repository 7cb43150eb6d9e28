// Says before sending what the server would say after: the chosen files are too large.
"use strict";

document.addEventListener("submit", (event) => {
  const form = event.target.closest("form[data-upload]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
  const tooLarge = size > Number(input.dataset.limit);
  const chosen = form.querySelector(".chosen");
  chosen.classList.toggle("late", tooLarge);
  if (tooLarge) {
    event.preventDefault();
    chosen.textContent = input.dataset.tooLarge;
  }
});
