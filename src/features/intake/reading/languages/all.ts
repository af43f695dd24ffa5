// The languages the intake reads.
import { bg } from './bg.ts'
import { de } from './de.ts'
import { en } from './en.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'
import type { Language, LanguageCode } from './language.ts'
import { mk } from './mk.ts'
import { sr } from './sr.ts'
import { zh } from './zh.ts'

export const languages: Readonly<Record<LanguageCode, Language>> = { bg, mk, sr, en, it, fr, de, zh }
