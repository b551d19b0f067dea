// The script of our own pages: suggestions under the search box, keys that lead to it, tools of a thread, spans of time,
// colours. Every page is whole without it.
import { addShortcutSwitch, addShortcuts } from './shortcuts.js';
import { addSuggestions } from './suggestions.js';
import { addThemeChoice } from './theme.js';
import { addThreadTools } from './thread.js';
import { addTimeRanges } from './time-range.js';

const forms = [
  .../** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[action="/search"]')),
];
const inputs = forms.flatMap((form) => {
  const input = /** @type {HTMLInputElement | null} */ (
    form.querySelector('input[name="q"]:not([type="hidden"])')
  );
  return input === null ? [] : [input];
});

// A box that searches one person or thread is not for titles and names from everywhere.
for (const input of inputs)
  if (!input.form?.querySelector('[type="hidden"]:is([name="author"], [name="thread"])'))
    addSuggestions(input, location.origin);
if (inputs[0]) addShortcuts(inputs[0]);
addShortcutSwitch();
addThreadTools();
addThemeChoice();
addTimeRanges();
