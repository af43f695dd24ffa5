// What the office's pages run in the browser: Ctrl+K, suggestions while typing, list keys. Everything works without it too.
