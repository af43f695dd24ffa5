// Finds out in which character set a text was written, so that Троян is never shown as Òðîÿí.
import { analyse } from 'chardet'

/** A decoded text; `sure` is false when the set was guessed from the letters. */
export type Decoded = { text: string; charset: string; sure: boolean }

// How often each small letter stands in a thousand letters of Bulgarian prose, rounded. The other Cyrillic languages are near enough to tell character sets apart.
const CYRILLIC: Record<string, number> = {
  а: 118,
  б: 13,
  в: 44,
  г: 17,
  д: 32,
  е: 86,
  ж: 7,
  з: 22,
  и: 92,
  й: 7,
  к: 34,
  л: 33,
  м: 25,
  н: 72,
  о: 83,
  п: 31,
  р: 51,
  с: 49,
  т: 74,
  у: 14,
  ф: 3,
  х: 7,
  ц: 9,
  ч: 15,
  ш: 6,
  щ: 6,
  ъ: 17,
  ь: 2,
  ю: 2,
  я: 20,
  ы: 5,
  э: 1,
  ё: 1,
  і: 2,
  ї: 1,
  є: 1,
  ј: 10,
  љ: 2,
  њ: 2,
  ђ: 1,
  ћ: 2,
  џ: 1,
  ѓ: 1,
  ќ: 1,
  ѕ: 1,
  ѝ: 1,
}
const EASTERN = 'čćšžđęąłńśźżőűřěůťďňľĺăţş'
const WESTERN = 'éèàùêëîïôœæçñãõåøäöüßáíóúâ’“”–…€'
const CYRILLIC_SETS = ['windows-1251', 'koi8-r', 'iso-8859-5', 'utf-16le', 'utf-16be'] as const
const LATIN_SETS = ['windows-1252', 'windows-1250', 'iso-8859-2'] as const
const SAMPLE_BYTES = 200_000

const decodeAs = (bytes: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const byteOrderMark = (bytes: Uint8Array): string | null => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return null
}

// oxlint-disable-next-line no-control-regex -- control characters betray a wrong set or a file that is no text
const UNPRINTABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u009f\ufffe\uffff]/g

/** The mean plausibility of the letters outside ASCII as Cyrillic: about 3.5 to 4.4 for real prose, under 2.5 for a wrong set. */
function cyrillicScore(text: string): number {
  let score = 0
  let count = 0
  for (const [word] of text.matchAll(/[^\s!-/:-@[-`{-~«»„“”‘’–—…]+/gu)) {
    let foreign = 0
    for (const character of word) if (character > '\u007f') foreign++
    if (foreign === 0) continue
    const whole = /^[\u0400-\u045f\d]+$/u.test(word)
    const shaped = /^(?:\p{Lu}?\p{Ll}*|\p{Lu}+|\d+\p{Ll}*)$/u.test(word)
    for (const character of word) {
      if (character <= '\u007f') continue
      count++
      const small = character.toLowerCase()
      const weight = CYRILLIC[small]
      if (weight === undefined) continue
      score += Math.log(1 + weight) * (whole ? 1 : 0.3) * (shaped ? 1 : 0.4) * (character === small ? 1 : 0.8)
    }
  }
  return count === 0 ? 0 : score / count
}

/** The share of words with foreign letters that look like Latin words, and how well the letters fit the set: 0 to about 1.3. */
function latinScore(text: string): number {
  let score = 0
  let count = 0
  for (const [word] of text.matchAll(/[^\s!-/:-@[-`{-~]+/gu)) {
    const foreign = [...word].filter((character) => character > '\u007f')
    if (foreign.length === 0) continue
    count++
    if (/^[–—…“”„«»’‘•€©®°§№·]+$/u.test(word)) {
      score += 0.8
      continue
    }
    const bare = word.replace(/[“”„«»’‘…–—]/gu, '')
    if (!/^[\p{Script=Latin}\d]*$/u.test(bare) || /\p{Ll}\p{Lu}/u.test(bare)) continue
    const letters = [...bare].filter((character) => character > '\u007f')
    if (letters.length > 2 && letters.length * 2 > bare.length) continue
    const known = foreign.filter((character) => EASTERN.includes(character.toLowerCase()) || WESTERN.includes(character.toLowerCase()))
    score += known.length === foreign.length ? 1 : 0.3
  }
  return count === 0 ? 0 : score / count
}

/** The share of Chinese characters among those outside ASCII, when enough of them are everyday ones. */
function chineseScore(text: string): number {
  const outside = [...text].filter((character) => character > '\u007f')
  if (outside.length === 0) return 0
  const han = outside.filter((character) => /[\p{Script=Han}，。、：；？！“”《》（）]/u.test(character))
  const everyday = outside.filter((character) => '的一是在和了有市年月日中国与人大会这为上'.includes(character) || '，。、：；《》（）'.includes(character))
  return everyday.length / outside.length > 0.06 ? han.length / outside.length : 0
}

const chardetSays = (bytes: Uint8Array, charset: string): number => {
  const alike: Record<string, string> = { 'windows-1252': 'iso-8859-1', 'iso-8859-2': 'windows-1250', 'windows-1250': 'iso-8859-2' }
  const named = analyse(bytes)
  const found = named.find(({ name }) => name.toLowerCase() === charset) ?? named.find(({ name }) => name.toLowerCase() === alike[charset])
  return (found?.confidence ?? 0) / 100
}

/** Guesses among the sets our languages use; null when none gives words. */
function guess(bytes: Uint8Array): Decoded | null {
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = sample.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0)
  if (zeros > 0) {
    for (const charset of ['utf-16le', 'utf-16be'] as const) {
      const text = bytes.length % 2 === 0 ? decodeAs(bytes, charset) : null
      if (text === null) continue
      const odd = text.match(/[^\s -~\u00a0-\u024f\u0400-\u04ff\u2010-\u2026\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g)?.length ?? 0
      if (odd === 0 && /[ -~\u0400-\u04ff]{2}/.test(text)) return { text, charset, sure: false }
    }
    return null
  }
  const plausible: { charset: string; score: number }[] = []
  for (const charset of CYRILLIC_SETS.slice(0, 3)) {
    const text = decodeAs(sample, charset)
    if (text !== null && !UNPRINTABLE.test(text)) plausible.push({ charset, score: cyrillicScore(text) })
    UNPRINTABLE.lastIndex = 0
  }
  plausible.sort((one, other) => other.score - one.score)
  const best = plausible[0]
  if (best && best.score >= 2.6) return settle(bytes, best.charset)
  // A sample may cut a two-byte character: gb18030 is tried on the whole.
  const chinese = decodeAs(bytes, 'gb18030')
  if (chinese !== null && chineseScore(chinese.slice(0, SAMPLE_BYTES)) > 0.8) return { text: chinese, charset: 'gb18030', sure: false }
  const latin: { charset: string; score: number }[] = []
  for (const charset of LATIN_SETS) {
    const text = decodeAs(sample, charset)
    if (text === null || UNPRINTABLE.test(text)) {
      UNPRINTABLE.lastIndex = 0
      continue
    }
    const fit = latinScore(text)
    const eastern = [...text].filter((character) => EASTERN.includes(character.toLowerCase())).length
    const outside = [...text].filter((character) => character > '\u007f').length
    const own = charset === 'windows-1252' ? 0 : (eastern / outside) * 0.2
    if (fit >= 0.6) latin.push({ charset, score: fit + own + chardetSays(sample, charset) })
  }
  latin.sort((one, other) => other.score - one.score)
  return latin[0] ? settle(bytes, latin[0].charset) : null
}

function settle(bytes: Uint8Array, charset: string): Decoded | null {
  const text = decodeAs(bytes, charset)
  return text === null ? null : { text, charset, sure: false }
}

/**
 * Bytes as text: byte order mark, then what the file declares, then UTF-8 when valid, then a guess by the letters.
 * A declared set gives way to UTF-8 when the bytes are valid UTF-8 beyond ASCII: converted pages often keep the old label.
 * Null when no set gives a text.
 */
export function decodeBytes(bytes: Uint8Array, declared?: string | null): Decoded | null {
  const marked = byteOrderMark(bytes)
  if (marked !== null) {
    const text = decodeAs(bytes, marked)
    if (text !== null) return { text, charset: marked, sure: true }
  }
  const utf8 = decodeAs(bytes, 'utf-8')
  if (utf8 !== null && (utf8.match(UNPRINTABLE)?.length ?? 0) * 50 <= utf8.length && !manyNulls(bytes)) return { text: utf8, charset: 'utf-8', sure: true }
  const label = declared ? knownLabel(declared) : null
  if (label !== null && label !== 'utf-8') {
    const text = decodeAs(bytes, label)
    if (text !== null && (text.match(UNPRINTABLE)?.length ?? 0) * 50 <= text.length) return { text, charset: label, sure: true }
  }
  return scratched(bytes) ?? guess(bytes)
}

// UTF-8 with a few bytes lost (a file cut within a letter): one bad place for at least fifty good letters outside ASCII.
function scratched(bytes: Uint8Array): Decoded | null {
  const text = new TextDecoder('utf-8').decode(bytes)
  const lost = text.match(/\ufffd/g)?.length ?? 0
  const letters = text.match(/[\u00a0-\ufffc]/g)?.length ?? 0
  return letters >= lost * 50 && !manyNulls(bytes) ? { text, charset: 'utf-8', sure: false } : null
}

const manyNulls = (bytes: Uint8Array): boolean => {
  const sample = bytes.subarray(0, 4096)
  return sample.filter((byte) => byte === 0).length * 20 > sample.length
}

/** The name under which the runtime knows a declared set, or null. */
export function knownLabel(declared: string): string | null {
  try {
    return new TextDecoder(declared.trim()).encoding
  } catch {
    return null
  }
}
