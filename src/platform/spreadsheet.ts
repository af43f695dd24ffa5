// Cells as they may leave the office: what a spreadsheet would compute is made plain text.

export const XLSX_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** A text that a spreadsheet program takes for a formula begins with one of these (OWASP, CSV injection). Phone numbers with their plus stay as they are. */
const FORMULA = /^(?:[=@\t\r]|[+-](?!\d[\d\s()/.-]*$))/

/** In CSV nothing tells text from formula, so an apostrophe does; XLSX marks every cell's kind itself. */
export const safeCsvCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

// oxlint-disable-next-line no-control-regex -- XML 1.0 has no way to write these
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
/** Excel takes 32,767 letters in a cell. */
export const safeCell = (text: string): string => text.replace(NO_XML, '').toWellFormed().slice(0, 32_767)
