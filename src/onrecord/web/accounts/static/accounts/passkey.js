// A button with data-passkey asks the browser for a passkey and sends the answer with a form.
"use strict";
document.querySelectorAll("[data-passkey]").forEach((button) => {
  if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const options = JSON.parse(button.dataset.options);
    const form = document.getElementById(button.dataset.form);
    if (button.dataset.passkey === "create" && !form.reportValidity()) return;
    button.disabled = true;
    try {
      const credential = button.dataset.passkey === "create"
        ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
        : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      document.getElementById(button.dataset.field).value = JSON.stringify(credential.toJSON());
      form.submit();
    } catch {
      // The person closed the browser's window: nothing was sent, they may try again.
      button.disabled = false;
    }
  });
});
