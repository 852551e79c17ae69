package io.varve.sharding.shard;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;

/**
 * Stands for all pools: keeps tasks until told to run one. What a running task hands on runs at
 * once, as it would on another thread while this one waits for it.
 */
final class ManualTasks implements Executor {
  private final List<Runnable> waiting = new ArrayList<>();
  private boolean inTask;

  @Override
  public void execute(Runnable task) {
    if (inTask) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /** Runs any task to its end. */
  void runAny(RandomGenerator random) {
    if (!waiting.isEmpty()) {
      Runnable task = waiting.remove(random.nextInt(waiting.size()));
      inTask = true;
      try {
        task.run();
      } finally {
        inTask = false;
      }
    }
  }

  /** Lets the shards go on in the midst of a task. */
  void outside(Runnable turns) {
    boolean before = inTask;
    inTask = false;
    try {
      turns.run();
    } finally {
      inTask = before;
    }
  }
}
