// A folder: tell the server in which folder each file lay; without scripts only the names go.
"use strict";
document.querySelectorAll("input[data-folder]").forEach((folder) => {
  const paths = folder.form.querySelector("input[data-paths]");
  folder.addEventListener("change", () => {
    paths.value = JSON.stringify(Array.from(folder.files, (file) => file.webkitRelativePath));
  });
});
