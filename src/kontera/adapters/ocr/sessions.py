"""Runs a network on one thread: by OpenVINO where it is installed, by onnxruntime otherwise."""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final, Protocol

import numpy as np
from numpy.typing import NDArray

Stack = NDArray[np.float32]
OPENVINO: Final = "openvino"


class Session(Protocol):
    """A network that is loaded."""

    def __call__(self, stack: Stack) -> Stack:
        """The network's answer to a stack of pictures."""
        ...


class OnnxSession:
    """A network run by onnxruntime, on one thread."""

    def __init__(self, model: Path | bytes) -> None:
        from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - only where pictures are read

        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.enable_cpu_mem_arena = False  # pages differ in size, and an arena never gives back
        options.log_severity_level = 4
        given = model if isinstance(model, bytes) else str(model)
        self._session: Any = InferenceSession(given, options, providers=["CPUExecutionProvider"])
        self._input: str = self._session.get_inputs()[0].name

    def __call__(self, stack: Stack) -> Stack:
        """See `Session`."""
        return np.asarray(self._session.run(None, {self._input: stack})[0], dtype=np.float32)


class OpenVinoSession:
    """A network run by OpenVINO, on one thread; with bfloat16 where the processor multiplies it natively."""

    def __init__(self, model: Path | bytes) -> None:
        core: Any = import_module(OPENVINO).Core()  # an extra, loaded only where it is installed
        given = model if isinstance(model, bytes) else model.read_bytes()
        limits = {"INFERENCE_NUM_THREADS": 1, "NUM_STREAMS": 1, "ENABLE_CPU_PINNING": False}
        compiled = core.compile_model(core.read_model(given), "CPU", limits)
        self._request: Any = compiled.create_infer_request()

    def __call__(self, stack: Stack) -> Stack:
        """See `Session`."""
        self._request.infer([stack])
        return np.array(self._request.get_output_tensor().data, dtype=np.float32)


def has_openvino() -> bool:
    """Whether the extra `fast` is installed."""
    return find_spec(OPENVINO) is not None


def runtime() -> str:
    """The name of the runtime that carries out the networks, with its version."""
    if has_openvino():
        return f"OpenVINO {version(OPENVINO)}"
    return f"onnxruntime {version('onnxruntime')} (OpenVINO, the extra 'fast', is not installed)"


def session(model: Path | bytes) -> Session:
    """The network in the fastest runtime there is."""
    return OpenVinoSession(model) if has_openvino() else OnnxSession(model)
