// Makes the gazetteer index of this version of the list, unless it is there already: generated/gazetteer/.
import { currentVersion, defaultIndexFolder, madeVersion, makeIndex } from '../src/features/places/gazetteer/index-file.ts'

const folder = process.argv[2] ?? defaultIndexFolder()
if (madeVersion(folder) === currentVersion()) {
  process.stdout.write('The gazetteer index is there.\n')
} else {
  const { places } = await makeIndex(folder)
  process.stdout.write(`Gazetteer index made: ${places} places.\n`)
}
