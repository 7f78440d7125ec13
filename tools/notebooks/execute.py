"""Executes one notebook: `execute.py NOTEBOOK OUTPUT FOLDER TIMEOUT`, a line of JSON on stdout for each cell.

The client is Jupyter's own (nbclient), so that what runs here is what runs in Jupyter.
"""

import json
import signal
import sys

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError


def tell(**event):
    print(json.dumps(event), flush=True)


def main(path, output, folder, timeout):
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name="tslab",
        timeout=int(timeout),
        startup_timeout=120,
        record_timing=False,
        resources={"metadata": {"path": folder}},
    )
    cells = [(i, cell) for i, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    for _, cell in cells:
        cell.outputs, cell.execution_count = [], None
    failure = None
    with client.setup_kernel():
        for done, (index, cell) in enumerate(cells):
            tell(event="cell", cell=index, done=done, of=len(cells))
            try:
                client.execute_cell(cell, index)
                # nbclient takes the count from a message that this kernel does not send.
                cell.execution_count = done + 1
            except CellExecutionError:
                # The TypeScript kernel names no exception in its reply: what went wrong is in the cell's outputs.
                failure = {"cell": index, "reason": "error"}
            except CellTimeoutError:
                failure = {"cell": index, "reason": f"took longer than {timeout} s"}
            except DeadKernelError:
                failure = {"cell": index, "reason": "the kernel died"}
            if failure:
                break
    nbformat.write(notebook, output)
    tell(event="failed" if failure else "done", of=len(cells), **(failure or {}))


def end(*_):
    """Leaving shuts the kernel down, which nothing may disturb."""
    signal.signal(signal.SIGTERM, lambda *_: None)
    sys.exit(143)


# Ctrl-C reaches every process of a terminal; the parent turns it into one SIGTERM.
signal.signal(signal.SIGINT, lambda *_: None)
signal.signal(signal.SIGTERM, end)
main(*sys.argv[1:])
