// Makes the gazetteer index of this version of the list, unless it is there already: generated/gazetteer/.
import { currentVersion, defaultIndexFolder, madeVersion, makeIndex } from '../src/features/places/gazetteer/index-file.ts'

const folder = defaultIndexFolder()
// On standard error: standard output belongs to the command that made the build necessary.
if (madeVersion(folder) !== currentVersion()) {
  const { places } = await makeIndex(folder)
  process.stderr.write(`Gazetteer index made: ${places} places.\n`)
}
