/**
 * Who may import whom: docs/architecture.md says why. Each rule lists what a room may not see; tests may see more.
 *
 * @type {import('dependency-cruiser').IConfiguration}
 */
const tests = '\\.test\\.(ts|mjs)$';

/** A room of the product, and the only places of the product that it may import from. */
const only = (name, room, allowed) => ({
  name,
  severity: 'error',
  from: { path: room, pathNot: tests },
  to: { path: '^(engine|electron|renderer|scripts|e2e|bench)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('protocol', '^engine/protocol/', ['^engine/protocol/']),
    only('kernels', '^engine/kernels/', ['^engine/kernels/']),
    only('nn', '^engine/nn/', ['^engine/(nn|kernels|protocol)/']),
    only('data', '^engine/data/', ['^engine/(data|formats|nn|protocol)/']),
    only('formats', '^engine/formats/', ['^engine/(formats|nn|protocol)/']),
    only('training', '^engine/(training|explain)/', ['^engine/(training|explain|nn|data|formats|protocol)/']),
    only('labs', '^engine/labs/', ['^engine/(labs|explain|nn|data|formats|protocol)/']),
    only('host', '^engine/host/', ['^engine/(?!cli)']),
    only('cli', '^engine/cli/', ['^engine/']),
    only('electron-shared', '^electron/shared/', ['^electron/shared/', '^engine/protocol/']),
    only('electron-main', '^electron/main/', ['^electron/(main|shared)/', '^engine/protocol/']),
    only('electron-preload', '^electron/preload/', ['^electron/(preload|shared)/']),
    only('renderer', '^renderer/(?!importer/)', [
      '^renderer/(?!importer/)',
      '^electron/shared/',
      '^engine/protocol/',
    ]),
    // A page of its own, in a sandbox, that takes foreign files apart with the engine's code.
    only('importer', '^renderer/importer/', [
      '^renderer/importer/',
      '^electron/shared/',
      '^engine/(data|formats|nn|protocol)/',
    ]),
    {
      name: 'only-host-and-cli-see-node',
      severity: 'error',
      from: { path: '^engine/', pathNot: ['^engine/(host|cli|testing)/', tests] },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'renderer-sees-no-node-nor-electron',
      severity: 'error',
      from: { path: '^renderer/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'no-network',
      comment: 'docs/security.md: the product reaches no network.',
      severity: 'error',
      from: { path: '^(engine|electron|renderer)/', pathNot: tests },
      to: { dependencyTypes: ['core'], path: '^(node:)?(net|tls|https?|http2|dgram|dns|inspector)(/|$)' },
    },
    {
      name: 'electron-only-in-electron',
      severity: 'error',
      from: { pathNot: '^(electron|e2e|scripts/electron)/' },
      to: { path: '^node_modules/electron/' },
    },
    {
      name: 'charts-alone-import-chart-js',
      severity: 'error',
      from: { pathNot: '^renderer/charts/' },
      to: { path: '^node_modules/chart\\.js/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^engine/kernels/wasm/' },
    tsConfig: { fileName: 'tsconfig.base.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.mjs', '.js', '.svelte'] },
    moduleSystems: ['es6'],
  },
};
