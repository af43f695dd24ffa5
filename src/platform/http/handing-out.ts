// What an answer says that is a file: its name in any script, and that nothing in it may run.
import type { Printed } from '../documents/typesetting.ts'

/** RFC 6266 and 8187: the name in letters of any script, and one in ASCII for whoever reads no other. */
export function disposition(fileName: string, inline: boolean): string {
  const plain = fileName
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/g, '_')
    .replace(/["\\%;]/g, '_')
  const whole = encodeURIComponent(fileName.toWellFormed()).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${inline ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${whole}`
}

/**
 * Nothing in it may run or be fetched. Chrome shows a PDF inside a page of its own making, which a sandbox or a forbidden `default-src` would leave
 * blank: there only scripts, forms and frames are closed.
 */
export const policyFor = (type: string): string =>
  type === 'application/pdf'
    ? "script-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
    : "default-src 'none'; sandbox; frame-ancestors 'none'"

const headersOf = (type: string, fileName: string, inline: boolean): Record<string, string> => ({
  'Content-Type': type,
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': policyFor(type),
  // Made anew each time, of what the register says at that moment.
  'Cache-Control': 'private, no-store',
  'Content-Disposition': disposition(fileName, inline),
})

/** A paper as it was just set, shown in the browser's window. `fileName` without its ending. */
export const pdfAnswer = ({ pdf }: Printed, fileName: string): Response => new Response(pdf, { headers: headersOf('application/pdf', `${fileName}.pdf`, true) })

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
/** A Word file to be saved. `fileName` without its ending. */
export const wordAnswer = (file: Uint8Array<ArrayBuffer>, fileName: string): Response =>
  new Response(file, { headers: headersOf(DOCX, `${fileName}.docx`, false) })

/** A small picture of the office's own, for a page of the office. `etag` names its content. */
export const pngAnswer = (bytes: Uint8Array, etag: string): Response =>
  new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': 'image/png',
      'X-Content-Type-Options': 'nosniff',
      'Content-Security-Policy': policyFor('image/png'),
      'Cache-Control': 'private, no-cache',
      ETag: `"${etag}"`,
    },
  })
