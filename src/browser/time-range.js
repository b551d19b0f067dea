// A span of the timeline, chosen on its bars: drawn over with a mouse or pen, or with Shift and the arrow keys. The form
// below the bars does the same without any of this, and by touch, where drawing would scroll.

/** Makes all timelines of the page so. */
export function addTimeRanges() {
  for (const form of /** @type {NodeListOf<HTMLFormElement>} */ (
    document.querySelectorAll('.timeline form')
  )) {
    const figure = form.closest('figure');
    if (figure) addTimeRange(figure, form);
  }
}

/**
 * @param {HTMLElement} figure
 * @param {HTMLFormElement} form its selects name the bars, earliest first
 */
function addTimeRange(figure, form) {
  const bars = [.../** @type {NodeListOf<HTMLElement>} */ (figure.querySelectorAll('li[data-key]'))];
  const [from, until] = form.querySelectorAll('select');
  if (!from || !until) return;
  const said = document.createElement('span');
  said.className = 'hidden';
  said.setAttribute('aria-live', 'polite');
  /** Where the span begins and ends, as it was drawn; -1: nowhere. */
  let first = -1;
  let last = -1;
  let isDrawing = false;

  const show = () => {
    if (!said.isConnected) form.append(said);
    const [low, high] = [Math.min(first, last), Math.max(first, last)];
    for (const [at, bar] of bars.entries())
      bar.classList.toggle('chosen', first !== last && at >= low && at <= high);
    if (first === last) said.textContent = '';
    else {
      from.value = bars[low]?.dataset.key ?? '';
      until.value = bars[high]?.dataset.key ?? '';
      said.textContent = `${label(bars[low])} to ${label(bars[high])}: Enter shows it`;
    }
  };
  const forget = () => {
    isDrawing = false;
    first = -1;
    last = -1;
    show();
  };
  /** @param {EventTarget | null} target */
  const barOf = (target) => (target instanceof Element ? bars.findIndex((bar) => bar.contains(target)) : -1);

  figure.addEventListener('pointerdown', (event) => {
    const at = barOf(event.target);
    if (event.button !== 0 || event.pointerType === 'touch' || at === -1) return;
    first = at;
    last = at;
    isDrawing = true;
  });
  figure.addEventListener('pointerover', (event) => {
    const at = barOf(event.target);
    if (!isDrawing || at === -1) return;
    last = at;
    show();
  });
  document.addEventListener('pointerup', () => {
    if (isDrawing && first !== last) form.requestSubmit();
    isDrawing = false;
  });
  document.addEventListener('pointercancel', forget);
  // A link that is dragged is no span, and one that a span ends on is not followed.
  figure.addEventListener('dragstart', (event) => event.preventDefault());
  figure.addEventListener(
    'click',
    (event) => {
      if (first !== last) event.preventDefault();
    },
    true,
  );
  figure.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key] ?? 0;
    const at = barOf(event.target);
    if (event.key === 'Escape') forget();
    else if (event.key === 'Enter' && first !== last) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.shiftKey && step !== 0 && at !== -1) {
      event.preventDefault();
      if (first === -1) [first, last] = [at, at];
      last = Math.min(Math.max(last + step, 0), bars.length - 1);
      show();
    }
  });
}

/** @param {HTMLElement | undefined} bar */
function label(bar) {
  return bar?.firstElementChild?.textContent ?? '';
}
