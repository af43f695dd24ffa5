// en
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const en: Language = { ...plain, code: 'en' }
