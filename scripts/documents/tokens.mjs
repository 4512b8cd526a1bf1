// @ts-check
import { marked } from 'marked';

/**
 * @typedef {object} Token
 * @property {string} type
 * @property {string} text
 * @property {string} [lang] of a block of code
 * @property {string} [href] of a link or an image
 */

/**
 * What a document is made of, with what stands within lists, tables and links.
 *
 * @param {string} markdown
 * @returns {Token[]}
 */
export function tokensOf(markdown) {
  /** @type {Token[]} */
  const tokens = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => void tokens.push(/** @type {Token} */ (token)));
  return tokens;
}
