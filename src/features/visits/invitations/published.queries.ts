// Reads a programme as a file for a calendar: its items in the reader's language, without anybody's address.
import type { OfficeTx } from '#platform/database/door.ts'
import { currentLanguage } from '#platform/texts/language.ts'
import type { LocalText } from '#platform/texts/local-text.ts'
import { drawnItem } from '../pocket/pocket.ts'
import { POCKET_WORDS } from '../pocket/words.ts'
import { programmeOf } from '../programmes/programme.queries.ts'
import type { Published } from './calendar-text.ts'

/** null when there is no such dossier. What was called off with the whole visit stands there as called off. */
export async function programmeAsCalendar(tx: OfficeTx, visitId: string): Promise<{ readonly title: LocalText; readonly items: readonly Published[] } | null> {
  const programme = await programmeOf(tx, visitId)
  if (programme === null) return null
  const language = currentLanguage()
  return {
    title: programme.visit.title,
    items: programme.items.map((item): Published => {
      const drawn = drawnItem(item, programme, language, POCKET_WORDS[language])
      return {
        id: item.id,
        version: item.version,
        changedAt: item.updatedAt,
        when: item.time === null ? { firstDay: item.day, lastDay: item.lastDay } : { from: item.from, to: item.to },
        title: drawn.title.text,
        place: [drawn.place, drawn.address].filter((part) => part !== '').join(', '),
        description: [drawn.elsewhere, [drawn.contact, drawn.phone].filter((part) => part !== '').join(', '), drawn.note.text]
          .filter((part) => part !== '')
          .join('\n'),
        geo: drawn.geo,
        called: programme.visit.cancelledOn === null ? 'on' : 'off',
      }
    }),
  }
}
