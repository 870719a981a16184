// The studio's part of dist/: its server with its worker in one file, and the page with all that it needs, apart from
// every other command.
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build } from 'esbuild'

/** The command loads the studio from its own bundle when it is asked for it, and holds nothing of it. */
export const studioApart = {
  name: 'studio-apart',
  setup(builder) {
    builder.onResolve({ filter: /studio\/main\.ts$/ }, () => ({
      path: './studio/server.cjs',
      external: true,
    }))
  },
}

/**
 * @param programs options of the bundles that run on Node
 * @returns the metafiles, for the notices of what others wrote
 */
export async function bundleStudio(root, programs) {
  const out = join(root, 'dist/studio')
  const server = await build({
    ...programs,
    entryPoints: { server: 'src/studio/main.ts' },
    outdir: 'dist/studio',
  })
  // Names of parts change with what is in them.
  rmSync(join(out, 'browser'), { recursive: true, force: true })
  mkdirSync(join(out, 'browser'), { recursive: true })
  const page = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: {
      app: 'src/studio/browser/main.tsx',
      'pdf.worker': 'node_modules/pdfjs-dist/legacy/build/pdf.worker.mjs',
    },
    outdir: 'dist/studio/browser',
    bundle: true,
    platform: 'browser',
    format: 'esm',
    // The editor and what draws pages come when they are needed, and not before the page shows itself.
    splitting: true,
    chunkNames: '[name]-[hash]',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    charset: 'utf8',
    external: ['@napi-rs/canvas', 'fs', 'http', 'https', 'url', 'module'],
  })
  const review = await build({
    metafile: true,
    absWorkingDir: root,
    entryPoints: { review: 'src/studio/review/page.ts' },
    outdir: 'dist/studio',
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
  })
  copyFileSync(join(root, 'src/studio/browser/icon.svg'), join(out, 'browser/icon.svg'))
  writeFileSync(join(out, 'browser/index.html'), withPreloads(root, page.metafile.outputs))
  return [server.metafile, page.metafile, review.metafile]
}

/** The page, which names at its head what its program asks for first: all of it comes at once. */
function withPreloads(root, outputs) {
  const html = readFileSync(join(root, 'src/studio/browser/index.html'), 'utf8')
  const first = outputs['dist/studio/browser/app.js'].imports
    .map(({ path }) => basename(path))
    .filter((name) => /^(?:chunk|pdf)-/.test(name))
  const links = [...new Set(first)].map((name) => `<link rel="modulepreload" href="/${name}">`)
  return html.replace('</head>', () => `${links.join('\n')}\n</head>`)
}
