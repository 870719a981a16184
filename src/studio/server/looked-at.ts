/** Files that a click leads to and that are no text of the filing: templates of a theme, sheets of a workbook. */
import { toText } from '../../bytes.ts'
import type { Places } from '../../commands/places.ts'
import { isInside } from '../../platform/inside.ts'
import type { World } from '../../platform/world.ts'
import { type SheetShown, sheetShown } from '../../tables/sheet-shown.ts'
import { WorkbookError } from '../../tables/workbook.ts'
import type { TemplateText } from '../protocol.ts'
import { BadRequest } from './body.ts'
import { confined } from './files.ts'

/** A partial may be replaced for one filing (docs/theme.md); a whole document may not. */
const replaceable = /^partials\//

/** @throws BadRequest where the path is no template of the theme */
export function templateText(world: World, places: Places, slug: string, path: string): TemplateText {
  for (const [folder, editable] of [
    [places.templates, true],
    [world.ownTemplates, false],
  ] as const) {
    const name = folder !== undefined && path.startsWith(`${folder}/`) ? path.slice(folder.length + 1) : ''
    if (folder === undefined || !isInside(name) || !/\.(?:hbs|css)$/.test(name)) continue
    const bytes = world.readFolder(folder)?.files.get(name)
    if (!bytes) continue
    return {
      path,
      text: toText(bytes),
      editable,
      ...(replaceable.test(name) && { own: `${places.content}/${slug}/${name}` }),
    }
  }
  throw new BadRequest(404, `${path} is no template of this theme.`)
}

/** @throws BadRequest where the path is no workbook of a filing, or cannot be read */
export function sheetOf(world: World, places: Places, path: string, sheet: string): SheetShown {
  const bytes = world.readFile(confined(world, places, path, /\.xlsx$/i))
  if (!bytes) throw new BadRequest(404, `There is no file ${path}.`)
  try {
    return sheetShown(bytes, sheet)
  } catch (error) {
    if (error instanceof WorkbookError)
      throw new BadRequest(422, `${path} is not a workbook: ${error.message}.`)
    throw error
  }
}

/** Files that go with a text: pictures, figures, exhibits that are ready. */
const uploadable = /\.(?:png|jpe?g|gif|csv|xlsx|md|htm|html|hbs|pdf)$/i

/**
 * Puts a file that a person chose into the folder of a filing.
 *
 * @throws BadRequest for a name that no file of a filing has, and for one that is taken unless it may be replaced
 */
export function addFile(
  world: World,
  places: Places,
  path: string,
  { bytes, replace }: { readonly bytes: Uint8Array; readonly replace: boolean },
): { readonly path: string } {
  const to = confined(world, places, path, uploadable)
  if (!replace && world.exists(to)) throw new BadRequest(409, `There is a file ${path} already.`)
  world.writeFile(to, bytes)
  return { path: to }
}
