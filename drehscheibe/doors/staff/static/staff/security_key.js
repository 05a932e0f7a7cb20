// Security keys (WebAuthn): asks the browser, puts its answer into the form, sends the form.
"use strict";

for (const form of document.querySelectorAll("form[data-security-key]")) {
  const start = form.querySelector("[data-security-key-start]");
  const help = form.querySelector("[data-security-key-help]");
  if (!window.webauthnJSON?.supported()) {
    help.textContent = "Dieser Browser kann keine Sicherheitsschlüssel. Nehmen Sie bitte die App.";
    continue;
  }
  help.textContent = "";
  help.setAttribute("role", "status");
  start.hidden = false;
  start.addEventListener("click", async () => {
    const ask = form.dataset.securityKey === "create" ? window.webauthnJSON.create : window.webauthnJSON.get;
    try {
      const answer = await ask(JSON.parse(form.dataset.options));
      form.elements.namedItem("credential").value = JSON.stringify(answer);
      form.submit();
    } catch {
      help.textContent = "Der Schlüssel hat nicht geantwortet. Bitte versuchen Sie es noch einmal.";
    }
  });
}
