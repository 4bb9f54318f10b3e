// The button does nothing without JavaScript, so it only shows with it.
const button = document.getElementById("imprimer");
button.hidden = false;
button.addEventListener("click", () => window.print());
