/** What a PDF is made of, as far as a test asks. */
import { inflateSync } from 'node:zlib'

/** Its streams, as text. */
function* streams(pdf) {
  for (let at = pdf.indexOf('stream'); at >= 0; at = pdf.indexOf('stream', at)) {
    const from = at + (pdf[at + 6] === 13 ? 8 : 7)
    const to = pdf.indexOf('endstream', from)
    if (to < 0) return
    try { yield inflateSync(pdf.subarray(from, to)).toString('latin1') } catch { /* a picture, or not compressed */ }
    at = to + 9
  }
}

/** The characters that its fonts draw, and by which its words are found: those in its maps from glyphs to Unicode. */
export function characters(pdf) {
  const found = new Set()
  const add = (code, more = 0) => found.add(String.fromCodePoint(parseInt(code, 16) + more))
  for (const text of streams(pdf)) {
    for (const [, block] of text.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) for (const [, to] of block.matchAll(/<[0-9A-F]+> <([0-9A-F]{4})>/gi)) add(to)
    for (const [, block] of text.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
      for (const [, first, last, to] of block.matchAll(/<([0-9A-F]+)> <([0-9A-F]+)> <([0-9A-F]{4})>/gi)) {
        for (let i = 0; i <= parseInt(last, 16) - parseInt(first, 16); i++) add(to, i)
      }
    }
  }
  return found
}
