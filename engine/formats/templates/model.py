"""The network, with the weights that it has learned.

    python3 model.py

loads weights.safetensors and checks that the network says what it said in Epoch Lab.
"""

import json
import os

import torch
from torch import nn

import tensors

FOLDER = os.path.dirname(os.path.abspath(__file__))
CLASSES = __CLASSES__
# Images are batch x channels x height x width.
INPUT = __INPUT__


class ChannelsLast(nn.Module):
    """Flattens an image pixel by pixel, as Epoch Lab does; nn.Flatten goes channel by channel."""

    def forward(self, images):
        return images.permute(0, 2, 3, 1).flatten(1)


class Network(nn.Module):
    """From images of INPUT to one logit a class. Softmax is part of the loss."""

    def __init__(self):
        super().__init__()
        self.layers = nn.Sequential(
__LAYERS__
        )

    def forward(self, images):
        return self.layers(images)


def scale(pixels):
    """Bytes, 0 for background and 255 for full ink, as the numbers that the network takes in."""
    return pixels.float() / 255 - 0.5


def load_weights(network, path=os.path.join(FOLDER, "weights.safetensors")):
    """Puts a file's weights into the network. Returns the file's metadata."""
    values, metadata = tensors.load(path)
    missing, unexpected = network.load_state_dict(values, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected:
        raise ValueError(f"{path}: missing {missing}, unexpected {unexpected}")
    return metadata


def save_weights(network, path):
    """Writes the weights as Epoch Lab can import them."""
    values = {
        name: value
        for name, value in network.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }
    tensors.save(path, values, {"format": "pt"})


def check(network, metadata):
    """The largest difference between this network's logits and those written down at the export."""
    channels, height, width = INPUT
    largest = 0.0
    network.eval()
    for expected in json.loads(metadata["expectedOutputs"]):
        pixels = torch.tensor(list(bytes.fromhex(expected["image"])), dtype=torch.uint8)
        image = pixels.reshape(1, height, width, channels).permute(0, 3, 1, 2)
        with torch.no_grad():
            logits = network(scale(image))[0]
        difference = (logits - torch.tensor(expected["logits"])).abs().max().item()
        largest = max(largest, difference)
    return largest


if __name__ == "__main__":
    network = Network()
    metadata = load_weights(network)
    print(network)
    difference = check(network, metadata)
    print(f"largest difference to Epoch Lab's logits: {difference:.2g}")
    if difference > 1e-3:
        raise SystemExit("the network does not say what it said in Epoch Lab")
