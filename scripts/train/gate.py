"""The gate: pieces that are surely no part of a name leave the encoder early.

After some layers a linear map of each piece's state tells how likely the piece is to belong to a name. A piece
below the threshold goes no further: its state stays as it is (the next layers still attend to it, the last ones do
not) and its label is O.
The maps are fitted by logistic regression (training them by gradient, under dropout, only makes them shy); then the
model is trained with the gates in the loop, so that what is left standing is what the later layers have learnt to read. Early exit of single tokens after Li et al. 2021, "Accelerating BERT Inference for Sequence Labeling via
Early-Exit"; here the exit knows one class only, O, so that no name is decided early.
"""

import json
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import nn
from transformers import BertConfig, BertForTokenClassification

RUN = 3  # so many in a row leave together, or none of them
SURE_O = 12.0  # the logit of O for a piece that left; the other labels have 0


class Gates(nn.Module):
    """One map for each layer in `layers`, counted from 1: after that layer the gate stands.

    A map weighs the states of a piece and of its neighbours, `width` pieces in all, by one row of weights each.
    Layer 0 is the embeddings. Behind layer `forget` the pieces that left are not even attended to.
    """

    def __init__(self, layers, hidden, forget=None, width=1):
        super().__init__()
        assert width % 2 == 1
        self.layers, self.forget, self.width = sorted(layers), forget, width
        self.maps = nn.ModuleDict({str(k): nn.Linear(hidden, width) for k in self.layers})
        for linear in self.maps.values():
            nn.init.zeros_(linear.weight)
            nn.init.zeros_(linear.bias)

    def score(self, layer, states, attention=None):
        """Log odds that a piece belongs to a name; beyond a window's ends there is nothing."""
        linear, half = self.maps[str(layer)], self.width // 2
        parts = states @ linear.weight.T
        if attention is not None:
            parts = parts * attention[..., None]
        parts = nn.functional.pad(parts, (0, 0, half, half))
        length = states.shape[-2]
        return sum(parts[..., j:j + length, j] for j in range(self.width)) + linear.bias[0]

    def tensors(self):
        """name -> tensor, as they stand in model.safetensors."""
        maps = {k: self.maps[str(k)] for k in self.layers}
        return {f"gate.{k}.weight": m.weight.detach() for k, m in maps.items()} | {
            f"gate.{k}.bias": m.bias.detach()[:1] for k, m in maps.items()}

    def load(self, tensors):
        with torch.no_grad():
            for k in self.layers:
                self.maps[str(k)].weight.copy_(tensors[f"gate.{k}.weight"].float())
                self.maps[str(k)].bias[0] = tensors[f"gate.{k}.bias"].float()[0]


def inside(attention):
    """Pieces between [CLS] and [SEP]. Those two never leave: what has nothing to look for attends to them."""
    places = torch.arange(attention.shape[1]).expand_as(attention)
    return (places > 0) & (places < attention.sum(dim=1, keepdim=True) - 1)


def in_long_runs(gone):
    """Of the pieces that would be gone, those in runs of RUN or more: a lone "the" may be the middle of a name."""
    whole = gone.unfold(1, RUN, 1).all(dim=-1) if gone.shape[1] >= RUN else gone[:, :0]
    long = torch.zeros_like(gone)
    for shift in range(RUN):
        long[:, shift:shift + whole.shape[1]] |= whole
    return long


def walk(model, gates, ids, types, attention, threshold=None):
    """(layer number, states, which pieces left, pieces that layer computed), before each layer's gate is passed.

    Layer 0 is the embeddings. `threshold` is in log odds; None lets every piece through all layers.
    """
    states = model.bert.embeddings(input_ids=ids, token_type_ids=types)
    lowest = torch.finfo(torch.float32).min
    mask = (1.0 - attention[:, None, None, :].to(states.dtype)) * lowest
    gone, inner, computed = torch.zeros_like(ids, dtype=torch.bool), inside(attention), 0
    for number, layer in enumerate([None, *model.bert.encoder.layer]):
        if layer is not None:
            computed = int((~gone & (attention == 1)).sum())
            seen = mask
            if threshold is not None and gates.forget is not None and number > gates.forget:
                seen = torch.where(gone[:, None, None, :], lowest, mask)
            after = layer(states, seen)[0]
            states = torch.where(gone[..., None], states, after) if threshold is not None else after
        yield number, states, gone, computed
        if threshold is not None and number in gates.layers:
            with torch.no_grad():
                leaves = gone | inner & (gates.score(number, states, attention).float() < threshold)
                gone = gone | in_long_runs(leaves)


def forward(model, gates, ids, types, attention, threshold=None):
    """(logits, which pieces left, pieces computed by layer)."""
    computed = []
    for _, states, gone, count in walk(model, gates, ids, types, attention, threshold):
        computed.append(count)
    return model.classifier(model.dropout(states)), gone & (attention == 1), computed[1:]


def fit(model, gates, batches, targets_of, threshold, rounds=60):
    """Sets every gate by logistic regression over the states of `batches`, one after the other, those before it shut.

    `targets_of(batch, logits)` gives (target, weight) for each piece of (ids, types, attention, …).
    """
    model.eval()
    with torch.no_grad():
        known = [targets_of(batch, forward(model, gates, *batch[:3])[0]) for batch in batches]
    for k in gates.layers:
        seen, wanted, weights, half = [], [], [], gates.width // 2
        for batch, (target, weight) in zip(batches, known):
            with torch.no_grad():
                states, gone = next((s, g) for n, s, g, _ in walk(model, gates, *batch[:3], threshold) if n == k)
            # All windows in one row, with room between them so that none sees the next.
            states = nn.functional.pad(states * batch[2][..., None], (0, 0, 0, half))
            seen.append(states.flatten(0, 1))
            wanted.append(nn.functional.pad(target, (0, half)).flatten())
            weights.append(nn.functional.pad(torch.where(gone, 0.0, weight), (0, half)).flatten())
        seen, wanted, weights = torch.cat(seen), torch.cat(wanted), torch.cat(weights)
        linear = gates.maps[str(k)]
        optimiser = torch.optim.LBFGS(linear.parameters(), max_iter=rounds, line_search_fn="strong_wolfe")

        def loss():
            optimiser.zero_grad()
            value = nn.functional.binary_cross_entropy_with_logits(gates.score(k, seen), wanted, weights,
                                                                   reduction="sum") / weights.sum()
            value = value + 1e-5 * linear.weight.square().sum()
            value.backward()
            return value

        optimiser.step(loss)
        counted = weights > 0
        left, name = gates.score(k, seen).detach()[counted] < threshold, wanted[counted] > 0.5
        print(f"gate {k}: {left.float().mean():.3f} of what came leave, "
              f"{left[name].float().mean():.5f} of the pieces of names among it", flush=True)
    model.train()


def sure(logits, gone):
    """Logits with O for the pieces that left."""
    fixed = torch.zeros(logits.shape[-1], dtype=logits.dtype)
    fixed[0] = SURE_O
    return torch.where(gone[..., None], fixed, logits)


class Gated:
    """A model with its gates, called as the evaluation calls a model; counts the pieces computed."""

    def __init__(self, model, gates, threshold):
        self.model, self.gates, self.threshold = model, gates, threshold
        self.computed, self.pieces = [0] * model.config.num_hidden_layers, 0

    def eval(self):
        self.model.eval()
        return self

    def __call__(self, input_ids, token_type_ids, attention_mask):
        with torch.no_grad():
            logits, gone, computed = forward(self.model, self.gates, input_ids, token_type_ids, attention_mask,
                                                self.threshold)
        self.computed = [a + b for a, b in zip(self.computed, computed)]
        self.pieces += int(attention_mask.sum())
        self.logits = sure(logits.float(), gone)
        return self

    def shares(self):
        """Share of the pieces that each layer computed."""
        return [count / max(1, self.pieces) for count in self.computed]


def targets(labels, probability_of_name, starts, unknown):
    """(target, known) for the gate's loss: 1 for pieces of names, the first piece speaking for its word.

    Where the corpus says nothing (`unknown`), the model's own probability is the target.
    """
    name = torch.where(unknown, probability_of_name, (labels > 0).float())
    places = torch.arange(labels.shape[1]).expand_as(labels)
    first = torch.where(starts, places, torch.zeros_like(places)).cummax(dim=1).values
    return name.gather(1, first), ~unknown.gather(1, first)


def open_model(folder, gated=True):
    """The model of a folder, ready to be called; through its gates if it has any and `gated`."""
    folder = Path(folder)
    config = BertConfig.from_pretrained(folder)
    config._attn_implementation = "eager"
    tensors = {name: tensor.float() for name, tensor in load_file(str(folder / "model.safetensors")).items()}
    model = BertForTokenClassification(config)
    model.load_state_dict({name: tensor for name, tensor in tensors.items() if not name.startswith("gate.")})
    settings = json.loads((folder / "config.json").read_text(encoding="utf-8"))["onomast"].get("gate")
    if not (gated and settings):
        return model.eval()
    gates = Gates(settings["layers"], config.hidden_size, settings.get("forget"), settings.get("width", 1))
    gates.load(tensors)
    return Gated(model, gates, settings["threshold"]).eval()
