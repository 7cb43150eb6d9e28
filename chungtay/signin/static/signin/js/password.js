// A button beside every password that shows it while it is typed. The words come with the script's own tag.
"use strict";

const { show, hide } = document.currentScript.dataset;
for (const field of document.querySelectorAll("input[data-password]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button-link show-password";
  button.textContent = show;
  button.setAttribute("aria-pressed", "false");
  button.setAttribute("aria-controls", field.id);
  button.addEventListener("click", () => {
    const shown = field.type === "text";
    field.type = shown ? "password" : "text";
    button.textContent = shown ? show : hide;
    button.setAttribute("aria-pressed", String(!shown));
    field.focus();
  });
  field.after(button);
  field.form.addEventListener("submit", () => { field.type = "password"; }); // so that browsers offer to keep it
}
