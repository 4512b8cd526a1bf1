"""PyTorch's test accuracy, as a peer: trains a network of bench/models from its own first weights, in its own order.

It reads a request a line from standard input and answers each with a line on standard output:

    {"network": {...}, "dataset": "mnist", "recipe": "adam", "seed": 3, "epochs": 5}
    {"epoch": 1, "accuracy": 93.27}   one for each epoch

Recipes: "adam" is Adam with a rate of 0.001 on batches of 64, from PyTorch's own initial weights; "report" is plain
gradient descent with a rate of 0.005 on single images, from weights drawn as the report draws them: N(0, 1) divided by
the number of values in a filter, and by the number of a neuron's inputs, with biases of zero.
"""

import gzip
import json
import sys
from functools import cache
from pathlib import Path

import torch
from pytorch import build
from torch import nn

DATASETS = Path(__file__).resolve().parents[2] / "resources/datasets"
RECIPES = {"adam": (torch.optim.Adam, 0.001, 64), "report": (torch.optim.SGD, 0.005, 1)}
TEST_BATCH = 1000


@cache
def read(dataset, split):
    """Images as floats, byte / 255 - 0.5 as everywhere, of shape (n, 1, 28, 28), and labels."""
    pixels, labels = (
        torch.frombuffer(bytearray(gzip.open(DATASETS / dataset / f"{split}-{name}-ubyte.gz").read()[skip:]), dtype=torch.uint8)
        for name, skip in (("images-idx3", 16), ("labels-idx1", 8))
    )
    return pixels.view(-1, 1, 28, 28).float() / 255 - 0.5, labels.long()


@torch.no_grad()
def initialise_as_report(network):
    for layer in network:
        if isinstance(layer, nn.Conv2d):
            layer.weight.normal_().div_(layer.kernel_size[0] * layer.kernel_size[1])
        if isinstance(layer, nn.Linear):
            layer.weight.normal_().div_(layer.in_features)
            layer.bias.zero_()


@torch.no_grad()
def accuracy_of(network, images, labels):
    answers = [network(batch).argmax(1) for batch in images.split(TEST_BATCH)]
    return (torch.cat(answers) == labels).float().mean().item() * 100


def accuracies(request):
    torch.manual_seed(request["seed"])
    network = build(request["network"], channels_last=False)
    if request["recipe"] == "report":
        initialise_as_report(network)
    make_optimizer, rate, batch_size = RECIPES[request["recipe"]]
    optimizer = make_optimizer(network.parameters(), rate)
    images, labels = read(request["dataset"], "train")
    for _ in range(request["epochs"]):
        for batch in torch.randperm(len(labels)).split(batch_size):
            optimizer.zero_grad(set_to_none=True)
            nn.functional.cross_entropy(network(images[batch]), labels[batch]).backward()
            optimizer.step()
        yield accuracy_of(network, *read(request["dataset"], "t10k"))


for line in sys.stdin:
    for epoch, accuracy in enumerate(accuracies(json.loads(line)), 1):
        print(json.dumps({"epoch": epoch, "accuracy": accuracy}), flush=True)
