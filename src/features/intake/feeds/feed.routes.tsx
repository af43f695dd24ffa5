// The addresses of watched feeds: the office's list, a try-out before one is watched, pausing, looking now, ending.
import type { Context } from 'hono'
import { addresses } from '#addresses'
import type { Officer, Reader } from '#features/accounts/account.ts'
import { officers, readers } from '#features/accounts/session.gate.ts'
import { m } from '#messages'
import { checked, readForm, typed, type FieldFault } from '#platform/http/form.ts'
import { notFound } from '#platform/http/not-found.ts'
import { goWithNotice } from '#platform/http/notice.ts'
import type { Outside } from '#platform/http/outside.ts'
import { Routes } from '#platform/http/routes.ts'
import type { Result } from '#platform/result.ts'
import { endFeed, lookNow, pauseFeed, resumeFeed, watchFeed } from './feed.actions.ts'
import { feedForm, newFeedForm, troubleInWords } from './feed.ts'
import { FeedsPage, TrialPage } from './feed.pages.tsx'
import { failedItems, feedList } from './feed.queries.ts'
import { findFeed } from './looking.ts'

/** `outside`: how servers are asked; `wake`: has the background work look at once. */
export function feedsRoutes(outside: Outside, minutes: number, wake: () => void = () => {}): Routes {
  const list = async (c: Context, by: Reader, url = '', errors?: readonly FieldFault[]): Promise<Response> => {
    const read = await c.get('here').db.inOffice(by.officeId, async (tx) => ({ feeds: await feedList(tx), failed: await failedItems(tx) }))
    return c.html(
      <FeedsPage
        shell={c.get('shell')}
        {...read}
        url={url}
        minutes={minutes}
        timeZone={c.get('visitor')!.office.timeZone}
        {...(errors === undefined ? {} : { errors })}
      />,
      errors === undefined ? 200 : 422,
    )
  }

  const trial = async (c: Context, by: Officer): Promise<Response> => {
    const body = await readForm(c)
    const form = checked(feedForm, body)
    if (!form.ok) return list(c, by, typed(body, 'url'), form.faults)
    const found = await findFeed(outside, form.value.url)
    if (!found.ok) return list(c, by, typed(body, 'url'), [{ name: 'url', message: troubleInWords(found.trouble, found.detail) }])
    return found.feed === null ? list(c, by) : c.html(<TrialPage shell={c.get('shell')} url={found.address} feed={found.feed} />)
  }

  const watch = async (c: Context, by: Officer): Promise<Response> => {
    const body = await readForm(c)
    const form = checked(newFeedForm, body)
    if (!form.ok)
      return list(
        c,
        by,
        typed(body, 'url'),
        form.faults.map(({ message }) => ({ name: 'url', message })),
      )
    const watched = await watchFeed(c.get('here'), by, form.value)
    if (!watched.ok) return list(c, by, form.value.url, [{ name: 'url', message: watched.refusal.message }])
    wake()
    return goWithNotice(c, addresses.settingsFeeds(), {
      text: m.intake_feed_watched({ title: form.value.title }),
      undo: addresses.activityUndo({ id: watched.value.activityId }),
    })
  }

  const press =
    (act: (c: Context, by: Officer, id: string) => Promise<Result<{ title: string; activityId?: string }>>, say: (values: { title: string }) => string) =>
    async (c: Context, by: Officer): Promise<Response> => {
      const done = await act(c, by, c.req.param('id') ?? '')
      if (!done.ok) return notFound(c)
      const { title, activityId } = done.value
      return goWithNotice(c, addresses.settingsFeeds(), {
        text: say({ title }),
        ...(activityId === undefined ? {} : { undo: addresses.activityUndo({ id: activityId }) }),
      })
    }

  return new Routes()
    .get(addresses.settingsFeeds, readers, (c, by) => list(c, by))
    .post(addresses.settingsFeedTrial, officers, trial)
    .post(addresses.settingsFeeds, officers, watch)
    .post(
      addresses.settingsFeedPause,
      officers,
      press((c, by, id) => pauseFeed(c.get('here'), by, id), m.intake_feed_paused),
    )
    .post(
      addresses.settingsFeedResumption,
      officers,
      press(async (c, by, id) => {
        const resumed = await resumeFeed(c.get('here'), by, id)
        if (resumed.ok) wake()
        return resumed
      }, m.intake_feed_resumed),
    )
    .post(
      addresses.settingsFeedLook,
      officers,
      press(async (c, by, id) => {
        const asked = await lookNow(c.get('here'), by, id)
        if (asked.ok) wake()
        return asked
      }, m.intake_feed_looking),
    )
    .post(
      addresses.settingsFeedRemoval,
      officers,
      press((c, by, id) => endFeed(c.get('here'), by, id), m.intake_feed_ended),
    )
}
