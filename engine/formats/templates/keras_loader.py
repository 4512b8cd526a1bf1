"""Makes a Keras model of a network of Epoch Lab.

    from __MODULE__ import load
    model = load()
    model.predict(pixels / 255 - 0.5)    # batch x height x width x channels -> logits

    python3 __FILE__

checks that it says what it said in Epoch Lab. Keras keeps images and weights in the order that Epoch Lab does.
"""

import json
import os

import numpy as np

try:
    import keras
except ImportError:
    from tensorflow import keras

ARCHIVE = os.path.join(os.path.dirname(os.path.abspath(__file__)), __ARCHIVE__)


def read(path=ARCHIVE):
    """What the archive says of the model, and its arrays by name."""
    with np.load(path) as archive:
        arrays = {name: archive[name] for name in archive.files}
    return json.loads(arrays.pop("metadata").tobytes().decode()), arrays


def load(path=ARCHIVE):
    """A compiled model, ready to be used or trained on."""
    metadata, arrays = read(path)
    shape = metadata["network"]["input"]
    model = keras.Sequential([keras.Input((shape["height"], shape["width"], shape["channels"]))])
    for index, layer in enumerate(metadata["network"]["layers"]):
        made = create(layer)
        for part in made:
            model.add(part)
        names = [f"layers.{index}.{layer['kind']}.{name}" for name in WEIGHTS.get(layer["kind"], ())]
        values = [arrays[name] for name in names if name in arrays]
        if values:
            made[-1].set_weights(values)
    model.compile(
        optimizer="adam",
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model


# In the order in which Keras keeps them.
WEIGHTS = {
    "conv2d": ("weights", "bias"),
    "dense": ("weights", "bias"),
    "batchNorm": ("scale", "shift", "runningMean", "runningVariance"),
}


def create(layer):
    kind = layer["kind"]
    if kind == "conv2d":
        convolution = keras.layers.Conv2D(
            layer["filters"], layer["kernel"], strides=layer["stride"], use_bias=layer["bias"]
        )
        pad = layer["padding"]
        return [keras.layers.ZeroPadding2D(pad), convolution] if pad else [convolution]
    if kind == "dense":
        return [keras.layers.Dense(layer["units"], use_bias=layer["bias"])]
    if kind == "maxPool":
        return [keras.layers.MaxPooling2D(layer["size"], strides=layer["stride"])]
    if kind == "averagePool":
        return [keras.layers.AveragePooling2D(layer["size"], strides=layer["stride"])]
    if kind == "batchNorm":
        return [keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5)]
    if kind == "leakyRelu":
        return [keras.layers.LeakyReLU(layer["slope"])]
    if kind in ("relu", "sigmoid", "tanh"):
        return [keras.layers.Activation(kind)]
    if kind == "flatten":
        return [keras.layers.Flatten()]
    if kind == "dropout":
        return [keras.layers.Dropout(layer["rate"])]
    raise ValueError(f"unknown layer {kind}")


if __name__ == "__main__":
    model = load()
    metadata, _ = read()
    shape = metadata["network"]["input"]
    largest = 0.0
    for expected in metadata["expectedOutputs"]:
        pixels = np.frombuffer(bytes.fromhex(expected["image"]), dtype=np.uint8)
        pixels = pixels.reshape(1, shape["height"], shape["width"], shape["channels"])
        logits = model.predict(pixels / 255 - 0.5, verbose=0)[0]
        largest = max(largest, float(np.abs(logits - expected["logits"]).max()))
    print(f"largest difference to Epoch Lab's logits: {largest:.2g}")
    if largest > 1e-3:
        raise SystemExit("the network does not say what it said in Epoch Lab")
