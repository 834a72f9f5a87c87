/** Names that Element Plus leaves out of its floating parts, put in when they appear. */
export function repair(label: (of: 'picker' | 'sizes') => string): void {
  const fix = (root: Element) => {
    const each = (css: string, mend: (element: HTMLElement) => void) => {
      if (root.matches(css)) mend(root as HTMLElement)
      root.querySelectorAll<HTMLElement>(css).forEach(mend)
    }
    each('.el-popper.el-select__popper[role=tooltip]', element => element.removeAttribute('role'))
    each('.el-popper.el-picker__popper[role=dialog]', element => element.setAttribute('aria-label', label('picker')))
    each('.el-time-spinner__wrapper .el-scrollbar__wrap, .el-select-dropdown__list.el-vl__window', element => { element.tabIndex = 0 })
    each('.el-pagination__sizes input', element => element.setAttribute('aria-label', label('sizes')))
  }
  new MutationObserver(changes => {
    for (const change of changes) for (const node of change.addedNodes) if (node instanceof Element) fix(node)
  }).observe(document.body, { childList: true, subtree: true })
}
