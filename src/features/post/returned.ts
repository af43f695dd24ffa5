// The mailbox letters come back to, as people see it: which it is, when it is looked into again, and what is wrong with it.
import { m } from '#messages'
import type { BoxTrouble } from '#platform/mail/returns-box.ts'
import type { ReturnsBox } from '#settings'

const troubles: Readonly<Record<BoxTrouble, (values: { server: string; folder: string; user: string; detail: string }) => string>> = {
  password: m.post_box_trouble_password,
  folder: m.post_box_trouble_folder,
  'read-only': m.post_box_trouble_read_only,
  certificate: m.post_box_trouble_certificate,
  unencrypted: m.post_box_trouble_unencrypted,
  'unknown-host': m.post_box_trouble_unknown_host,
  unreachable: m.post_box_trouble_unreachable,
  silent: m.post_box_trouble_silent,
  broken: m.post_box_trouble_broken,
}

/** What is wrong and who can mend it. */
export const boxTroubleInWords = (trouble: BoxTrouble, box: ReturnsBox, detail: string): string =>
  troubles[trouble]({ server: `${box.host}:${box.port}`, folder: box.folder, user: box.user, detail })
