// What Troyan is known for, as far as the demonstration's sources say so. That the sources are silent on the mountain and the river says nothing against either.
import type { TagValues } from '#features/finder/facts/fact.ts'
import type { ImpreciseDate } from '#platform/dates.ts'
import type { Citation } from '#platform/texts/citation.ts'
import { SOURCES } from './sources.ts'

const from = ({ title, url, date }: Citation) => ({ says: 'so', source: title, address: url, asOf: date as ImpreciseDate | null }) as const

export const TROYAN_TAGS: readonly TagValues[] = [
  { tag: 'ceramics', ...from(SOURCES.news), note: 'Представена на форума в Джиндъджън като част от културното наследство.' },
  { tag: 'plum', ...from(SOURCES.news), note: 'В града се провежда Българският фестивал на сливата.' },
  { tag: 'festivals', ...from(SOURCES.news), note: 'Български фестивал на сливата, празник на града.' },
  { tag: 'urban-water', ...from(SOURCES.news), note: 'Водите в градската среда са тема, по която общината търси италиански партньор.' },
  { tag: 'arts-school', ...from(SOURCES.frenchVisit), note: 'Гостите от Франция посетиха училището по приложни изкуства.' },
]
