// How reading time grows with hostile text: npm run bench -- hostile. Each kind is read at 25,000 to 200,000 letters; twice the letters must not take much more than twice the time.
import { readText } from '#features/intake/reading/read-text.ts'
import { openGazetteer } from '#features/places/gazetteer/gazetteer.ts'

const SIZES = [25_000, 50_000, 100_000, 200_000] as const

/** A word no other number gives. */
const word = (n: number): string => [0, 5, 10].map((shift) => String.fromCharCode(1072 + ((n >> shift) % 32))).join('')
const repeated = (piece: string) => (letters: number) => piece.repeat(Math.ceil(letters / piece.length)).slice(0, letters)
const growing = (piece: (n: number) => string) => (letters: number) => {
  let text = ''
  for (let n = 0; text.length < letters; n++) text += piece(n)
  return text
}

const kinds: Readonly<Record<string, (letters: number) => string>> = {
  'one word': repeated('а'),
  blanks: repeated(' '),
  digits: repeated('1'),
  'post after post': repeated('кмет '),
  'large words': repeated('Абвгд '),
  'opening quotes': repeated('„'),
  'short quotes': repeated('„а“'),
  'short lines': repeated('а.\n'),
  'unfinished names': repeated('град Абв ле '),
  'loose marks': repeated('а\u0306\u0301'),
  'the same people': repeated('Иван Петров, кмет на Ловеч, '),
  'the same towns': repeated('град Дойран и град Струмица, Северна Македония. '),
  'new people': growing((n) => `кметът на Ловеч И${word(n)}ан П${word(n)}тров каза. `),
  'new towns': growing((n) => `делегация от град А${word(n)}бург, Германия, посети ни. `),
  English: repeated('The mayor of Paris visited the mayor of Lyon in France on 3 May 2021 and planted a tree. '),
  Serbian: repeated('Градоначелник Ниша посетио је град Дојран. '),
  Chinese: repeated('市长访问北京市并签署友好城市协议。'),
}

const gazetteer = openGazetteer()
process.stdout.write(`${'ms'.padEnd(18)}${SIZES.map((size) => String(size).padStart(9)).join('')}   last doubling\n`)
for (const [name, make] of Object.entries(kinds)) {
  const times = SIZES.map((size) => {
    const text = make(size)
    const started = performance.now()
    readText(text, { home: { name: 'Троян', country: 'BG' }, published: '2024-10-24', gazetteer })
    return performance.now() - started
  })
  const growth = (times[3] ?? 0) / Math.max(1, times[2] ?? 1)
  process.stdout.write(`${name.padEnd(18)}${times.map((time) => time.toFixed(0).padStart(9)).join('')}   × ${growth.toFixed(1)}\n`)
}
