// The picture of a link that a phone's camera reads: a QR code as a drawing that prints sharp at any size.
import { encode } from 'uqr'

/** An SVG path of the dark squares and the side of the code in squares, its quiet zone of four included. Error correction M: a badge may be scratched a little. */
export function qrOf(url: string): { readonly path: string; readonly side: number } {
  const { data, size } = encode(url, { ecc: 'M', border: 4 })
  const path = data
    .map((row, y) => {
      let drawn = ''
      for (let x = 0; x < row.length; x += 1) {
        if (row[x] !== true) continue
        let end = x
        while (row[end + 1] === true) end += 1
        drawn += `M${x} ${y}h${end - x + 1}v1h-${end - x + 1}z`
        x = end
      }
      return drawn
    })
    .join('')
  return { path, side: size }
}
