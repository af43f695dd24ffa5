// Words inside HTML, XML or SVG that is written as text.

/** Stands for itself wherever it is put: between tags and inside an attribute in either kind of quotes. */
export const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
