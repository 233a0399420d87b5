"use strict";
// Refinements only: every page works without this file.

// A text file dropped on the box is read into it, in the browser.
for (const box of document.querySelectorAll("textarea[data-drop]")) {
  box.addEventListener("dragover", (event) => event.preventDefault());
  box.addEventListener("drop", async (event) => {
    const file = event.dataTransfer && event.dataTransfer.files[0];
    if (!file) return;
    event.preventDefault();
    box.value = await file.text();
  });
  // Control or Command and Enter sends the form.
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) box.form.requestSubmit();
  });
}

// A row of tides becomes a slider: same addresses, one movement.
for (const list of document.querySelectorAll("[data-tides]")) {
  const links = [...list.querySelectorAll("a")].slice(1);
  if (links.length < 2) continue;
  const slider = document.createElement("input");
  slider.type = "range";
  slider.min = "0";
  slider.max = String(links.length - 1);
  const active = links.findIndex((link) => link.hasAttribute("aria-current"));
  slider.value = String(active < 0 ? Math.floor(links.length / 2) : active);
  slider.setAttribute("aria-label", list.parentElement.getAttribute("aria-label"));
  const name = () => slider.setAttribute("aria-valuetext", links[Number(slider.value)].textContent.trim());
  name();
  slider.addEventListener("input", name);
  slider.addEventListener("change", () => location.assign(links[Number(slider.value)].href));
  const item = document.createElement("li");
  item.append(slider);
  list.append(item);
}

// A project switched off or on is judged at once; the form does the same with its button.
for (const form of document.querySelectorAll("form[data-plan]")) {
  const line = form.querySelector("[data-changed]");
  const whole = line.textContent;
  let asked = 0;
  form.addEventListener("change", async () => {
    const turn = ++asked;
    const query = new URLSearchParams(new FormData(form));
    const response = await fetch(form.dataset.plan + "?" + query, { headers: { accept: "application/json" } }).catch(() => null);
    if (turn !== asked) return;
    for (const box of form.querySelectorAll("input[type=checkbox]")) box.closest("tr").classList.toggle("off", !box.checked);
    if (!response || !response.ok) return form.requestSubmit();
    const words = (await response.json()).words;
    line.textContent = words || form.dataset.whole || whole;
    history.replaceState(null, "", form.getAttribute("action").split("#")[0] + "?" + query);
  });
}

// Going to another view of the same answer keeps the place on the page.
const place = sessionStorage.getItem("messlatte-place");
sessionStorage.removeItem("messlatte-place");
if (place && place.startsWith(location.pathname + "#")) scrollTo(0, Number(place.split("#")[1]));
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("main a, .top .pill");
  if (link && link.pathname === location.pathname && link.origin === location.origin) {
    sessionStorage.setItem("messlatte-place", location.pathname + "#" + scrollY);
  }
});
