// Time zones by names that people use: „Северна Македония“ instead of „Europe/Skopje“.
import { currentLanguage } from './texts/language.ts'

/** The country a zone is kept in, or its city where a country has several: „България“, „Ню Йорк“. The zone itself when nobody knows it. */
export function zoneName(zone: string): string {
  try {
    const parts = new Intl.DateTimeFormat(currentLanguage(), { timeZone: zone, timeZoneName: 'shortGeneric' }).formatToParts(0)
    const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
    // English adds the word itself: „Bulgaria Time“.
    return name.replace(/ Time$/, '')
  } catch {
    return zone
  }
}

/** Every zone there is, by its name in the reader's language. */
export const zoneOptions = (): { value: string; label: string }[] =>
  Intl.supportedValuesOf('timeZone')
    .map((value) => ({ value, label: `${zoneName(value)} (${value})` }))
    .sort((a, b) => a.label.localeCompare(b.label, currentLanguage()))
