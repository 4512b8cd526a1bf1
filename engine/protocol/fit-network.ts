import { unitsAtEnd, type NetworkSpec } from './network.ts';

/** What a network has to fit: the size of a data set's images, and the number of its classes. */
export interface DataShape {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: number;
}

/** Size and classes of a data set, as a network sees them. */
export function dataShapeOf(info: {
  readonly height: number;
  readonly width: number;
  readonly channels: number;
  readonly classes: readonly string[];
}): DataShape {
  const { height, width, channels } = info;
  return { height, width, channels, classes: info.classes.length };
}

/**
 * The same stack of layers for other images and another number of classes: its input is theirs, and its last
 * dense layer has a unit for each class. Whether the layers then still fit together, `inferShapes` says.
 */
export function fitNetwork(
  network: NetworkSpec,
  { height, width, channels, classes }: DataShape,
): NetworkSpec {
  const last = network.layers.findLastIndex(({ kind }) => kind === 'dense');
  return {
    ...network,
    input: { height, width, channels },
    layers: network.layers.map((layer, index) =>
      index === last && layer.kind === 'dense' ? { ...layer, units: classes } : layer,
    ),
  };
}

/** The data that a network is made for: its input, and as many classes as its last dense layer has units. */
export function shapeFitted(network: NetworkSpec): DataShape {
  return { ...network.input, classes: unitsAtEnd(network) };
}
