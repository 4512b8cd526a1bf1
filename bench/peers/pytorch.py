"""PyTorch as a peer: trains and infers the benchmark models, as fast as it honestly can.

A process measures with one number of threads and one allocator, which are settled before it starts (run.mjs does).
It reads a request a line from standard input and answers each with a line on standard output:

    {"model": "M1", "network": {...}, "batchSize": 32, "phase": "train", "configuration": "nchw traced", "seconds": 0.5}
    {"imagesPerSecond": 26012.3, "parameters": 13602, "loss": [2.31, 2.25]}

The first line it prints says what it is: {"ready": true, "version": ..., "configurations": [...]}.
Everything that favours PyTorch is done: images and labels lie in memory as tensors of the type and layout that it
wants, cut into batches before; no step waits for a value; gradients are set to None instead of zeroed; the optimizer
updates all parameters at once ("foreach", which was as fast as a loop or "fused", or faster). A configuration is a
layout, contiguous ("nchw") or channels last ("nhwc"), and how the model runs: as Python says it, "traced" by
TorchScript (and for inference frozen and packed), or "compiled" by PyTorch 2, which needs a C++ compiler and many
seconds a case.
"""

import gzip
import json
import os
import re
import sys
import time
import warnings
from pathlib import Path

THREADS = int(os.environ["OMP_NUM_THREADS"])

import torch
from torch import nn

torch.set_num_threads(THREADS)
torch.set_num_interop_threads(1)
warnings.filterwarnings("ignore")  # Tracing is declared old in PyTorch 2; it is measured all the same.

MNIST = Path(__file__).resolve().parents[2] / "resources/datasets/mnist"
# The same images as `epochlab bench` takes, and a whole number of batches of 1, 32 and 128.
IMAGES = 12_800
LEARNING_RATE = 0.005
WARM_UP_SECONDS = 0.2
# A traced model is optimised in its second and third call.
WARM_UP_STEPS = {"eager": 2, "traced": 4, "compiled": 3}


def read_mnist():
    """Images as floats, byte / 255 - 0.5 as everywhere, of shape (IMAGES, 1, 28, 28), and labels."""
    with gzip.open(MNIST / "train-images-idx3-ubyte.gz") as file:
        file.read(16)
        pixels = torch.frombuffer(bytearray(file.read(IMAGES * 784)), dtype=torch.uint8)
    with gzip.open(MNIST / "train-labels-idx1-ubyte.gz") as file:
        file.read(8)
        labels = torch.frombuffer(bytearray(file.read(IMAGES)), dtype=torch.uint8)
    return pixels.view(IMAGES, 1, 28, 28).float() / 255 - 0.5, labels.long()


class Flatten(nn.Module):
    """In the order in which the values stand in memory, so that nothing is copied in either layout."""

    def __init__(self, channels_last):
        super().__init__()
        self.channels_last = channels_last

    def forward(self, x):
        return (x.permute(0, 2, 3, 1) if self.channels_last else x).flatten(1)


class WithLoss(nn.Module):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def forward(self, images, labels):
        return nn.functional.cross_entropy(self.network(images), labels)


def build(spec, channels_last):
    """The network of a JSON file in bench/models."""
    height, width, channels = (spec["input"][name] for name in ("height", "width", "channels"))
    flat = 0
    modules = []
    for layer in spec["layers"]:
        kind = layer["kind"]
        if kind == "conv2d":
            kernel, stride, padding = layer["kernel"], layer["stride"], layer["padding"]
            modules.append(nn.Conv2d(channels, layer["filters"], kernel, stride, padding, bias=layer["bias"]))
            channels = layer["filters"]
            height = (height + 2 * padding - kernel) // stride + 1
            width = (width + 2 * padding - kernel) // stride + 1
        elif kind == "maxPool":
            size, stride = layer["size"], layer["stride"]
            modules.append(nn.MaxPool2d(size, stride))
            height, width = (height - size) // stride + 1, (width - size) // stride + 1
        elif kind == "relu":
            modules.append(nn.ReLU(inplace=True))
        elif kind == "flatten":
            modules.append(Flatten(channels_last))
            flat = height * width * channels
        elif kind == "dense":
            modules.append(nn.Linear(flat, layer["units"], bias=layer["bias"]))
            flat = layer["units"]
        else:
            raise ValueError(f"no such layer here: {kind}")
    network = nn.Sequential(*modules)
    return network.to(memory_format=torch.channels_last) if channels_last else network


def measure(request, batches_of):
    torch.manual_seed(1)
    layout, mode = (request["configuration"] + " eager").split()[:2]
    channels_last = layout == "nhwc"
    network = build(request["network"], channels_last)
    parameters = sum(p.numel() for p in network.parameters())
    batches = batches_of(request["batchSize"], channels_last)
    training = request["phase"] == "train"
    step = (prepare_training if training else prepare_inference)(network, batches[0], mode)
    first = repeat(step, batches, WARM_UP_SECONDS, WARM_UP_STEPS[mode])[1]
    speed, last = repeat(step, batches, request["seconds"], 1)
    answer = {"imagesPerSecond": speed * request["batchSize"], "parameters": parameters}
    return {**answer, "loss": [first.item(), last.item()]} if training else answer


def prepare_training(network, batch, mode):
    model = WithLoss(network).train()
    if mode == "traced":
        model = torch.jit.trace(model, batch, check_trace=False)
    if mode == "compiled":
        model = torch.compile(model)
    optimizer = torch.optim.SGD(network.parameters(), LEARNING_RATE, foreach=True)

    def step(images, labels):
        loss = model(images, labels)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss

    return step


def prepare_inference(network, batch, mode):
    model = network.eval()
    if mode == "traced":
        # Freezes the weights into constants, and packs them for oneDNN.
        with torch.no_grad():
            model = torch.jit.optimize_for_inference(torch.jit.trace(model, batch[0], check_trace=False))
    if mode == "compiled":
        model = torch.compile(model)

    def step(images, _labels):
        with torch.inference_mode():
            return model(images)

    return step


def repeat(step, batches, seconds, least_steps):
    """Steps a second, over at least so many steps and seconds, and what the last one gave."""
    start = time.perf_counter()
    steps = 0
    while True:
        result = step(*batches[steps % len(batches)])
        steps += 1
        elapsed = time.perf_counter() - start
        if elapsed >= seconds and steps >= least_steps:
            return steps / elapsed, result


def main():
    images, labels = read_mnist()
    cut = {}

    def batches_of(size, channels_last):
        if not any(size == other for other, _ in cut):
            cut.clear()
        if (size, channels_last) not in cut:
            layout = torch.channels_last if channels_last else torch.contiguous_format
            cut[size, channels_last] = [
                (images[i : i + size].contiguous(memory_format=layout), labels[i : i + size])
                for i in range(0, IMAGES - size + 1, size)
            ]
        return cut[size, channels_last]

    configurations = ["nchw", "nhwc", "nchw traced", "nhwc traced"]
    if os.environ.get("EPOCH_LAB_TORCH_COMPILE") == "1" and hasattr(torch, "compile"):
        configurations += ["nchw compiled", "nhwc compiled"]
    version = re.match(r"[\d.]+", torch.__version__)[0]
    print(json.dumps({"ready": True, "version": version, "configurations": configurations}), flush=True)
    for line in sys.stdin:
        try:
            answer = measure(json.loads(line), batches_of)
        except Exception as problem:  # The next request may well be possible.
            answer = {"error": f"{type(problem).__name__}: {problem}"}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
