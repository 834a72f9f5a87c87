import { onScopeDispose, type Ref } from 'vue'
import { quarterAt, type Axis } from './axis'
import type { BoardNow } from './board'
import { isMovable } from './dispatch'

/** How far a pointer goes before it drags. */
const FAR = 5

/** An order in the hand: what has `data-work` follows the pointer over lines with `data-crew`, by quarters of an hour. */
export function useDrag(desk: BoardNow, axis: Ref<Axis | null>, drop: () => void) {
  let held: { workOrder: string; x: number; y: number; share: number; moving: boolean } | null = null

  function lift(event: PointerEvent) {
    const piece = (event.target as HTMLElement).closest<HTMLElement>('[data-work]')
    const work = desk.works.value.get(piece?.dataset.work ?? '')
    if (!piece || !work || event.button !== 0 || !isMovable(work)) return
    const line = piece.closest<HTMLElement>('.line')
    const share = line ? (event.clientX - piece.getBoundingClientRect().left) / line.clientWidth : 0
    held = { workOrder: work.workOrder, x: event.clientX, y: event.clientY, share, moving: false }
    addEventListener('pointermove', carry)
    addEventListener('pointerup', put)
    addEventListener('pointercancel', leave)
  }
  function carry({ clientX, clientY }: PointerEvent) {
    if (!held || !axis.value) return
    if (!held.moving && Math.hypot(clientX - held.x, clientY - held.y) < FAR) return
    held.moving = true
    desk.chosen.value = held.workOrder
    const line = lineAt(clientX, clientY)
    if (!line) return
    const { left, width } = line.getBoundingClientRect()
    desk.trial.value = { workOrder: held.workOrder, crew: line.dataset.crew!, start: new Date(quarterAt(axis.value, (clientX - left) / width - held.share)).toISOString() }
  }
  function put({ clientX, clientY }: PointerEvent) {
    const moved = held?.moving
    release()
    if (!moved) return
    // The click that ends a drag chooses nothing.
    addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => removeEventListener('click', swallow, true))
    if (lineAt(clientX, clientY)) drop()
    else desk.trial.value = null
  }
  function leave() {
    release()
    desk.trial.value = null
  }
  function release() {
    held = null
    removeEventListener('pointermove', carry)
    removeEventListener('pointerup', put)
    removeEventListener('pointercancel', leave)
  }
  const swallow = (event: Event) => event.stopPropagation()
  const lineAt = (x: number, y: number) => document.elementsFromPoint(x, y).map(each => each.closest<HTMLElement>('.line[data-crew]')).find(Boolean)
  onScopeDispose(release)
  return lift
}
