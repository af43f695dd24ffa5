// Brings the parts together in order, says on the terminal where the office is, and takes them down in the opposite order.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Hono } from 'hono'
import { Pool } from 'pg'
import { addresses } from '#addresses'
import { makeSetupLink } from '#features/accounts/account.actions.ts'
import type { Officer } from '#features/accounts/account.ts'
import { anyOffice } from '#features/accounts/account.queries.ts'
import { openAuth } from '#features/accounts/auth.actions.ts'
import { writeReminders } from '#features/commitments/reminders/reminder.jobs.ts'
import { contactsTold } from '#features/events/contacts-told.queries.ts'
import { namesAtStart } from '#features/organisations/names.jobs.ts'
import { standingsAtStart, standingsOfToday } from '#features/partnerships/silence/standing.jobs.ts'
import { readingRounds, sweepFiles } from '#features/documents/document.jobs.ts'
import { countAllDoubles } from '#features/organisations/doubles/double.jobs.ts'
import { lookForReturns, ownAddresses } from '#features/post/returned.jobs.ts'
import { sweepPost } from '#features/post/post.actions.ts'
import { readWithModel } from '#features/intake/model/model.jobs.ts'
import { rereadWaiting } from '#features/intake/rereading.jobs.ts'
import { carryOnImports, discardOldImports } from '#features/sheets/import.jobs.ts'
import { eraseOldSubscribers, sendNewsletters } from '#features/digest/newsletter/newsletter.jobs.ts'
import { writeMornings } from '#features/today/morning/morning.jobs.ts'
import { RESTORERS } from '#features/today/journal.actions.ts'
import { carryOnBatches, discardAllOldBatches } from '#features/intake/batches/batch.jobs.ts'
import { neededHashes } from '#features/intake/batches/batch.queries.ts'
import { compareDigests, publishDue } from '#features/digest/digest.jobs.ts'
import { carryOnLoads, loadAgent, outsideFor } from '#features/finder/twinnings/load.jobs.ts'
import { lookAtFeeds } from '#features/intake/feeds/feed.jobs.ts'
import { noteMailEnds } from '#features/visits/invitations/mail-end.jobs.ts'
import { eraseSpecialData } from '#features/visits/delegations/special-data.jobs.ts'
import { loadPlaces } from '#features/places/place.jobs.ts'
import { m } from '#messages'
import type { Clock } from '#platform/clock.ts'
import { openDoor, type SystemTx } from '#platform/database/door.ts'
import { openDataFolder, type OpenFolder } from '#platform/database/embedded/opening.ts'
import { RememberingClient } from '#platform/database/prepared.ts'
import { WhileUnchanged } from '#platform/database/while-unchanged.ts'
import { migrate } from '#platform/database/migrations.ts'
import { endTypesetting } from '#platform/documents/typesetting.ts'
import { diskStore } from '#platform/files/files.ts'
import type { Here } from '#platform/here.ts'
import { type Job, type Jobs, startJobs } from '#platform/jobs/jobs.ts'
import type { Log } from '#platform/log.ts'
import { neededCrests } from '#features/accounts/letterhead/letterhead.queries.ts'
import { filesOfMails } from '#platform/mail/mail.ts'
import { smtpPostman, terminalPostman } from '#platform/mail/postman.ts'
import { postRounds } from '#platform/mail/sending.ts'
import { ok, refuse, type Result } from '#platform/result.ts'
import type { Settings } from '#settings'
import { buildApp } from './app.tsx'
import { reminderParts } from './contributions.tsx'
import { demoLink, officerOfDemo, setUpDemo } from './demo/demo.actions.ts'
import { addDemoPaper } from './demo/papers.ts'

export type Listening = { readonly port: number; close(): Promise<void> }

export type Start = {
  readonly settings: Settings
  readonly clock: Clock
  readonly log: Log
  readonly version: string
  readonly migrations: string
  readonly migrationCount: number
  readonly assets?: string
  readonly listen: (app: Hono, port: number, host: string) => Promise<Listening>
}

export type Running = { readonly url: string; stop(): Promise<void> }

/** Mails leave within this many milliseconds when nothing else wakes the postman. */
const POST_ROUND_MS = 2_000

/** Kept beside the data, so that sessions survive a restart; another machine's folder brings its own. */
function secretOf(folder: string): string {
  const file = join(folder, 'secret')
  if (existsSync(file)) return readFileSync(file, 'utf8').trim()
  const secret = randomBytes(32).toString('base64url')
  writeFileSync(file, `${secret}\n`, { mode: 0o600 })
  return secret
}

/** Starts everything; a refusal says what a person must do first. Whatever was opened before a refusal is closed again. */
export async function startPobratim(start: Start): Promise<Result<Running>> {
  const { settings, clock, log } = start
  let folder: OpenFolder | null = null
  if (settings.databaseUrl === undefined) {
    const opened = await openDataFolder({
      folder: settings.dataFolder,
      appVersion: start.version,
      schemaVersion: start.migrationCount,
      now: clock.now(),
      log: { info: log.debug, warn: log.info, error: (message) => log.error(message) },
      onProgress: (step) => {
        if (step === 'creating') log.info(m.app_start_creating({ folder: settings.dataFolder }))
        if (step === 'taking-over') log.info(m.app_start_taking_over())
      },
    })
    if (!opened.ok) return opened
    folder = opened.value
  } else if (settings.secret === undefined) {
    return refuse('settings', m.app_start_secret())
  }

  const pool = new Pool({
    ...(folder === null ? { connectionString: settings.databaseUrl } : folder.connection),
    max: 12,
    Client: RememberingClient,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    application_name: 'pobratim',
  })
  // A broken idle connection is replaced by the pool; unheard, the event would end the process.
  pool.on('error', (error) => log.debug(`database connection: ${error.message}`))

  const undo = async (): Promise<void> => {
    await pool.end().catch(() => {})
    await folder?.stop()
  }
  const migrated = await migrate(pool, start.migrations).catch(async (error: unknown) => {
    await undo()
    throw error
  })
  if (!migrated.ok) {
    await undo()
    return migrated
  }
  folder?.migrated(start.migrationCount)

  const here: Here = { db: openDoor(pool), clock }
  let placesPercent: number | null = null
  // Also with a database elsewhere the files lie in the data folder.
  const files = diskStore(join(settings.dataFolder, 'files'))
  const reading = readingRounds(here, files, log)
  let jobs: Jobs | null = null
  const baseUrlAt = (port: number): string => settings.url ?? `http://localhost:${port}`

  // The address is known once the port is; cookies and links need it only from the first request on.
  const place = { baseUrl: baseUrlAt(settings.port) }
  const secret = settings.secret ?? secretOf(settings.dataFolder)
  const auth = openAuth({ pool, secret, baseUrl: place.baseUrl })
  const wake = (): void => void reading().catch((error: unknown) => log.error('reading documents', error))
  // Its story stands without the paper: a full disk is told and ends nothing.
  const demoPaper = async (officer: Officer): Promise<void> => {
    const added = await addDemoPaper(here, officer, files)
    if (!added.ok) log.error(added.refusal.message)
    else if (added.value) wake()
  }
  const stopping = new AbortController()
  const postman = settings.smtpUrl === undefined || settings.mailFrom === undefined ? terminalPostman(log) : smtpPostman(settings.smtpUrl)
  const sender = {
    from: settings.mailFrom ?? 'Pobratim <pobratim@localhost>',
    ...(settings.mailReturnPath === undefined ? {} : { returnPath: settings.mailReturnPath }),
    baseUrl: () => place.baseUrl,
    secret,
    files,
  }
  const post = postRounds({ here, postman, sender, pace: settings.mailPace, log }, () => stopping.signal.aborted)
  const { mailReturns: box } = settings
  const returns =
    box === undefined
      ? undefined
      : {
          box,
          look: (when: 'due' | 'now' = 'now') => lookForReturns(here, { box, own: ownAddresses(settings), log, stop: stopping.signal }, when),
        }
  const outside = { userAgent: `Pobratim/${start.version}${settings.url === undefined ? '' : ` (+${settings.url})`}`, privateToo: settings.feedPrivate }
  const { twinningsUrl } = settings
  const twinnings =
    twinningsUrl === null
      ? null
      : {
          service: twinningsUrl,
          outside: outsideFor(twinningsUrl, { ...outside, userAgent: loadAgent(start.version, settings.url, settings.mailFrom) }),
          wake: () => void jobs?.ask('world-twinnings').catch((error: unknown) => log.error('twinnings of the world', error)),
        }
  const parts = {
    here,
    unchanged: new WhileUnchanged(pool),
    auth,
    log,
    get baseUrl() {
      return place.baseUrl
    },
    ...(start.assets === undefined ? {} : { assets: start.assets }),
    placesPercent: () => placesPercent,
    files,
    wake,
    wakeImports: () => void jobs?.ask('imports').catch((error: unknown) => log.error('imports', error)),
    wakeRereading: () => void jobs?.ask('rereading').catch((error: unknown) => log.error('rereading', error)),
    ...(settings.model === undefined
      ? {}
      : { model: { address: settings.model, wake: () => void jobs?.ask('language-model').catch((error: unknown) => log.error('language model', error)) } }),
    newsletterPerMinute: settings.newsletterPerMinute,
    wakeNewsletter: () => void jobs?.ask('newsletter').catch((error: unknown) => log.error('newsletter', error)),
    wakeBatches: () => void jobs?.ask('batches').catch((error: unknown) => log.error('batches', error)),
    wakeFeeds: () => void jobs?.ask('feeds').catch((error: unknown) => log.error('feeds', error)),
    proxies: settings.proxies,
    outside,
    feedMinutes: settings.feedMinutes,
    ...(twinnings === null ? {} : { twinnings }),
    secret,
    ...(settings.smtpUrl === undefined || settings.mailFrom === undefined ? {} : { mailFrom: settings.mailFrom }),
    wakePost: () => void post().catch((error: unknown) => log.debug(`post: ${String(error)}`)),
    ...(returns === undefined ? {} : { returns }),
    dev: settings.dev,
    mailConfigured: settings.smtpUrl !== undefined,
    setUpDemo: async (_: unknown, spend: (inner: Here) => Promise<Result<null>>) => {
      const made = await setUpDemo(here, auth, spend)
      if (made.ok) await demoPaper(made.value)
      return made
    },
    health: async () => {
      const answered = await pool.query('select 1').then(
        () => true,
        () => false,
      )
      return { ok: answered, database: answered ? (folder?.state() ?? 'open') : 'unreachable' }
    },
  }
  const { app } = buildApp(parts)
  let listening: Listening
  try {
    listening = await start.listen(app, settings.port, settings.host)
  } catch (error) {
    await undo()
    const { code } = error as NodeJS.ErrnoException
    if (code === 'EADDRINUSE') return refuse('port', m.app_start_port({ port: settings.port }))
    if (code === 'EACCES') return refuse('port', m.app_start_port_closed({ port: settings.port }))
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') return refuse('host', m.app_start_host({ host: settings.host }))
    throw error
  }
  place.baseUrl = baseUrlAt(listening.port)
  // For supervisors and scripts: which process to send SIGTERM to.
  const pidFile = join(settings.dataFolder, 'server.pid')
  mkdirSync(settings.dataFolder, { recursive: true })
  writeFileSync(pidFile, `${process.pid}\n`)

  let lastShown = -1
  const told = (percent: number | null): void => {
    if (percent === null && lastShown >= 0) log.info(m.app_start_places_done())
    placesPercent = percent
    if (percent === null || Math.floor(percent / 10) === Math.floor(lastShown / 10)) return
    lastShown = percent
    const filled = Math.round(percent / 5)
    log.info(`  ${m.app_places_loading()} ${'█'.repeat(filled)}${'░'.repeat(20 - filled)} ${Math.round(percent)} %`)
  }

  log.info(`\n${m.app_start_ready({ url: place.baseUrl })}`)
  const open = await here.db.asSystem(anyOffice)
  if (!open && !settings.demo) log.info(m.app_start_setup({ link: `${place.baseUrl}${addresses.welcome({ token: await makeSetupLink(here) })}` }))

  const neededElsewhere = async (tx: SystemTx): Promise<Set<string>> =>
    new Set([...(await neededHashes(tx)), ...(await filesOfMails(tx)), ...(await neededCrests(tx))])

  /** Without the setting there is not even a job. */
  const languageModel = (): Job[] => {
    const { model: address } = settings
    return address === undefined
      ? []
      : [{ name: 'language-model', every: '* * * * *', work: async () => void (await readWithModel(here, { address, log, stop: stopping.signal })) }]
  }

  // What the first page does not need comes after it is there.
  const afterwards = (async () => {
    if (settings.demo) {
      // It brings its few towns itself; whoever looks around need not wait for the world's.
      const link = await demoLink(here, auth, place.baseUrl)
      const officer = await here.db.asSystem(officerOfDemo)
      if (officer !== null) await demoPaper(officer)
      if (link.ok) log.info(m.app_start_demo({ link: link.value }))
      else log.error(link.refusal.message)
    }
    await loadPlaces(here, told, { signal: stopping.signal })
    if (stopping.signal.aborted) return
    await standingsAtStart(here, contactsTold)
    await namesAtStart(here)
    if (stopping.signal.aborted) return
    jobs = await startJobs(
      pool,
      [
        { name: 'post', every: '* * * * *', work: async () => void (await post()) },
        // Without the setting there is not even a job.
        ...(returns === undefined ? [] : [{ name: 'returns', every: '* * * * *', work: () => returns.look('due') }]),
        // Offices live in several time zones; a day begins at some full hour.
        { name: 'standings', every: '2 * * * *', work: () => standingsOfToday(here) },
        { name: 'documents', every: '* * * * *', work: reading },
        { name: 'post-sweep', every: '40 3 * * *', work: async () => void (await sweepPost(here, settings.mailKeepMonths, noteMailEnds)) },
        { name: 'sweep', every: '30 3 * * *', work: async () => void (await sweepFiles(here, files, neededElsewhere)) },
        // Offices live in several time zones; each has an hour of its own.
        { name: 'reminders', every: '7 * * * *', work: () => writeReminders(here, { baseUrl: place.baseUrl, log, ...reminderParts }) },
        { name: 'special-data', every: '50 2 * * *', work: () => eraseSpecialData(here) },
        { name: 'doubles', every: '10 2 * * *', work: () => countAllDoubles(here) },
        // Every minute, for what another process left; whoever starts one asks at once.
        { name: 'imports', every: '* * * * *', work: () => carryOnImports(here, { restorers: RESTORERS, stopped: () => stopping.signal.aborted }) },
        ...languageModel(),
        { name: 'rereading', every: '*/10 * * * *', work: async () => void (await rereadWaiting(here, log, () => stopping.signal.aborted)) },
        // Every minute, for what a stop in the middle or a command left; whoever brings one asks at once.
        { name: 'batches', every: '* * * * *', work: () => carryOnBatches(here, { files, log, stopped: () => stopping.signal.aborted }) },
        { name: 'old-batches', every: '25 2 * * *', work: () => discardAllOldBatches(here) },
        {
          name: 'feeds',
          every: '* * * * *',
          work: () => lookAtFeeds(here, { outside, minutes: settings.feedMinutes, log, stopped: () => stopping.signal.aborted }),
        },
        // Every minute, for what a stop in the middle left or the service asked to wait with; without anybody having asked for it there is nothing to do.
        ...(twinnings === null
          ? []
          : [
              {
                name: 'world-twinnings',
                every: '* * * * *',
                work: () => carryOnLoads(here, { outside: twinnings.outside, log, stopped: () => stopping.signal.aborted }),
              },
            ]),
        // Offices live in several time zones, and a mail that is due is written soon after its hour.
        {
          name: 'morning',
          every: '*/5 * * * *',
          work: async () => void (await writeMornings(here, { baseUrl: () => place.baseUrl, log, stopped: () => stopping.signal.aborted })),
        },
        // Every minute as many as may leave in one; what a stop in the middle left goes on by itself.
        {
          name: 'newsletter',
          every: '* * * * *',
          work: async () =>
            void (await sendNewsletters(here, {
              secret,
              baseUrl: place.baseUrl,
              perMinute: settings.newsletterPerMinute,
              log,
              stopped: () => stopping.signal.aborted,
            })),
        },
        { name: 'old-subscribers', every: '15 3 * * *', work: () => eraseOldSubscribers(here, { secret }, log) },
        // Reports go out in the minute they were scheduled for.
        { name: 'digest-publications', every: '* * * * *', work: () => publishDue(here, log) },
        { name: 'digest-comparing', every: '* * * * *', work: () => compareDigests(here, log, () => stopping.signal.aborted) },
        { name: 'digest-comparing-older', every: '35 2 * * *', work: () => compareDigests(here, log, () => stopping.signal.aborted, 'older') },
        { name: 'old-imports', every: '20 2 * * *', work: () => discardOldImports(here) },
      ],
      log,
    )
    // What a stop in the middle left goes on at once.
    await jobs.ask('imports')
    await jobs.ask('batches')
    // Whoever mended a setting wants to see whether it helped.
    await returns?.look()
  })().catch((error: unknown) => log.error('after the start', error))
  // The link must arrive while the person looks at „check your mail“, not on the next full minute.
  const round = setInterval(() => void post().catch((error: unknown) => log.debug(`post: ${String(error)}`)), POST_ROUND_MS)

  return ok({
    get url() {
      return place.baseUrl
    },
    stop: async () => {
      stopping.abort()
      clearInterval(round)
      await listening.close()
      await afterwards
      await jobs?.stop()
      postman.close()
      await endTypesetting()
      await pool.end()
      await folder?.stop()
      rmSync(pidFile, { force: true })
    },
  })
}
