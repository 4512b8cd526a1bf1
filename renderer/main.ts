import { mount } from 'svelte';
import App from './App.svelte';
import { registerDocumentCommands } from './state/document-commands.ts';
import { registerLabCommands } from './state/lab-commands.ts';
import { Lab } from './state/lab.svelte.ts';
import './theme/fonts.css';
import './theme/tokens.css';
import './theme/base.css';

const target = document.getElementById('app');
if (!target) throw new Error('index.html has no element "app".');
const lab = new Lab();
registerLabCommands(lab);
registerDocumentCommands(lab);
// What a person has chosen is in effect before anything is drawn: no flash of another theme or language.
void lab.appearance.load().then(() => mount(App, { target, props: { lab } }));
