import MarkdownIt from 'markdown-it';
import { harmless } from '../harmless.ts';
import { raw, type Markup } from './markup.ts';

/**
 * `html: false` shows tags as text, links other than http(s) and mailto are refused by its own rule, and pictures,
 * which would ask the network, stay words.
 */
const parser = new MarkdownIt({ html: false, linkify: false }).disable('image');

/** Markdown of an audit's own words, also those of a team's catalog. */
export function markdown(text: string): Markup {
  return raw(parser.render(text.split('\n').map(harmless).join('\n')));
}
