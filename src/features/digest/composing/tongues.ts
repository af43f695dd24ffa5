// The languages a digest is written in, each in its own file.
import { BULGARIAN } from './bg.ts'
import { ENGLISH } from './en.ts'
import { FRENCH } from './fr.ts'
import { ITALIAN } from './it.ts'
import { MACEDONIAN } from './mk.ts'
import { MONTENEGRIN } from './sr.ts'
import type { DigestLanguage, Tongue } from './tongue.ts'
import { CHINESE } from './zh.ts'

export const TONGUES: Readonly<Record<DigestLanguage, Tongue>> = {
  bg: BULGARIAN,
  en: ENGLISH,
  fr: FRENCH,
  it: ITALIAN,
  mk: MACEDONIAN,
  sr: MONTENEGRIN,
  zh: CHINESE,
}
