/**
 * Takes lines out of a file of any size by their numbers, as they stand there, the first one first:
 * it names the columns. A line that goes on behind an open quote is taken with what follows.
 */
export async function linesOf(file: Blob, numbers: ReadonlySet<number>): Promise<string> {
  const found: string[] = []
  let number = 0
  let taking: number | null = null
  const take = (line: string) => {
    number++
    if (taking === null && number !== 1 && !numbers.has(number)) return
    const quotes = line.split('"').length - 1
    if (taking === null) {
      found.push(line)
      if (quotes % 2) taking = number
    } else {
      // A bad line may never close its quote: the next one that was named is its own.
      if (numbers.has(number)) {
        found.push(line)
        taking = quotes % 2 ? number : null
        return
      }
      found[found.length - 1] += `\n${line}`
      if (quotes % 2 || number - taking >= MOST_LINES) taking = null
    }
  }
  let rest = ''
  const reader = file.stream().pipeThrough(new TextDecoderStream()).getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const lines = (rest + value).split(/\r\n|\n|\r(?!$)/)
    rest = lines.pop() ?? ''
    lines.forEach(take)
  }
  if (rest) take(rest.replace(/\r$/, ''))
  return found.map(line => `${line}\r\n`).join('')
}

/** So many lines the server reads on behind an open quote. */
const MOST_LINES = 100
