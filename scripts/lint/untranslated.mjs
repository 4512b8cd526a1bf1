// @ts-check
/**
 * What `no-restricted-syntax` refuses in the window's sources: words that stand in them instead of in `renderer/i18n`,
 * and so in one language alone. Signs, units and the names of functions, such as ln, have no three letters.
 */

const WORD = String.raw`/[\p{L}\p{M}]{3}/u`;
/** A sentence, and not the name of a key, a class or an event. */
const SENTENCE = String.raw`/^\p{Lu}\p{Ll}+[ ,:]+\p{L}/u`;
const spoken = 'aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label';
const message = 'Text for people stands in renderer/i18n, in every language.';

export const inMarkup = [
  `:not(SvelteStyleElement, SvelteScriptElement) > SvelteText[value=${WORD}]`,
  `SvelteAttribute[key.name=/^(${spoken})$/] > SvelteLiteral[value=${WORD}]`,
  `SvelteMustacheTag[kind="text"] > Literal[value=${WORD}]`,
].map((selector) => ({ selector, message }));

/** An error that is thrown speaks to developers; what people read of it has its words in the catalogue. */
export const inCode = [
  `:not(NewExpression) > Literal[value=${SENTENCE}]`,
  `:not(NewExpression) > TemplateLiteral > TemplateElement:first-child[value.cooked=${SENTENCE}]`,
].map((selector) => ({ selector, message }));

/** In the texts themselves: a form that is chosen by hand follows the rules of English alone. */
export const inTexts = [
  {
    selector: 'ConditionalExpression > BinaryExpression[operator=/^[=!]==$/] > Literal[value=1]',
    message: 'Which form goes with a number is for byNumber or plural to say, by the rules of the language.',
  },
];
