// Which theme drew a page: pages of one theme are read by the same rules, so reports count by it.
import { findAll } from '../markup/select.ts';
import { attribute, elementAt, type PageTree, subtree } from '../markup/tree.ts';

/** Folders that platforms keep the files of a theme in; the first group is its name. */
const themeFolders =
  /\/(?:wp-content\/themes|sites\/[\w.-]{1,80}\/themes|mt-static\/(?:themes|support\/themes)|misc\/themes|themes|styles|skins|templates)\/([\w.%-]{2,60})\//i;
/** Files in these folders that belong to all themes, and plugins that keep styles in such folders. */
const noThemes =
  /^(?:pub|vip|a8c|css|js|img|images|default_files|system|engines|common|shared|plugins|all)$/i;
const pluginFolders = /\/(?:plugins|mu-plugins|modules|wp-includes|libraries)\//i;
/** Blogger writes the theme's name into a comment of its style sheet. */
const skinName = /(?:Blogger Template Style\s+)?Name:\s{0,20}([A-Za-z][\w .-]{1,40})/;

const maxElements = 200;

/** Name of the theme as the page's files tell it, lower case; null when they do not. Bounded cost. */
export function findTheme(tree: PageTree): string | null {
  for (const [selector, name] of [
    ['link[href]', 'href'],
    ['script[src]', 'src'],
    ['img[src]', 'src'],
  ] as const) {
    for (const at of findAll(tree, selector).slice(0, maxElements)) {
      const theme = themeOfAddress(attribute(tree, at, name) ?? '');
      if (theme !== null) return theme;
    }
  }
  return themeOfStyle(tree);
}

function themeOfAddress(address: string): string | null {
  if (address.length > 2_000 || pluginFolders.test(address)) return null;
  // `themes/pub/NAME` on hosts that keep themes of their own apart.
  const found = themeFolders.exec(address.replace(/\/themes\/(?:pub|vip|premium|a8c)\//, '/themes/'))?.[1];
  return found === undefined || noThemes.test(found) ? null : found.toLowerCase();
}

function themeOfStyle(tree: PageTree): string | null {
  for (const at of findAll(tree, 'style')) {
    const text = tree.nodes[subtree(tree, at).from + 1];
    if (!elementAt(tree, at) || !text || !('data' in text)) continue;
    const name = skinName.exec(text.data.slice(0, 3_000))?.[1];
    if (name !== undefined) return name.trim().toLowerCase();
  }
  return null;
}
