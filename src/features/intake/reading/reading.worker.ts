// Reads texts in a thread of its own that opens the list of towns once: says when it is ready, then answers one text after another.
import { parentPort } from 'node:worker_threads'
import { openGazetteer } from '#features/places/gazetteer/gazetteer.ts'
import { currentVersion, defaultIndexFolder, madeVersion, makeIndex } from '#features/places/gazetteer/index-file.ts'
import type { Asked, Told } from './apart.ts'
import { readText } from './read-text.ts'

// Where no build has made the list's index, the first reading makes it.
if (madeVersion(defaultIndexFolder()) !== currentVersion()) await makeIndex()
const gazetteer = openGazetteer()
const tell = (told: Told): void => parentPort?.postMessage(told)

parentPort?.on('message', ({ body, home, published, register }: Asked) => {
  const place = gazetteer.byId(home.placeId)
  const reading = readText(body, { home: { ...home, name: place?.name ?? home.name }, published, gazetteer, register })
  const ids = new Set(reading.partners.flatMap(({ placeId }) => placeId ?? []))
  tell({ is: 'read', reading, places: [...ids].flatMap((id) => gazetteer.byId(id) ?? []) })
})
tell({ is: 'ready' })
