import type { Lab } from './lab.svelte.ts';
import { placeNames } from './place.svelte.ts';

/** The commands of the window itself: its places, its look, its run, its model, its pad. */
export function registerLabCommands(lab: Lab): void {
  const { appearance, commands, files, pad, place, run } = lab;
  commands.register(
    // While the weights are changing, no other model is opened: as with the buttons in the top bar.
    {
      id: 'open-model',
      isAvailable: () => lab.engine.connected && !run.isOpen,
      run: () => void files.open(),
    },
    {
      id: 'save-model',
      isAvailable: () => lab.engine.connected && lab.model.info !== null && !run.isBusy,
      run: () => void files.save(),
    },
    {
      id: 'train',
      isAvailable: () => lab.isReady && !run.isBusy && !lab.isCommanding,
      run: () => void (run.isPaused ? lab.resume() : lab.train()),
    },
    {
      id: 'pause',
      isAvailable: () => run.isPaused || run.status === 'running',
      run: () => void (run.isPaused ? lab.resume() : lab.pause()),
    },
    { id: 'stop', isAvailable: () => run.isOpen, run: () => void lab.stop() },
    { id: 'clear-pad', run: () => pad.clear() },
    { id: 'toggle-pad', run: () => appearance.togglePad() },
    { id: 'toggle-projector', run: () => void appearance.setProjector(!appearance.isProjector) },
    ...placeNames.map((name) => ({ id: `go-${name}`, run: () => place.go(name) })),
  );
}
