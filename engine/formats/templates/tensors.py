"""Reads and writes safetensors files with nothing but PyTorch and Python's own library."""

import json
import struct

import torch


def load(path):
    """The tensors of a file, by name, and its metadata. All of them are 32-bit floats here."""
    with open(path, "rb") as file:
        content = bytearray(file.read())
    (length,) = struct.unpack("<Q", content[:8])
    header = json.loads(bytes(content[8 : 8 + length]))
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        if entry["dtype"] != "F32":
            raise ValueError(f"{path}: tensor {name} is {entry['dtype']}, not F32")
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = torch.frombuffer(content[begin:end], dtype=torch.float32)
        tensors[name] = values.reshape(entry["shape"]).clone()
    return tensors, metadata


def save(path, tensors, metadata):
    """Writes 32-bit floats in the order in which they are given."""
    header, blocks, end = {"__metadata__": metadata}, [], 0
    for name, tensor in tensors.items():
        block = tensor.detach().cpu().float().contiguous().numpy().tobytes()
        header[name] = {
            "dtype": "F32",
            "shape": list(tensor.shape),
            "data_offsets": [end, end + len(block)],
        }
        blocks.append(block)
        end += len(block)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(blocks))
