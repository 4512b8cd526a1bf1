// @ts-check
/**
 * What `no-restricted-syntax` refuses in the window's sources: words that stand in them instead of in `renderer/i18n`,
 * and so in one language alone. Signs, units and the names of functions, such as ln, have no three letters.
 *
 * One word in small letters that is kept in a constant cannot be told from a key or a name; it is found where it is shown
 * at once, and as a member that is called as what people read is.
 */

const WORD = String.raw`/[\p{L}\p{M}]{3}/u`;
/** A sentence, and not the name of a key, a class or an event. */
const SENTENCE = String.raw`/^\p{Lu}\p{Ll}+[ ,:]+\p{L}/u`;
/** Nothing but words, two at least, as no selector, path or markup is. */
const PROSE = String.raw`/^[\p{L}\p{Nd}\s“][\p{L}\p{M}\p{Nd}\s,.:;!?'’“”–—-]*[\p{L}\p{M}]{2}[,.:;!?]?\s+[\p{L}\p{M}]{2}[\p{L}\p{M}\p{Nd}\s,.:;!?'’“”–—-]*$/u`;
/** Words within a formula, which is written as it stands: String.raw. */
const TEX_WORDS = String.raw`/\\text\{[^}]*[\p{L}\p{M}]{3}/u`;

const spoken = 'aria-label|aria-description|aria-roledescription|aria-valuetext|title|placeholder|alt|label';
/** Properties of our own components, and members of what is handed to them. */
const said = `${spoken}|message|reason|legend|explanation|hint|caption|heading`;
const message = 'Text for people stands in renderer/i18n, in every language.';

/**
 * A literal that an expression comes to there, by itself or as one of its parts.
 *
 * @param {string} parent
 * @param {string} words
 * @returns {string[]}
 */
const literalIn = (parent, words) => [
  `${parent} > Literal[value=${words}]`,
  `${parent} > TemplateLiteral > TemplateElement[value.cooked=${words}]`,
];

/** @param {string} mustache */
const shownBy = (mustache) => [
  ...literalIn(mustache, WORD),
  `${mustache} > ConditionalExpression > Literal:not(.test)[value=${WORD}]`,
  `${mustache} > ConditionalExpression > TemplateLiteral > TemplateElement[value.cooked=${WORD}]`,
  ...literalIn(`${mustache} > LogicalExpression`, WORD),
  ...literalIn(`${mustache} > BinaryExpression[operator="+"]`, WORD),
];

const inElements = ':not(SvelteAttribute) > SvelteMustacheTag';
const inSaid = `SvelteAttribute[key.name=/^(${said})$/]`;

export const inMarkup = [
  `:not(SvelteStyleElement, SvelteScriptElement) > SvelteText[value=${WORD}]`,
  `${inSaid} > SvelteLiteral[value=${WORD}]`,
  ...shownBy(inElements),
  ...shownBy(`${inSaid} > SvelteMustacheTag`),
].map((selector) => ({ selector, message }));

/** An error that is thrown speaks to developers; what people read of it has its words in the catalogue. */
const NOT_THROWN = ':not(NewExpression[callee.name=/Error$/])';

export const inCode = [
  ...literalIn(NOT_THROWN, SENTENCE),
  ...literalIn(NOT_THROWN, PROSE),
  `TemplateElement[value.raw=${TEX_WORDS}]`,
  // On a picture and on an element.
  ...literalIn('CallExpression[callee.property.name=/^(fillText|strokeText)$/]', WORD),
  ...literalIn(
    `CallExpression[callee.property.name="setAttribute"][arguments.0.value=/^(${spoken})$/]`,
    WORD,
  ),
  ...literalIn('AssignmentExpression[left.property.name=/^(title|textContent|innerText|ariaLabel)$/]', WORD),
  ...literalIn(`Property[key.name=/^(${said})$/]`, WORD),
].map((selector) => ({ selector, message }));

/** In the texts themselves: a form that is chosen by hand follows the rules of English alone. */
export const inTexts = [
  {
    selector: 'ConditionalExpression > BinaryExpression[operator=/^[=!]==$/] > Literal[value=1]',
    message: 'Which form goes with a number is for byNumber or plural to say, by the rules of the language.',
  },
];
