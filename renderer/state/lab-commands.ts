import { themeSchema } from '../../electron/shared/contract.ts';
import { languageNames, languageSchema } from '../../electron/shared/languages.ts';
import { text } from '../i18n/index.ts';
import type { Lab } from './lab.svelte.ts';
import { placeNames } from './place.svelte.ts';

/** The commands of the window itself: its places, its look, its run, its model, its pad. */
export function registerLabCommands(lab: Lab): void {
  const { appearance, commands, files, pad, place, run } = lab;
  commands.register(
    { id: 'open-model', isAvailable: () => lab.canOpen, run: () => void files.open() },
    { id: 'save-model', isAvailable: () => lab.canSave, run: () => void files.save() },
    {
      id: 'train',
      isAvailable: () => lab.isReady && !run.isBusy && !lab.control.isCommanding,
      run: () => void (run.isPaused ? lab.control.resume() : lab.control.train()),
    },
    {
      id: 'pause',
      isAvailable: () => run.isPaused || run.status === 'running',
      run: () => void (run.isPaused ? lab.control.resume() : lab.control.pause()),
    },
    { id: 'step', isAvailable: () => lab.control.canProceed, run: () => void lab.control.proceed('step') },
    {
      id: 'to-epoch-end',
      isAvailable: () => lab.control.canProceed,
      run: () => void lab.control.proceed('epoch'),
    },
    { id: 'stop', isAvailable: () => run.isOpen, run: () => void lab.control.stop() },
    { id: 'clear-pad', run: () => pad.clear() },
    { id: 'toggle-pad', run: () => appearance.togglePad() },
    { id: 'toggle-projector', run: () => void appearance.setProjector(!appearance.isProjector) },
    { id: 'palette', run: () => (appearance.isPaletteOpen = !appearance.isPaletteOpen) },
    { id: 'guide', run: () => lab.guide.open(place.current) },
    { id: 'licences', run: () => lab.guide.open('licences') },
    ...placeNames.map((name) => ({
      id: `go-${name}`,
      label: () => text.window.go(text.places[name]),
      run: () => place.go(name),
    })),
    ...themeSchema.options.map((theme) => ({
      id: `theme-${theme}`,
      label: () => text.window.theme(text.bar.themes[theme]),
      run: () => void appearance.setTheme(theme),
    })),
    ...languageSchema.options.map((language) => ({
      id: `language-${language}`,
      label: () =>
        text.window.language(language === 'system' ? text.window.languageSystem : languageNames[language]),
      run: () => void appearance.setLanguage(language),
    })),
    {
      id: 'open-reference',
      label: () => text.runs.openReference,
      run: () => void lab.runs.importReference(),
    },
  );
}
