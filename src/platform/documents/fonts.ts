// The letters of papers: Sofia Sans for Latin and Bulgarian, Noto Sans for the other Cyrillic, Noto Sans SC for Chinese; only the weights that are used.
import { createRequire } from 'node:module'

const files = createRequire(import.meta.url)

/** Whole TrueType files (SIL Open Font License 1.1); the two of Chinese are 10.5 MB each and are read only where a paper has Chinese. */
export const fontFiles = (): string[] =>
  [
    'sofia-sans/400Regular/SofiaSans_400Regular',
    'sofia-sans/600SemiBold/SofiaSans_600SemiBold',
    'sofia-sans/400Regular_Italic/SofiaSans_400Regular_Italic',
    'sofia-sans/600SemiBold_Italic/SofiaSans_600SemiBold_Italic',
    'noto-sans/400Regular/NotoSans_400Regular',
    'noto-sans/600SemiBold/NotoSans_600SemiBold',
    'noto-sans/400Regular_Italic/NotoSans_400Regular_Italic',
    'noto-sans/600SemiBold_Italic/NotoSans_600SemiBold_Italic',
    'noto-sans-sc/400Regular/NotoSansSC_400Regular',
    'noto-sans-sc/600SemiBold/NotoSansSC_600SemiBold',
  ].map((name) => files.resolve(`@expo-google-fonts/${name}.ttf`))
