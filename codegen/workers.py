"""Work spread over processes whose deaths do no harm: results come in the order of the tasks, whatever happens.

The work of a process that was killed (by the system when memory is short, or by somebody) or that stands still because
it was stopped is done again by another one. Processes end with the one that started them.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing.process import BaseProcess
from typing import Any, Final, Generic, TypeVar

_TRIES: Final = 3
_LOOK: Final = 1.0
"""Seconds between two looks at processes that say nothing."""
_GRACE: Final = 1.0
"""Seconds in which a process that is not needed any more may clean up."""

Task = TypeVar("Task")
Result = TypeVar("Result")
Start = tuple[Callable[..., None], tuple[Any, ...]]


class WorkerError(RuntimeError):
    """Processes that died on the same work again and again."""


def in_order(
    work: Callable[[Task], Result], tasks: Sequence[Task], jobs: int, start: Start | None = None
) -> Generator[Result, None, None]:
    """Does the work for each task in one of `jobs` processes.

    Args:
        work: A function of a module.
        tasks: What it is given, one at a time.
        jobs: Most processes to use.
        start: A function of a module and its arguments, called first in each process.

    Raises:
        WorkerError: processes died without getting further.
        Exception: what `work` raises.
    """
    done = failures = 0
    while done < len(tasks):
        with _pool(min(jobs, len(tasks) - done), start) as pool:
            try:
                for result in pool.results(work, tasks[done:]):
                    done, failures = done + 1, 0
                    yield result
            except BrokenProcessPool:
                failures += 1
                if failures == _TRIES:
                    raise WorkerError(
                        f"a worker process was killed {_TRIES} times in a row (short of memory?); try --jobs 1"
                    ) from None


@contextmanager
def _pool(jobs: int, start: Start | None) -> Iterator[_Pool[Any, Any]]:
    others = multiprocessing.active_children()
    executor = ProcessPoolExecutor(jobs, initializer=_begin, initargs=(start,))
    pool: _Pool[Any, Any] = _Pool(executor, 2 * jobs, others)
    try:
        yield pool
    finally:
        pool.end()


class _Pool(Generic[Task, Result]):
    def __init__(self, executor: ProcessPoolExecutor, ahead: int, others: list[BaseProcess]) -> None:
        self._executor = executor
        self._ahead = ahead
        self._others = {process.pid for process in others}
        self._standing: set[int | None] = set()

    def results(self, work: Callable[[Task], Result], tasks: Sequence[Task]) -> Iterator[Result]:
        """Results in order. A window, not the whole queue: they must not pile up faster than they are taken."""
        rest = iter(tasks)
        with _no_interrupts():
            window = deque(self._executor.submit(work, task) for task in islice(rest, self._ahead))
        while window:
            result = self._wait_for(window.popleft())
            window.extend(self._executor.submit(work, task) for task in islice(rest, 1))
            yield result

    def end(self) -> None:
        """Ends the processes: there is no work left, or nobody wants it."""
        mine = self._processes()
        self._executor.shutdown(wait=False, cancel_futures=True)
        for process in mine:
            process.terminate()
        for process in mine:
            process.join(_GRACE)
            process.kill()
        self._executor.shutdown(wait=True)

    def _wait_for(self, future: Future[Result]) -> Result:
        while True:
            try:
                return future.result(_LOOK)
            except TimeoutError:
                if future.done():
                    raise
                self._kill_stopped()

    def _kill_stopped(self) -> None:
        """Kills processes that were stopped at the last look too: one look may fall into a resume by the shell."""
        standing = {process.pid: process for process in self._processes() if _is_stopped(process.pid)}
        for pid in self._standing & standing.keys():
            standing[pid].kill()
        self._standing = set(standing)

    def _processes(self) -> list[BaseProcess]:
        return [p for p in multiprocessing.active_children() if p.pid not in self._others]


def _is_stopped(pid: int | None) -> bool:
    if pid is None or not hasattr(os, "waitid"):
        return False
    try:
        return os.waitid(os.P_PID, pid, os.WSTOPPED | os.WNOHANG | os.WNOWAIT) is not None
    except ChildProcessError:
        return False  # the child of a server of processes


@contextmanager
def _no_interrupts() -> Iterator[None]:
    """Starts processes without the user's Ctrl-C: the one that started them answers it, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin(start: Start | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if start is not None:
        function, arguments = start
        function(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
