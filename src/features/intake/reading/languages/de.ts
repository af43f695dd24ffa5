// de
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const de: Language = { ...plain, code: 'de' }
