"""Runs a network of Epoch Lab with NumPy alone.

    from __MODULE__ import load
    network = load()
    network.predict(pixels)     # bytes, batch x height x width x channels -> probabilities

    python3 __FILE__

checks that it says what it said in Epoch Lab.
"""

import json
import os

import numpy as np

ARCHIVE = os.path.join(os.path.dirname(os.path.abspath(__file__)), __ARCHIVE__)


def load(path=ARCHIVE):
    """The network in an archive."""
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    metadata = json.loads(arrays.pop("metadata").tobytes().decode())
    return Network(metadata, arrays)


class Network:
    """Layers of values, batch x height x width x channels, or batch x values after flatten."""

    def __init__(self, metadata, arrays):
        self.metadata = metadata
        self.classes = metadata["classes"]
        self.layers = metadata["network"]["layers"]
        self.arrays = arrays

    def predict(self, pixels):
        """One probability a class and image. `pixels` are bytes: 0 is background, 255 full ink."""
        logits = self.logits(pixels)
        powers = np.exp(logits - logits.max(axis=1, keepdims=True))
        return powers / powers.sum(axis=1, keepdims=True)

    def logits(self, pixels):
        shape = self.metadata["network"]["input"]
        values = np.asarray(pixels, dtype=np.float32).reshape(
            -1, shape["height"], shape["width"], shape["channels"]
        )
        values = values / np.float32(255) - np.float32(0.5)
        for index, layer in enumerate(self.layers):
            values = self._forward(index, layer, values)
        return values

    def _forward(self, index, layer, values):
        kind = layer["kind"]
        parameter = lambda name: self.arrays.get(f"layers.{index}.{kind}.{name}")
        if kind == "conv2d":
            return convolve(values, parameter("weights"), parameter("bias"), layer)
        if kind == "dense":
            bias = parameter("bias")
            return values @ parameter("weights") + (0 if bias is None else bias)
        if kind == "maxPool":
            return windows(values, layer["size"], layer["stride"]).max(axis=(3, 4))
        if kind == "averagePool":
            return windows(values, layer["size"], layer["stride"]).mean(axis=(3, 4))
        if kind == "batchNorm":
            deviation = np.sqrt(parameter("runningVariance") + np.float32(1e-5))
            return (values - parameter("runningMean")) / deviation * parameter("scale") + parameter("shift")
        if kind == "relu":
            return np.maximum(values, 0)
        if kind == "leakyRelu":
            return np.where(values > 0, values, np.float32(layer["slope"]) * values)
        if kind == "sigmoid":
            return 1 / (1 + np.exp(-values))
        if kind == "tanh":
            return np.tanh(values)
        if kind == "flatten":
            return values.reshape(len(values), -1)
        if kind == "dropout":
            return values  # Works while training only.
        raise ValueError(f"unknown layer {kind}")


def windows(values, size, stride):
    """batch x rows x columns x size x size x channels: what stands under a window at each of its places."""
    view = np.lib.stride_tricks.sliding_window_view(values, (size, size), axis=(1, 2))
    return view[:, ::stride, ::stride].transpose(0, 1, 2, 4, 5, 3)


def convolve(values, weights, bias, layer):
    """Cross-correlation, as every library means it by convolution."""
    pad = layer["padding"]
    padded = np.pad(values, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    output = np.tensordot(windows(padded, layer["kernel"], layer["stride"]), weights, axes=3)
    return output if bias is None else output + bias


if __name__ == "__main__":
    network = load()
    largest = 0.0
    for expected in network.metadata["expectedOutputs"]:
        logits = network.logits(np.frombuffer(bytes.fromhex(expected["image"]), dtype=np.uint8))[0]
        largest = max(largest, float(np.abs(logits - expected["logits"]).max()))
    print(f"largest difference to Epoch Lab's logits: {largest:.2g}")
    if largest > 1e-3:
        raise SystemExit("the network does not say what it said in Epoch Lab")
