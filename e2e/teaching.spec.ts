import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeStart } from '../electron/main/start-file.ts';
import { writeClassSet } from '../engine/data/class-set/class-set-file.ts';
import { inspectModelFile } from '../engine/formats/inspect.ts';
import { ZipReader } from '../engine/formats/zip-reader.ts';
import { readHandIn, writeHandIn } from '../engine/labs/hand-in.ts';
import { EpochLab } from './fixtures/app.ts';
import { expectNoFaults } from './fixtures/axe.ts';
import { answerOpenDialog, answerSaveDialog } from './fixtures/dialogs.ts';
import { handInOf } from './fixtures/hand-ins.ts';
import { LabPlayer, readLabHeader } from './fixtures/lab-player.ts';
import { ROOT } from './fixtures/launch.ts';
import { go, train, waitUntilReady } from './fixtures/lesson.ts';
import { clickMenu } from './fixtures/menu.ts';
import { readPdf } from './fixtures/pdf-text.ts';
import { Problems } from './fixtures/problems.ts';
import { expect, test } from './fixtures/shared-app.ts';

/** What a teacher does with labs: presents, marks, writes one, and has a class begin alike. */

const header = readLabHeader('04-cross-entropy.md');

test('a lab is presented in large type, with notes, and answers on demand', async ({ app, window }) => {
  const player = new LabPlayer(window);
  const size = () =>
    window.locator('body').evaluate((body) => Number.parseFloat(getComputedStyle(body).fontSize));
  await player.open(header.title);
  expect(await size()).toBe(14);
  await player.button('Present').click();
  await expect.poll(size).toBeGreaterThanOrEqual(20);
  await player.column.getByText('Speaker notes').click();
  await expect(player.column.locator('details')).toContainText('guess');
  // Once wrong is enough for the answer to be shown: the class has guessed, not the teacher.
  await player.column.getByLabel('Your answer').fill('1');
  await player.button('Check').click();
  await player.button('Reveal the answer').click();
  await expect(player.column.getByText('The answer: 0.693')).toBeVisible();
  await expect(player.column.getByRole('heading', { name: 'Why' })).toBeVisible();
  await expectNoFaults(window, 'a presentation');
  // At the size of most projectors, nothing of the bar is missing.
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
  const bar = window.getByRole('banner');
  for (const name of ['Open model…', 'Save model…', 'Train', 'Stop'])
    await expect(bar.getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  expect(await bar.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
  await player.button('Stop presenting').click();
  await expect.poll(size).toBe(14);
  // What was revealed stays, with its explanation.
  await expect(player.column.getByText('The answer: 0.693')).toBeVisible();
  await expect(player.column.getByText('Speaker notes')).toHaveCount(0);
  await player.button('Begin this step again').click();
  await expect(player.column.getByLabel('Your answer')).toHaveValue('');
});

test('a hand-in on paper has what the file has, a page of the walk-through too', async ({
  app,
  window,
  folder,
}) => {
  const player = new LabPlayer(window);
  await player.open(header.title);
  await player.play(header.steps[0]!);
  await player.train();
  await window.getByRole('link', { name: 'Explain', exact: true }).click();
  await window.getByRole('button', { name: `Put into the hand-in of “${header.title}”` }).click();
  await expect(window.getByText('Page 1 of your hand-in')).toBeVisible();

  await player.button(/^Step 6: /).click();
  await player.button('Hand in…').click();
  await player.column.getByLabel('Your name').fill('Student 1');
  await player.column.getByLabel('Put the model into the file').check();
  const handIn = join(folder, 'work.epochlab-handin');
  await answerSaveDialog(app, handIn);
  await player.button('Save hand-in…').click();
  await expect(player.column.getByText('Handed in as work.epochlab-handin')).toBeVisible();
  const paper = join(folder, 'work.pdf');
  await answerSaveDialog(app, paper);
  await player.button('Save as PDF…').click();
  await expect(window.getByText('Saved work.pdf')).toBeVisible();

  const bytes = new Uint8Array(await readFile(handIn));
  const { progress } = await readHandIn(bytes, 'work');
  const [page, run] = [progress.pages![0]!, progress.runs[0]!];
  const zip = new ZipReader(bytes, 'work', { members: 9, memberBytes: 1e8, totalBytes: 1e8 });
  expect(new TextDecoder().decode(await zip.read('charts/run-1.svg'))).toMatch(/^<svg xmlns.*Loss/s);
  const { model } = await inspectModelFile(await zip.read('model.safetensors'), 'its model');
  expect(model).toMatchObject({ fingerprint: run.fingerprint, fingerprintHolds: true });
  expect(Buffer.from(page.picture, 'base64').subarray(1, 4).toString()).toBe('PNG');
  const pdf = readPdf(await readFile(paper));
  for (const words of ['Student 1', 'Half sure', '123456', '0.693', run.fingerprint!, page.title]) {
    expect(pdf.text).toContain(words);
  }
  // The curve of the run, and the picture of the page.
  expect(pdf.images).toBe(2);

  await player.column.getByRole('button', { name: 'Take page 1 out of the hand-in' }).click();
  await expect(player.column.getByRole('list', { name: 'Pages of the walk-through' })).toHaveCount(0);
});

test('a folder of hand-ins becomes a marking table, sorted as one likes, damaged files and copies named', async ({
  app,
  window,
  folder,
}) => {
  const handIns = join(folder, 'hand-ins of 9b');
  await mkdir(join(handIns, 'Late'), { recursive: true });
  const path = (name: string) => join(handIns, `${name}.epochlab-handin`);
  const write = async (
    name: string,
    work: Parameters<typeof handInOf>[0],
    model: Uint8Array | null = null,
  ) => {
    await writeFile(path(name), await writeHandIn(handInOf(work), { charts: new Map(), model }));
  };
  const starter = new Uint8Array(await readFile(join(ROOT, 'resources', 'models', 'starter.safetensors')));
  await write('a', { student: 'Student 2', minutes: 9, right: 2, fingerprint: '3f9a-77c1' });
  await write('b', { student: 'Student 10', minutes: 31, right: 0, fingerprint: '3f9a-77c1' });
  await write('Late/c', { student: 'Student 1', minutes: 120, right: 1, fingerprint: 'a0b1-c2d3' }, starter);
  await copyFile(path('a'), path('d'));
  await writeFile(path('foreign'), 'not a hand-in');
  await writeFile(path('empty'), '');
  await mkdir(path('folder'));

  await answerOpenDialog(app, handIns);
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: 'Open hand-ins…' }).click();
  await expect(window.getByRole('heading', { name: 'Hand-ins' })).toBeVisible();
  const table = window.getByRole('table');
  const sort = (name: string) => table.getByRole('columnheader', { name }).getByRole('button').click();
  const cells = (column: number) =>
    table
      .locator('tbody tr')
      .evaluateAll((rows, at) => rows.map((row) => row.children[at]!.textContent.trim()), column);
  // Numbers count as numbers, in names too.
  expect(await cells(0)).toEqual(['Student 1', 'Student 2', 'Student 2', 'Student 10']);
  await sort('Minutes');
  expect(await cells(4)).toEqual(['9', '9', '31', '120']);
  await sort('Minutes');
  expect(await cells(4)).toEqual(['120', '31', '9', '9']);
  await expect(table.getByRole('columnheader', { name: 'Minutes' })).toHaveAttribute(
    'aria-sort',
    'descending',
  );
  await sort('Right');
  expect(await cells(3)).toEqual(['0 of 2', '1 of 2', '2 of 2', '2 of 2']);
  await sort('Fingerprint');
  expect(await cells(5)).toEqual([
    expect.stringMatching(/3f9a-77c1\s+as most/),
    expect.stringMatching(/3f9a-77c1\s+as most/),
    expect.stringMatching(/3f9a-77c1\s+as most/),
    expect.stringMatching(/a0b1-c2d3\s+other/),
  ]);
  await expect(window.getByText('Looks like d.epochlab-handin')).toBeVisible();
  await expect(window.getByText('Changed outside of Epoch Lab')).toHaveCount(0);
  for (const reason of [
    /^foreign\.epochlab-handin: this is not a zip file/,
    /^empty\.epochlab-handin: /,
    /“folder\.epochlab-handin” could not be opened: it is a folder/,
  ])
    await expect(window.getByText(reason)).toBeVisible();
  for (const theme of ['light', 'dark'] as const) {
    await app.evaluate(({ nativeTheme }, source) => (nativeTheme.themeSource = source), theme);
    await expectNoFaults(window, `the marking table, ${theme}`);
  }

  const csv = join(folder, 'marks.csv');
  await answerSaveDialog(app, csv);
  await window.getByRole('button', { name: 'Save as CSV…' }).click();
  await expect(window.getByText('Saved marks.csv')).toBeVisible();
  expect(await readFile(csv, 'utf8')).toMatch(/^Late\/c\.epochlab-handin,Student 1,/m);
  await window.getByRole('button', { name: 'Open the hand-in of Student 1', exact: true }).click();
  await expect(window.getByRole('heading', { name: '1. Half sure' })).toBeVisible();
  // As in the table: tried, and never right.
  await expect(window.getByRole('heading', { name: '2. Nearly sure, and wrong not right' })).toBeVisible();
  await expectNoFaults(window, 'a student’s work');
  await window.getByRole('button', { name: 'Open its model' }).click();
  await expect(window.getByText('The model of Student 1 is open')).toBeVisible();
  const { model } = await inspectModelFile(starter, 'starter');
  await expect(window.getByTestId('fingerprint')).toHaveText(model!.fingerprint!);
  await window.getByRole('button', { name: 'All hand-ins' }).click();
  await window.getByRole('button', { name: 'Labs', exact: true }).click();

  const empty = join(folder, 'nothing');
  await mkdir(empty);
  await answerOpenDialog(app, empty);
  await window.getByRole('button', { name: 'Open hand-ins…' }).click();
  await expect(window.getByText(/There is no hand-in in “nothing”/)).toBeVisible();
});

test('a lab that is being written is shown anew with each change, and its mistakes with their lines', async ({
  epochLab,
  app,
  window,
  folder,
}) => {
  const { title } = readLabHeader('01-convolution.md');
  const path = join(folder, 'mine.md');
  const read = (name: string) => readFile(join(ROOT, 'resources', 'labs', name), 'utf8');
  const text = (await read('01-convolution.md')).replace('id: convolution', 'id: mine');
  const translation = (await read('01-convolution.hi.md')).replace(
    'translates: convolution',
    'translates: mine',
  );
  await writeFile(path, text);
  await writeFile(join(folder, 'mine.hi.md'), translation);
  await answerOpenDialog(app, path);
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: 'Open a lab file…' }).click();
  const { column } = new LabPlayer(window);
  await expect(column.getByRole('heading', { name: title })).toBeVisible();
  await writeFile(path, text.replace(`title: ${title}`, 'title: My own'));
  await expect(column.getByRole('heading', { name: 'My own' })).toBeVisible();

  await column.getByLabel('Translation beside it').selectOption({ label: 'हिन्दी' });
  await expect(column.getByRole('heading', { name: 'An image is a grid of numbers' })).toBeVisible();
  await expect(column.locator('h3[lang="hi"]')).toBeVisible();
  await expectNoFaults(window, 'a translation beside its lab');
  await writeFile(join(folder, 'mine.hi.md'), translation.replace('{#flat}', '{#flatt}'));
  await expect(column.getByText(/mine\.hi\.md:.*"flat" is not translated/)).toBeVisible();

  await writeFile(path, text.replace('minutes: 15', 'minuts: 15').replace('{#words}', ''));
  await expect(column.getByText('Line 8: minuts: is not known here, or misspelt')).toBeVisible();
  await expectNoFaults(window, 'a lab with mistakes');
  // In the language of the window, whatever that of the lab is.
  await clickMenu(app, 'View', 'Language', 'हिन्दी');
  const theirs = window.getByRole('complementary', { name: 'लैब' });
  await expect(theirs.getByText('पंक्ति 8: minuts: यहाँ जाना-पहचाना नहीं है')).toBeVisible();
  await clickMenu(app, 'दृश्य', 'भाषा', 'English');
  await writeFile(path, text);
  await expect(column.getByText('minuts')).toHaveCount(0);
  // A lab of that name which ships has progress of its own.
  expect(await readdir(join(epochLab.userData, 'labs'))).toContain('mine.file.json');
});

test('a lab of one’s own begins with the template; one that is none is refused', async ({
  app,
  window,
  folder,
}) => {
  const path = join(folder, 'own.md');
  await answerSaveDialog(app, path);
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await window.getByRole('button', { name: 'Write a lab of your own…' }).click();
  const { column } = new LabPlayer(window);
  await expect(column.getByRole('heading', { name: 'A lab of my own' })).toBeVisible();
  const template = await readFile(join(ROOT, 'resources', 'labs', 'template.md'), 'utf8');
  expect(await readFile(path, 'utf8')).toBe(template);

  // What is markup, or leads elsewhere, is text: it runs nothing, and fetches nothing.
  const hostile =
    '<script>document.title = "run"</script><img src="../../secret.png" onerror="document.title=\'run\'"> ' +
    '![a picture](../../secret.png) [a link](file:///etc/passwd)';
  await writeFile(path, template.replace('What this lab is about', `${hostile} What this lab is about`));
  await expect(column.getByText('<script>document.title = "run"</script>')).toBeVisible();
  await expect(column.locator('img, script, a[href^="file"]')).toHaveCount(0);
  expect(await window.title()).not.toBe('run');

  for (const [name, bytes, reason] of [
    ['empty.md', '', /empty\.md: line 1: a lab begins with front matter/],
    ['foreign.md', '# Shopping list', /foreign\.md: line 1: a lab begins with front matter/],
    [
      'enormous.md',
      `${template}${'x'.repeat(1024 * 1024)}`,
      /“enormous\.md” could not be opened: it has 2 MB/,
    ],
    ['away.md', template.replace('id: my-lab', 'id: ../../my-lab'), /away\.md: line 4: id: must be a name/],
  ] as const) {
    await writeFile(join(folder, name), bytes);
    await answerOpenDialog(app, join(folder, name));
    await window.getByRole('link', { name: 'Labs', exact: true }).click();
    await window.getByRole('button', { name: 'Open a lab file…' }).click();
    await expect(window.getByRole('alert').filter({ hasText: reason })).toBeInViewport();
    // What is said of it lies over nothing that the lab goes on with.
    await column.getByRole('button', { name: 'Next', exact: true }).click({ trial: true });
    // The one that was open stays.
    await expect(column.getByRole('heading', { name: 'A lab of my own' })).toBeVisible();
  }
});

test('a class begins alike, with its teacher’s curve beneath its own', async ({
  electron,
  app,
  window,
  folder,
}) => {
  const start = join(folder, 'class.epochlab-start');
  const curve = join(folder, 'teacher.json');
  await waitUntilReady(window);
  await train(window, { 'Training images': '600', 'Validation images': '100', Epochs: '2', Seed: '77' });
  await go(window, 'Runs');
  const fingerprint = await window.getByTestId('fingerprint').textContent();
  await answerSaveDialog(app, curve);
  await window.getByRole('button', { name: 'Save as reference…' }).click();
  await expect(window.getByText('Saved teacher.json')).toBeVisible();
  await window.getByRole('link', { name: 'Labs', exact: true }).click();
  await answerSaveDialog(app, start);
  await window.getByRole('button', { name: 'Save “start here”…' }).click();
  await expect(window.getByText('Saved class.epochlab-start')).toBeVisible();

  const student = new EpochLab(electron, join(folder, 'student'), new Problems(), undefined);
  await student.start();
  try {
    const theirs = student.window;
    await waitUntilReady(theirs);
    await answerOpenDialog(student.app, curve);
    await go(theirs, 'Runs');
    await theirs.getByRole('button', { name: 'Open reference curve…' }).click();
    await expect(theirs.getByText('reference', { exact: true })).toBeVisible();
    await theirs.getByRole('link', { name: 'Labs', exact: true }).click();
    await answerOpenDialog(student.app, start);
    await theirs.getByRole('button', { name: 'Open “start here”…' }).click();
    await expect(theirs.getByLabel('Seed', { exact: true })).toHaveValue('77');
    // What was opened before lies beneath already, and still does when their own run has ended.
    const loss = theirs.getByRole('slider', { name: 'Loss' });
    await train(theirs, {});
    await expect(loss).toHaveAttribute('aria-valuetext', /teacher\.json [\d.]+, Training/);
    const [, reference, , validation] =
      /teacher\.json ([\d.]+), Training ([\d.]+), Validation ([\d.]+)/.exec(
        (await loss.getAttribute('aria-valuetext')) ?? '',
      ) ?? [];
    expect(validation).toBe(reference);
    await expect(theirs.getByTestId('fingerprint')).toHaveText(fingerprint!);
    // A file that is none is refused with its name, and changes nothing.
    await writeFile(start, '{"format":"epoch-lab-start","version":1,"start":{"network":"huge"}}');
    await theirs.getByRole('link', { name: 'Labs', exact: true }).click();
    await theirs.getByRole('button', { name: 'Open “start here”…' }).click();
    await expect(
      theirs.getByText(/class\.epochlab-start: start\.network: must be one of report/),
    ).toBeVisible();
  } finally {
    await student.close();
  }
  expect(student.problems.unexpected()).toEqual([]);
});

test('a lab, a beginning and a class set are opened by a double-click', async ({ electron, folder }) => {
  const path = (name: string) => join(folder, name);
  const lab = path('ours.epochlab-lab');
  await copyFile(join(ROOT, 'resources', 'labs', 'template.md'), lab);
  await writeFile(path('class.epochlab-start'), writeStart({ settings: { seed: 77 } }));
  const setOf = (writer: string, x: number) => {
    const samples = [0, 1].map((label) => {
      const drawing = [{ kind: 'stroke' as const, x: [x, 0.7], y: [0.3, 0.3 + label / 2] }];
      return { label, writer, drawing };
    });
    return writeClassSet({ name: 'Ours', classes: ['one', 'two'], samples });
  };
  await writeFile(path('ours.epochlab-set'), setOf('K', 0.3));
  await writeFile(path('theirs.epochlab-set'), setOf('L', 0.4));
  const machine = new EpochLab(electron, path('machine'), new Problems(), undefined);
  const open = (name: string) =>
    machine.app.evaluate(({ app }, [file, cwd]) => app.emit('second-instance', {}, ['electron', file], cwd), [
      name,
      folder,
    ] as const);
  // Chosen together in a file manager, they come together.
  await machine.start([path('theirs.epochlab-set'), lab]);
  try {
    const { window } = machine;
    await expect(
      new LabPlayer(window).column.getByRole('heading', { name: 'A lab of my own' }),
    ).toBeVisible();
    await open('class.epochlab-start');
    await expect(window.getByText('Everything is set as in class.epochlab-start')).toBeVisible();
    await expect(window.getByLabel('Seed', { exact: true })).toHaveValue('77');
    await open('ours.epochlab-set');
    await expect(window.getByRole('heading', { level: 1, name: 'Collect' })).toBeVisible();
    await expect(window.getByRole('button', { name: /^two: / })).toHaveAccessibleName('two: 2 drawings');
    await writeFile(path('torn.epochlab-start'), '{');
    await open('torn.epochlab-start');
    await expect(window.getByText('The file could not be opened')).toBeVisible();
    await expect(window.getByText('torn.epochlab-start: it is not JSON in UTF-8.')).toBeVisible();
  } finally {
    await machine.close();
  }
  expect(machine.problems.unexpected()).toEqual([]);
});

test('one file sets up the machines of a class', async ({ electron, folder }) => {
  const file = join(folder, 'epoch-lab-class.json');
  const machine = new EpochLab(electron, join(folder, 'machine'), new Problems(), undefined);
  const start = async (settings: object) => {
    await writeFile(file, JSON.stringify({ format: 'epoch-lab-class', version: 1, ...settings }));
    await machine.start([], { EPOCH_LAB_CLASS: file });
  };
  try {
    // Language, what is hidden, and where everybody begins.
    await start({ language: 'hi', lab: 'convolution', handIns: 'collected/9b', hide: ['runs', 'collect'] });
    const column = machine.window.getByRole('complementary', { name: 'लैब' });
    await expect(column.getByRole('heading', { name: 'कन्वोल्यूशन क्या है' })).toBeVisible();
    await expect(machine.window.locator('html')).toHaveAttribute('lang', 'hi');
    const places = machine.window.getByRole('navigation', { name: 'प्रयोग' }).getByRole('link');
    await expect(places).toHaveCount(6);
    await expect(places.filter({ hasText: /^(रन|संग्रह)$/ })).toHaveCount(0);

    // Hand-ins go where the file says, beside itself.
    await column.getByRole('button', { name: /^चरण 7: / }).click();
    await machine.app.evaluate(({ dialog }) => {
      dialog.showSaveDialog = (...options: unknown[]) => {
        const { defaultPath } = options.at(-1) as { defaultPath: string };
        return Promise.resolve({ canceled: false, filePath: defaultPath });
      };
    });
    await column.getByRole('button', { name: 'जमा करें…' }).click();
    await column.getByLabel('आपका नाम').fill('Mira');
    await column.getByRole('button', { name: 'जमा करने की फ़ाइल सहेजें…' }).click();
    await expect(column.getByText(/Mira-convolution\.epochlab-handin/)).toBeVisible();
    const written = join(folder, 'collected', '9b', 'Mira-convolution.epochlab-handin');
    expect((await readHandIn(new Uint8Array(await readFile(written)), 'Mira')).student).toBe('Mira');
    await clickMenu(machine.app, 'दृश्य', 'भाषा', 'English');
    await expect(machine.window.locator('html')).toHaveAttribute('lang', 'en');
    await machine.close();

    // One network and one seed for everybody; who has chosen a language keeps it.
    await start({
      language: 'hi',
      start: { network: 'lenet5', settings: { seed: 77, epochs: 2 } },
      lab: 'no-such-lab',
    });
    await expect(machine.window.getByText('There is no lab “no-such-lab”.')).toBeVisible();
    await waitUntilReady(machine.window);
    await go(machine.window, 'Train');
    await expect(machine.window.getByLabel('Seed', { exact: true })).toHaveValue('77');
    await expect(machine.window.getByLabel('Epochs', { exact: true })).toHaveValue('2');
    await go(machine.window, 'Network');
    await expect(machine.window.getByRole('listitem', { name: /Convolution$/ })).toHaveCount(2);
    await machine.close();

    // Where the first place is hidden, the window begins in the next.
    await start({ hide: ['data', 'collect'] });
    await expect(machine.window.getByRole('heading', { level: 1, name: 'Network' })).toBeVisible();
    await machine.close();

    // A file that is named must be there.
    await machine.start([], { EPOCH_LAB_CLASS: join(folder, 'elsewhere.json') });
    await expect(machine.window.getByText(/“elsewhere\.json” .*is not there/)).toBeVisible();
    await machine.close();

    // A mistake is told, and stops nobody from working.
    await start({ hide: ['everything'], lab: 'convolution' });
    await expect(machine.window.getByText('The settings for this class are not used')).toBeVisible();
    await expect(machine.window.getByText(/hide\.0: must be one of data, network/)).toBeVisible();
  } finally {
    await machine.close();
  }
  expect(machine.problems.unexpected()).toEqual([]);
});
