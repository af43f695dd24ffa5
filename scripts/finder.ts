// Makes the finder's places of this version of the list, unless they are there already: generated/finder/.
import { currentFinderVersion, defaultFinderFolder, makeFinderIndex } from '../src/features/finder/ranking/place-index.ts'
import { madeVersion } from '../src/features/places/gazetteer/index-file.ts'

const folder = defaultFinderFolder()
// On standard error: standard output belongs to the command that made the build necessary.
if (madeVersion(folder) !== currentFinderVersion()) {
  const { places } = await makeFinderIndex(folder, undefined, (part) =>
    process.stderr.write(`\rThe finder looks around each place: ${Math.round(part * 100)} %`),
  )
  process.stderr.write(`\rThe finder's places made: ${places}.          \n`)
}
