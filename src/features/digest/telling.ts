// What happened to a report, in a few words, for its own history.
import { m } from '#messages'

export const editionHappened = ({ act }: { readonly act: string }): string => {
  switch (act) {
    case 'digest_edition.begun':
      return m.digest_did_begin()
    case 'digest_edition.regenerated':
      return m.digest_did_regenerate()
    case 'digest_edition.checked':
      return m.digest_did_check()
    case 'digest_edition.scheduled':
      return m.digest_did_schedule()
    case 'digest_edition.unscheduled':
      return m.digest_did_unschedule()
    case 'digest_edition.published':
      return m.digest_did_publish()
    case 'digest_edition.withdrawn':
      return m.digest_did_withdraw()
    case 'digest_edition.removed':
      return m.digest_did_remove()
    case 'digest_edition.restored':
      return m.digest_did_restore()
    default:
      return m.digest_did_change()
  }
}
