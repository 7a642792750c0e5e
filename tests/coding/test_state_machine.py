"""Random acts, undo, redo, reopening, copies and going back, against a plain list of dumps."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from random import Random

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from qdatool.coding.changes import Operation
from qdatool.coding.codes import CodeDraft, create_code, rename_code
from qdatool.coding.documents import document_text
from qdatool.coding.health import check_project
from qdatool.coding.snapshots import restore_snapshot, take_snapshot
from qdatool.storage.undo_store import MAX_STEPS
from tests.builders import Dump, FakeClock, dump, filled_project, open_quickly
from tests.random_acts import SeededWorld, act_at_random, is_there_a_step

QUICK = settings(
    max_examples=30,
    stateful_step_count=25,
    derandomize=True,
    deadline=None,
    database=None,
    phases=[Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


class ProjectMachine(RuleBasedStateMachine):
    """The model: the states that undo leads back through, the present one, and those that redo leads forward to."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = Path(tempfile.mkdtemp(prefix="qdatool"))
        self._path = self._folder / "p.qdatool"
        self._clock = FakeClock()
        self._world = SeededWorld(0)
        self._project, _ = filled_project(self._path, clock=self._clock)
        self._behind: list[Dump] = []
        self._present = dump(self._project)
        self._ahead: list[Dump] = []
        self._copies: list[tuple[str, Dump]] = []

    @initialize()
    def begin(self) -> None:
        assert self._project.next_undo() is None

    @rule(seed=st.integers(0, 2**16))
    def act(self, seed: int) -> None:
        # Beyond the minute in which typing is joined, so that each act is a state of its own.
        self._clock.advance(61)
        with self._world.in_force():
            act_at_random(self._project, self._world.begin(seed))
        self._moved_on()

    @rule(seeds=st.lists(st.integers(0, 2**16), min_size=2, max_size=4))
    def act_several_times_in_one(self, seeds: list[int]) -> None:
        with self._world.in_force(), self._project.change(Operation.BUILD_SAMPLE):
            for seed in seeds:
                dice = Random(seed)
                self._act_whole(dice)
        self._moved_on()

    @rule(seed=st.integers(0, 2**16))
    def act_and_fail(self, seed: int) -> None:
        try:
            with self._world.in_force(), self._project.change(Operation.BUILD_SAMPLE):
                act_at_random(self._project, self._world.begin(seed))
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        except RuntimeError as error:
            # The act was refused within the change, which dooms it just the same.
            assert "inner change failed" in str(error)

    @precondition(lambda self: self._behind)
    @rule()
    def undo(self) -> None:
        assert is_there_a_step(self._project, self._project.next_undo)
        self._project.undo()
        self._ahead.append(self._present)
        self._present = self._behind.pop()

    @precondition(lambda self: self._ahead)
    @rule()
    def redo(self) -> None:
        assert is_there_a_step(self._project, self._project.next_redo)
        self._project.redo()
        self._behind.append(self._present)
        self._present = self._ahead.pop()

    @rule()
    def reopen(self) -> None:
        self._project.close()
        self._project = open_quickly(self._path, self._clock)

    @rule()
    def copy(self) -> None:
        self._copies.append((take_snapshot(self._project).name, self._present))

    @precondition(lambda self: self._copies)
    @rule(which=st.integers(0, 2))
    def go_back(self, which: int) -> None:
        name, then = self._copies[-1 - which % min(3, len(self._copies))]
        self._project.close()
        restore_snapshot(self._path, name)
        self._project = open_quickly(self._path, self._clock)
        self._behind, self._present, self._ahead = [], then, []

    @invariant()
    def the_project_is_as_the_model_says(self) -> None:
        assert dump(self._project) == self._present
        assert is_there_a_step(self._project, self._project.next_undo) == bool(self._behind)
        assert is_there_a_step(self._project, self._project.next_redo) == bool(self._ahead)

    def teardown(self) -> None:
        try:
            assert check_project(self._project) == ()
            for (document_id,) in self._project.raw().execute("SELECT id FROM document").fetchall():
                assert document_text(self._project, document_id)
        finally:
            self._project.close()
            shutil.rmtree(self._folder)

    def _act_whole(self, dice: Random) -> None:
        """Do an act that cannot be refused: within a change, a refusal dooms everything."""
        code_id = create_code(self._project, CodeDraft(str(dice.random())))
        if dice.random() < 0.5:
            rename_code(self._project, code_id, "again")

    def _moved_on(self) -> None:
        found = dump(self._project)
        if found == self._present:
            return
        self._behind = [*self._behind, self._present][-MAX_STEPS:]
        self._present, self._ahead = found, []


TestProjectMachine = ProjectMachine.TestCase
TestProjectMachine.settings = QUICK
