// The script of our own pages: suggestions under the search box, keys that lead to it, tools of a thread. Every page is
// whole without it.
import { addShortcutSwitch, addShortcuts } from './shortcuts.js';
import { addSuggestions } from './suggestions.js';
import { addThreadTools } from './thread.js';

const forms = [
  .../** @type {NodeListOf<HTMLFormElement>} */ (document.querySelectorAll('form[action="/search"]')),
];
const inputs = forms.flatMap((form) => {
  const input = /** @type {HTMLInputElement | null} */ (form.querySelector('input[name="q"]'));
  return input === null ? [] : [input];
});

// A box that searches one person or thread is not for titles and names from everywhere.
for (const input of inputs)
  if (!input.form?.querySelector('[type="hidden"]:is([name="author"], [name="thread"])'))
    addSuggestions(input, location.origin);
if (inputs[0]) addShortcuts(inputs[0]);
addShortcutSwitch();
addThreadTools();
