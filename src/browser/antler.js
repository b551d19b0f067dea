// The script of our own pages: suggestions under the search box, keys that lead to it, tools of a thread, spans of time,
// colours. Every page is whole without it.
import { addShortcutSwitch, addShortcuts } from './shortcuts.js';
import { addSuggestions } from './suggestions.js';
import { addThemeChoice } from './theme.js';
import { addThreadTools } from './thread.js';
import { addTimeRanges } from './time-range.js';

/** Boxes of our search; those of names, days and single threads ask for something else. */
const inputs = [
  .../** @type {NodeListOf<HTMLInputElement>} */ (
    document.querySelectorAll('search form:not([action="/people"]) input[name="q"]:not([type="hidden"])')
  ),
];

// A box that searches one person or thread is not for titles and names from everywhere, and a copy has no server to ask.
for (const input of inputs)
  if (
    input.form?.matches('[action="/search"]') &&
    !input.form.querySelector('[type="hidden"]:is([name="author"], [name="thread"])')
  )
    addSuggestions(input, location.origin);
if (inputs.length > 0) addShortcuts(() => inputs[0]);
addShortcutSwitch();
addThreadTools();
addThemeChoice();
addTimeRanges();
