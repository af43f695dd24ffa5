// zh
import type { Language } from './language.ts'
import { plain } from './plain.ts'

export const zh: Language = { ...plain, code: 'zh' }
