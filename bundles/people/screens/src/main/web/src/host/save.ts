/** Gives the person a file that was made here. */
export function save(name: string, type: string, ...parts: BlobPart[]): void {
  const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(new Blob(parts, { type })), download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** What a spreadsheet would take for a formula; a number with its sign is none. */
const FORMULA = /^\s*(?:[=@]|[+-](?![\d .()-]*$))/

/** A line of CSV; no field of it begins a formula. */
export function csvLine(fields: readonly unknown[]): string {
  return fields.map(field => {
    const text = String(field ?? '')
    const safe = FORMULA.test(text) ? `'${text}` : text
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
  }).join(',') + '\r\n'
}
