"""Trains the network on: on one CPU, on a GPU, or on many.

    python3 train.py
    python3 train.py --device cuda
    torchrun --nproc_per_node 4 train.py

With torchrun, each process takes its share of every batch, and gradients are averaged: the batch stays as large as
the settings say. The order of images, augmentation and dropout are drawn by PyTorch, so the weights are not those
that Epoch Lab would end with, bit by bit; they are as good.
"""

import argparse
import gzip
import json
import math
import os
import struct

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch.nn.parallel import DistributedDataParallel

from model import FOLDER, INPUT, Network, load_weights, save_weights, scale

SETTINGS = json.loads(r"""__SETTINGS__""")


def read_idx(path):
    """An IDX file of bytes, compressed or not: the form in which MNIST is published."""
    with open(path, "rb") as file:
        content = file.read()
    if content[:2] == b"\x1f\x8b":
        content = gzip.decompress(content)
    if content[:3] != b"\0\0\x08":
        raise ValueError(f"{path} is not an IDX file of bytes")
    sides = struct.unpack(f">{content[3]}I", content[4 : 4 + 4 * content[3]])
    values = torch.frombuffer(bytearray(content[4 + 4 * content[3] :]), dtype=torch.uint8)
    return values.reshape(sides)


def read_split(folder, split):
    """Images as bytes, batch x channels x height x width, and labels."""

    def find(kind):
        names = [
            f"{name}-{kind}{suffix}"
            for name in ([split] if split == "train" else [split, "t10k"])
            for suffix in (".gz", "")
        ]
        for name in names:
            if os.path.exists(os.path.join(folder, name)):
                return os.path.join(folder, name)
        raise SystemExit(f"{folder}: there is none of {', '.join(names)}. Say where they are with --data.")

    images = read_idx(find("images-idx3-ubyte" if INPUT[0] == 1 else "images-idx4-ubyte"))
    labels = read_idx(find("labels-idx1-ubyte")).long()
    if images.dim() == 3:
        images = images.unsqueeze(-1)
    return images.permute(0, 3, 1, 2).contiguous(), labels


def create_optimizer(network):
    settings = dict(SETTINGS["optimizer"])
    kind, rate = settings["kind"], settings["learningRate"]
    decay = settings.get("weightDecay", 0)
    parameters = network.parameters()
    if kind == "sgd":
        return torch.optim.SGD(parameters, lr=rate, weight_decay=decay)
    if kind in ("momentum", "nesterov"):
        return torch.optim.SGD(
            parameters,
            lr=rate,
            momentum=settings["momentum"],
            nesterov=kind == "nesterov",
            weight_decay=decay,
        )
    if kind == "rmsprop":
        return torch.optim.RMSprop(
            parameters, lr=rate, alpha=settings["smoothing"], eps=settings["epsilon"], weight_decay=decay
        )
    create = {"adam": torch.optim.Adam, "adamw": torch.optim.AdamW}[kind]
    betas = (settings["beta1"], settings["beta2"])
    return create(parameters, lr=rate, betas=betas, eps=settings["epsilon"], weight_decay=decay)


def learning_rate(step, steps_per_epoch, total_steps, reductions):
    """The rate of a step, counted from 0."""
    schedule = SETTINGS.get("schedule", {"kind": "constant"})
    warm_up = SETTINGS.get("warmUpSteps", 0)
    factor = (step + 1) / warm_up if step < warm_up else 1.0
    kind = schedule["kind"]
    if kind == "step":
        factor *= schedule["factor"] ** (step // steps_per_epoch // schedule["epochs"])
    elif kind == "cosine":
        done = max(0, step - warm_up) / max(1, total_steps - warm_up)
        minimum = schedule["minimum"]
        factor *= minimum + (1 - minimum) * (1 + math.cos(math.pi * done)) / 2
    elif kind == "plateau":
        factor *= schedule["factor"] ** reductions
    return SETTINGS["optimizer"]["learningRate"] * factor


class Plateau:
    """Counts how often the loss of the epochs has stopped to fall."""

    def __init__(self):
        self.best, self.waited, self.reductions = math.inf, 0, 0

    def see(self, loss):
        schedule = SETTINGS.get("schedule", {})
        if schedule.get("kind") != "plateau":
            return
        if loss < self.best * (1 - schedule["threshold"]):
            self.best, self.waited = loss, 0
        else:
            self.waited += 1
        if self.waited > schedule["patience"]:
            self.reductions, self.waited = self.reductions + 1, 0


def clip(parameters):
    clipping = SETTINGS.get("clipping")
    if not clipping:
        return
    if clipping["kind"] == "norm":
        torch.nn.utils.clip_grad_norm_(parameters, clipping["limit"])
    else:
        torch.nn.utils.clip_grad_value_(parameters, clipping["limit"])


def augment(pixels):
    """Chance variations of images of bytes, on their own device."""
    strengths = SETTINGS.get("augmentation")
    if not strengths:
        return pixels
    count, _, height, width = pixels.shape
    device = pixels.device

    def up_to(most):
        return (2 * torch.rand(count, device=device) - 1) * most

    angle = up_to(math.radians(strengths["rotate"]))
    size, slant = 1 + up_to(strengths["scale"]), up_to(strengths["shear"])
    cosine, sine = torch.cos(angle), torch.sin(angle)
    y, x = torch.meshgrid(
        torch.arange(height, device=device) - (height - 1) / 2,
        torch.arange(width, device=device) - (width - 1) / 2,
        indexing="ij",
    )
    down = y / size[:, None, None]
    right = x / size[:, None, None] + slant[:, None, None] * down
    cosine, sine = cosine[:, None, None], sine[:, None, None]
    from_x = cosine * right - sine * down - up_to(strengths["shift"])[:, None, None]
    from_y = sine * right + cosine * down - up_to(strengths["shift"])[:, None, None]
    if strengths["elastic"] > 0:
        from_x = from_x + elastic_field(count, height, width, strengths["elastic"], device)
        from_y = from_y + elastic_field(count, height, width, strengths["elastic"], device)
    grid = torch.stack((2 * from_x / max(1, width - 1), 2 * from_y / max(1, height - 1)), dim=-1)
    return F.grid_sample(pixels.float(), grid, align_corners=True).round()


def elastic_field(count, height, width, strength, device):
    """Random arrows, smoothed so that neighbours move together."""
    reach = 12
    bell = torch.exp(-0.5 * ((torch.arange(2 * reach + 1, device=device) - reach) / 4.0) ** 2)
    bell = bell / bell.sum()
    field = 2 * torch.rand(count, 1, height, width, device=device) - 1
    field = F.conv2d(field, bell.reshape(1, 1, 1, -1), padding=(0, reach))
    field = F.conv2d(field, bell.reshape(1, 1, -1, 1), padding=(reach, 0))
    return field[:, 0] * strength / (math.sqrt(1 / 3) * (bell**2).sum())


def test(network, images, labels, device):
    """Accuracy and mean loss over all images."""
    network.eval()
    correct, loss = 0, 0.0
    with torch.no_grad():
        for first in range(0, len(labels), 1000):
            logits = network(scale(images[first : first + 1000].to(device)))
            truth = labels[first : first + 1000].to(device)
            loss += F.cross_entropy(logits, truth, reduction="sum").item()
            correct += (logits.argmax(1) == truth).sum().item()
    return correct / len(labels), loss / len(labels)


def read_arguments():
    parser = argparse.ArgumentParser(description="Train the network on.")
    parser.add_argument("--data", default=os.path.join(FOLDER, "data"), help="folder with the IDX files")
    parser.add_argument("--start", choices=("weights", "fresh"), default="weights",
                        help="from weights.safetensors (default), or from new random weights")
    parser.add_argument("--epochs", type=int, default=SETTINGS["epochs"])
    parser.add_argument("--batch-size", type=int, default=SETTINGS["batchSize"])
    parser.add_argument("--train-images", type=int, default=SETTINGS["trainImages"])
    parser.add_argument("--validation-images", type=int, default=SETTINGS["validationImages"])
    parser.add_argument("--learning-rate", type=float, default=SETTINGS["optimizer"]["learningRate"])
    parser.add_argument("--seed", type=int, default=SETTINGS["seed"])
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--out", default=os.path.join(FOLDER, "trained.safetensors"))
    return parser.parse_args()


def main():
    arguments = read_arguments()
    SETTINGS["optimizer"]["learningRate"] = arguments.learning_rate
    rank, processes = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
    device = arguments.device
    if processes > 1:
        dist.init_process_group("nccl" if device == "cuda" else "gloo")
        if device == "cuda":
            device = f"cuda:{os.environ.get('LOCAL_RANK', 0)}"
            torch.cuda.set_device(device)

    # The same on all processes: they begin with the same weights and shuffle alike.
    torch.manual_seed(arguments.seed)
    network = Network()
    if arguments.start == "weights":
        load_weights(network)
    network.to(device)
    trained = DistributedDataParallel(network) if processes > 1 else network
    optimizer = create_optimizer(network)

    images, labels = read_split(arguments.data, "train")
    held_out = arguments.validation_images
    if arguments.train_images + held_out > len(labels):
        raise SystemExit(f"there are only {len(labels)} training images")
    validation = images[len(labels) - held_out :], labels[len(labels) - held_out :]
    images, labels = images[: arguments.train_images], labels[: arguments.train_images]

    order = torch.Generator().manual_seed(arguments.seed)
    # From here on each process draws its own dropout and augmentation.
    torch.manual_seed(arguments.seed + rank)
    steps_per_epoch = math.ceil(len(labels) / arguments.batch_size)
    plateau, step = Plateau(), 0
    for epoch in range(arguments.epochs):
        trained.train()
        total = 0.0
        for batch in torch.randperm(len(labels), generator=order).split(arguments.batch_size):
            rate = learning_rate(step, steps_per_epoch, steps_per_epoch * arguments.epochs, plateau.reductions)
            for group in optimizer.param_groups:
                group["lr"] = rate
            step += 1
            if len(batch) < processes:
                continue
            mine = batch[rank::processes]
            logits = trained(scale(augment(images[mine].to(device))))
            loss = F.cross_entropy(logits, labels[mine].to(device), reduction="sum")
            optimizer.zero_grad()
            # Gradients are averaged over the processes: so each counts its images against the whole batch.
            (loss * processes / len(batch)).backward()
            clip(network.parameters())
            optimizer.step()
            total += loss.item() * processes
        mean = total / len(labels)
        accuracy = None
        if held_out > 0:
            accuracy, mean = test(network, *validation, device)
        plateau.see(mean)
        if rank == 0:
            words = "" if accuracy is None else f"   validation accuracy {accuracy:.4f}"
            print(f"epoch {epoch + 1}/{arguments.epochs}   loss {mean:.4f}{words}", flush=True)

    if rank == 0:
        accuracy, loss = test(network, *read_split(arguments.data, "test"), device)
        print(f"test accuracy {accuracy:.4f}   test loss {loss:.4f}")
        save_weights(network, arguments.out)
        print(f"wrote {arguments.out}")
    if processes > 1:
        dist.destroy_process_group()


if __name__ == "__main__":
    main()
